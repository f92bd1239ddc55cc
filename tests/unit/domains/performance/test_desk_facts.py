"""The facts of a shop's own tables decide the same figures as the facts the worked cases are made of."""

from collections import defaultdict
from datetime import date, datetime, timedelta

import ibis
import pyarrow as pa
import pytest
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.unit.domains.performance.desk_cases import KEPT, days_of, put_case
from tests.unit.engines.metrics.made import AGENTS, cases, differs, moment, told, when_of

from guitai.domains.performance import desk_facts
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.settings import Attribution, Settings
from guitai.kernel.days import SHANGHAI

DAY = timedelta(days=1)
# A third of those that speak of what the desk keeps: each is a shop of its own, and takes a moment.
CASES = [case for case in cases() if case.keys() <= KEPT and "settings" not in case][::3]
CUTS = {"shop": By.SHOP, "agents": By.AGENT, "days": By.DAY, "agent_days": By.AGENT_DAY}
MADE = ("messages", "orders", "refunds")


@pytest.fixture
def backend():
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


def at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02} {clock}").replace(tzinfo=SHANGHAI)


def rows(table):
    return table.to_pyarrow().to_pylist()


def _row(cut, name):
    """Give how a row of a case is named by the engine: by its agent and its day."""
    agent, _, day = name.partition(" ") if cut != "days" else ("", "", name)
    return tuple(each for each in (AGENTS.get(agent), day and moment(day, "00:00").date()) if each)


def _wrong(case, cut, figures):
    return [
        f"{case['name']}, {name}: {wrong}"
        for name, expected in ({"": case[cut]} if cut == "shop" else case[cut]).items()
        for key, value in expected.items()
        if (wrong := differs(key, value, figures[_row(cut, name)][key]))
    ]


def test_the_worked_cases_hold_for_facts_of_the_tables(db, backend):
    together = defaultdict(list)
    for number, case in enumerate(CASES):
        shop, (first, last) = put_case(case, number), days_of(case)
        found = desk_facts.facts_between(shop, first, last, backend)
        kinds = [name for name in MADE if getattr(found, name) is not None]
        renamed = {name: getattr(found, name).mutate(shop=ibis.literal(case["name"])) for name in kinds}
        together[tuple(when_of(case).items()), tuple(kinds)].append(
            (case, {name: table.to_pyarrow() for name, table in renamed.items()})
        )

    wrong = []
    for (when, kinds), alike in together.items():
        facts = Facts(**{
            name: ibis.memtable(pa.concat_tables([tables[name] for _case, tables in alike]))
            for name in kinds
        })  # fmt: skip
        for cut, by in CUTS.items():
            if asked := [case for case, _tables in alike if cut in case]:
                figures = told(facts, GRAINS[by], Settings(), **dict(when))
                wrong += [each for case in asked for each in _wrong(case, cut, figures[case["name"]])]

    assert len(CASES) >= 25
    assert wrong == []


def test_days_that_are_written_are_not_asked_of_the_tables_again(shop, backend):
    talk = _talk(shop, at(9, "10:00"))
    desk_facts.write_day(shop, date(2026, 11, 9))
    MessageFactory(conversation=talk, text="后来的", sent_at=at(9, "10:05"))
    MessageFactory(conversation=talk, text="次日", sent_at=at(10, "09:00"))
    talk.last_at = at(10, "09:00")
    talk.save()

    found = desk_facts.facts_between(shop, date(2026, 11, 9), date(2026, 11, 10), backend)
    assert _said(found) == ["在吗", "次日"]

    desk_facts.forget_days(shop, {date(2026, 11, 9)})
    found = desk_facts.facts_between(shop, date(2026, 11, 9), date(2026, 11, 10), backend)
    assert _said(found) == ["在吗", "后来的", "次日"]
    desk_facts.forget_days(shop)


def test_talks_of_two_days_before_and_a_week_after_are_there_and_no_others(shop, backend):
    for day in (5, 6, 9, 17, 18):
        _talk(shop, at(day, "10:00"), text=str(day))

    found = desk_facts.facts_between(shop, date(2026, 11, 9), date(2026, 11, 9), backend)

    assert _said(found) == ["6", "9", "17"]


@pytest.mark.parametrize(
    ("made", "paid", "is_there"),
    [
        (at(9, "10:00"), None, True),
        (at(11, "23:59"), None, True),  # a buyer who asked on the ninth may order on the tenth
        (at(12, "00:00") + DAY, None, False),
        (at(9, "10:00") - 20 * DAY, at(9, "10:00") - 15 * DAY, True),
        (at(9, "10:00") - 80 * DAY, at(9, "10:00"), True),
        (at(9, "10:00") - 20 * DAY, at(9, "10:00") - 19 * DAY, False),
        (at(9, "10:00") - 20 * DAY, None, False),
    ],
)
def test_orders_made_or_paid_about_the_days_are_there(shop, backend, made, paid, is_there):
    OrderFactory(buyer=BuyerFactory(shop=shop), status="unpaid", created_at=made, paid_at=paid)

    found = desk_facts.facts_between(shop, date(2026, 11, 9), date(2026, 11, 9), backend)

    assert len(rows(found.orders)) == is_there


def test_whose_sale_an_order_is_may_be_told_by_a_payment_weeks_later(shop, backend):
    _talk(shop, at(9, "10:00") + 14 * DAY)

    found = [
        desk_facts.facts_between(shop, date(2026, 11, 9), date(2026, 11, 9), backend, settings=settings)
        for settings in (Settings(), Settings(rule=Attribution.ORDER_FIRST))
    ]

    assert [len(_said(facts)) for facts in found] == [0, 1]


def test_a_shop_without_anything_has_empty_tables_but_for_what_is_not_known(shop, backend):
    found = desk_facts.facts_between(shop, date(2026, 11, 9), date(2026, 11, 9), backend)

    assert (found.refunds, found.findings, found.promises, found.cases) == (None, None, None, None)
    assert [
        rows(getattr(found, name)) for name in ("messages", "orders", "items", "ratings", "lost", "groups")
    ] == [[]] * 6
    assert desk_facts.days_with_facts(shop) is None


def _talk(shop, moment, *, text="在吗"):
    talk = ConversationFactory(buyer=BuyerFactory(shop=shop), opened_at=moment, last_at=moment)
    MessageFactory(conversation=talk, text=text)
    return talk


def _said(found):
    return [row["text"] for row in rows(found.messages.order_by("at"))]

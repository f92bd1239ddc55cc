"""Days are counted from the tables, again after changes, and after whatever ended the counting midway."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance import counting
from guitai.domains.performance.actions.days import count_days, count_some
from guitai.domains.performance.actions.marking import mark_days
from guitai.domains.performance.actions.settings import change_settings
from guitai.domains.performance.counting import Counted, Place, Sums
from guitai.domains.performance.models import CountedDay, DayFigures, FigureSettings
from guitai.domains.performance.queries.days import days_not_counted, days_to_count
from guitai.domains.performance.queries.figures import Cut, account_of, report

SUNDAY, MONDAY = date(2026, 3, 1), date(2026, 3, 2)
TUESDAY_NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def asked(shop: Shop, agent: Membership, now: datetime) -> None:
    """Monday at 10:00 小美 answers tb_new within 20 s, who pays ¥158.00 five minutes later."""
    buyer = BuyerFactory(shop=shop, account="tb_new")
    talk = ConversationFactory(buyer=buyer, agent=agent, opened_at=now, last_at=now + timedelta(seconds=20))
    MessageFactory(conversation=talk, sent_at=now)
    MessageFactory(conversation=talk, agent=agent, sent_at=now + timedelta(seconds=20))
    paid = now + timedelta(minutes=5)
    OrderFactory(buyer=buyer, created_at=paid, paid_at=paid)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, date]]:
    """Which days are counted; they come out with a message of nobody each."""
    calls: list[tuple[date, date]] = []

    def count(_shop, first, last, _settings, **_how):
        calls.append((first, last))
        days = {
            Place(last - DAY * back, ""): Sums({"consulted": 1}) for back in range((last - first).days + 1)
        }
        return Counted(days, {}, frozenset(), frozenset())

    monkeypatch.setattr(counting, "count", count)
    monkeypatch.setattr("guitai.domains.performance.desk_facts.write_days", lambda *_: None)
    return calls


def test_a_day_is_counted_from_the_tables_and_counted_again_it_is_the_same(
    shop: Shop, agent: Membership, asked: None
):
    for _time in range(2):
        count_days(shop=shop, first=MONDAY, last=MONDAY, at=TUESDAY_NOON)
    for cut, hour, whose in ((Cut.AGENT, None, account_of(agent)), (Cut.HOUR, 10, None)):
        told = report(shop, first=MONDAY, last=MONDAY, cut=cut, at=TUESDAY_NOON)

        assert not told.missing
        (row,) = told.rows
        assert (row.hour, row.agent and row.agent.account) == (hour, whose)
        assert [row.values[key].value for key in ("received", "average_response", "sales")] == [1, 20, 158]
        assert row.values["conversion"].late and row.values["inquiries"].value == 1


def test_days_are_counted_from_the_newest_back_and_where_it_was_ended_it_goes_on(
    shop: Shop, asked: None, counted: list[tuple[date, date]]
):
    ConversationFactory(buyer__shop=shop, opened_at=datetime(2026, 2, 26, 4, tzinfo=UTC))
    assert count_some(shop=shop, at=TUESDAY_NOON, most=2) == 2
    assert days_not_counted(shop, first=date(2026, 1, 1), last=MONDAY) == tuple(
        date(2026, 2, day) for day in (26, 27, 28)
    )
    assert count_some(shop=shop, at=TUESDAY_NOON, most=31) == 3
    assert count_some(shop=shop, at=TUESDAY_NOON, most=31) == 0
    assert counted == [(SUNDAY, MONDAY), (date(2026, 2, 26), date(2026, 2, 28))]
    # A day later there is one more, and it may say that somebody came back.
    assert count_some(shop=shop, at=TUESDAY_NOON + DAY, most=31) == 1
    assert days_to_count(shop, at=TUESDAY_NOON + DAY)[0] == MONDAY
    assert count_some(shop=shop, at=TUESDAY_NOON + DAY, most=31) == 5


def test_what_changes_in_the_midst_of_counting_is_counted_again(
    shop: Shop, asked: None, monkeypatch: pytest.MonkeyPatch, counted: list[tuple[date, date]]
):
    FigureSettings.objects.create(shop=shop, since=SUNDAY)
    plain = counting.count

    def changed_meanwhile(*given, **how):
        mark_days(shop=shop, days=[MONDAY])
        return plain(*given, **how)

    monkeypatch.setattr(counting, "count", changed_meanwhile)
    count_days(shop=shop, first=SUNDAY, last=MONDAY, at=TUESDAY_NOON)

    assert days_to_count(shop, at=TUESDAY_NOON) == [MONDAY]


def test_a_count_that_fails_leaves_what_was(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, counted: list[tuple[date, date]]
):
    count_days(shop=shop, first=MONDAY, last=MONDAY, at=TUESDAY_NOON)
    mark_days(shop=shop, days=[MONDAY])
    monkeypatch.setattr(counting, "count", lambda *_given, **_how: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        count_days(shop=shop, first=MONDAY, last=MONDAY, at=TUESDAY_NOON)

    assert DayFigures.objects.get(shop=shop).consulted == 1
    assert days_not_counted(shop, first=MONDAY, last=MONDAY) == ()


def test_other_settings_and_other_accounts_of_members_let_every_day_be_counted_anew(
    shop: Shop, lead: Membership, agent: Membership, asked: None, counted: list[tuple[date, date]]
):
    count_some(shop=shop, at=TUESDAY_NOON, most=31)
    change_settings(shop=shop, values={"sale_days": 3}, by=lead, at=TUESDAY_NOON)
    assert days_to_count(shop, at=TUESDAY_NOON) == [MONDAY]
    count_some(shop=shop, at=TUESDAY_NOON, most=31)
    assert days_to_count(shop, at=TUESDAY_NOON) == []

    agent.account = "云裳女装:小美"
    agent.save()
    assert count_some(shop=shop, at=TUESDAY_NOON, most=31) == 1


def test_whoever_has_an_account_of_the_shop_is_no_buyer_on_any_day(
    shop: Shop, counted: list[tuple[date, date]], monkeypatch: pytest.MonkeyPatch
):
    own = BuyerFactory(shop=shop, account="云裳女装:小林")
    earlier = datetime(2026, 2, 11, 4, tzinfo=UTC)
    ConversationFactory(buyer=own, opened_at=earlier, last_at=earlier, closed_at=earlier)
    count_days(shop=shop, first=date(2026, 2, 10), last=date(2026, 2, 12), at=TUESDAY_NOON)
    found = Counted({}, {}, frozenset({"云裳女装:小美"}), frozenset({"groups"}))
    monkeypatch.setattr(counting, "count", lambda *_given, **_how: found)
    count_days(shop=shop, first=MONDAY, last=MONDAY, at=TUESDAY_NOON)

    assert list(CountedDay.objects.order_by("day").values_list("changes", flat=True)) == [0, 1, 0, 0]
    kept = FigureSettings.objects.get()
    assert (kept.main_accounts, kept.tables) == (["云裳女装"], ["groups"])

"""Lines of a ledger, narrowed and added up; what waits for a second person."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.factories.aftersales import CaseFactory, CaseLineFactory, LedgerLineFactory
from tests.factories.catalog import ProductFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales import ledger_queries
from guitai.domains.aftersales.ledger_queries import Narrowing
from guitai.domains.aftersales.ledgers import LEDGER_OF
from guitai.domains.aftersales.models import Case, Ledger, LedgerEntry, LedgerLine
from guitai.kernel.money import Money

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
Write = Callable[..., LedgerLine]


@pytest.fixture
def case(agent: Membership) -> Case:
    case: Case = CaseFactory(order__buyer__shop=agent.shop, owner=agent)
    return case


@pytest.fixture
def write(case: Case, now: datetime) -> Write:
    """Give ``write(entry, fen, **columns)``; every line comes a minute after the one before."""
    written = []

    def make(entry: str, fen: int = 0, **more: Any) -> LedgerLine:
        written.append(entry)
        usual = {"case": case, "at": now + timedelta(minutes=len(written))}
        ledger = LEDGER_OF[LedgerEntry(entry)]
        line: LedgerLine = LedgerLineFactory(entry=entry, ledger=ledger, amount_fen=fen, **usual | more)
        return line

    return make


def _correct(line: LedgerLine, fen: int, **more: Any) -> LedgerLine:
    copied = {
        name: getattr(line, name) for name in ("case", "entry", "ledger", "courier", "product", "counts_at")
    }
    made: LedgerLine = LedgerLineFactory(
        **copied, amount_fen=fen, corrects=line, **{"at": line.at + timedelta(days=40), **more}
    )
    return made


def _shown(shop: Shop, ledger: Ledger, **narrowing: Any) -> list[LedgerLine]:
    return list(ledger_queries.lines(shop, ledger, Narrowing(**narrowing)))


def _sums(shop: Shop, ledger: Ledger, **narrowing: Any) -> dict[str, tuple[int, int]]:
    found = ledger_queries.totals(shop, ledger, Narrowing(**narrowing))
    return {each.entry.value: (each.count, each.amount.fen) for each in found}


def test_a_ledger_shows_its_own_lines_of_its_shop_the_last_first(
    shop: Shop, write: Write, other_lead: Membership
):
    first, second = write("given", 500), write("spent", 300)
    write("postage", 800)
    write("given", 900, case=CaseFactory(order__buyer__shop=other_lead.shop, owner=other_lead))

    assert _shown(shop, Ledger.REGISTER) == [second, first]
    assert _sums(shop, Ledger.REGISTER) == {"given": (1, 500), "refunded": (0, 0), "spent": (1, 300)}


def test_a_month_is_one_where_the_shop_is(shop: Shop, write: Write):
    last = write("given", 500, at=datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC))
    first = write("given", 700, at=datetime(2026, 3, 31, 16, 0, tzinfo=UTC))

    assert _shown(shop, Ledger.REGISTER, month=MARCH) == [last]
    assert _shown(shop, Ledger.REGISTER, month=date(2026, 4, 30)) == [first]


def test_a_corrected_line_counts_by_its_correction_in_its_own_month(shop: Shop, write: Write):
    line = write("given", 5000)
    between = _correct(line, 700)
    last = _correct(between, 500)

    assert _shown(shop, Ledger.REGISTER, month=MARCH) == [last]
    assert _shown(shop, Ledger.REGISTER, month=APRIL) == []
    assert _sums(shop, Ledger.REGISTER, month=MARCH)["given"] == (1, 500)
    assert ledger_queries.earlier([last]) == {last.pk: [line, between]}


def test_what_was_taken_out_is_shown_and_not_counted(shop: Shop, write: Write):
    write("wrong")
    out = _correct(write("wrong"), 0)

    assert _shown(shop, Ledger.WRONG)[0] == out
    assert _sums(shop, Ledger.WRONG)["wrong"] == (1, 0)


def test_lines_that_correct_nothing_have_no_earlier_ones(write: Write, django_assert_num_queries: Any):
    line = write("given", 100)

    with django_assert_num_queries(0):
        assert ledger_queries.earlier([line]) == {}


@pytest.mark.parametrize("by", ["courier", "product", "by", "case"])
def test_a_ledger_is_narrowed(by: str, shop: Shop, case: Case, write: Write, lead: Membership):
    shirt = ProductFactory(shop=shop)
    other = CaseFactory(order__buyer__shop=shop, owner=case.owner, number=case.number + 50)
    told: dict[str, Any] = {"courier": "圆通速递", "product": shirt, "by": lead, "case": other}
    wanted = write("claimed", 2000, **{by: told[by]})
    write("claimed", 900)

    asked = {"product": shirt.pk, "by": lead.pk, "case": other.number, "courier": "圆通速递"}[by]

    assert _shown(shop, Ledger.COMPENSATION, **{by: asked}) == [wanted]
    assert _sums(shop, Ledger.COMPENSATION, **{by: asked})["claimed"] == (1, 2000)


def test_a_page_of_lines_is_a_few_questions(shop: Shop, write: Write, django_assert_num_queries: Any):
    for _each in range(5):
        write("claimed", 100)

    with django_assert_num_queries(1):
        shown = _shown(shop, Ledger.COMPENSATION, month=MARCH)
        assert len({f"{line.case} {line.order} {line.product} {line.by.nickname}" for line in shown}) == 1


def test_a_wrong_shipment_waits_until_somebody_decides(shop: Shop, write: Write):
    first = write("wrong")
    assert ledger_queries.undecided([first]) == {first.pk}

    decision = write("denied")
    assert ledger_queries.undecided([first]) == set()
    assert ledger_queries.wrongs_waiting(shop) == 0

    _correct(decision, 0)
    assert ledger_queries.undecided([first, decision]) == {first.pk}
    second = write("wrong")
    assert ledger_queries.undecided([first, second]) == {second.pk}
    assert ledger_queries.wrongs_waiting(shop) == 1

    _correct(second, 0)
    assert ledger_queries.undecided([first]) == {first.pk}


def test_cases_of_other_shops_do_not_decide(shop: Shop, case: Case, write: Write, other_lead: Membership):
    wrong = write("wrong")
    write("confirmed", case=CaseFactory(order__buyer__shop=other_lead.shop, owner=other_lead))

    assert ledger_queries.undecided([wrong]) == {wrong.pk}
    assert list(ledger_queries.cases_of(shop)) == [case]


def test_the_choices_are_what_the_ledgers_name(shop: Shop, agent: Membership, write: Write):
    shirt, trousers = ProductFactory(shop=shop, title="衬衫"), ProductFactory(shop=shop, title="裤子")
    write("claimed", 100, courier="韵达快递", product=trousers)
    write("paid", 100, courier="圆通速递", product=trousers)
    write("given", 100, product=shirt)

    assert set(ledger_queries.couriers_in(shop)) == {"圆通速递", "韵达快递"}
    assert list(ledger_queries.writers_in(shop)) == [agent]
    assert list(ledger_queries.products_in(shop, Ledger.COMPENSATION, MARCH)) == [trousers]
    assert list(ledger_queries.products_in(shop, Ledger.REGISTER, MARCH)) == [shirt]
    assert list(ledger_queries.products_in(shop, Ledger.REGISTER, APRIL)) == []


def test_lines_are_seen_by_members_of_their_shop(write: Write, agent: Membership, other_lead: Membership):
    line = write("given", 100)

    assert list(ledger_queries.lines_visible_to(agent)) == [line]
    assert list(ledger_queries.lines_visible_to(other_lead)) == []


def test_money_of_a_total_is_money(shop: Shop, write: Write):
    write("postage", 1250)

    assert ledger_queries.totals(shop, Ledger.POSTAGE, Narrowing())[0].amount == Money(1250)


def test_the_register_holds_the_cases_that_ended_in_a_month(shop: Shop, agent: Membership, lead: Membership):
    shirt = ProductFactory(shop=shop)
    ended = {"order__buyer__shop": shop, "owner": agent, "state": "ended", "outcome": "kept"}
    last = datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC)
    first = CaseFactory(**ended, ended_at=last, cost_fen=700, courier="圆通速递")
    second = CaseFactory(**{**ended, "owner": lead}, ended_at=last - timedelta(days=3), regained_fen=500)
    CaseFactory(**ended, ended_at=last + timedelta(seconds=1), cost_fen=9900)
    CaseFactory(**{**ended, "state": "merged", "outcome": ""}, ended_at=last, merged_into=first)
    CaseFactory(order__buyer__shop=shop, owner=agent)
    CaseLineFactory(case=second, product=shirt)

    def numbers(**narrowing: Any) -> list[int]:
        found = ledger_queries.registered(shop, Narrowing(month=MARCH, **narrowing))
        return [case.number for case in found]

    assert numbers() == [first.number, second.number]
    assert numbers(courier="圆通速递") == numbers(case=first.number) == numbers(by=agent.pk) == [first.number]
    assert numbers(product=shirt.pk) == [second.number]
    sums = ledger_queries.register_sums(ledger_queries.registered(shop, Narrowing(month=MARCH)))
    assert (sums.count, sums.cost, sums.regained) == (2, Money(700), Money(500))

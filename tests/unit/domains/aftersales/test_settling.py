"""A month's settlement with each courier, worked out by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.factories.aftersales import CaseFactory, LedgerLineFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.models import Case, LedgerLine
from guitai.domains.aftersales.settling import CourierSums, Settled, Sums, settlement, total
from guitai.kernel.money import Money

FEBRUARY, MARCH, APRIL = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
YUANTONG, YUNDA = "圆通速递", "韵达快递"
Write = Callable[..., LedgerLine]


@pytest.fixture
def case(agent: Membership) -> Case:
    case: Case = CaseFactory(order__buyer__shop=agent.shop, owner=agent)
    return case


@pytest.fixture
def write(case: Case) -> Write:
    """Give ``write(day, entry, yuan, **columns)``: at noon of a day of 2026, as ``3-31``."""

    def make(day: str, entry: str, yuan: float = 0, **more: Any) -> LedgerLine:
        month, number = map(int, day.split("-"))
        usual = {"case": case, "courier": YUANTONG, "at": datetime(2026, month, number, 4, tzinfo=UTC)}
        line: LedgerLine = LedgerLineFactory(entry=entry, amount_fen=round(yuan * 100), **usual | more)
        return line

    return make


def _sums(shop: Shop, month: date) -> list[tuple[float, ...]]:
    return [tuple(amount.fen / 100 for amount in each.sums.amounts()) for each in settlement(shop, month)[:]]


# What was written (day, entry, yuan), and what March says: claimed, accepted, paid, open.
BY_HAND = {
    "claimed, not answered": ([("3-5", "claimed", 50)], (50, 0, 0, 50)),
    "accepted in part": ([("3-5", "claimed", 50), ("3-6", "accepted", 30)], (50, 30, 0, 30)),
    "paid": ([("3-5", "claimed", 50), ("3-6", "accepted", 30), ("3-9", "paid", 30)], (50, 30, 30, 0)),
    "paid in part": (
        [("3-5", "claimed", 50), ("3-6", "accepted", 30), ("3-9", "paid", 12.5)],
        (50, 30, 12.5, 17.5),
    ),
    "paid too much": (
        [("3-5", "claimed", 50), ("3-6", "accepted", 30), ("3-9", "paid", 40)],
        (50, 30, 40, 0),
    ),
    "paid without a word": ([("3-5", "claimed", 50), ("3-9", "paid", 50)], (50, 0, 50, 0)),
    "declined": ([("3-5", "claimed", 50), ("3-6", "declined", 0)], (50, 0, 0, 0)),
    "declined, claimed again": (
        [("3-5", "claimed", 50), ("3-6", "declined", 0), ("3-7", "claimed", 40)],
        (90, 0, 0, 40),
    ),
    "a second parcel": (
        [("3-5", "claimed", 50), ("3-6", "accepted", 50), ("3-7", "claimed", 20)],
        (70, 50, 0, 70),
    ),
    "from before, answered now": ([("2-5", "claimed", 50), ("3-6", "accepted", 50)], (50, 50, 0, 50)),
    "from before, declined now": ([("2-5", "claimed", 50), ("3-6", "declined", 0)], (50, 0, 0, 0)),
    "from before, still open": ([("2-5", "claimed", 50)], (50, 0, 0, 50)),
    "answered only in April": ([("3-5", "claimed", 50), ("4-1", "declined", 0)], (50, 0, 0, 50)),
    "paid only in April": (
        [("3-5", "claimed", 50), ("3-6", "accepted", 30), ("4-2", "paid", 30)],
        (50, 30, 0, 30),
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_what_march_says_of_a_case(name: str, shop: Shop, write: Write):
    lines, told = BY_HAND[name]
    for line in lines:
        write(*line)

    assert _sums(shop, MARCH) == [told]


# Of these March has nothing to say.
NOT_IN_MARCH = {
    "paid before": [("2-5", "claimed", 50), ("2-6", "accepted", 30), ("2-20", "paid", 30)],
    "declined before": [("2-5", "claimed", 50), ("2-6", "declined", 0)],
    "claimed after": [("4-1", "claimed", 50)],
    "never claimed": [("3-5", "paid", 50)],
}


@pytest.mark.parametrize("name", NOT_IN_MARCH)
def test_what_march_does_not_speak_of(name: str, shop: Shop, write: Write):
    for line in NOT_IN_MARCH[name]:
        write(*line)

    assert _sums(shop, MARCH) == []


def test_a_month_ends_where_the_shop_is(shop: Shop, write: Write):
    write("3-5", "claimed", 50)
    write("3-6", "accepted", 50)
    write("3-31", "paid", 20, at=datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC))
    write("3-31", "paid", 30, at=datetime(2026, 3, 31, 16, 0, tzinfo=UTC))

    assert _sums(shop, MARCH) == [(50, 50, 20, 30)]
    assert _sums(shop, APRIL) == [(50, 50, 50, 0)]
    assert _sums(shop, date(2026, 5, 1)) == []


def test_a_correction_counts_for_the_month_of_the_line_it_corrects(shop: Shop, write: Write):
    claim = write("3-5", "claimed", 500)
    later = {"corrects": claim, "counts_at": claim.at}
    again = write("4-2", "claimed", 50, **later)

    assert _sums(shop, MARCH) == [(50, 0, 0, 50)]

    write("4-3", "claimed", 0, corrects=again, counts_at=claim.at)
    assert _sums(shop, MARCH) == []


def test_an_answer_that_was_taken_out_is_none(shop: Shop, write: Write):
    write("3-5", "claimed", 50)
    answer = write("3-6", "declined")
    write("3-7", "declined", corrects=answer, counts_at=answer.at)

    assert _sums(shop, MARCH) == [(50, 0, 0, 50)]


def test_the_settlement_names_what_it_is_about(shop: Shop, case: Case, write: Write):
    claim = write("3-5", "claimed", 50, title="纯色衬衫", waybill="YT1")
    write("3-6", "accepted", 50, title="阔腿裤", waybill="YT9")

    assert settlement(shop, MARCH)[0] == Settled(
        courier=YUANTONG,
        case=case.number,
        claimed_at=claim.at,
        title="纯色衬衫",
        order=case.order.number,
        waybill="YT1",
        sums=Sums(claimed=5000, accepted=5000, paid=0, open=5000),
    )


def test_couriers_are_added_up_each_for_itself(
    shop: Shop, agent: Membership, write: Write, other_lead: Membership
):
    second, third = CaseFactory.create_batch(2, order__buyer__shop=shop, owner=agent)
    foreign = CaseFactory(order__buyer__shop=other_lead.shop, owner=other_lead)
    write("3-5", "claimed", 50)
    write("3-8", "claimed", 20, case=second)
    write("3-9", "accepted", 15, case=second)
    write("3-6", "claimed", 7, case=third, courier=YUNDA)
    write("3-6", "claimed", 3, case=third, courier="")
    write("3-6", "claimed", 99, case=foreign)

    found = settlement(shop, MARCH)
    sums = found.by_courier()

    assert {each.courier: each for each in sums} == {
        "": CourierSums("", 1, Sums(claimed=300, open=300)),
        YUANTONG: CourierSums(YUANTONG, 2, Sums(claimed=7000, accepted=1500, open=6500)),
        YUNDA: CourierSums(YUNDA, 1, Sums(claimed=700, open=700)),
    }
    assert total(sums) == CourierSums("", 4, Sums(claimed=8000, accepted=1500, open=7500))
    assert [each.sums.claimed for each in found.of(YUANTONG)] == [5000, 2000]
    assert [each.sums.claimed for each in found.of("")] == [300]
    assert (len(found), len(found.of(YUANTONG)), len(found.of("顺丰速运"))) == (4, 2, 0)
    assert list(found[0:2]) == found[:][:2]


def test_another_couriers_answer_is_none(shop: Shop, write: Write):
    write("3-5", "claimed", 50)
    write("3-6", "declined", courier=YUNDA)

    assert _sums(shop, MARCH) == [(50, 0, 0, 50)]


def test_nothing_claimed_is_nothing_to_settle(shop: Shop):
    found = settlement(shop, MARCH)

    assert (len(found), found.by_courier(), total([])) == (0, [], CourierSums("", 0, Sums()))


def test_amounts_are_money():
    assert Sums(claimed=1, accepted=2, paid=3, open=4).amounts() == (Money(1), Money(2), Money(3), Money(4))


def test_sums_are_as_old_as_their_month(shop: Shop, write: Write):
    write("2-5", "claimed", 50, at=datetime(2026, 2, 5, tzinfo=UTC) + timedelta(hours=1))
    write("3-6", "declined")

    assert _sums(shop, FEBRUARY) == [(50, 0, 0, 50)]
    assert _sums(shop, MARCH) == [(50, 0, 0, 0)]
    assert _sums(shop, APRIL) == []

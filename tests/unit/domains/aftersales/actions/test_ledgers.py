"""Lines are added, corrected by others, paid, confirmed by a second person; the case's sums stay true."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.factories.catalog import ProductFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.ledgers import (
    LONGEST_NOTE,
    confirm_wrong,
    correct_line,
    mark_paid,
    take_out,
    write_line,
)
from guitai.domains.aftersales.errors import LedgerRefusedError, NoSuchCaseError
from guitai.domains.aftersales.events import CaseChanged
from guitai.domains.aftersales.models import Case, LedgerLine
from guitai.kernel.money import Money

Write = Callable[..., LedgerLine]


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def case(agent: Membership) -> Case:
    """小美's case of a damaged shirt, sent with 圆通."""
    case: Case = CaseFactory(
        order__buyer__shop=agent.shop, owner=agent, courier="圆通速递", waybill="YT0001112223334"
    )
    return case


@pytest.fixture
def write(case: Case, agent: Membership, now: datetime) -> Write:
    """Give ``write(entry, yuan, **more)``; every line comes a minute after the one before."""
    written = []

    def make(entry: str, yuan: str = "", **more: Any) -> LedgerLine:
        written.append(entry)
        amount = Money.parse(yuan) if yuan else None
        usual = {"case": case, "by": agent, "at": now + timedelta(minutes=len(written)), "amount": amount}
        return write_line(entry=entry, **usual | more)

    return make


def test_a_line_copies_what_it_is_about_from_its_case(case: Case, write: Write, agent: Membership):
    shirt = ProductFactory(shop=agent.shop)
    CaseLineFactory(case=case, title="纯色衬衫")
    CaseLineFactory(case=case, title="阔腿裤", product=shirt)
    CaseLineFactory(case=case, title="纯色衬衫")

    line = write("claimed", "158", note="  外箱\n压坏 ")

    assert (line.ledger, line.entry, line.amount_fen) == ("compensation", "claimed", 15800)
    assert (line.shop, line.order, line.product) == (agent.shop, case.order, shirt)
    assert (line.title, line.courier, line.waybill) == ("纯色衬衫、阔腿裤", "圆通速递", "YT0001112223334")
    assert (line.note, line.by, line.at, line.counts_at) == ("外箱 压坏", agent, line.at, line.at)


def test_what_is_given_takes_the_place_of_what_the_case_says(write: Write, agent: Membership):
    trousers = ProductFactory(shop=agent.shop, title="阔腿裤")

    line = write("claimed", "20", product=trousers, courier="韵达快递", waybill="YD1")

    assert (line.title, line.product, line.courier, line.waybill) == ("阔腿裤", trousers, "韵达快递", "YD1")
    assert write("claimed", "20", title="裤子").title == "裤子"


def test_a_couriers_answer_goes_to_whom_the_claim_was_made(case: Case, write: Write):
    write("claimed", "20")
    case.courier, case.waybill = "韵达快递", "YD1"

    answer = write("accepted", "15")

    assert (answer.courier, answer.waybill) == ("圆通速递", "YT0001112223334")
    assert write("spent", "3").courier == "韵达快递"


@pytest.mark.parametrize(
    ("entry", "yuan", "ledger", "cost", "regained"),
    [
        ("claimed", "20", "compensation", 0, 0),
        ("accepted", "20", "compensation", 0, 0),
        ("declined", "", "compensation", 0, 0),
        ("paid", "20", "compensation", 0, 2000),
        ("given", "20", "register", 2000, 0),
        ("refunded", "20", "register", 2000, 0),
        ("spent", "20", "register", 2000, 0),
        ("postage", "20", "postage", 2000, 0),
        ("wrong", "", "wrong", 0, 0),
        ("confirmed", "", "wrong", 0, 0),
        ("denied", "", "wrong", 0, 0),
    ],
)
def test_each_entry_has_its_ledger_and_its_part_in_the_cases_sums(
    entry: str, yuan: str, ledger: str, cost: int, regained: int, case: Case, write: Write
):
    assert write(entry, yuan).ledger == ledger
    assert (case.cost_fen, case.regained_fen) == (cost, regained)
    case.refresh_from_db()
    assert (case.cost_fen, case.regained_fen) == (cost, regained)


def test_a_price_paid_back_is_no_cost_where_the_goods_came_back(case: Case, write: Write):
    case.stages = {"received": "2026-03-02T10:00:00+08:00"}

    write("refunded", "20")

    assert case.cost_fen == 0


def test_writing_saves_nothing_of_the_case_but_its_sums(case: Case, write: Write):
    case.fault = "开线"

    write("given", "5")

    assert case.fault == "开线"
    assert Case.objects.get(pk=case.pk).fault == ""


@pytest.mark.parametrize(
    ("entry", "yuan", "told"),
    [
        ("lent", "5", "no entry “lent”"),
        ("given", "", "needs an amount"),
        ("wrong", "5", "has no amount"),
        ("given", "-0.01", "from ¥0.00"),
        ("given", "10000000.01", "to ¥10,000,000.00"),
    ],
)
def test_a_line_that_says_nothing_sensible_is_refused(entry: str, yuan: str, told: str, write: Write):
    with pytest.raises(LedgerRefusedError, match=told):
        write(entry, yuan)

    assert not LedgerLine.objects.exists()


def test_a_note_that_is_too_long_is_refused(write: Write):
    with pytest.raises(LedgerRefusedError, match="this one has 301"):
        write("given", "5", note="字" * (LONGEST_NOTE + 1))


def test_a_correction_takes_the_place_of_a_line_and_of_its_moment(
    case: Case, write: Write, lead: Membership, now: datetime, announced: Any
):
    first = write("given", "50")
    write("postage", "8")

    later = now + timedelta(days=40)
    with announced() as events:
        made = correct_line(line_id=first.pk, amount=Money.parse("5"), note="多写了0", by=lead, at=later)

    assert (made.corrects, made.entry, made.ledger, made.amount_fen) == (first, "given", "register", 500)
    assert (made.counts_at, made.at, made.by, made.order) == (first.at, later, lead, case.order)
    first.refresh_from_db()
    case.refresh_from_db()
    assert (first.amount_fen, case.cost_fen) == (5000, 1300)
    assert [type(event) for event in events] == [CaseChanged]
    kept = AuditEntry.objects.get(deed="ledger_corrected")
    assert (kept.facts["was"], kept.facts["fen"]) == (5000, 500)


def test_a_correction_is_corrected_in_its_turn_and_counts_for_the_first_lines_moment(
    case: Case, write: Write, agent: Membership, now: datetime
):
    first = write("paid", "50")
    told = {"by": agent, "at": now + timedelta(days=1), "note": "手误"}
    second = correct_line(line_id=first.pk, amount=Money(0), **told)
    third = correct_line(line_id=second.pk, amount=Money(4000), **told)

    assert third.counts_at == first.counts_at
    case.refresh_from_db()
    assert case.regained_fen == 4000


@pytest.mark.parametrize(
    ("fen", "note", "told"),
    [
        (-1, "手误", "from ¥0.00"),
        (500, " \n", "why the line is corrected"),
        (5000, "手误", "says ¥50.00 already"),
    ],
)
def test_a_correction_says_another_amount_and_why(
    fen: int, note: str, told: str, write: Write, agent: Membership, now: datetime
):
    line = write("given", "50")

    with pytest.raises(LedgerRefusedError, match=told):
        correct_line(line_id=line.pk, amount=Money(fen), note=note, by=agent, at=now)


def test_a_line_is_corrected_once(write: Write, agent: Membership, now: datetime):
    told = {"line_id": write("given", "50").pk, "note": "手误", "by": agent, "at": now}
    correct_line(amount=Money(500), **told)

    with pytest.raises(LedgerRefusedError, match="corrected already"):
        correct_line(amount=Money(600), **told)


def test_a_line_without_an_amount_is_taken_out_once(write: Write, agent: Membership, now: datetime):
    told = {"amount": Money(0), "note": "看错了", "by": agent, "at": now}
    out = correct_line(line_id=write("wrong").pk, **told)

    with pytest.raises(LedgerRefusedError, match="taken out already"):
        correct_line(line_id=out.pk, **told)


def test_another_shops_line_is_not_there(write: Write, other_lead: Membership, now: datetime):
    line = write("given", "50")

    with pytest.raises(LedgerRefusedError, match="no such line"):
        correct_line(line_id=line.pk, amount=Money(0), note="手误", by=other_lead, at=now)


def test_taking_out_reaches_the_correction_and_the_case_in_hand(
    case: Case, write: Write, agent: Membership, now: datetime
):
    line = write("given", "50")
    correct_line(line_id=line.pk, amount=Money(500), note="多写了0", by=agent, at=now)
    told = {"case": case, "line_id": line.pk, "note": "退回上一步", "by": agent, "at": now}

    out = take_out(**told)

    assert out is not None
    assert (out.amount_fen, case.cost_fen) == (0, 0)
    assert take_out(**told) is None


def _paid(case: Case, yuan: str, by: Membership, at: datetime, note: str = "") -> LedgerLine:
    return mark_paid(case=case, amount=Money.parse(yuan), by=by, at=at, note=note)


def test_a_courier_pays_after_the_case_has_ended(
    case: Case, write: Write, lead: Membership, now: datetime, announced: Any
):
    write("claimed", "50")
    write("accepted", "30")
    later = now + timedelta(days=30)
    Case.objects.filter(pk=case.pk).update(state="ended", outcome="refunded", ended_at=now)

    with announced() as events:
        line = _paid(case, "30", lead, later)

    assert (line.entry, line.courier, line.counts_at) == ("paid", "圆通速递", later)
    assert case.regained_fen == 3000
    assert len(events) == 1
    assert AuditEntry.objects.get(deed="ledger_paid").facts["fen"] == 3000


def test_more_than_was_accepted_wants_a_note(case: Case, write: Write, lead: Membership, now: datetime):
    write("claimed", "50")
    write("accepted", "30")
    later = now + timedelta(days=1)
    _paid(case, "20", lead, later)

    with pytest.raises(LedgerRefusedError, match=r"¥10\.00 of what was accepted") as refused:
        _paid(case, "10.01", lead, later)
    assert refused.value.facts["field"] == "note"

    _paid(case, "10.01", lead, later, note="多赔一分")
    with pytest.raises(LedgerRefusedError, match=r"¥0\.00 of what was accepted"):
        _paid(case, "0.01", lead, later)
    assert case.regained_fen == 3001


@pytest.mark.parametrize("yuan", ["0", "-5"])
def test_a_payment_is_an_amount(yuan: str, case: Case, write: Write, lead: Membership, now: datetime):
    write("claimed", "50")

    with pytest.raises(LedgerRefusedError, match="how much was paid"):
        _paid(case, yuan, lead, now)


def test_nothing_is_paid_for_what_nobody_claimed(case: Case, write: Write, lead: Membership, now: datetime):
    claim = write("claimed", "50")
    correct_line(line_id=claim.pk, amount=Money(0), note="没索赔", by=lead, at=now)

    with pytest.raises(LedgerRefusedError, match="Nothing was claimed"):
        _paid(case, "50", lead, now)


def test_another_shops_case_is_not_there(case: Case, write: Write, other_lead: Membership, now: datetime):
    write("claimed", "50")
    write("wrong")

    with pytest.raises(NoSuchCaseError):
        _paid(case, "50", other_lead, now)
    with pytest.raises(NoSuchCaseError):
        confirm_wrong(case=case, confirmed=True, by=other_lead, at=now)


@pytest.mark.parametrize(("confirmed", "entry"), [(True, "confirmed"), (False, "denied")])
def test_a_second_person_says_whether_a_shipment_was_wrong(
    confirmed: bool,
    entry: str,
    case: Case,
    write: Write,
    warehouse: Membership,
    now: datetime,
    announced: Any,
):
    write("wrong", note="发成黑色")
    later = now + timedelta(hours=1)

    with announced() as events:
        line = confirm_wrong(case=case, confirmed=confirmed, by=warehouse, at=later, note="看过监控")

    assert (line.entry, line.ledger, line.by, line.note) == (entry, "wrong", warehouse, "看过监控")
    assert len(events) == 1
    assert AuditEntry.objects.get(deed="ledger_confirmed").facts["confirmed"] is confirmed


def test_who_found_it_wrong_does_not_confirm_it(case: Case, write: Write, agent: Membership, now: datetime):
    write("wrong")

    with pytest.raises(LedgerRefusedError, match="somebody else than who wrote it down"):
        confirm_wrong(case=case, confirmed=True, by=agent, at=now + timedelta(hours=1))


def test_it_is_confirmed_once_and_a_new_one_anew(
    case: Case, write: Write, warehouse: Membership, agent: Membership, now: datetime
):
    def confirm(hours: int) -> LedgerLine:
        return confirm_wrong(case=case, confirmed=True, by=warehouse, at=now + timedelta(hours=hours))

    with pytest.raises(LedgerRefusedError, match="waits for a second person"):
        confirm(1)
    wrong = write("wrong")
    decision = confirm(2)
    with pytest.raises(LedgerRefusedError, match="waits for a second person"):
        confirm(3)

    told = {"amount": Money(0), "note": "按错了", "by": agent, "at": now + timedelta(hours=4)}
    correct_line(line_id=decision.pk, **told)
    confirm(5)
    correct_line(line_id=wrong.pk, **told)
    with pytest.raises(LedgerRefusedError, match="waits for a second person"):
        confirm(6)
    write("wrong", at=now + timedelta(hours=7))
    assert confirm(8).entry == "confirmed"

"""A case is answered step by step: what each answer leaves, what it wants, who may give it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.factories.chat import PictureFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions import cases
from guitai.domains.aftersales.actions.cases import Given
from guitai.domains.aftersales.errors import AuthorityError, CaseRefusedError, NoSuchCaseError
from guitai.domains.aftersales.models import Case, CasePicture
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order
from guitai.domains.warehouse.actions import tasks
from guitai.domains.warehouse.models import Task
from guitai.kernel.money import Money

pytestmark = pytest.mark.usefixtures("books")
LATER = timedelta(hours=1)


@pytest.fixture
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer, number="880088")


@pytest.fixture
def case(order: Order, conversation: Conversation, agent: Membership) -> Case:
    case = CaseFactory(order=order, conversation=conversation, owner=agent)
    CaseLineFactory(case=case)
    return case


def _answer(case: Case, key: str, by: Membership, at: datetime, **given: Any) -> Case:
    return cases.answer(case_id=case.pk, answer=key, by=by, at=at, given=Given(**given))


def _with_picture(case: Case, now: datetime) -> None:
    picture = PictureFactory(shop_id=case.shop_id)
    CasePicture.objects.create(
        shop=case.shop,
        case=case,
        picture=picture,
        original_sha256="0" * 64,
        original_size=9,
        source="upload",
        at=now,
    )


def _at(case: Case, step: str) -> None:
    Case.objects.filter(pk=case.pk).update(step=step)
    case.refresh_from_db()


def test_an_answer_leaves_its_remark_its_line_and_its_turn(
    case: Case, order: Order, agent: Membership, now: datetime, announced
) -> None:
    _with_picture(case, now)
    _answer(case, "photos", agent, now + LATER)
    with announced() as events:
        after = _answer(case, "claimed", agent, now + LATER, amount=Money(5000), note="圆通单")

    assert after.step == "give"
    assert [each.text for each in order.remarks.order_by("pk")] == ["破损有图 小美/03.02"]
    line = after.ledger_lines.get()
    assert (line.ledger, line.entry, line.amount_fen, line.by) == ("compensation", "claimed", 5000, agent)
    given = [(turn["step"], turn["answer"], turn["name"], turn["note"]) for turn in after.trail]
    assert given == [("look", "photos", "小美", ""), ("claim", "claimed", "小美", "圆通单")]
    # Who was answered for has had a first answer, and this step has no time of its own.
    assert (after.answered_at, after.due_at) == (now + LATER, None)
    assert [event.case_id for event in events] == [case.pk]


def test_an_end_leaves_both_remarks_and_the_flag_of_the_end(
    case: Case, order: Order, agent: Membership, now: datetime
) -> None:
    _at(case, "give")

    after = _answer(case, "part", agent, now, amount=Money(1500))

    assert (after.state, after.outcome, after.ended_at, after.due_at) == ("ended", "part_refunded", now, None)
    assert (after.cost_fen, after.regained_fen) == (1500, 0)
    assert [(each.text, each.flag) for each in order.remarks.all()] == [("已补偿 小美/03.02", "green")]
    with pytest.raises(CaseRefusedError):
        _answer(case, "part", agent, now, amount=Money(1500))


@pytest.mark.parametrize(
    ("step", "answer", "given", "field"),
    [
        ("look", "photos", {}, "pictures"),
        ("look", "none", {}, "note"),
        ("look", "none", {"note": "长" * 101}, "note"),
        ("claim", "claimed", {}, "amount"),
        ("claim", "claimed", {"amount": Money(0)}, "amount"),
        ("claim", "claimed", {"amount": Money(-1)}, "amount"),
        ("decide", "nothing", {}, "who"),
    ],
)
def test_what_is_missing_is_named_and_nothing_moves(
    case: Case, agent: Membership, now: datetime, step: str, answer: str, given: dict[str, Any], field: str
) -> None:
    _at(case, step)

    with pytest.raises(CaseRefusedError) as refused:
        _answer(case, answer, agent, now, **given)

    assert refused.value.facts["field"] == field
    case.refresh_from_db()
    assert (case.step, case.trail, case.ledger_lines.count()) == (step, [], 0)


def test_an_answer_to_a_step_that_was_left_is_refused(case: Case, agent: Membership, now: datetime) -> None:
    _at(case, "give")
    for key, step in (("photos", ""), ("part", "look"), ("no_such", "")):
        with pytest.raises(CaseRefusedError):
            cases.answer(case_id=case.pk, answer=key, by=agent, at=now, step=step)


def test_nobody_gives_more_than_they_may(
    case: Case, agent: Membership, lead: Membership, now: datetime
) -> None:
    """The shop lets its agents give ¥20.00, the playbook ¥30.00, and ¥15.00 were given in the case before."""
    _at(case, "give")
    with pytest.raises(AuthorityError) as refused:
        _answer(case, "part", agent, now, amount=Money(2001))
    assert refused.value.facts["most"] == "20.00"
    _answer(case, "part", agent, now, amount=Money(1500))
    Case.objects.filter(pk=case.pk).update(state="running", outcome="", ended_at=None)

    with pytest.raises(AuthorityError) as refused:
        _answer(case, "part", agent, now, amount=Money(501))
    assert refused.value.facts["most"] == "5.00"
    assert _answer(case, "part", lead, now, amount=Money(9900)).cost_fen == 11400


def test_no_more_is_paid_back_than_was_paid(case: Case, lead: Membership, now: datetime) -> None:
    _at(case, "decide")

    with pytest.raises(AuthorityError) as refused:
        _answer(case, "pay", lead, now, amount=Money(15801))
    assert refused.value.facts["most"] == "158.00"
    assert _answer(case, "pay", lead, now, amount=Money(15800)).outcome == "refunded"


def test_a_second_person_confirms(
    case: Case, agent: Membership, other_agent: Membership, now: datetime
) -> None:
    _at(case, "search")
    _answer(case, "wrong", agent, now)

    with pytest.raises(CaseRefusedError) as refused:
        _answer(case, "so", agent, now)
    assert refused.value.facts["field"] == "who"
    assert _answer(case, "so", other_agent, now).outcome == "refused"
    assert [line.entry for line in case.ledger_lines.order_by("pk")] == ["wrong", "confirmed"]


def test_the_warehouse_is_asked_and_leads_on(
    case: Case, order: Order, agent: Membership, warehouse: Membership, now: datetime
) -> None:
    _at(case, "give")
    after = _answer(case, "again", agent, now, note="要蓝色")

    task = Task.objects.get()
    assert (after.task, task.kind, task.order, task.what) == (
        task,
        "resend",
        order,
        "请补发。纯色衬衫×1。要蓝色",
    )
    with pytest.raises(CaseRefusedError):
        _answer(case, "sent", agent, now)
    tasks.answer(task_id=task.pk, answer="sent", by=warehouse, at=now + LATER, waybill="YT9", note="顺丰")
    cases.task_answered(task_id=task.pk, at=now + LATER)
    cases.task_answered(task_id=task.pk, at=now + LATER)  # told twice, gone on once

    case.refresh_from_db()
    assert (case.state, case.outcome, case.trail[-1]["name"]) == ("ended", "resent", "老周")
    assert [each.text for each in order.remarks.all()] == ["已补发：顺丰 老周/03.02"]
    with pytest.raises(CaseRefusedError):
        cases.step_back(case_id=case.pk, by=agent, at=now)


def test_what_the_warehouse_is_asked_already_is_waited_for(
    case: Case, order: Order, agent: Membership, now: datetime
) -> None:
    task = Task.objects.create(
        shop=order.shop,
        order=order,
        kind="resend",
        what="蓝色",
        asked_by=agent,
        asked_at=now,
        due_at=now + LATER,
    )
    _at(case, "give")

    assert _answer(case, "again", agent, now).task == task
    assert Task.objects.count() == 1


def test_what_was_withdrawn_is_answered_by_hand(case: Case, agent: Membership, now: datetime) -> None:
    _at(case, "give")
    _answer(case, "again", agent, now)
    tasks.withdraw(task_id=Task.objects.get().pk, by=agent, at=now)

    assert _answer(case, "no_stock", agent, now).step == "give"


def test_an_end_may_lead_into_another_playbook_and_its_stages_are_timed(
    case: Case, agent: Membership, now: datetime
) -> None:
    _at(case, "give")

    after = _answer(case, "returns", agent, now)
    assert (after.playbook.key, after.step, after.stages) == ("back", "way", {"sent": now.isoformat()})
    after = _answer(case, "here", agent, now + LATER)
    # It stood at “received” for the first time then; that it is looked at again does not change it.
    assert (after.step, after.stages["received"]) == ("check", (now + LATER).isoformat())


def test_what_becomes_a_couriers_matter_has_a_couriers_clock_from_then_on(
    case: Case, agent: Membership, now: datetime
) -> None:
    _at(case, "give")

    after = _answer(case, "not_here", agent, now)

    assert (after.step, after.settle_due_at) == ("search", now + timedelta(hours=48))
    assert cases.step_back(case_id=case.pk, by=agent, at=now + LATER).settle_due_at is None


def test_a_step_back_takes_back_what_the_answer_left(
    case: Case, order: Order, agent: Membership, now: datetime
) -> None:
    _at(case, "give")
    _answer(case, "part", agent, now, amount=Money(1500))

    after = cases.step_back(case_id=case.pk, by=agent, at=now + LATER)

    assert (after.state, after.step, after.outcome, after.trail) == ("running", "give", "", [])
    after.refresh_from_db()
    assert after.cost_fen == 0
    assert [line.amount_fen for line in after.ledger_lines.order_by("pk")] == [1500, 0]
    assert [each.text for each in order.remarks.order_by("pk")] == [
        "已补偿 小美/03.02",
        "更正：“已补偿”不算 小美/03.02",
    ]
    with pytest.raises(CaseRefusedError):
        cases.step_back(case_id=case.pk, by=agent, at=now)


def test_a_step_back_leaves_the_other_playbook_and_asks_the_warehouse_no_more(
    case: Case, agent: Membership, now: datetime
) -> None:
    _at(case, "give")
    _answer(case, "returns", agent, now)
    _answer(case, "here", agent, now)
    assert Task.objects.get().state == "open"

    cases.step_back(case_id=case.pk, by=agent, at=now)
    after = cases.step_back(case_id=case.pk, by=agent, at=now)

    assert (after.playbook.key, after.step, after.stages) == ("short", "give", {})
    assert Task.objects.get().state == "withdrawn"


def test_a_case_is_given_to_a_colleague_of_the_shop(
    case: Case, agent: Membership, other_agent: Membership, neighbour: Membership, now: datetime
) -> None:
    assert cases.give_case(case_id=case.pk, to=other_agent, by=agent, at=now).owner == other_agent
    with pytest.raises(CaseRefusedError):
        cases.give_case(case_id=case.pk, to=neighbour, by=agent, at=now)
    with pytest.raises(NoSuchCaseError):
        cases.give_case(case_id=case.pk, to=neighbour, by=neighbour, at=now)
    assert cases.give_case(case_id=case.pk, to=None, by=agent, at=now).owner is None


def test_a_case_is_described_afterwards_too(case: Case, agent: Membership, now: datetime) -> None:
    _at(case, "give")
    _answer(case, "part", agent, now, amount=Money(100))

    after = cases.describe_case(case_id=case.pk, by=agent, at=now, fault=" 破洞 ", batch="B7")

    assert (after.fault, after.batch, after.state) == ("破洞", "B7", "ended")
    with pytest.raises(CaseRefusedError) as refused:
        cases.describe_case(case_id=case.pk, by=agent, at=now, fault="破" * 41)
    assert refused.value.facts["field"] == "fault"

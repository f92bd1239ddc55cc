"""What leads were asked, and how pages show it."""

from datetime import timedelta

from tests.factories.guard import ApprovalFactory, FindingFactory

from guitai.domains.guard.models import Approval
from guitai.domains.guard.queries import (
    approval_of,
    approval_shape,
    approvals,
    approvals_of,
    approvals_waiting,
)
from guitai.engines.rulebook.types import Severity


def asked(member, at, **more):
    return ApprovalFactory(verdict__member=member, asked_at=at, **more)


def test_who_waits_longest_comes_first(shop, agent, other_agent, neighbour, now):
    late = asked(agent, now)
    early = asked(other_agent, now - timedelta(minutes=3))
    asked(neighbour, now)
    asked(agent, now, state=Approval.State.LAPSED, decided_at=now)

    assert list(approvals_waiting(shop)) == [early, late]
    assert list(approvals_of(agent)) == [late]


def test_all_that_was_asked_is_newest_first(shop, agent, now):
    ended = asked(agent, now, state=Approval.State.LAPSED, decided_at=now)
    older = asked(agent, now - timedelta(days=40))

    assert list(approvals(shop)) == [ended, older]


def test_one_is_found_in_its_own_shop_alone(shop, other_shop, agent, now):
    approval = asked(agent, now)

    assert approval_of(shop_id=shop.pk, approval_id=approval.pk) == approval
    assert approval_of(shop_id=other_shop.pk, approval_id=approval.pk) is None


def test_a_page_shows_it_with_the_gravest_reason(shop, agent, now):
    approval = asked(agent, now, note="老客", order_number="1001")
    FindingFactory(verdict=approval.verdict, severity=Severity.CONFIRM, why="轻的")
    FindingFactory(verdict=approval.verdict, severity=Severity.APPROVE, why="重的")

    assert approval_shape(approvals_waiting(shop).get()) == {
        "id": approval.pk,
        "place": "desk",
        "conversation": approval.conversation,
        "buyer": "tb_demo01",
        "order": "1001",
        "agent": {"id": agent.pk, "name": "小美"},
        "local_id": approval.local_id,
        "text": "给您便宜25",
        "amount": "25.00",
        "rule": "price-authority",
        "why": "重的",
        "note": "老客",
        "asked_at": "2026-03-02T02:00:00.000Z",
        "state": "waiting",
        "decided_by": None,
        "decided_at": None,
        "answer": "",
    }


def test_an_answer_is_shown_with_who_gave_it(agent, lead, now):
    approval = asked(
        agent, now, amount_fen=None, state="granted", decided_by=lead, decided_at=now, answer="好"
    )

    shown = approval_shape(approval)

    assert (shown["amount"], shown["decided_by"], shown["answer"]) == (
        None,
        {"id": lead.pk, "name": "王芳"},
        "好",
    )


def test_a_list_of_many_is_shown_without_asking_for_each(shop, now, django_assert_num_queries):
    for _ in range(3):
        FindingFactory(verdict=ApprovalFactory(verdict__member__shop=shop).verdict)

    with django_assert_num_queries(2):
        assert len([approval_shape(approval) for approval in approvals_waiting(shop)]) == 3

"""What agents suggest waits for the lead, who makes one of three things of it, or nothing."""

from datetime import datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.knowledge import CandidateFactory, EntryFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge import proposing
from guitai.domains.knowledge.entry_models import Candidate, Entry, Origin
from guitai.domains.knowledge.errors import CandidateRefusedError, EntryRefusedError
from guitai.domains.knowledge.proposing import Choice

State = Candidate.State


def texts(entry: Entry) -> list[str]:
    return [wording.text for wording in entry.wordings.all()]


def test_an_edited_answer_waits_with_its_slots_put_back(shop: Shop, agent: Membership, now: datetime) -> None:
    product = ProductFactory(shop=shop)
    entry = EntryFactory(shop=shop, product=product, answer="单号是{单号}，请留意。")

    candidate = proposing.propose(
        shop=shop,
        by=agent,
        question=" 到哪了 ",
        answer="单号是YT2210001234567，请您留意。",
        filled="单号是YT2210001234567，请留意。",
        conversation=7,
        entry=entry,
        at=now,
    )

    assert candidate is not None
    assert (candidate.question, candidate.answer) == ("到哪了", "单号是{单号}，请您留意。")
    assert (candidate.entry, candidate.product, candidate.conversation) == (entry, product, 7)
    assert candidate.state == State.WAITING
    assert Entry.objects.get().answer == "单号是{单号}，请留意。"


@pytest.mark.parametrize(("question", "answer"), [("", "有货"), ("有货吗", " "), ("有货吗", "有" * 2001)])
def test_what_says_nothing_is_not_suggested(
    question: str, answer: str, shop: Shop, agent: Membership, now: datetime
) -> None:
    assert proposing.propose(shop=shop, by=agent, question=question, answer=answer, at=now) is None


def test_what_the_shop_knows_waits_or_was_dropped_is_not_suggested_again(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    EntryFactory(shop=shop, questions=["有货吗"], answer="有货")
    CandidateFactory(by=agent, question="几点发货", answer="16点前")
    CandidateFactory(by=agent, question="能便宜吗", answer="不能", state=State.DROPPED)

    made = [
        proposing.propose(shop=shop, by=agent, question=question, answer=answer, at=now)
        for question, answer in (("有货吗", "有货 "), ("几点发货", "16点前"), ("能便宜吗", "不能"))
    ]
    other_answer = proposing.propose(shop=shop, by=agent, question="有货吗", answer="没有货", at=now)

    assert made == [None, None, None]
    assert other_answer is not None


def test_approving_makes_a_new_entry_in_the_leads_words(
    shop: Shop, agent: Membership, lead: Membership, now: datetime
) -> None:
    candidate = CandidateFactory(by=agent, question="能开票不", answer="可以")

    proposing.decide_candidate(
        candidate=candidate, by=lead, approve=True, at=now, question="能开发票吗", answer="可以开电子发票。"
    )

    entry = Entry.objects.get()
    assert (texts(entry), entry.answer) == (["能开发票吗"], "可以开电子发票。")
    assert (entry.origin, entry.approved_by) == (Origin.LEARNED, lead)
    assert (candidate.state, candidate.decided_by) == (State.APPROVED, lead)


@pytest.mark.parametrize(
    ("answer", "expected"), [("包邮哦", Choice.ANSWER), ("包邮", Choice.WORDING)], ids=["answer", "wording"]
)
def test_what_approving_does_follows_from_the_entry(
    answer: str, expected: Choice, shop: Shop, agent: Membership
) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"], answer="包邮")

    assert proposing.choice_for(CandidateFactory(by=agent, entry=entry, answer=answer)) is expected
    assert proposing.choice_for(CandidateFactory(by=agent)) is Choice.NEW


def test_approving_replaces_the_answer_and_undo_brings_it_back(
    shop: Shop, agent: Membership, lead: Membership, now: datetime
) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"], answer="包邮")
    candidate = CandidateFactory(by=agent, entry=entry, question="要邮费吗", answer="满99包邮")

    proposing.decide_candidate(candidate=candidate, by=lead, approve=True, at=now)
    entry.refresh_from_db()
    replaced = (entry.answer, texts(entry), entry.approved_by)
    proposing.undo_decision(candidate=candidate, by=lead, at=now + timedelta(seconds=5))

    entry.refresh_from_db()
    candidate.refresh_from_db()
    assert replaced == ("满99包邮", ["包邮吗"], lead)
    assert entry.answer == "包邮"
    assert (candidate.state, candidate.decided_by, candidate.outcome) == (State.WAITING, None, {})


def test_approving_adds_a_wording_to_the_entry_the_lead_chose_and_undo_takes_it_away(
    shop: Shop, agent: Membership, lead: Membership, now: datetime
) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"], answer="包邮")
    candidate = CandidateFactory(by=agent, question="要邮费吗", answer="不要")

    proposing.decide_candidate(
        candidate=candidate, by=lead, approve=True, at=now, choice=Choice.WORDING, into=entry
    )
    added = texts(entry)
    proposing.undo_decision(candidate=candidate, by=lead, at=now + timedelta(seconds=5))

    entry.refresh_from_db()
    assert added == ["包邮吗", "要邮费吗"]
    assert (texts(entry), entry.answer) == (["包邮吗"], "包邮")


def test_undoing_a_new_entry_retires_it(agent: Membership, lead: Membership, now: datetime) -> None:
    candidate = CandidateFactory(by=agent)
    proposing.decide_candidate(candidate=candidate, by=lead, approve=True, at=now)

    proposing.undo_decision(candidate=candidate, by=lead, at=now + timedelta(seconds=5))

    assert Entry.objects.get().retired_at == now + timedelta(seconds=5)


def test_a_dropped_suggestion_changes_nothing_and_can_come_back(
    shop: Shop, agent: Membership, lead: Membership, now: datetime
) -> None:
    candidate = CandidateFactory(by=agent)

    proposing.decide_candidate(candidate=candidate, by=lead, approve=False, at=now)
    dropped = candidate.state
    proposing.undo_decision(candidate=candidate, by=lead, at=now)
    proposing.undo_decision(candidate=candidate, by=lead, at=now)

    assert (dropped, candidate.state) == (State.DROPPED, State.WAITING)
    assert not Entry.objects.exists()
    assert [entry.deed for entry in AuditEntry.objects.order_by("pk")] == [
        "candidate_dropped",
        "candidate_reopened",
    ]


def test_only_the_first_decision_counts(agent: Membership, lead: Membership, now: datetime) -> None:
    candidate = CandidateFactory(by=agent)
    stale = Candidate.objects.get()
    proposing.decide_candidate(candidate=candidate, by=lead, approve=False, at=now)

    with pytest.raises(CandidateRefusedError):
        proposing.decide_candidate(candidate=stale, by=lead, approve=True, at=now)

    assert not Entry.objects.exists()


def test_a_refused_entry_leaves_the_suggestion_waiting(
    agent: Membership, lead: Membership, now: datetime
) -> None:
    candidate = CandidateFactory(by=agent)

    with pytest.raises(EntryRefusedError):
        proposing.decide_candidate(candidate=candidate, by=lead, approve=True, at=now, question="问" * 201)

    candidate.refresh_from_db()
    assert candidate.state == State.WAITING


def test_no_entry_of_another_shop_and_none_out_of_use_is_changed(
    shop: Shop, other_shop: Shop, agent: Membership, lead: Membership, now: datetime
) -> None:
    strange = EntryFactory(shop=other_shop)
    retired = EntryFactory(shop=shop, retired_at=now)

    for entry in (strange, retired):
        with pytest.raises(CandidateRefusedError):
            proposing.decide_candidate(
                candidate=CandidateFactory(by=agent),
                by=lead,
                approve=True,
                at=now,
                choice=Choice.ANSWER,
                into=entry,
            )


def test_what_was_changed_since_is_not_undone(
    shop: Shop, agent: Membership, lead: Membership, now: datetime
) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"])
    candidate = CandidateFactory(by=agent, entry=entry)
    proposing.decide_candidate(candidate=candidate, by=lead, approve=True, at=now)
    Entry.objects.update(updated_at=now + timedelta(minutes=1), answer="改过")

    with pytest.raises(CandidateRefusedError):
        proposing.undo_decision(candidate=candidate, by=lead, at=now + timedelta(minutes=2))

    assert Entry.objects.get().answer == "改过"

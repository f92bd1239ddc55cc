"""What agents suggest for the knowledge, and what the lead makes of it; nothing is learned by itself."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.knowledge.drafts import EntryDraft
from guitai.domains.knowledge.entering import (
    MAX_ANSWER,
    MAX_QUESTION,
    check_texts,
    put_wordings,
    retire_entry,
    save_entry,
    wordings_of,
)
from guitai.domains.knowledge.entry_models import Candidate, Entry, EntryWording, Origin
from guitai.domains.knowledge.errors import CandidateRefusedError
from guitai.domains.knowledge.unfilling import slots_put_back
from guitai.kernel.text import clean, fold, shorten

State = Candidate.State


class Choice(StrEnum):
    """What approving a suggestion does: a new entry, a wording more for one, another answer for one."""

    NEW = "new"
    WORDING = "wording"
    ANSWER = "answer"


@transaction.atomic
def propose(  # noqa: PLR0913 - each says something of its own
    *,
    shop: Shop,
    by: Membership,
    question: str,
    answer: str,
    at: datetime,
    product: Product | None = None,
    conversation: int | None = None,
    entry: Entry | None = None,
    filled: str = "",
) -> Candidate | None:
    """Put an answer before the lead; None where it says nothing, or the shop knows it or refused it already.

    :param question: what the buyer asked, without persons in it, as the answer.
    :param entry: what was suggested to the agent, and what they changed.
    :param filled: its answer as it was offered; what its slots were filled with becomes slots again.
    """
    question, answer = shorten(clean(question), MAX_QUESTION), clean(answer)
    if entry is not None:
        answer = slots_put_back(entry.answer, filled=filled, sent=answer)
        product = product or entry.product
    if not question or not answer or len(answer) > MAX_ANSWER:
        return None
    if _is_known(shop, question, answer, product) or _was_proposed(shop, question, answer, product):
        return None
    return Candidate.objects.create(
        shop=shop,
        entry=entry,
        product=product,
        question=question,
        answer=answer,
        by=by,
        conversation=conversation,
        at=at,
    )


@transaction.atomic
def decide_candidate(
    *,
    candidate: Candidate,
    by: Membership,
    approve: bool,
    at: datetime,
    answer: str = "",
    question: str = "",
    choice: Choice | None = None,
    into: Entry | None = None,
) -> Candidate:
    """Approve a suggestion, as it is or as the lead words it, or drop it.

    :param choice: what becomes of it; without one, what :func:`choice_for` says.
    :param into: the entry that gets the wording or the answer, if not the one that was suggested.
    :raises CandidateRefusedError: if somebody decided already, or there is no entry to change.
    :raises EntryRefusedError: if the entry can't be kept so.
    """
    decided = Candidate.objects.filter(pk=candidate.pk, state=State.WAITING).update(
        state=State.APPROVED if approve else State.DROPPED, decided_by=by, decided_at=at
    )
    if not decided:
        raise CandidateRefusedError(_("Somebody has decided about this already."))
    candidate.refresh_from_db()
    if approve:
        candidate.question = clean(question) or candidate.question
        candidate.answer = clean(answer) or candidate.answer
        candidate.entry = into or candidate.entry
        candidate.outcome = _taken_over(candidate, choice or choice_for(candidate), by, at)
        candidate.save(update_fields=["question", "answer", "entry", "outcome"])
    deed = "candidate_approved" if approve else "candidate_dropped"
    record(deed, subject=candidate, by=by, at=at, shop_id=candidate.shop_id)
    return candidate


@transaction.atomic
def undo_decision(*, candidate: Candidate, by: Membership, at: datetime) -> Candidate:
    """Take a decision back: the suggestion waits again, and the entry is as it was.

    :raises CandidateRefusedError: if the entry was changed since.
    """
    if candidate.state == State.WAITING:
        return candidate
    if candidate.state == State.APPROVED:
        _taken_back(candidate, by, at)
    candidate.state, candidate.outcome = State.WAITING, {}
    candidate.decided_by = candidate.decided_at = None
    candidate.save(update_fields=["state", "outcome", "decided_by", "decided_at"])
    record("candidate_reopened", subject=candidate, by=by, at=at, shop_id=candidate.shop_id)
    return candidate


def choice_for(candidate: Candidate) -> Choice:
    """Give what approving does unless the lead says otherwise."""
    entry = candidate.entry
    if entry is None or entry.retired_at:
        return Choice.NEW
    return Choice.WORDING if fold(entry.answer) == fold(candidate.answer) else Choice.ANSWER


def _taken_over(candidate: Candidate, choice: Choice, by: Membership, at: datetime) -> dict[str, object]:
    """Make knowledge of a suggestion, and give what undoing it takes."""
    if choice is Choice.NEW:
        draft = EntryDraft(
            questions=(candidate.question,), answer=candidate.answer, product=candidate.product
        )
        made = save_entry(shop=candidate.shop, by=by, draft=draft, at=at, origin=Origin.LEARNED)
        return {"choice": choice.value, "entry": made.pk}
    entry = candidate.entry
    if entry is None or entry.retired_at or entry.shop_id != candidate.shop_id:
        raise CandidateRefusedError(_("Choose an entry in use for it, or make a new one."))
    outcome: dict[str, object] = {"choice": choice.value, "entry": entry.pk}
    if choice is Choice.ANSWER:
        outcome["before"] = entry.answer
        entry.answer = candidate.answer
        check_texts(_texts(entry), entry.answer)
    else:
        outcome["wording"] = _added_wording(entry, candidate.question)
    entry.approved_by, entry.approved_at, entry.updated_at = by, at, at
    entry.save()
    record("entry_saved", subject=entry, by=by, at=at, shop_id=entry.shop_id, text=entry.answer)
    return outcome


def _taken_back(candidate: Candidate, by: Membership, at: datetime) -> None:
    told = candidate.outcome
    entry = Entry.objects.filter(pk=told["entry"]).first()
    if entry is None or entry.updated_at != candidate.decided_at:
        raise CandidateRefusedError(_("The entry was changed since; change it by hand."))
    if told["choice"] == Choice.NEW:
        retire_entry(entry=entry, by=by, at=at)
        return
    if told["choice"] == Choice.ANSWER:
        entry.answer = told["before"]
    elif told["wording"]:
        EntryWording.objects.filter(entry=entry, text=told["wording"]).delete()
    entry.updated_at = at
    entry.save(update_fields=["answer", "updated_at"])
    record("entry_saved", subject=entry, by=by, at=at, shop_id=entry.shop_id, text=entry.answer)


def _added_wording(entry: Entry, question: str) -> str:
    """Add a wording to an entry, and give it as it is kept; nothing if the entry has it."""
    before = _texts(entry)
    after = wordings_of([*before, question])
    put_wordings(entry, after)
    return after[-1] if len(after) > len(before) else ""


def _texts(entry: Entry) -> tuple[str, ...]:
    return tuple(EntryWording.objects.filter(entry=entry).values_list("text", flat=True))


def _is_known(shop: Shop, question: str, answer: str, product: Product | None) -> bool:
    """Say whether an entry in use answers this question so."""
    known = EntryWording.objects.filter(
        entry__shop=shop, entry__product=product, entry__retired_at=None, text__iexact=question
    )
    return any(fold(each) == fold(answer) for each in known.values_list("entry__answer", flat=True))


def _was_proposed(shop: Shop, question: str, answer: str, product: Product | None) -> bool:
    """Say whether the same waits already, or was dropped: what the lead said no to is not asked again."""
    same = Candidate.objects.filter(shop=shop, product=product, question=question, answer=answer)
    return same.exclude(state=State.APPROVED).exists()

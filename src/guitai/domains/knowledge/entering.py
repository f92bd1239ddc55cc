"""What can be done with the entries of the knowledge. Whether somebody may, their caller asks first."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.accounts.queries import may
from guitai.domains.accounts.rights import Right
from guitai.domains.knowledge.drafts import EntryDraft as EntryDraft
from guitai.domains.knowledge.entry_models import Entry, EntryWording, Origin
from guitai.domains.knowledge.errors import EntryRefusedError
from guitai.kernel.text import clean, fold

MAX_ANSWER = 2000
MAX_QUESTION = 200
MAX_WORDINGS = 50


@transaction.atomic
def save_entry(
    *,
    shop: Shop,
    by: Membership,
    draft: EntryDraft,
    at: datetime,
    entry: Entry | None = None,
    origin: Origin = Origin.WRITTEN,
) -> Entry:
    """Keep a new entry, or change one. What somebody saves who edits the knowledge is approved by that.

    :param origin: where a new one comes from.
    :raises EntryRefusedError: if it says too little or too much, is another shop's, or is approved and
        ``by`` does not edit the knowledge (:func:`propose` takes what they want).
    """
    questions, answer = wordings_of(draft.questions), clean(draft.answer)
    is_editor = may(by, Right.EDIT_KNOWLEDGE)
    if entry is not None and entry.approved_at and not is_editor:
        raise EntryRefusedError(_("This entry is approved; suggest what you would change to the lead."))
    check_entry(shop, draft, questions, answer)
    kept = entry or Entry(shop=shop, origin=origin, created_at=at, owner=by)
    kept.product, kept.answer, kept.is_weakness = draft.product, answer, draft.is_weakness
    kept.valid_from, kept.valid_until = draft.valid_from, draft.valid_until
    kept.owner, kept.updated_at = draft.owner or kept.owner, at
    if is_editor:
        kept.approved_by, kept.approved_at = by, at
    kept.save()
    put_wordings(kept, questions)
    _record("entry_saved", kept, by, at, title=questions[0], text=answer)
    return kept


@transaction.atomic
def approve_entry(*, entry: Entry, by: Membership, at: datetime) -> Entry:
    """Let an entry be offered to everybody; one that is approved already stays as it is."""
    if entry.approved_at is None:
        entry.approved_by, entry.approved_at, entry.updated_at = by, at, at
        entry.save(update_fields=["approved_by", "approved_at", "updated_at"])
        _record("entry_approved", entry, by, at)
    return entry


@transaction.atomic
def retire_entry(*, entry: Entry, by: Membership, at: datetime) -> Entry:
    """Take an entry out of use; its counts stay, and it can be brought back."""
    if entry.retired_at is None:
        entry.retired_at = entry.updated_at = at
        entry.save(update_fields=["retired_at", "updated_at"])
        _record("entry_retired", entry, by, at)
    return entry


@transaction.atomic
def restore_entry(*, entry: Entry, by: Membership, at: datetime) -> Entry:
    """Bring a retired entry back into use."""
    if entry.retired_at is not None:
        entry.retired_at, entry.updated_at = None, at
        entry.save(update_fields=["retired_at", "updated_at"])
        _record("entry_restored", entry, by, at)
    return entry


@transaction.atomic
def merge_entries(*, into: Entry, others: Iterable[Entry], by: Membership, at: datetime) -> Entry:
    """Join the wordings of several entries in one, which keeps its answer; the others are retired.

    :raises EntryRefusedError: if they are not of one shop and one product, or have too many wordings.
    """
    merged = [other for other in others if other.pk != into.pk]
    if any((other.shop_id, other.product_id) != (into.shop_id, into.product_id) for other in merged):
        raise EntryRefusedError(_("Only entries of the same product can be merged."))
    wordings = EntryWording.objects.filter(entry__in=[into, *merged])
    place = {entry.pk: number for number, entry in enumerate((into, *merged))}
    ordered = sorted(wordings, key=lambda wording: (place[wording.entry_id], wording.position, wording.pk))
    put_wordings(into, wordings_of(wording.text for wording in ordered))
    into.updated_at = at
    into.save(update_fields=["updated_at"])
    for other in merged:
        retire_entry(entry=other, by=by, at=at)
    _record("entries_merged", into, by, at, merged=len(merged))
    return into


@transaction.atomic
def unmerge_entries(
    *, into: Entry, others: Iterable[Entry], kept: int, by: Membership, at: datetime
) -> Entry:
    """Take a merging back: the others are in use again, and what they added is taken away.

    :param kept: how many wordings the entry had before.
    :raises EntryRefusedError: if one of them was changed since.
    """
    parted = list(others)
    if any((other.shop_id, other.retired_at) != (into.shop_id, into.updated_at) for other in parted):
        raise EntryRefusedError(_("The entries were changed since; change them by hand."))
    EntryWording.objects.filter(entry=into, position__gte=max(kept, 1)).delete()
    into.updated_at = at
    into.save(update_fields=["updated_at"])
    for other in parted:
        restore_entry(entry=other, by=by, at=at)
    _record("entries_parted", into, by, at)
    return into


def wordings_of(given: Iterable[str]) -> tuple[str, ...]:
    """Give the wordings as they are kept: cleaned, none empty, none twice."""
    different: dict[str, str] = {}
    for text in given:
        different.setdefault(fold(text), " ".join(clean(text).split()))
    return tuple(filter(None, different.values()))


def check_entry(shop: Shop, draft: EntryDraft, questions: tuple[str, ...], answer: str) -> None:
    """Refuse an entry that can't be kept.

    :raises EntryRefusedError: naming what is wrong.
    """
    check_texts(questions, answer)
    if draft.valid_from and draft.valid_until and draft.valid_until < draft.valid_from:
        raise EntryRefusedError(_("The last day lies before the first."), field="valid_until")
    for field, part in (("product", draft.product), ("owner", draft.owner)):
        if part is not None and part.shop_id != shop.pk:
            raise EntryRefusedError(_("This belongs to another shop."), field=field)


def check_texts(questions: tuple[str, ...], answer: str) -> None:
    """Refuse a question or an answer that is missing or too long.

    :raises EntryRefusedError: naming which.
    """
    if not questions:
        raise EntryRefusedError(_("An entry needs a question."), field="questions")
    if len(questions) > MAX_WORDINGS:
        raise EntryRefusedError(
            _("The question has %(found)s wordings; at most %(most)s are kept.")
            % {"found": len(questions), "most": MAX_WORDINGS},
            field="questions",
        )
    longest = max(map(len, questions))
    if longest > MAX_QUESTION:
        raise EntryRefusedError(
            _("A wording has %(length)s characters; at most %(most)s are kept.")
            % {"length": longest, "most": MAX_QUESTION},
            field="questions",
        )
    if not answer:
        raise EntryRefusedError(_("An entry needs an answer."), field="answer")
    if len(answer) > MAX_ANSWER:
        raise EntryRefusedError(
            _("The text has %(length)s characters; at most %(most)s can be sent.")
            % {"length": len(answer), "most": MAX_ANSWER},
            field="answer",
        )


def put_wordings(entry: Entry, questions: tuple[str, ...]) -> None:
    """Give an entry these wordings, in this order, and no others.

    :raises EntryRefusedError: if there are too many.
    """
    check_texts(questions, entry.answer)
    have = {wording.text: wording for wording in EntryWording.objects.filter(entry=entry)}
    gone = [wording.pk for text, wording in have.items() if text not in questions]
    EntryWording.objects.filter(pk__in=gone).delete()
    kept = [have.get(text) or EntryWording(entry=entry, text=text) for text in questions]
    for place, wording in enumerate(kept):
        wording.position = place
    EntryWording.objects.bulk_update([wording for wording in kept if wording.pk], ["position"])
    EntryWording.objects.bulk_create([wording for wording in kept if not wording.pk])


def _record(deed: str, entry: Entry, by: Membership, at: datetime, **facts: str | int) -> None:
    record(deed, subject=entry, by=by, at=at, shop_id=entry.shop_id, **facts)

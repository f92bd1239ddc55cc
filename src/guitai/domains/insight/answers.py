"""What can be done with contradictions between answers (S2) and with questions that no entry answers."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.events import publish
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog import queries as catalog
from guitai.domains.insight.answer_models import (
    AnswerConflict,
    AnswersLook,
    Finding,
    FoundAnswer,
    KnowledgeGap,
)
from guitai.domains.insight.answer_sides import answer_with
from guitai.domains.insight.errors import AlreadyDecidedError, NotReplaceableError
from guitai.domains.insight.events import AnswersWanted
from guitai.domains.knowledge import entering
from guitai.domains.knowledge.drafts import EntryDraft
from guitai.domains.knowledge.entry_queries import Entry

Found = TypeVar("Found", bound=FoundAnswer)


@transaction.atomic
def want_look(*, shop: Shop, at: datetime) -> None:
    """Let the shop's answers be looked through now; twice is once."""
    AnswersLook.objects.update_or_create(shop=shop, defaults={"asked_at": at})
    publish(AnswersWanted(shop_id=shop.pk))


@transaction.atomic
def settle_conflict(*, conflict: AnswerConflict, side: int, by: Membership, at: datetime) -> AnswerConflict:
    """Let one side of a contradiction be right: what it says becomes the knowledge, if it is not that yet.

    :param side: its place, 0 the first.
    :raises AlreadyDecidedError: if somebody has decided already.
    :raises NotReplaceableError: if no entry can be made of it by itself: it has to be written.
    """
    row = _open(conflict)
    if not 0 <= side < len(row.sides):
        raise NotReplaceableError(_("There is no such side."))
    if not row.sides[side]["entries"]:
        entry = _entry_against(row)
        draft = _changed(row, side, entry) if entry else _new(row, side)
        row.before = entry.answer if entry else ""
        row.entry = entering.save_entry(shop=row.shop, by=by, draft=draft, at=at, entry=entry).pk
    return _decide(row, Finding.SETTLED, by, at, ["entry", "before"])


@transaction.atomic
def answer_gap(*, gap: KnowledgeGap, draft: EntryDraft, by: Membership, at: datetime) -> KnowledgeGap:
    """Write the entry that a question lacked.

    :raises AlreadyDecidedError: if somebody has decided already.
    :raises EntryRefusedError: if it can't be kept as it is.
    """
    row = _open(gap)
    row.entry = entering.save_entry(shop=row.shop, by=by, draft=draft, at=at).pk
    return _decide(row, Finding.SETTLED, by, at, ["entry"])


@transaction.atomic
def dismiss(*, found: Found, by: Membership, at: datetime) -> Found:
    """Say that a contradiction is none, or that a question needs no entry.

    :raises AlreadyDecidedError: if somebody has decided already.
    """
    return _decide(_open(found), Finding.DISMISSED, by, at, [])


@transaction.atomic
def take_back(*, found: Found, by: Membership, at: datetime) -> Found:
    """Open a decided finding again; an entry that was made of it goes, one that was changed is as before."""
    row = _held(found)
    if row.state == Finding.OPEN:
        return row
    entry = Entry.objects.filter(pk=row.entry, shop=row.shop_id).first() if row.entry else None
    before = row.before if isinstance(row, AnswerConflict) else ""
    if entry and before:
        entering.save_entry(shop=row.shop, by=by, draft=_as_it_is(entry, before), at=at, entry=entry)
    elif entry:
        entering.retire_entry(entry=entry, by=by, at=at)
    row.state, row.decided_by, row.decided_at, row.entry = Finding.OPEN, None, None, None
    columns = ["state", "decided_by", "decided_at", "entry"]
    if isinstance(row, AnswerConflict):
        row.before = ""
        columns.append("before")
    row.save(update_fields=columns)
    return row


def _entry_against(row: AnswerConflict) -> Entry | None:
    """Give the one entry a contradiction is with, if it is with one."""
    keys = [key for side in row.sides for key in side["entries"]]
    if len(keys) > 1:
        raise NotReplaceableError(_("Several entries speak about this; change them by hand."))
    return Entry.objects.filter(shop=row.shop_id, retired_at=None, pk__in=keys).first()


def _new(row: AnswerConflict, side: int) -> EntryDraft:
    product = catalog.by_ids(row.shop_id, [row.product] if row.product else []).first()
    return EntryDraft(questions=(row.topic,), answer=row.sides[side]["said"][0]["text"], product=product)


def _changed(row: AnswerConflict, side: int, entry: Entry) -> EntryDraft:
    known = next(each for each in row.sides if each["entries"])
    answer = answer_with(entry.answer, instead_of=known["value"], value=row.sides[side]["value"])
    if answer is None:
        raise NotReplaceableError(_("The entry was changed meanwhile; open it and write what is right."))
    return _as_it_is(entry, answer)


def _as_it_is(entry: Entry, answer: str) -> EntryDraft:
    """Give a draft of an entry in which the answer alone is another."""
    return EntryDraft(
        questions=tuple(wording.text for wording in entry.wordings.all()),
        answer=answer,
        product=entry.product,
        is_weakness=entry.is_weakness,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        owner=entry.owner,
    )


def _held(found: Found) -> Found:
    """Give the row as it is now, held until the end of the transaction."""
    table = type(found)._default_manager  # noqa: SLF001 - a documented part of Django
    return table.select_for_update(of=("self",)).select_related("shop").get(pk=found.pk)


def _open(found: Found) -> Found:
    row = _held(found)
    if row.state != Finding.OPEN:
        name = row.decided_by.nickname if row.decided_by else ""
        raise AlreadyDecidedError(_("%(name)s has decided about this already.") % {"name": name})
    return row


def _decide(row: Found, state: Finding, by: Membership, at: datetime, also: list[str]) -> Found:
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save(update_fields=["state", "decided_by", "decided_at", *also])
    return row

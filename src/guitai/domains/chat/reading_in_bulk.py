"""Reads the talks that were not read while they went on: imported ones, and those older than all reading.

What there is to do is where ``read_at`` is empty, which has an index of its own; so whatever changes what was
said in a talk that is over empties it (:func:`read_again`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from guitai.common.models import DeedRows
from guitai.common.rows import among, as_stored, loaded_time, overwrite, stored
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Author, ChangeKind, Conversation, Correction, Kind, Message, State
from guitai.domains.chat.turns import turn
from guitai.domains.chat.understanding import LINES, Line, columns, read_talk

_READ = ("mood", "satisfaction", "losing_interest", "reading", "read_at")
_talk = itemgetter(0)


def unread(shop: Shop) -> QuerySet[Conversation]:
    """Give a shop's talks that were not read yet, the newest first."""
    return Conversation.objects.filter(shop=shop, read_at=None).order_by("-last_at", "-pk")


def read_again(talk_ids: Collection[int]) -> None:
    """Let talks be read anew, since other things were said in them than was known."""
    if talk_ids:
        Conversation.objects.filter(among(Conversation, "id", talk_ids)).update(read_at=None)


def read_again_after(journal_id: int) -> None:
    """Let the talks be read anew that a deed added lines to; to be said before it is taken back."""
    made = DeedRows.objects.filter(deed=journal_id)
    own = made.filter(
        model=Conversation._meta.label,  # noqa: SLF001 - a documented part of Django
        first_id__lte=OuterRef("conversation_id"),
        last_id__gte=OuterRef("conversation_id"),
    )
    lines = made.filter(model=Message._meta.label)  # noqa: SLF001
    for keys in lines.values_list("first_id", "last_id"):
        added = Message.objects.filter(~Exists(own), pk__range=keys)
        read_again(set(added.values_list("conversation_id", flat=True)))


def read_some(shop: Shop, *, most: int, at: datetime) -> int:
    """Read the newest of a shop's talks that were not read yet; say how many those were.

    :param most: of them at once.
    """
    states = dict(unread(shop).values_list("pk", "state")[:most])
    if over := [key for key, state in states.items() if state == State.CLOSED]:
        said = _said(over)
        _write([(key, columns(said.get(key, ()))) for key in over], at)
    for key in states.keys() - over:
        _read_at_the_counter(shop, key, at)
    return len(states)


def _said(talk_ids: Sequence[int]) -> Mapping[int, Sequence[Line]]:
    """Give the last texts of buyers and agents in some talks, as ``understanding.last_lines`` does of one."""
    told = Message.objects.filter(
        among(Message, "conversation_id", talk_ids), author__in=(Author.BUYER, Author.AGENT), kind=Kind.TEXT
    )
    rows = (
        told.exclude(text="")
        .order_by("conversation_id", "pk")
        .values_list("conversation_id", "pk", "author", "text", as_stored("sent_at"))
    )
    right = _corrections(talk_ids)
    return {talk: _lines(list(said)[-LINES:], right) for talk, said in groupby(rows, key=_talk)}


def _lines(rows: Iterable[Any], right: Mapping[tuple[int, str], str]) -> list[Line]:
    return [
        Line(
            message,
            "buyer" if author == Author.BUYER else "agent",
            text,
            loaded_time(stored(at)),
            _intents(right.get((message, Correction.Of.INTENTS))),
            right.get((message, Correction.Of.MOOD), ""),
        )
        for _talk, message, author, text, at in rows
    ]


def _intents(right: str | None) -> tuple[str, ...] | None:
    return None if right is None else tuple(right.split())


def _corrections(talk_ids: Sequence[int]) -> dict[tuple[int, str], str]:
    """Give what leads put right in some talks, by message and what of it."""
    rows = Correction.objects.filter(message__conversation__in=talk_ids)
    return {(message, of): now for message, of, now in rows.values_list("message", "of", "now")}


def _write(read: Sequence[tuple[int, dict[str, Any]]], at: datetime) -> None:
    """Write what was read, but where a talk was opened and read in the meantime."""
    with transaction.atomic():
        waiting = Conversation.objects.select_for_update().filter(
            among(Conversation, "id", [key for key, _found in read]), read_at=None
        )
        still = set(waiting.order_by("pk").values_list("pk", flat=True))
        overwrite([Conversation(pk=key, read_at=at, **found) for key, found in read if key in still], _READ)


def _read_at_the_counter(shop: Shop, talk_id: int, at: datetime) -> None:
    """Read a talk that is not over, so that every open page shows it."""
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        talk = Conversation.objects.select_related("buyer", "agent", "group").get(pk=talk_id)
        if talk.read_at is None:
            read_talk(talk, at=at)
            writing.change(ChangeKind.READING, talk, at=at)

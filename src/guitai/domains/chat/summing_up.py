"""What the row of an exported conversation says of its messages: when, the last words, what came of it."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from guitai.common.rows import loaded_time
from guitai.domains.chat import wangwang
from guitai.domains.chat.models import Author, Kind
from guitai.kernel.money import Money
from guitai.kernel.text import fold, shorten

BOUGHT_WITHIN = timedelta(hours=24)
_GREETING = re.compile(r"亲|在吗|在么|在不在|你好|您好|有人吗|客服|哈喽|hello|hi\b|/:\S{1,8}|[\W呀啊哦呢]")


class Said(Protocol):
    """A message: who said what when, the moment as it is stored."""

    @property
    def author(self) -> str: ...
    @property
    def sent_at(self) -> str: ...
    @property
    def text(self) -> str: ...


def summed_up(lines: Sequence[Said], orders: Iterable[tuple[datetime, int]]) -> dict[str, str | None]:
    """Give the columns of a conversation that is over, in stored form.

    :param lines: its messages, in order.
    :param orders: when its buyer ordered, and for how many fen.
    """
    first, last = lines[0].sent_at, lines[-1]
    replied_at = _first_reply(lines)
    return {
        "opened_at": first,
        "closed_at": last.sent_at,
        "assigned_at": first,
        "last_at": last.sent_at,
        "last_text": shorten(wangwang.named(last.text), 100),
        "last_author": last.author,
        "last_kind": Kind.TEXT.value,
        "first_reply_at": replied_at,
        "summary": _summary(lines, orders, answered=replied_at is not None),
    }


def _first_reply(lines: Sequence[Said]) -> str | None:
    asked = next((place for place, line in enumerate(lines) if line.author == Author.BUYER), len(lines))
    return next((line.sent_at for line in lines[asked:] if line.author == Author.AGENT), None)


def _summary(lines: Sequence[Said], orders: Iterable[tuple[datetime, int]], *, answered: bool) -> str:
    """Say in a line what the buyer asked first and what came of it."""
    said = [line.text for line in lines if line.author == Author.BUYER]
    asked = next((text for text in said if _GREETING.sub("", fold(text))), said[0] if said else "")
    start, end = loaded_time(lines[0].sent_at), loaded_time(lines[-1].sent_at) + BOUGHT_WITHIN
    spent = sum(fen for at, fen in orders if start <= at <= end)
    if spent:
        outcome = _("ordered within a day: %(amount)s") % {"amount": Money(spent)}
    elif said and not answered:
        outcome = _("nobody answered")
    elif any(at < start for at, _fen in orders):
        outcome = _("about an earlier order")
    else:
        outcome = _("did not order")
    return f"{shorten(asked, 120)} → {outcome}" if asked else outcome

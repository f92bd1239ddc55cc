"""The form that opens a case at the desk, filled in by what the talk already told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from guitai.domains.aftersales.actions.from_talk import open_from_talk
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.finding import Order, OrderLine
from guitai.domains.aftersales.proposing import Proposed, Sent, propose
from guitai.domains.aftersales.queries import Case, Kind
from guitai.domains.chat.queries import Conversation
from guitai.web.members import MemberRequest

_MOST_PIECES = 9999


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the chosen order: whether the case is about it, and with how many pieces."""

    line: OrderLine
    chosen: bool
    pieces: str


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture of the talk, and whether it is filed with the case."""

    sent: Sent
    chosen: bool


def form_of(talk: Conversation, given: QueryDict, *, at: datetime) -> dict[str, Any]:
    """Give what the form shows: as proposed, over that what was chosen already.

    :param given: a form that was sent, or the address's query when another order was chosen.
    """
    proposed = propose(talk, at=at)
    order = _order(proposed, given)
    return {
        "kinds": Kind,
        "kind": given.get("kind", proposed.kind),
        "order": order,
        "orders": proposed.orders,
        "lines": _lines(proposed, order, given),
        "said": given.get("said", proposed.said),
        "fault": given.get("fault", proposed.fault),
        "pictures": _pictures(proposed, given),
    }


def opened(request: MemberRequest, talk: Conversation, *, at: datetime) -> Case:
    """Open the case as the form was sent.

    :raises CaseRefusedError: if it can't be opened so.
    """
    posted = request.POST
    proposed = propose(talk, at=at)
    order = _order(proposed, posted)
    if order is None and posted.get("order"):
        raise CaseRefusedError(_("This is no order of this buyer; choose another."), field="order")
    known = {each.message for each in proposed.pictures}
    return open_from_talk(
        kind=posted.get("kind", ""),
        by=request.membership,
        at=at,
        messages=[key for key in _keys(posted, "picture") if key in known],
        conversation=talk,
        order=order,
        lines=_chosen_lines(order, posted),
        said=posted.get("said", ""),
        fault=posted.get("fault", ""),
    )


def _order(proposed: Proposed, given: QueryDict) -> Order | None:
    """Give the chosen order of the buyer; the empty one says that none is meant."""
    if "order" not in given:
        return proposed.order
    return next((order for order in proposed.orders if str(order.pk) == given["order"]), None)


def _lines(proposed: Proposed, order: Order | None, given: QueryDict) -> list[LineShown]:
    lines = list(order.lines.all()) if order else []
    sent = "line" in given and order is not None and given.get("lines_of") == str(order.pk)
    of_order = proposed.lines if order == proposed.order else ()
    chosen = set(_keys(given, "line")) if sent else {*of_order} or {line.pk for line in lines}
    return [
        LineShown(line, line.pk in chosen, given.get(f"pieces-{line.pk}", str(line.quantity)))
        for line in lines
    ]


def _pictures(proposed: Proposed, given: QueryDict) -> list[PictureShown]:
    sent = "kind" in given
    chosen = set(_keys(given, "picture"))
    return [PictureShown(each, not sent or each.message in chosen) for each in proposed.pictures]


def _chosen_lines(order: Order | None, posted: QueryDict) -> dict[int, int]:
    """Give the lines the case is about with their pieces.

    :raises CaseRefusedError: if none is chosen, or a number of pieces is none.
    """
    keys = {line.pk for line in order.lines.all()} if order else set()
    chosen = [key for key in _keys(posted, "line") if key in keys]
    if keys and not chosen:
        raise CaseRefusedError(_("Choose what of the order it is about."), field="lines")
    return {key: _pieces(posted.get(f"pieces-{key}", "1")) for key in chosen}


def _pieces(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and 0 < int(written[:9]) <= _MOST_PIECES):
        raise CaseRefusedError(_("Write how many pieces, as a whole number."), field="lines")
    return int(written)


def _keys(given: QueryDict, name: str) -> list[int]:
    return [
        int(each) for each in given.getlist(name) if each.isascii() and each.isdecimal() and len(each) < 19
    ]

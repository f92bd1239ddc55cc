"""A case as a line of the board: what it is about in few words, what is asked of whom, its clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, pgettext_lazy

from guitai.domains.accounts.queries import Membership, Right, may
from guitai.domains.aftersales.boards import CaseLine, Who
from guitai.domains.aftersales.queries import Case
from guitai.domains.aftersales.showing import asks
from guitai.domains.trade.masking import masked_name
from guitai.domains.trade.queries import Buyer
from guitai.kernel.text import shorten
from guitai.web.followups.telling import Due, due_in_words

TURNS: dict[str, Any] = {
    Who.AGENT: pgettext_lazy("turn", "Agent"),
    Who.BUYER: pgettext_lazy("turn", "Buyer"),
    Who.WAREHOUSE: pgettext_lazy("turn", "Warehouse"),
    Who.COURIER: pgettext_lazy("turn", "Courier"),
    Who.LEAD: pgettext_lazy("turn", "Lead"),
    Who.SECOND: pgettext_lazy("turn", "Second person"),
}
_LONGEST_GOODS = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a line; ``turn`` is whose answer it waits for (``Who``), empty once it is over."""

    case: Case
    buyer: str
    goods: str
    asks: str
    turn: str
    turn_name: str
    due: Due

    @classmethod
    def of(cls, case: Case, *, reader: Membership, at: datetime) -> "Row":
        """Look at a case with its buyer, owner, playbook and lines at hand."""
        asked, turn = asks(case, get_language() or "")
        return cls(
            case=case,
            buyer=buyer_called(case.buyer, reader),
            goods=goods_in_words(list(case.lines.all())),
            asks=asked,
            turn=turn,
            turn_name=str(TURNS[Who(turn)]) if turn else "",
            due=due_in_words(case.due_at, at=at),
        )


def buyer_called(buyer: Buyer | None, reader: Membership) -> str:
    """Give how a buyer is called to this reader: who may not see personal data gets the first character."""
    if buyer is None:
        return ""
    name = buyer.display_name
    return name if may(reader, Right.SEE_PERSONAL) else masked_name(name)


def goods_in_words(lines: Sequence[CaseLine]) -> str:
    """Say what a case is about: its first goods, and how many more there are."""
    if not lines:
        return ""
    first, *others = lines
    times = f" ×{first.quantity}" if first.quantity > 1 else ""
    more = f" +{len(others)}" if others else ""
    return f"{shorten(first.title, _LONGEST_GOODS)}{times}{more}"

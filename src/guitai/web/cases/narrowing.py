"""Which cases a board shows: read from its address, and written into its links."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from guitai.domains.accounts import queries as accounts
from guitai.domains.aftersales import boards, queries
from guitai.domains.aftersales.boards import Who
from guitai.domains.aftersales.queries import Case, Kind
from guitai.web.bodies import key_of
from guitai.web.cases.rows import TURNS
from guitai.web.members import MemberRequest

LONGEST_SEARCH = 100
MINE, FREE = "mine", "free"


@dataclass(frozen=True, slots=True)
class Chip:
    """One of several things a board can show, with how much that is now; of what is over nobody counts it."""

    name: str
    query: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a board was asked for.

    ``whose`` is ``mine``, ``free`` (nobody's) or empty; ``owner`` a member's key, ``turn`` whose answer is
    waited for, ``over`` what has ended instead of what runs.
    """

    whose: str
    late: bool
    kind: str
    owner: int | None
    turn: str
    text: str
    over: bool
    page: str

    def query(self, **changed: Any) -> str:
        """Give the query of an address with this; ``changed`` replaces or adds, None leaves out."""
        told = {
            "whose": self.whose,
            "late": "1" if self.late else None,
            "kind": self.kind,
            "owner": self.owner,
            "turn": self.turn,
            "q": self.text,
            "over": "1" if self.over else None,
            "page": self.page if self.page not in {"", "1"} else None,
            **changed,
        }
        return urlencode({name: value for name, value in told.items() if value not in (None, "")})

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is set that a reader may want to take away."""
        return bool(self.whose or self.late or self.kind or self.owner or self.turn or self.text)


def wanted(request: MemberRequest) -> Wanted:
    """Read the address; what makes no sense in it is left out."""
    given = request.GET
    whose, kind, turn = given.get("whose", ""), given.get("kind", ""), given.get("turn", "")
    over = given.get("over") == "1"
    return Wanted(
        whose=whose if whose in {MINE, FREE} else "",
        late=given.get("late") == "1" and not over,
        kind=kind if kind in Kind.values else "",
        owner=key_of(given.get("owner", "")) or None,
        turn=turn if turn in set(Who) and not over else "",
        text=given.get("q", "").strip()[:LONGEST_SEARCH],
        over=over,
        page=given.get("page", "")[:6],
    )


def narrowed(request: MemberRequest, asked: Wanted, *, at: datetime) -> QuerySet[Case]:
    """Give the cases asked for, whoever's turn they are, in the order of the board."""
    found = queries.past_cases(request.shop) if asked.over else queries.running_cases(request.shop)
    if asked.whose:
        found = found.filter(owner=request.membership if asked.whose == MINE else None)
    if asked.late:
        found = found.filter(due_at__lte=at)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.owner:
        found = found.filter(owner=asked.owner)
    return queries.found(found, text=asked.text) if asked.text else found


def whose_chips(request: MemberRequest, asked: Wanted, *, at: datetime) -> tuple[list[Chip], int]:
    """Give whose cases may be chosen and, of what runs, those that are late; and how many these are."""
    counts = boards.whose_counts(request.shop, member=request.membership, at=at)
    names = {"": _("Everybody's"), MINE: _("Mine"), FREE: _("Nobody's")}
    chips = [
        Chip(
            name,
            asked.query(whose=whose, page=None),
            None if asked.over else counts[whose or "all"],
            asked.whose == whose,
        )
        for whose, name in names.items()
    ]
    if not asked.over:
        query = asked.query(late=None if asked.late else "1", page=None)
        chips.append(Chip(pgettext("cases", "Late"), query, counts["late"], asked.late))
    return chips, counts["late"]


def turn_chips(asked: Wanted, counts: dict[str, int]) -> list[Chip]:
    """Give the groups by whose turn it is, all of them first; none of nothing."""
    chips = [Chip(_("All"), asked.query(turn=None, page=None), sum(counts.values()), not asked.turn)]
    return chips + [
        Chip(str(TURNS[who]), asked.query(turn=who, page=None), count, asked.turn == who)
        for who, count in counts.items()
        if count or asked.turn == who
    ]


def owners_of(request: MemberRequest) -> list[accounts.Membership]:
    """Give who may own a case."""
    return list(accounts.answering_members(request.shop))

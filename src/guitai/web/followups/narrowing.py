"""Which to-dos a page shows: read from its address, and written into its links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from guitai.domains.accounts.queries import Right, may
from guitai.domains.followups import queries
from guitai.domains.followups.queries import Listing, Todo
from guitai.web.members import MemberRequest


class Whose(StrEnum):
    """Whose to-dos: one's own, nobody's, or, for those who see the floor, everybody's."""

    MINE = "mine"
    FREE = "free"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Tab:
    """A list, or all of them, with how much is open on it now."""

    name: str
    query: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of to-dos was asked for; ``later`` are those put off to a time to come."""

    listing: Listing | None
    whose: Whose
    later: bool
    page: str

    def query(self, **changed: Any) -> str:
        """Give the query of an address with this; ``changed`` replaces or adds, None leaves out."""
        told = {
            "list": self.listing.value if self.listing else None,
            "whose": self.whose.value,
            "later": "1" if self.later else None,
            "page": self.page if self.page not in {"", "1"} else None,
            **changed,
        }
        return urlencode({name: value for name, value in told.items() if value not in (None, "")})


def wanted(request: MemberRequest) -> Wanted:
    """Read the address; what makes no sense in it is left out."""
    listing, whose = request.GET.get("list", ""), request.GET.get("whose", "")
    allowed = {each.value for each in choices_of(request)}
    return Wanted(
        listing=Listing(listing) if listing in Listing.values else None,
        whose=Whose(whose) if whose in allowed else _usual(request),
        later=request.GET.get("later") == "1",
        page=request.GET.get("page", "")[:6],
    )


def _usual(request: MemberRequest) -> Whose:
    """Give what is shown at first: a lead who has nothing to do sees what the others have."""
    if Whose.ALL in choices_of(request) and not queries.todos_of(request.membership).exists():
        return Whose.ALL
    return Whose.MINE


def choices_of(request: MemberRequest) -> list[Whose]:
    """Give whose to-dos somebody may look through."""
    floor = may(request.membership, Right.SEE_FLOOR)
    return [Whose.MINE, Whose.FREE, *([Whose.ALL] if floor else [])]


def whose_tabs(request: MemberRequest, asked: Wanted) -> list[Tab]:
    """Give whose to-dos may be chosen, with how many of them are open."""
    names = {Whose.MINE: _("Mine"), Whose.FREE: _("Nobody's"), Whose.ALL: _("Everybody's")}
    choices = choices_of(request)
    told = queries.open_todos(request.shop).order_by()
    numbers = told.aggregate(
        **{each.value: Count("pk", filter=_of(request, each)) for each in choices}  # one question for all
    )
    return [
        Tab(
            names[each],
            asked.query(whose=each.value, page=None),
            numbers[each.value],
            each is asked.whose,
        )
        for each in choices
    ]


def list_tabs(request: MemberRequest, asked: Wanted, *, at: datetime) -> list[Tab]:
    """Give the lists with something on them, and the one that is shown; all of them first."""
    counts = counts_of(request, asked, at=at)
    tabs = [Tab(_("All"), asked.query(list=None, page=None), sum(counts.values()), asked.listing is None)]
    return tabs + [
        Tab(
            str(each.label),
            asked.query(list=each.value, page=None),
            counts.get(each, 0),
            each is asked.listing,
        )
        for each in Listing
        if counts.get(each) or each is asked.listing
    ]


def counts_of(request: MemberRequest, asked: Wanted, *, at: datetime) -> Mapping[str, int]:
    """Give how much of what was asked for stands on each list."""
    todos = _narrowed(request, asked, at).order_by()
    return dict(todos.values_list("listing").annotate(Count("pk")))


def rows_of(request: MemberRequest, asked: Wanted, *, at: datetime) -> QuerySet[Todo]:
    """Give the to-dos asked for, the first to fall due at the front."""
    found = _narrowed(request, asked, at)
    if asked.listing is not None:
        found = found.filter(listing=asked.listing)
    return found.order_by("next_at", "pk") if asked.later else found


def put_off_count(request: MemberRequest, asked: Wanted, *, at: datetime) -> int:
    """Give how many of them wait for a time to come."""
    later = Wanted(asked.listing, asked.whose, True, "")
    return rows_of(request, later, at=at).count()


def _narrowed(request: MemberRequest, asked: Wanted, at: datetime) -> QuerySet[Todo]:
    put_off = Q(next_at__gt=at)
    found = queries.open_todos(request.shop).filter(_of(request, asked.whose))
    return found.filter(put_off) if asked.later else found.exclude(put_off)


def _of(request: MemberRequest, whose: Whose) -> Q:
    if whose is Whose.ALL:
        return Q(pk__isnull=False)
    return Q(owner=request.membership if whose is Whose.MINE else None)

"""Swaps and days as the pages of the roster show them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from guitai.domains.accounts import swap_queries
from guitai.domains.accounts.queries import Membership
from guitai.domains.accounts.swap_queries import Shift, ShortRest, Swap, SwapRow

_DAY = timedelta(days=1)
WEEKS = 3
_GOOD, _BAD = {Swap.State.APPROVED}, {Swap.State.DECLINED, Swap.State.REFUSED}


@dataclass(frozen=True, slots=True)
class SwapShown:
    """A swap in words; ``me`` is the member who looks."""

    row: SwapRow
    me: Membership

    @property
    def swap(self) -> Swap:
        """The swap itself."""
        return self.row.swap

    @property
    def state(self) -> str:
        """What became of it."""
        return pgettext("swap", "lapsed") if self.row.gone else str(self.swap.get_state_display())

    @property
    def tone(self) -> str:
        """The class of the tag that says so."""
        if self.swap.state in _GOOD:
            return "verdict-good"
        return "verdict-bad" if self.swap.state in _BAD else "tag"

    @property
    def rests(self) -> list[str]:
        """Who would rest too short, a sentence each."""
        return [rest_in_words(rest) for rest in self.row.rests]

    @property
    def may_withdraw(self) -> bool:
        """Whether it is one's own and can still be taken back."""
        return self.row.is_running and self.swap.member_id == self.me.pk

    @property
    def may_take_back(self) -> bool:
        """Whether one agreed, as the colleague, and can still say no."""
        agreed = self.swap.state == Swap.State.AGREED and self.row.is_running
        return agreed and self.swap.colleague_id == self.me.pk


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day: what one works oneself, who else does, and whether a shift of it may be swapped."""

    day: date
    mine: list[Shift]
    others: list[tuple[Membership, Shift]]
    asked: SwapShown | None
    may_ask: bool


@dataclass(frozen=True, slots=True)
class WeekShown:
    """The days of a week that are not over."""

    title: str
    days: list[DayShown]


def shown(rows: tuple[SwapRow, ...], *, me: Membership) -> list[SwapShown]:
    """Give swaps in words, for who looks."""
    return [SwapShown(row, me) for row in rows]


def last_day(at: datetime) -> date:
    """Give the Sunday of the last week that is shown, and that can be swapped with."""
    today = timezone.localdate(at)
    return today - _DAY * today.weekday() + _DAY * (7 * WEEKS - 1)


def weeks_of(me: Membership, *, at: datetime) -> list[WeekShown]:
    """Give a member's days from today to the end of the week after next."""
    today, last = timezone.localdate(at), last_day(at)
    worked = swap_queries.shifts_of(me.shop, first=today, last=last)
    running = swap_queries.running_swaps(me, at=at)
    asked = {row.swap.day: SwapShown(row, me) for row in running if row.swap.member_id == me.pk}
    weeks: dict[date, list[DayShown]] = {}
    for number in range((last - today).days + 1):
        day = today + _DAY * number
        one = _day(day, worked.get(day, []), asked.get(day), me=me, at=at)
        weeks.setdefault(day - _DAY * day.weekday(), []).append(one)
    titles = (_("This week"), _("Next week"), _("The week after next"))
    return [WeekShown(title, days) for title, days in zip(titles, weeks.values(), strict=True)]


def rest_in_words(rest: ShortRest) -> str:
    """Say between which shifts somebody would rest how long."""
    minutes = int(rest.rest.total_seconds()) // 60
    facts = {
        "name": rest.member.nickname,
        "time": _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60},
        "before": f"{rest.before.day:%m-%d} {rest.before.pattern.name}",
        "after": f"{rest.after.day:%m-%d} {rest.after.pattern.name}",
    }
    return _("%(name)s would rest only %(time)s between %(before)s and %(after)s.") % facts


def _day(
    day: date,
    worked: list[tuple[Membership, Shift]],
    asked: SwapShown | None,
    *,
    me: Membership,
    at: datetime,
) -> DayShown:
    mine = [shift for member, shift in worked if member.pk == me.pk]
    others = [(member, shift) for member, shift in worked if member.pk != me.pk]
    may_ask = asked is None and any(shift.start > at for shift in mine)
    return DayShown(day, mine, others, asked, may_ask)

"""Swapping shifts: asked by who works one, agreed by the colleague, approved by who plans the roster.

Nothing moves before it is approved; then everything is looked at once more, with the rows locked.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import audit, events
from guitai.domains.accounts.actions.roster import clear_duty, set_duty
from guitai.domains.accounts.errors import NoSuchSwapError, OtherShopError, SwapRefusedError
from guitai.domains.accounts.events import SwapChanged
from guitai.domains.accounts.models import Membership, ShiftPattern, Swap
from guitai.domains.accounts.swap_queries import RUNNING, roster_keepers
from guitai.domains.accounts.swapping import Plan, duties_around, turns_of, why_gone, why_not
from guitai.kernel.text import clean

LONGEST = 200


@transaction.atomic
def ask_swap(  # noqa: PLR0913 - two shifts, who works them, and what is said with it
    *,
    member: Membership,
    day: date,
    pattern: ShiftPattern,
    colleague: Membership,
    by: Membership,
    at: datetime,
    their_day: date | None = None,
    their_pattern: ShiftPattern | None = None,
    note: str = "",
) -> Swap:
    """Ask a colleague to take one's shift, for one of theirs or for nothing.

    :raises OtherShopError: if the colleague or a shift is another shop's.
    :raises SwapRefusedError: if it is not one's own shift, has begun, or the colleague can't work it; if a
        shift asked for is not theirs, has begun, or can't be worked by who asks; if the same shift is asked
        about already; if the note is too long.
    """
    _check_asking(member, colleague, by, [each for each in (pattern, their_pattern) if each])
    if (their_day is None) != (their_pattern is None):
        raise SwapRefusedError(_("Say which shift of which day is asked for."))
    member, colleague = _locked_members(member.pk, colleague.pk)
    swap = Swap(
        shop_id=member.shop_id,
        member=member,
        day=day,
        pattern=pattern,
        colleague=colleague,
        their_day=their_day,
        their_pattern=their_pattern,
        note=_line(note),
        asked_at=at,
    )
    _check(swap, at=at)
    _make_room(swap, at=at)
    swap.save()
    _keep("swap_asked", swap, by=by, at=at, whom=[colleague.pk])
    return swap


@transaction.atomic
def agree(*, swap_id: int, by: Membership, at: datetime) -> Swap:
    """Say yes to a colleague; whoever plans the roster decides then.

    :raises NoSuchSwapError: if nothing of that key waits for this member's answer.
    :raises SwapRefusedError: if the shifts can't change hands any more.
    """
    swap = _running(swap_id, by, states=[Swap.State.ASKED])
    _check_is(by, swap.colleague)
    _check(swap, at=at)
    swap.state, swap.agreed_at = Swap.State.AGREED, at
    swap.save(update_fields=["state", "agreed_at"])
    _keep("swap_agreed", swap, by=by, at=at, whom=[swap.member_id, *_keepers(swap)])
    return swap


@transaction.atomic
def decline(*, swap_id: int, by: Membership, at: datetime, answer: str = "") -> Swap:
    """Say no to a colleague; one's yes may be taken back so, too, until it is approved.

    :raises NoSuchSwapError: if nothing of that key runs with this member as the colleague.
    :raises SwapRefusedError: if the answer is too long.
    """
    swap = _running(swap_id, by, states=RUNNING)
    _check_is(by, swap.colleague)
    whom = [swap.member_id, *_keepers(swap)] if swap.state == Swap.State.AGREED else [swap.member_id]
    _end(swap, Swap.State.DECLINED, by=by, at=at, answer=answer)
    _keep("swap_declined", swap, by=by, at=at, whom=whom)
    return swap


@transaction.atomic
def approve(*, swap_id: int, by: Membership, at: datetime) -> Swap:
    """Let the shifts change hands, in the roster at once.

    :param by: who plans the roster; the face has looked whether they may.
    :raises NoSuchSwapError: if nothing of that key waits to be approved in the shop.
    :raises SwapRefusedError: if a shift was changed meanwhile or has begun, or somebody works at that time.
    """
    swap = _running(swap_id, by, states=[Swap.State.AGREED])
    _check(swap, at=at)
    turns = turns_of(swap)
    for turn in turns:
        clear_duty(membership=turn.giver, day=turn.shift.day, by=by, at=at)
    for turn in turns:
        set_duty(membership=turn.taker, day=turn.shift.day, pattern=turn.shift.pattern, by=by, at=at)
    _end(swap, Swap.State.APPROVED, by=by, at=at)
    _keep("swap_approved", swap, by=by, at=at, whom=[swap.member_id, swap.colleague_id])
    return swap


@transaction.atomic
def refuse(*, swap_id: int, by: Membership, at: datetime, answer: str = "") -> Swap:
    """Leave the shifts as they are, though both would swap.

    :raises NoSuchSwapError: if nothing of that key waits to be approved in the shop.
    :raises SwapRefusedError: if the answer is too long.
    """
    swap = _running(swap_id, by, states=[Swap.State.AGREED])
    _end(swap, Swap.State.REFUSED, by=by, at=at, answer=answer)
    _keep("swap_refused", swap, by=by, at=at, whom=[swap.member_id, swap.colleague_id])
    return swap


@transaction.atomic
def withdraw(*, swap_id: int, by: Membership, at: datetime) -> Swap:
    """Take back what one asked, as long as it is not approved.

    :raises NoSuchSwapError: if nothing of that key runs that this member asked.
    """
    swap = _running(swap_id, by, states=RUNNING)
    _check_is(by, swap.member)
    whom = [swap.colleague_id, *_keepers(swap)] if swap.state == Swap.State.AGREED else [swap.colleague_id]
    _end(swap, Swap.State.WITHDRAWN, by=by, at=at)
    _keep("swap_withdrawn", swap, by=by, at=at, whom=whom)
    return swap


def _check_asking(
    member: Membership, colleague: Membership, by: Membership, patterns: Iterable[ShiftPattern]
) -> None:
    if by.pk != member.pk:
        raise SwapRefusedError(_("Only who works a shift can ask to swap it."))
    if {colleague.shop_id, *(pattern.shop_id for pattern in patterns)} != {member.shop_id}:
        raise OtherShopError(_("That member or shift is not one of this shop's; load the page again."))
    if colleague.pk == member.pk:
        raise SwapRefusedError(_("Choose a colleague to swap with."))


def _locked_members(*keys: int) -> list[Membership]:
    """Lock two members, in the order of their keys as everybody does; give them in the order asked for."""
    members = Membership.objects.select_for_update(of=("self",)).select_related("person")
    found = {member.pk: member for member in members.filter(pk__in=keys).order_by("pk")}
    return [found[key] for key in keys]


def _running(swap_id: int, by: Membership, *, states: Iterable[str]) -> Swap:
    swaps = Swap.objects.filter(pk=swap_id, shop=by.shop_id)
    keys = swaps.values_list("member_id", "colleague_id").first()
    if keys is None:
        raise NoSuchSwapError(_("There is no such swap in this shop."))
    _locked_members(*keys)  # before the swap, as who asks does
    related = ("member__person", "colleague__person", "pattern", "their_pattern")
    swap = swaps.select_for_update(of=("self",)).select_related(*related).get()
    if swap.state not in states:
        sentence = _("This swap is “%(state)s”; load the page again.")
        raise NoSuchSwapError(sentence % {"state": swap.get_state_display()})
    return swap


def _check_is(by: Membership, expected: Membership) -> None:
    if by.pk != expected.pk:
        raise NoSuchSwapError(_("Only %(name)s can say this.") % {"name": expected.nickname})


def _check(swap: Swap, *, at: datetime) -> None:
    trouble = why_not(swap, _plan(swap), at=at)
    if trouble:
        raise SwapRefusedError(trouble)


def _plan(swap: Swap) -> Plan:
    return Plan(duties_around([swap]).select_for_update(of=("self",)))


def _make_room(swap: Swap, *, at: datetime) -> None:
    """End what was asked about the same day and has lapsed; what still runs is in the way."""
    others = Swap.objects.filter(member=swap.member, day=swap.day, state__in=RUNNING)
    for other in others.select_related("member__person", "colleague__person", "pattern", "their_pattern"):
        if not why_gone(other, _plan(other), at=at):
            sentence = _("%(name)s is asked about this shift already; take that back first.")
            raise SwapRefusedError(sentence % {"name": other.colleague.nickname})
        _end(other, Swap.State.WITHDRAWN, by=None, at=at)


def _end(swap: Swap, state: Swap.State, *, by: Membership | None, at: datetime, answer: str = "") -> None:
    swap.state, swap.decided_by, swap.decided_at, swap.answer = state, by, at, _line(answer)
    swap.save(update_fields=["state", "decided_by", "decided_at", "answer"])


def _line(text: str) -> str:
    line = " ".join(clean(text).split())
    if len(line) > LONGEST:
        sentence = _("A note has at most %(most)d characters; this one has %(count)d.")
        raise SwapRefusedError(sentence % {"most": LONGEST, "count": len(line)})
    return line


def _keepers(swap: Swap) -> list[int]:
    return list(roster_keepers(swap.shop_id).values_list("pk", flat=True))


def _keep(deed: str, swap: Swap, *, by: Membership, at: datetime, whom: Iterable[int]) -> None:
    facts = {"day": swap.day.isoformat(), "shift": swap.pattern.name}
    audit.record(deed, subject=swap, by=by, at=at, shop_id=swap.shop_id, **facts)
    hear = tuple(sorted(set(whom) - {by.pk}))
    events.publish(SwapChanged(shop_id=swap.shop_id, swap_id=swap.pk, whom=hear, at=at))

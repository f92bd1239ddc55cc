"""Gather what is open when somebody's shift ends, by the clock or by hand, and note what is to be known."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.actions.handover_items import announce, close_if_done
from guitai.domains.aftersales.errors import HandoverRefusedError
from guitai.domains.aftersales.handover_models import Handover, HandoverItem
from guitai.domains.aftersales.handover_queries import CURRENT
from guitai.domains.aftersales.leftovers import LONGEST_TOLD, Left, left_by, queued, stretch_at, was_by_night
from guitai.kernel.periods import Period
from guitai.kernel.text import clean

# The clock looks every minute, and may have been down.
ENDED_WITHIN = timedelta(minutes=30)
_INSTANT = timedelta(microseconds=1)


def gather(*, shop: Shop, at: datetime) -> int:
    """Make the handovers of those whose working time has just ended and who do not work on; give how many.

    Once for each end of a shift, however often it is asked. It goes before what moves to-dos and talks to
    those on duty, so that it still sees whose they were.
    """
    ended = accounts.ending_shifts(shop, between=Period(at - ENDED_WITHIN, at + _INSTANT))
    if not ended:
        return 0
    here = accounts.on_duty(shop, at=at)
    members = {member.pk: member for member in accounts.answering_members(shop)}
    leaving = [(members[end.membership_id], end.at) for end in ended if end.membership_id in members]
    return sum(_gather_at_end(member, ends_at, at) for member, ends_at in leaving if member.pk not in here)


@transaction.atomic
def gather_now(*, member: Membership, at: datetime, note: str = "") -> Handover:
    """Make a member's handover before they leave; what comes up until their shift ends is added then.

    :param note: words of theirs; somebody takes them by name like all else.
    :raises HandoverRefusedError: if the note is too long.
    """
    words = _checked(note)
    handover, _is_new = _by_hand(member, at)
    _put(handover, left_by(member, ends_at=handover.ends_at), at)
    if words:
        handover.note = words
        handover.save(update_fields=["note"])
        handover.items.create(kind=HandoverItem.Kind.NOTE, told=words)
    record("handover_gathered", subject=handover, by=member, at=at, shop_id=member.shop_id)
    _tell(handover, at)
    return handover


@transaction.atomic
def add_note(*, handover_id: int, text: str, by: Membership, at: datetime) -> HandoverItem:
    """Add something to be known to a handover; whoever comes in takes it by name.

    :raises HandoverRefusedError: if there is no such handover, it is over, or nothing or too much is said.
    """
    words = _checked(text)
    if not words:
        raise HandoverRefusedError(_("Write what the next shift has to know."), field="note")
    rows = Handover.objects.select_for_update(of=("self",)).select_related("member", "shop")
    handover = rows.filter(pk=handover_id, shop=by.shop_id, ends_at__gte=at - CURRENT).first()
    if handover is None:
        raise HandoverRefusedError(_("This handover is over; write the note to a newer one."))
    told = words if by.pk == handover.member_id else f"{by.nickname}：{words}"
    item = handover.items.create(kind=HandoverItem.Kind.NOTE, told=told[:LONGEST_TOLD])
    record("handover_noted", subject=handover, by=by, at=at, shop_id=by.shop_id)
    _tell(handover, at, but=by)
    return item


@transaction.atomic
def _gather_at_end(member: Membership, ends_at: datetime, at: datetime) -> bool:
    """Make, or complete, the handover of one end of a shift; False if that was done before."""
    handover, is_new = _handover(member, ends_at, at)
    if not is_new and handover.gathered_at >= ends_at:
        return False
    handover.gathered_at = at
    handover.save(update_fields=["gathered_at"])
    _put(handover, left_by(member, ends_at=ends_at), at)
    _put(handover, _not_listed(handover, queued(member.shop)), at)
    _tell(handover, at)
    return True


def _by_hand(member: Membership, at: datetime) -> tuple[Handover, bool]:
    """Give the handover somebody makes: of the shift they work, or that ended a moment ago, or of now."""
    stretch = stretch_at(member, at=at)
    if stretch is not None:
        return _handover(member, stretch.end, at)
    lately = Handover.objects.filter(member=member, ends_at__gt=at - ENDED_WITHIN, ends_at__lte=at)
    again = lately.select_for_update().order_by("ends_at").last()
    return (again, False) if again is not None else _handover(member, at, at)


def _handover(member: Membership, ends_at: datetime, at: datetime) -> tuple[Handover, bool]:
    """Give the handover of an end of a shift, locked, and whether it is new."""
    stretch = stretch_at(member, at=ends_at) or Period(ends_at, ends_at + _INSTANT)
    return Handover.objects.select_for_update().get_or_create(
        shop_id=member.shop_id,
        member=member,
        ends_at=ends_at,
        defaults={"by_night": was_by_night(stretch), "gathered_at": at},
    )


def _put(handover: Handover, left: Iterable[Left], at: datetime) -> None:
    """Put what is left into a handover, each thing once; what was settled and is open again is open."""
    there = {
        (item.kind, item.subject, "" if item.subject else item.told): item for item in handover.items.all()
    }
    new = []
    for each in left:
        known = there.get((each.kind, each.subject, "" if each.subject else each.told))
        if known is None:
            new.append(HandoverItem(handover=handover, **asdict(each)))
        elif known.settled_at is not None:
            known.settled_at = known.taken_by = known.taken_at = known.rang_at = None
            known.told, known.due_at = each.told, each.due_at
            known.save()
    HandoverItem.objects.bulk_create(new)
    _settle_older(handover, new, at)


def _settle_older(handover: Handover, new: Iterable[HandoverItem], at: datetime) -> None:
    """Let what an earlier handover listed stand in the newer one alone.

    Of a night it stays there too: whether that is settled by noon is asked of the night.
    """
    subjects: dict[str, list[int]] = {}
    for item in new:
        if item.subject is not None:
            subjects.setdefault(item.kind, []).append(item.subject)
    older = HandoverItem.objects.filter(
        handover__shop=handover.shop_id,
        handover__by_night=False,
        handover__ends_at__lt=handover.ends_at,
        settled_at=None,
    )
    emptied: dict[int, Handover] = {}
    for kind, keys in subjects.items():
        again = older.filter(kind=kind, subject__in=keys).select_related("handover")
        emptied |= {item.handover_id: item.handover for item in again}
        again.update(settled_at=at)
    for each in emptied.values():
        close_if_done(each, at)


def _not_listed(handover: Handover, left: Iterable[Left]) -> list[Left]:
    """Leave out what another who ends at the same time hands over: of nobody's talks one is enough."""
    listed = HandoverItem.objects.filter(
        handover__shop=handover.shop_id, handover__ends_at=handover.ends_at, kind=HandoverItem.Kind.TALK
    ).exclude(handover=handover)
    subjects = set(listed.values_list("subject", flat=True))
    return [each for each in left if each.subject not in subjects]


def _tell(handover: Handover, at: datetime, *, but: Membership | None = None) -> None:
    """Call those on duty, if there is something to take."""
    close_if_done(handover, at)
    if not handover.items.filter(settled_at=None, taken_by=None).exists():
        return
    here = accounts.on_duty(handover.shop, at=at) - {handover.member_id, but.pk if but else None}
    coming = accounts.answering_members(handover.shop).filter(pk__in=here)
    announce(handover, at, why="gathered", whom=coming.values_list("pk", flat=True))


def _checked(note: str) -> str:
    words = " ".join(clean(note).split())
    if len(words) > LONGEST_TOLD:
        sentence = _("A note has at most %(most)d characters; this one has %(count)d.")
        raise HandoverRefusedError(sentence % {"most": LONGEST_TOLD, "count": len(words)}, field="note")
    return words

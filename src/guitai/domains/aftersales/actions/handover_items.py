"""What is done with the items of a handover: taken by name, given back, settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.common.events import publish
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.cases import give_case
from guitai.domains.aftersales.errors import HandoverRefusedError
from guitai.domains.aftersales.events import HandoverChanged
from guitai.domains.aftersales.handover_models import Handover, HandoverItem
from guitai.domains.aftersales.handover_queries import ItemNow, as_they_are, left_of_list, unclaimed
from guitai.domains.chat.actions import take as take_talk
from guitai.domains.followups.actions.todos import pass_on
from guitai.kernel.errors import GuitaiError


@dataclass(frozen=True, slots=True)
class TakenAll:
    """How many items somebody took at once, and why the first that could not be taken was not."""

    taken: int
    refused: str = ""


@transaction.atomic
def take(*, item_id: int, by: Membership, at: datetime) -> HandoverItem:
    """Take an item over by name: its talk, to-do or case is the taker's from then on.

    One that is settled by now is settled, and nobody's.

    :raises HandoverRefusedError: if there is no such item, it is settled, or somebody else took it.
    :raises TakenError: if a colleague answers the buyer by now.
    """
    item = _open(item_id, by)
    if item.taken_by_id == by.pk:
        return item
    if item.taken_by is not None and not _leads(by):
        raise HandoverRefusedError(_("%(who)s has taken this.") % {"who": item.taken_by.nickname})
    (now,) = as_they_are([item])
    if now.is_over:
        return _settled(item, at)
    _make_theirs(now, by, at)
    item.taken_by, item.taken_at = by, at
    item.save(update_fields=["taken_by", "taken_at"])
    _tell("handover_item_taken", item, by, at)
    return item


def take_all(*, kind: str, by: Membership, at: datetime) -> TakenAll:
    """Take every item of a kind that nobody has taken; what can't be taken is left where it is."""
    taken, refused = 0, ""
    for item in list(unclaimed(by.shop, at=at).filter(kind=kind)):
        try:
            taken += take(item_id=item.pk, by=by, at=at).settled_at is None
        except GuitaiError as refusal:
            refused = refused or refusal.sentence
    return TakenAll(taken, refused)


@transaction.atomic
def give_back(*, item_id: int, by: Membership, at: datetime) -> HandoverItem:
    """Let go of an item: it is nobody's again, its to-do or case that of the one who left it.

    :raises HandoverRefusedError: if it is not the member's, or a talk, which is passed on at the desk.
    """
    item = _theirs(item_id, by)
    (now,) = as_they_are([item])
    if now.talk is not None and now.holder == item.taken_by:
        raise HandoverRefusedError(_("The talk is yours; pass it on to a colleague at the desk."))
    left = item.handover.member
    back = left if left.left_at is None else None
    if now.todo is not None and not now.is_over and now.holder == item.taken_by:
        pass_on(todo_id=now.todo.pk, to=back, by=by, at=at)
    if now.case is not None and not now.is_over and now.holder == item.taken_by:
        give_case(case_id=now.case.pk, to=back, by=by, at=at)
    item.taken_by = item.taken_at = item.rang_at = None
    item.save(update_fields=["taken_by", "taken_at", "rang_at"])
    _tell("handover_item_given_back", item, by, at)
    return item


@transaction.atomic
def settle(*, item_id: int, by: Membership, at: datetime) -> HandoverItem:
    """Say that nothing is left to do of an item, which is by name too; its subject stays as it is.

    :raises HandoverRefusedError: if there is no such item, it is settled, or somebody else has taken it.
    """
    item = _open(item_id, by)
    if item.taken_by is None:
        item.taken_by, item.taken_at = by, at
    elif item.taken_by_id != by.pk and not _leads(by):
        raise HandoverRefusedError(_("%(who)s has taken this.") % {"who": item.taken_by.nickname})
    item.settled_at = at
    item.save(update_fields=["taken_by", "taken_at", "settled_at"])
    close_if_done(item.handover, at)
    _tell("handover_item_settled", item, by, at)
    return item


def close_if_done(handover: Handover, at: datetime) -> None:
    """Note when nothing of a handover is left, or that something is again."""
    is_done = not handover.items.filter(settled_at=None).exists()
    if is_done != (handover.settled_at is not None):
        handover.settled_at = at if is_done else None
        handover.save(update_fields=["settled_at"])


def announce(
    handover: Handover,
    at: datetime,
    *,
    why: str = "changed",
    whom: Iterable[int] = (),
    count: int | None = None,
) -> None:
    """Tell of a handover what it has come to, and call those who have to know.

    :param count: another figure than how much nobody has taken.
    """
    if count is None:
        count = handover.items.filter(settled_at=None, taken_by=None).count()
    publish(
        HandoverChanged(
            shop_id=handover.shop_id,
            handover_id=handover.pk,
            unclaimed=count,
            whom=tuple(sorted(whom)),
            at=at,
            why=why,
        )
    )


def _open(item_id: int, by: Membership) -> HandoverItem:
    rows = HandoverItem.objects.select_for_update(of=("self",)).select_related(
        "handover__member", "handover__shop", "taken_by"
    )
    item = rows.filter(pk=item_id, handover__shop=by.shop_id).first()
    if item is None:
        raise HandoverRefusedError(_("There is nothing like this in the handovers of this shop."))
    if item.settled_at is not None:
        raise HandoverRefusedError(_("This is settled already."))
    return item


def _theirs(item_id: int, by: Membership) -> HandoverItem:
    item = _open(item_id, by)
    if item.taken_by is None or (item.taken_by_id != by.pk and not _leads(by)):
        raise HandoverRefusedError(_("This is not yours to give back."))
    return item


def _leads(member: Membership) -> bool:
    return accounts.may(member, accounts.Right.TAKE_OVER)


def _make_theirs(now: ItemNow, by: Membership, at: datetime) -> None:
    """Give the subject to the taker, by the deed of the room it lives in."""
    item = now.item
    if now.talk is not None:
        # Whoever left may not be asked any more; of a colleague who is there it is.
        is_left = now.talk.agent_id == item.handover.member_id
        take_talk(conversation_id=now.talk.pk, by=by, at=at, may_take_over=is_left or _leads(by))
    elif now.case is not None and now.case.owner_id != by.pk:
        give_case(case_id=now.case.pk, to=by, by=by, at=at)
    elif now.todo is not None and now.todo.owner_id != by.pk:
        pass_on(todo_id=now.todo.pk, to=by, by=by, at=at)
    elif now.is_list and by.pk != item.handover.member_id:
        for todo in list(left_of_list(item)):
            pass_on(todo_id=todo.pk, to=by, by=by, at=at)


def _settled(item: HandoverItem, at: datetime) -> HandoverItem:
    item.settled_at = at
    item.save(update_fields=["settled_at"])
    close_if_done(item.handover, at)
    announce(item.handover, at)
    return item


def _tell(deed: str, item: HandoverItem, by: Membership, at: datetime) -> None:
    record(deed, subject=item, by=by, at=at, shop_id=by.shop_id, kind=item.get_kind_display())
    announce(item.handover, at)

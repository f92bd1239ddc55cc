"""What can be done with lost inquiries: find them, say why, take it back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.events import publish
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.accounts.queries import Right, may
from guitai.domains.insight.errors import (
    BoughtMeanwhileError,
    NothingProposedError,
    NotYourInquiryError,
    UnknownReasonError,
)
from guitai.domains.insight.events import LossesChanged
from guitai.domains.insight.looking import Inquiry, inquiries_of
from guitai.domains.insight.models import LostInquiry, Reason
from guitai.domains.insight.proposals import Known
from guitai.engines.metrics.settings import Settings

_TOLD = (
    "buyer_account",
    "buyer_name",
    "agent",
    "account",
    "conversation",
    "asked_at",
    "last_at",
    "product",
    "proposed",
    "confidence",
    "evidence",
    "value_fen",
    "value_from",
    "quantity",
)


def look_through(*, shop: Shop, day: date, settings: Settings, at: datetime) -> int:
    """Bring the lost inquiries of a business day up to date; say how many rows are new.

    A talk that went on gets a new proposal, one whose buyer ordered in time is closed as bought, and what is
    no inquiry any more, since an order paid before it became known, goes. What is confirmed stays so.

    :param at: now, aware; talks of the last half hour wait.
    """
    found = inquiries_of(shop, day, settings=settings, at=at)
    rows = {row.buyer: row for row in LostInquiry.objects.filter(shop=shop, day=day)}
    lost = [each for each in found if each.is_lost and _is_news(each, rows.get(each.talk.buyer.pk))]
    known = Known.of(shop, [each.talk for each in lost], at=at) if lost else None
    told = {each.talk.buyer.pk: known.told(each.talk) for each in lost} if known else {}
    with transaction.atomic():
        _settle(shop, day, found, rows, at)
        written = [_row(each, shop, day, rows, told[each.talk.buyer.pk]) for each in lost]
        fresh = [row for row in written if row.buyer not in rows]
        went_on = [row for row in written if row.buyer in rows]
        # The clock of another process may be at the same day.
        LostInquiry.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
        LostInquiry.objects.bulk_update(went_on, _TOLD, batch_size=500)
    return len(fresh)


def _is_news(inquiry: Inquiry, row: LostInquiry | None) -> bool:
    return row is None or row.last_at != inquiry.talk.last_at


def _row(
    inquiry: Inquiry, shop: Shop, day: date, rows: dict[int, LostInquiry], told: dict[str, object]
) -> LostInquiry:
    """Give the row of a lost inquiry with what is known of it now; a new one is not stored yet."""
    talk = inquiry.talk
    row = rows.get(talk.buyer.pk) or LostInquiry(shop=shop, day=day, buyer=talk.buyer.pk)
    row.buyer_account, row.buyer_name = talk.buyer.account, talk.buyer.display_name
    row.agent, row.account = talk.member, talk.account
    row.conversation = talk.conversation_id
    row.asked_at, row.last_at = talk.first_asked_at, talk.last_at
    for name, value in told.items():
        setattr(row, name, value)
    return row


def _settle(
    shop: Shop, day: date, found: Sequence[Inquiry], rows: dict[int, LostInquiry], at: datetime
) -> None:
    """Close what was bought, open it again where the order is gone, drop what is no inquiry any more."""
    ordered = {each.talk.buyer.pk: each.ordered_at for each in found}
    gone = [row for row in rows.values() if row.buyer not in ordered]
    moved = [row for row in rows.values() if row.buyer in ordered and row.bought_at != ordered[row.buyer]]
    for row in moved:
        row.bought_at = ordered[row.buyer]
    LostInquiry.objects.bulk_update(moved, ["bought_at"], batch_size=500)
    LostInquiry.objects.filter(pk__in=[row.pk for row in gone]).delete()
    if any(row.confirmed for row in (*gone, *moved)):
        publish(LossesChanged(shop_id=shop.pk, day=day, at=at))


@transaction.atomic
def confirm(*, inquiry: LostInquiry, by: Membership, at: datetime, reason: str = "") -> LostInquiry:
    """Say why an inquiry was lost; without a reason the proposed one is taken. Twice the same is once.

    :raises NotYourInquiryError: if another agent had the talk, unless a lead says so.
    :raises BoughtMeanwhileError: if the buyer ordered after all.
    :raises NothingProposedError: if no reason is given and none was proposed.
    :raises UnknownReasonError: if there is no such reason.
    """
    row = _own(inquiry, by)
    if row.bought_at is not None:
        raise BoughtMeanwhileError(
            _("%(buyer)s ordered meanwhile; nothing was lost.") % {"buyer": row.buyer_name}
        )
    chosen = reason or row.proposed
    if not chosen:
        raise NothingProposedError(_("Nothing is proposed for this one; choose a reason."))
    if chosen not in Reason.values:
        raise UnknownReasonError(_("There is no such reason."), reason=chosen)
    if chosen == row.confirmed:
        return row
    row.confirmed, row.confirmed_by, row.confirmed_at = chosen, by, at
    return _kept(row, at)


@transaction.atomic
def take_back(*, inquiry: LostInquiry, by: Membership, at: datetime) -> LostInquiry:
    """Forget the reason that was confirmed; where there is none nothing happens.

    :raises NotYourInquiryError: as :func:`confirm`.
    """
    row = _own(inquiry, by)
    if not row.confirmed:
        return row
    row.confirmed, row.confirmed_by, row.confirmed_at = "", None, None
    return _kept(row, at)


def _own(inquiry: LostInquiry, by: Membership) -> LostInquiry:
    """Give the row as it is now, held until the end of the transaction."""
    row = LostInquiry.objects.select_for_update().get(pk=inquiry.pk, shop=by.shop_id)
    if row.agent_id != by.pk and not may(by, Right.SEE_FIGURES):
        raise NotYourInquiryError(_("Another agent had this talk; ask the lead."))
    return row


def _kept(row: LostInquiry, at: datetime) -> LostInquiry:
    row.save(update_fields=["confirmed", "confirmed_by", "confirmed_at"])
    publish(LossesChanged(shop_id=row.shop_id, day=row.day, at=at))
    return row

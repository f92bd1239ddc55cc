"""What can be done with buyers and orders at the counter."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership
from guitai.domains.trade.models import Buyer, Order


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Who receives an order, where; for the eyes of whoever asked."""

    receiver: str
    phone: str
    address: str


@transaction.atomic
def reveal_personal_data(*, order: Order, by: Membership, at: datetime) -> PersonalData:
    """Give an order's receiver in clear, and write down who looked; whether they may, the caller asks."""
    record("personal_data_seen", subject=order, by=by, at=at, shop_id=order.shop_id)
    return PersonalData(receiver=order.receiver, phone=order.phone, address=order.address)


def meet_buyer(*, shop_id: int, account: str, name: str, at: datetime) -> Buyer:
    """Give the buyer with this account, who is new to the shop if nobody had it before.

    A name the shop already calls the buyer by stays.
    """
    buyer, new = Buyer.objects.get_or_create(
        shop_id=shop_id,
        account=account,
        defaults={"display_name": name[:120], "first_seen_at": at, "last_seen_at": at},
    )
    if not new and buyer.last_seen_at < at:
        buyer.last_seen_at = at
        buyer.save(update_fields=["last_seen_at"])
    return buyer

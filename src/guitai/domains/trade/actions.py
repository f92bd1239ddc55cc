"""What can be done with buyers and orders at the counter."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership
from guitai.domains.trade.models import Buyer, GivenAmount, Order
from guitai.kernel.money import Money


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


def record_given(
    *,
    buyer_id: int,
    by: Membership,
    amount: Money,
    said: str,
    at: datetime,
    order_number: str = "",
    approval: int | None = None,
    message: int | None = None,
) -> GivenAmount:
    """Write down what an agent gave a buyer, which counts against what may be given (G1).

    :param amount: more than nothing.
    :param order_number: the order it is for, if it is this buyer's; else it counts for all they order soon.
    :param approval: the key of the lead's answer, where one was needed.
    :param message: the key of the line it stands in.
    """
    own = Order.objects.filter(shop=by.shop_id, buyer=buyer_id, number=order_number)
    return GivenAmount.objects.create(
        shop_id=by.shop_id,
        buyer_id=buyer_id,
        order_id=own.values_list("pk", flat=True).first() if order_number else None,
        amount_fen=amount.fen,
        said=said[:200],
        by=by,
        approval=approval,
        message=message,
        at=at,
    )


def pass_on_given(*, from_id: int, to_id: int) -> None:
    """Let what one buyer was given count for another, who they turned out to be."""
    GivenAmount.objects.filter(buyer=from_id).update(buyer=to_id)

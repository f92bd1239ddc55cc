"""What a picture of the archive is filed under: said, or taken from its case and its order."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.errors import CasePictureRefusedError
from guitai.domains.aftersales.models import Case
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import Buyer, Order


@dataclass(frozen=True, slots=True)
class Place:
    """What a picture is filed under."""

    case: Case | None
    order: Order | None
    product: Product | None
    buyer: Buyer | None


def leading(case: Case | None) -> Case | None:
    """Give the case that goes on where this one was merged into it."""
    while case is not None and case.merged_into is not None:
        case = case.merged_into
    return case


def check_shop(
    shop_id: int, by: Membership, case: Case | None, order: Order | None, product: Product | None
) -> None:
    """Refuse what belongs to another shop than the picture.

    :raises CasePictureRefusedError: if something does.
    """
    there = [by.shop_id, *(each.shop_id for each in (case, order, product) if each is not None)]
    if any(each != shop_id for each in there):
        raise CasePictureRefusedError(_("This belongs to another shop; choose something of this one."))


def check_order(case: Case | None, order: Order | None) -> None:
    """Refuse another order than the case's, or one of another buyer.

    :raises CasePictureRefusedError: if it is one.
    """
    if case is not None and case.order is not None and order != case.order:
        sentence = _("This picture belongs to case %(number)s and stays with its order, %(order)s.")
        raise CasePictureRefusedError(
            sentence % {"number": case.number, "order": case.order.number}, field="order"
        )
    whose = order.buyer_id if order else None
    if case is not None and None not in {case.buyer_id, whose} and case.buyer_id != whose:
        sentence = _("Case %(number)s is another buyer's than this order.")
        raise CasePictureRefusedError(sentence % {"number": case.number}, field="order")


def place_of(
    case: Case | None, order: Order | None, product: Product | None, *, talk_with: Buyer | None
) -> Place:
    """Give what a picture is filed under; what is not said is the case's, or the order's.

    :param talk_with: the buyer in whose talk it was, if it came from one.
    :raises CasePictureRefusedError: if the order is not the case's.
    """
    if order is not None:
        check_order(case, order)
    order = order or (case.order if case else None)
    return Place(case, order, product or _product(case, order), buyer_of(case, order, talk_with))


def buyer_of(case: Case | None, order: Order | None, talk_with: Buyer | None) -> Buyer | None:
    """Give whose goods a picture shows: the order's buyer, else the case's, else who sent it."""
    return (order.buyer if order else None) or (case.buyer if case else None) or talk_with


def _product(case: Case | None, order: Order | None) -> Product | None:
    """Give the one product the case is about, else the one that was ordered; of several none."""
    lines = case.lines if case and case.lines.exists() else (order.lines if order else None)
    if lines is None:
        return None
    products = list(Product.objects.filter(pk__in=lines.order_by().values("product"))[:2])
    known = not lines.filter(product=None).exists()
    return products[0] if len(products) == 1 and known else None

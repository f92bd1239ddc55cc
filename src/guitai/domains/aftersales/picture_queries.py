"""What can be asked about the picture archive: found again by buyer, order, product and fault (A3).

Every question begins at a shop.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.accounts.queries import Right, may
from guitai.domains.aftersales.models import Case
from guitai.domains.aftersales.models import CasePicture as CasePicture
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import Order
from guitai.kernel.periods import Period
from guitai.kernel.text import fold

# Fewer of an order's last digits name too many.
FEWEST_DIGITS = 4
_MOST_WORDS = 8
_LONGEST_NUMBER = 9  # digits; longer ones are no case's
# Taking these out of their seals and their JSON would be most of the work.
_NOT_SHOWN = ("buyer__phone", "order__address", "order__phone", "order__receiver", "product__size_chart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What the archive is asked for; empty: everything.

    Of ``text`` every word must be found: in the buyer's account or name, the order's number or its last
    digits, the product's title or code, or the fault; ``#12`` is a case.
    """

    text: str = ""
    product: int | None = None
    fault: str = ""
    case: int | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class FaultCount:
    """A fault as the shop names it, and how many pictures show it; none yet, if only cases name it."""

    fault: str
    pictures: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some pictures, the newest first; ``older`` is the key the next page begins after, if there is one."""

    pictures: Sequence[CasePicture]
    older: int | None


def whole() -> QuerySet[CasePicture]:
    """Give pictures with all that is shown of them at hand."""
    rows = CasePicture.objects.select_related("picture", "buyer", "order", "product", "case", "by__person")
    return rows.defer(*_NOT_SHOWN)


def pictures_of_shop(shop: Shop) -> QuerySet[CasePicture]:
    """Give the pictures of a shop that were not taken away, the newest first."""
    return whole().filter(shop=shop, removed_at=None).order_by("-at", "-pk")


def pictures_of_case(case: Case) -> QuerySet[CasePicture]:
    """Give the pictures of a case that were not taken away, the newest first."""
    return whole().filter(shop=case.shop_id, case=case, removed_at=None).order_by("-at", "-pk")


def picture_of_shop(shop: Shop, *, picture_id: int, even_removed: bool = False) -> CasePicture | None:
    """Give a picture of a shop by its key; of those that were taken away only where that is asked for."""
    rows = whole().filter(shop=shop) if even_removed else pictures_of_shop(shop)
    return rows.filter(pk=picture_id).first()


def found(shop: Shop, sought: Sought) -> QuerySet[CasePicture]:
    """Give the pictures that are sought, the newest first."""
    rows = pictures_of_shop(shop)
    if sought.product is not None:
        rows = rows.filter(product=sought.product)
    if sought.fault:
        rows = rows.filter(fault=sought.fault)
    if sought.case is not None:
        rows = rows.filter(case__number=sought.case)
    if sought.period is not None:
        rows = rows.filter(at__gte=sought.period.start, at__lt=sought.period.end)
    for word in sought.text.split()[:_MOST_WORDS]:
        rows = rows.filter(_named(word))
    return rows


def page_of(shop: Shop, sought: Sought, *, after: int | None = None, size: int = 60) -> Page:
    """Give a page of what is sought.

    :param after: the key of the last picture of the page before; None, or another shop's: from the newest.
    """
    rows = found(shop, sought)
    last = CasePicture.objects.filter(shop=shop, pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(_older_than(last))
    page = list(rows[: size + 1])
    return Page(page[:size], page[size - 1].pk if len(page) > size else None)


def beside(picture: CasePicture, shop: Shop, sought: Sought) -> tuple[int | None, int | None]:
    """Give the keys of the next newer and the next older picture of what is sought."""
    rows = found(shop, sought)
    newer = rows.filter(Q(at__gt=picture.at) | Q(at=picture.at, pk__gt=picture.pk)).order_by("at", "pk")
    older = rows.filter(_older_than(picture))
    return newer.values_list("pk", flat=True).first(), older.values_list("pk", flat=True).first()


def faults_of(shop: Shop) -> list[FaultCount]:
    """Give the faults a shop knows, of pictures and of cases; those with the most pictures first."""
    shown = CasePicture.objects.filter(shop=shop, removed_at=None).exclude(fault="").order_by()
    counts = dict(shown.values_list("fault").annotate(Count("pk")))
    named = Case.objects.filter(shop=shop).exclude(fault="").order_by()
    for fault in named.values_list("fault", flat=True).distinct():
        counts.setdefault(fault, 0)
    return [FaultCount(*each) for each in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]


def products_with_pictures(shop: Shop) -> QuerySet[Product]:
    """Give the products that have pictures in the archive, by their titles."""
    shown = CasePicture.objects.filter(shop=shop, removed_at=None).exclude(product=None)
    return Product.objects.filter(shop=shop, pk__in=shown.values("product")).order_by("title", "pk")


def product_meant(shop: Shop, *, text: str) -> Product | None:
    """Give the product of a shop that a code, a title or a part of one means, if it means one alone."""
    typed, wanted = text.strip(), fold(text)
    if not wanted:
        return None
    ways = (
        Q(code=typed),
        Q(code__iexact=wanted),
        Q(title__iexact=wanted),
        Q(title__icontains=wanted) | Q(short_name__icontains=wanted),
    )
    for way in ways:
        meant = list(Product.objects.filter(way, shop=shop)[:2])
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def order_meant(shop: Shop, *, text: str) -> Order | None:
    """Give the order of a shop that a number or its last four or more digits mean, if they mean one alone."""
    wanted = fold(text).replace(" ", "")
    rows = Order.objects.filter(shop=shop).select_related("buyer")
    exact = rows.filter(number__iexact=wanted).first() if wanted else None
    if exact is not None or len(wanted) < FEWEST_DIGITS:
        return exact
    ends_so = list(rows.filter(number__iendswith=wanted)[:2])
    return ends_so[0] if len(ends_so) == 1 else None


def case_meant(shop: Shop, *, number: int | None) -> Case | None:
    """Give a case of a shop by its number."""
    return Case.objects.filter(shop=shop, number=number).first() if number else None


def sees_originals(member: Membership) -> bool:
    """Say whether a member is given the files as they came, and buyers' names in full."""
    return may(member, Right.SEE_PERSONAL)


def _named(word: str) -> Q:
    wanted = fold(word)
    bare = wanted.removeprefix("#")
    shown = (
        Q(buyer__account__icontains=wanted)
        | Q(buyer__display_name__icontains=wanted)
        | Q(order__number__iexact=wanted)
        | Q(product__title__icontains=wanted)
        | Q(product__short_name__icontains=wanted)
        | Q(product__code__iexact=wanted)
        | Q(fault__icontains=wanted)
    )
    if len(wanted) >= FEWEST_DIGITS:
        shown |= Q(order__number__iendswith=wanted)
    if bare != wanted and bare.isascii() and bare.isdigit() and len(bare) <= _LONGEST_NUMBER:
        shown |= Q(case__number=int(bare))
    return shown


def _older_than(picture: CasePicture) -> Q:
    return Q(at__lt=picture.at) | Q(at=picture.at, pk__lt=picture.pk)

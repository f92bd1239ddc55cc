"""What can be asked about the issues of products: the list, one with its cases, weeks and pictures (A5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case as Ordered
from django.db.models import Q, QuerySet, Value, When

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person, Shop
from guitai.domains.aftersales.fault_facts import known, of_goods, sent_of
from guitai.domains.aftersales.fault_figures import since_of
from guitai.domains.aftersales.models import Case, CaseLine, CasePicture, Kind
from guitai.domains.aftersales.models import ProductIssue as ProductIssue
from guitai.engines.faults.exposure import exposure, shares, weekdays
from guitai.kernel.days import business_day, day_period

WEEKS = 12
_WEEK = timedelta(days=7)
_FIRST = {ProductIssue.State.OPEN: 0, ProductIssue.State.WATCHED: 1}
_OVER = 2


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from ``begin`` on: the cases opened in them, and those the product's past lets expect.

    ``expected`` is nothing where no past is known.
    """

    begin: date
    cases: int
    expected: float | None


def whole() -> QuerySet[ProductIssue]:
    """Give issues with all that a row of them shows at hand."""
    return ProductIssue.objects.select_related("shop", "product", "owner__person").defer(
        "product__size_chart"
    )


def issues_visible_to(person: Person) -> QuerySet[ProductIssue]:
    """Give the issues of the shops this person works in now."""
    return whole().filter(shop__in=accounts.memberships_of(person).values("shop"))


def issues_of(shop: Shop, state: str = "") -> QuerySet[ProductIssue]:
    """Give a shop's issues, or those in one state: open ones first, then those watched, the newest first."""
    issues = whole().filter(shop=shop)
    if state:
        issues = issues.filter(state=state)
    place = Ordered(*[When(state=each, then=Value(place)) for each, place in _FIRST.items()], default=_OVER)
    return issues.order_by(place, "-opened_at", "-pk")


def running_count(shop: Shop) -> int:
    """Give how many issues of a shop somebody has to look after."""
    return ProductIssue.objects.filter(shop=shop, state__in=_FIRST).count()


def issue_to_tell(*, shop_id: int, issue_id: int) -> ProductIssue | None:
    """Give an issue of a shop, to tell of it."""
    return whole().filter(shop=shop_id, pk=issue_id).first()


def cases_of(issue: ProductIssue) -> QuerySet[Case]:
    """Give the cases an issue is about, the last first."""
    lines = _lines_of(issue).filter(case__opened_at__gte=day_period(since_of(issue)).start)
    if issue.closed_at is not None:
        lines = lines.filter(case__opened_at__lte=issue.closed_at)
    cases = Case.objects.filter(pk__in=lines.values("case")).select_related("buyer", "order")
    return cases.defer("order__address", "order__receiver", "order__phone", "buyer__phone").order_by(
        "-opened_at"
    )


def pictures_of(issue: ProductIssue) -> QuerySet[CasePicture]:
    """Give the pictures of this product and fault, and those of the issue's cases; the newest first."""
    shown = Q(product=issue.product_id, fault=issue.fault) | Q(
        case__in=cases_of(issue).order_by().values("pk")
    )
    pictures = CasePicture.objects.filter(shown, shop=issue.shop_id, removed_at=None)
    return pictures.select_related("picture", "case").order_by("-at", "-pk")


def weeks_of(issue: ProductIssue, *, at: datetime) -> list[Week]:
    """Give the last :data:`WEEKS` weeks of an issue's product and fault up to today, the last at the end."""
    begins = [business_day(at) + timedelta(days=1) - (WEEKS - place) * _WEEK for place in range(WEEKS)]
    first = day_period(begins[0]).start
    moments = _lines_of(issue).filter(case__opened_at__gte=first, case__opened_at__lte=at)
    days = [business_day(moment) for moment in moments.values_list("case__opened_at", flat=True)]
    expected = _expected(issue, begins, at)
    return [
        Week(begin, sum(begin <= day < begin + _WEEK for day in days), expected.get(begin))
        for begin in begins
    ]


def fault_name(fault: str) -> str:
    """Give the words for an issue's fault: as the shop wrote it; of a kind of case the kind's, translated."""
    return str(Kind(fault).label) if fault in Kind.values else fault


def _lines_of(issue: ProductIssue) -> QuerySet[CaseLine]:
    lines = of_goods(CaseLine.objects.filter(case__shop=issue.shop_id, product=issue.product_id))
    named = Q(case__fault=issue.fault)
    if issue.fault in Kind.values:
        named |= Q(case__fault="", case__kind=issue.fault)
    lines = lines.filter(named)
    return lines.filter(case__batch=issue.batch) if issue.batch else lines


def _expected(issue: ProductIssue, begins: list[date], at: datetime) -> dict[date, float]:
    sold, rate = issue.figures.get("sold"), issue.figures.get("expected")
    told = known(issue.shop, at=at) if sold and rate is not None else None
    if told is None or not sold:
        return {}
    pieces = exposure(
        sent_of(issue.shop, issue.product_id, told),
        first=told.first,
        today=told.today,
        shares=shares(told.lags),
        weekdays=weekdays([each.day for each in told.sightings]),
    )
    return {
        begin: rate / sold * pieces.between(begin, begin + _WEEK - timedelta(days=1))
        for begin in begins
        if begin >= told.first
    }

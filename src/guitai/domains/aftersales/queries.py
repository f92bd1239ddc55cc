"""What can be asked about cases: the board, the list, one with all that hangs on it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person, Shop
from guitai.domains.aftersales.models import Case as Case
from guitai.domains.aftersales.models import CaseAttempt as CaseAttempt
from guitai.domains.aftersales.models import CaseLine
from guitai.domains.aftersales.models import CaseSetting as CaseSetting
from guitai.domains.aftersales.models import Kind as Kind
from guitai.domains.aftersales.models import Outcome as Outcome
from guitai.domains.aftersales.models import Stage as Stage
from guitai.domains.trade.models import Order
from guitai.kernel.text import fold

# Fewer of an order's last digits name too many.
_FEWEST_DIGITS = 4
# Taking these out of their seals and their JSON would be most of the work.
_NOT_SHOWN = ("order__address", "order__receiver", "order__phone", "buyer__phone", "conversation__reading")


def whole() -> QuerySet[Case]:
    """Give cases with all that a row of them shows at hand."""
    lines = CaseLine.objects.select_related("product").order_by("pk")
    return (
        Case.objects.select_related(
            "shop", "buyer", "order", "conversation", "playbook", "task", "owner__person", "opened_by__person"
        )
        .defer(*_NOT_SHOWN)
        .prefetch_related(Prefetch("lines", lines))
    )


def cases_visible_to(person: Person) -> QuerySet[Case]:
    """Give the cases of the shops this person works in now."""
    return whole().filter(shop__in=accounts.memberships_of(person).values("shop"))


def case_numbered(person: Person, *, shop: Shop, number: int) -> Case | None:
    """Give a shop's case by its number, if this person works there."""
    return cases_visible_to(person).filter(shop=shop, number=number).first()


def running_cases(shop: Shop) -> QuerySet[Case]:
    """Give what is under way, the first clock to run out at the front; what has no clock at the end."""
    rows = whole().filter(shop=shop, state=Case.State.RUNNING)
    return rows.order_by(F("due_at").asc(nulls_last=True), "pk")


def past_cases(shop: Shop) -> QuerySet[Case]:
    """Give what is over, the last ended first."""
    return whole().filter(shop=shop).exclude(state=Case.State.RUNNING).order_by("-ended_at", "-pk")


def counts_by(shop: Shop, field: str) -> dict[str, int]:
    """Give how many running cases there are by a column: ``kind``, ``owner``, ``step``."""
    rows = Case.objects.filter(shop=shop, state=Case.State.RUNNING).order_by()
    return dict(rows.values_list(field).annotate(count=Count("pk")))


def late_count(shop: Shop, *, at: datetime) -> int:
    """Give how many running cases have a clock that has run out."""
    return Case.objects.filter(shop=shop, state=Case.State.RUNNING, due_at__lte=at).count()


def found(cases: QuerySet[Case], *, text: str) -> QuerySet[Case]:
    """Give those of the cases a text names: a case's number, an order, a waybill, a buyer, goods, a fault.

    :param text: as a person wrote it; ``#12`` is a number, the last four or more digits of an order are
        enough.
    """
    wanted = fold(text).strip()
    bare = wanted.removeprefix("#").replace(" ", "")
    if not bare:
        return cases
    shown = (
        Q(buyer__account__iexact=wanted)
        | Q(buyer__display_name__icontains=wanted)
        | Q(fault__icontains=wanted)
        | Q(waybill__iexact=bare)
        | Q(order__number=bare)
        | Q(pk__in=CaseLine.objects.filter(title__icontains=wanted).values("case"))
    )
    # A number beyond what the column holds is no case's.
    if bare.isascii() and bare.isdigit() and len(bare) < 10:
        shown |= Q(number=int(bare))
    if len(bare) >= _FEWEST_DIGITS:
        shown |= Q(order__number__iendswith=bare)
    return cases.filter(shown)


def cases_by_order(order_ids: Iterable[int]) -> dict[int, list[Case]]:
    """Give the cases of these orders, those under way first, by the order's key."""
    wanted = list(dict.fromkeys(order_ids))
    by_order: dict[int, list[Case]] = {order_id: [] for order_id in wanted}
    rows = whole().filter(order__in=wanted).exclude(state=Case.State.MERGED)
    for case in rows.order_by(F("ended_at").desc(nulls_first=True), "-pk"):
        if case.order_id is not None:
            by_order[case.order_id].append(case)
    return by_order


def cases_of_buyer(buyer_id: int, *, shop: Shop) -> QuerySet[Case]:
    """Give a buyer's cases, the last first; not those that were merged away."""
    return whole().filter(shop=shop, buyer=buyer_id).exclude(state=Case.State.MERGED).order_by("-pk")


def may_be_merged_into(case: Case) -> list[Case]:
    """Give the other running cases of the same buyer or order."""
    alike = Q(buyer=case.buyer_id) if case.buyer_id else Q()
    alike |= Q(order=case.order_id) if case.order_id else Q()
    if not alike:
        return []
    rows = whole().filter(alike, shop=case.shop_id, state=Case.State.RUNNING)
    return list(rows.exclude(pk=case.pk).order_by("-pk"))


def case_of(order: Order, *, kind: str) -> Case | None:
    """Give the running case of this kind about an order."""
    return Case.objects.filter(order=order, kind=kind, state=Case.State.RUNNING).first()


def days_per_stage(case: Case) -> list[tuple[str, datetime, timedelta | None]]:
    """Give the stages of goods that come back, each with its moment and how long the next took (A6).

    The last has no duration: it goes on, or was the last.
    """
    reached = sorted((datetime.fromisoformat(at), stage) for stage, at in case.stages.items())
    after = [at for at, _ in reached[1:]]
    return [
        (stage, at, after[number] - at if number < len(after) else None)
        for number, (at, stage) in enumerate(reached)
    ]

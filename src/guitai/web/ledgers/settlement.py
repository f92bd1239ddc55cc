"""The settlement of a month with each courier: as a page, and as the workbook that goes to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.common.workbooks import CONTENT_TYPE, Numeral, SheetToWrite, write_workbook
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import ledger_queries as queries
from guitai.domains.aftersales import settling
from guitai.domains.aftersales.settling import CourierSums, Settled, SettledRows, Sums
from guitai.kernel.days import business_day
from guitai.kernel.money import Money
from guitai.web.ledgers.narrowing import case_link, month_in, tabs
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 50
COUNT, YUAN = "#,##0", '"¥"#,##0.00'
# In an address: the cases whose courier nobody named.
UNNAMED = "-"
Cells = list[str | Numeral | date]


@dataclass(frozen=True, slots=True)
class Asked:
    """A month, and of one courier alone; None: of all."""

    month: date
    courier: str | None

    def query(self, **changed: Any) -> str:
        """Give the query of an address with this; ``changed`` replaces, None leaves out."""
        courier = UNNAMED if self.courier == "" else self.courier
        told = {"month": f"{self.month:%Y-%m}", "courier": courier, **changed}
        return urlencode({name: value for name, value in told.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Row:
    """A case of the settlement as the page shows it."""

    told: Settled
    courier: str
    case_url: str

    @property
    def amounts(self) -> list[tuple[str, Money]]:
        """The four sums with what each is called."""
        return list(zip(_sums_named(), self.told.sums.amounts(), strict=True))

    @property
    def open(self) -> Money:
        """What is still to come."""
        return Money(self.told.sums.open)


@require_GET
@never_cache
@member_required(Right.KEEP_LEDGERS)
def settlement(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what each courier's cases come to when the month ends, and the cases one by one."""
    asked = _asked(request, at=timezone.now())
    whole = settling.settlement(request.shop, asked.month)
    page = Paginator(_narrowed(whole, asked), ON_A_PAGE).get_page(request.GET.get("page"))
    sums = whole.by_courier()
    context = {
        "asked": asked,
        "query": asked.query(),
        "tabs": tabs(request, asked.month, None),
        "entries": page,
        "rows": [Row(each, named(each.courier), case_link(request, each.case)) for each in page],
        "couriers": [(each, named(each.courier), _of(asked, each.courier)) for each in sums],
        "names": _sums_named(),
        "total": settling.total(sums),
        "before": asked.query(month=f"{queries.month_before(asked.month):%Y-%m}"),
        "after": asked.query(month=f"{queries.month_after(asked.month):%Y-%m}"),
        "whole": asked.query(courier=None),
    }
    return render(request, "ledgers/settlement.html", context)


@require_GET
@never_cache
@member_required(Right.KEEP_LEDGERS)
def workbook(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the settlement as a workbook: the couriers together, then a sheet for each."""
    asked = _asked(request, at=timezone.now())
    found = _narrowed(settling.settlement(request.shop, asked.month), asked)
    response = HttpResponse(write_workbook(sheets(found)), content_type=CONTENT_TYPE)
    name = f"settlement-{shop_key}-{asked.month:%Y-%m}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sheets(found: SettledRows) -> Iterable[SheetToWrite]:
    """Give the sheets of a settlement: figures are numbers, sums are values and no formulas."""
    sums = found.by_courier()
    yield _summary(sums)
    rows = list(found)
    for each in sums:
        yield _sheet(each, [row for row in rows if row.courier == each.courier])


def named(courier: str) -> str:
    """Give a courier's name, or say that there is none."""
    return courier or pgettext("courier", "not named")


def _asked(request: MemberRequest, *, at: datetime) -> Asked:
    month = month_in(request.GET.get("month", ""), None) or queries.month_of(at)
    courier = request.GET.get("courier")
    return Asked(month, "" if courier == UNNAMED else courier or None)


def _of(asked: Asked, courier: str) -> str:
    return Asked(asked.month, courier).query()


def _narrowed(whole: SettledRows, asked: Asked) -> SettledRows:
    return whole if asked.courier is None else whole.of(asked.courier)


def _summary(sums: list[CourierSums]) -> SheetToWrite:
    whole = settling.total(sums)
    told = [(named(each.courier), each) for each in sums]
    return SheetToWrite(
        name=_("Summary"),
        headings=[_("Courier"), _("Cases"), *_sums_named()],
        widths=[18, 10, 14, 14, 14, 14],
        rows=[
            [name, Numeral(each.cases, COUNT), *_cells(each.sums)]
            for name, each in [*told, (pgettext("sum", "Total"), whole)]
        ],
    )


def _sheet(of: CourierSums, rows: list[Settled]) -> SheetToWrite:
    lines: list[Cells] = [
        [
            Numeral(row.case, "0"),
            business_day(row.claimed_at),
            row.title,
            row.order,
            row.waybill,
            *_cells(row.sums),
        ]
        for row in rows
    ]
    total: Cells = [pgettext("sum", "Total"), "", "", "", "", *_cells(of.sums)]
    return SheetToWrite(
        name=named(of.courier),
        headings=[
            pgettext("ledger", "Case"),
            _("Claimed on"),
            _("Product"),
            _("Order"),
            _("Waybill"),
            *_sums_named(),
        ],
        widths=[8, 12, 36, 24, 20, 14, 14, 14, 14],
        rows=[*lines, total],
    )


def _sums_named() -> list[str]:
    return [
        pgettext("settlement", "Claimed"),
        pgettext("settlement", "Accepted"),
        pgettext("settlement", "Paid"),
        pgettext("settlement", "Still open"),
    ]


def _cells(sums: Sums) -> list[Numeral]:
    return [Numeral(Decimal(amount.fen) / 100, YUAN) for amount in sums.amounts()]

"""What was asked and sold of each product."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.queries import products as queries
from guitai.domains.performance.queries.products import ProductRow
from guitai.web.charts import Chart, Series
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked
from guitai.web.reports.showing import BY_KEY, name_of
from guitai.web.reports.waiting import may_wait

_SOLD = ("sales", "orders", "buyers", "items", "refund_rate")
COLUMNS = (*_SOLD, *(key for key in queries.KEYS if key not in _SOLD))
DRAWN = 12
ON_A_PAGE = 100


@require_GET
@member_required(Right.SEE_FIGURES)
def products(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show each product's inquiries, what became of them, and its sales; in the order that is chosen."""
    asked = Asked.of(request, kept=("by",))
    filters = asked.filters
    rows = queries.products_between(
        asked.shop,
        first=filters.first,
        last=filters.last,
        at=asked.at,
        agent=filters.agent,
        only_kept=may_wait(request),
    )
    by = asked.kept.get("by", "")
    by = by if by in queries.KEYS else "sales"
    ranked = sorted(rows or (), key=lambda row: -float(row.values[by].value or 0))
    page = Paginator(ranked, ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = asked.context() | {
        "waiting": rows is None,
        "chosen": by,
        "choices": [(key, name_of(key)) for key in COLUMNS],
        "entries": page,
        "query": filters.query(by=by, now=1),
    }
    if ranked:
        context["chart"] = _drawn(asked, ranked[:DRAWN], by)
    shown = ranked if request.GET.get("format") else list(page)
    return tables.answer(request, "reports/products.html", context, [_table(asked, shown)], name="products")


def _drawn(asked: Asked, rows: Sequence[ProductRow], by: str) -> Chart:
    return Chart(
        id="products",
        title=name_of(by),
        kind="funnel",
        categories=[_short(row.title) for row in rows],
        series=[Series(name_of(by), [_number(row, by) for row in rows])],
        unit=BY_KEY[by].unit,
        links=[[asked.links.behind(by, product=row.code) for row in rows]],
    )


def _number(row: ProductRow, by: str) -> float | None:
    value = row.values[by].value
    return None if value is None else float(value)


def _short(title: str) -> str:
    return title if len(title) <= 16 else f"{title[:15]}…"


def _table(asked: Asked, rows: Sequence[ProductRow]) -> tables.Table:
    return tables.Table(
        _("By product"),
        [
            tables.Column(_("Product"), numeric=False),
            tables.Column(_("Code"), numeric=False),
            *[tables.Column(name_of(key)) for key in COLUMNS],
        ],
        [
            [
                tables.words(row.title),
                tables.words(row.code),
                *[
                    tables.figure(key, row.values[key], link=asked.links.behind(key, product=row.code))
                    for key in COLUMNS
                ],
            ]
            for row in rows
        ],
        note=_(
            "An inquiry speaks of a product that was recommended that day or is in the order it led to. An"
            " order counts for each product in it."
        ),
    )

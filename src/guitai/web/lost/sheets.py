"""Lost inquiries as a workbook: a sheet for each sum, and one with every inquiry."""

from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.common.workbooks import CONTENT_TYPE, Numeral, SheetToWrite, write_workbook
from guitai.domains.accounts.queries import Right
from guitai.kernel.days import SHANGHAI
from guitai.web.lost.naming import CUTS, HEADINGS, Wanted, named_sums, product_titles, wanted
from guitai.web.lost.views import Entry, entry_of
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports.filters import Filters

MOST = 20_000
COUNT, SHARE, YUAN = "#,##0", "0.0%", '"¥"#,##0.00'


@require_GET
@member_required(Right.ANSWER)
def workbook(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give what the page shows as a workbook, under the same filters."""
    asked = wanted(request, filters=Filters.of(request, at=timezone.now()))
    written = write_workbook([*_sums(request, asked), _inquiries(request, asked)])
    response = HttpResponse(written, content_type=CONTENT_TYPE)
    name = f"lost-{shop_key}-{asked.filters.first}-{asked.filters.last}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sums(request: MemberRequest, asked: Wanted) -> list[SheetToWrite]:
    return [
        SheetToWrite(
            name=str(name),
            headings=[str(HEADINGS[cut]), _("Lost"), _("Share"), _("Confirmed"), _("Value at stake")],
            widths=[36, 10, 10, 10, 16],
            rows=[
                (
                    row.name,
                    Numeral(row.lost, COUNT),
                    Numeral(row.share, SHARE),
                    Numeral(row.explained, COUNT),
                    Numeral(row.value.fen / 100, YUAN),
                )
                for row in named_sums(request, asked, cut)
            ],
        )
        for cut, name in CUTS.items()
    ]


def _inquiries(request: MemberRequest, asked: Wanted) -> SheetToWrite:
    rows = list(asked.inquiries[:MOST])
    titles = product_titles(request, (row.product for row in rows))
    return SheetToWrite(
        name=_("One by one"),
        headings=[
            _("Day"),
            _("Last line"),
            _("Buyer"),
            _("Agent"),
            _("Product"),
            _("Proposed"),
            _("Reason"),
            _("Value at stake"),
            _("Value from"),
        ],
        widths=[12, 18, 20, 14, 36, 16, 16, 14, 24],
        rows=[_row(entry_of(row, titles)) for row in rows],
    )


def _row(entry: Entry) -> tuple[str | Numeral | date, ...]:
    row = entry.inquiry
    return (
        row.day,
        f"{row.last_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        row.buyer_name,
        row.agent.nickname if row.agent else row.account,
        entry.product,
        entry.proposed,
        entry.reason,
        Numeral(row.value.fen / 100, YUAN),
        str(row.get_value_from_display()),
    )

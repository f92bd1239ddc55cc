"""The sheet of remarks to be written back by hand: an order a line, its whole remark and its flag."""

import csv
import io

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.common.workbooks import CONTENT_TYPE, SheetToWrite, write_workbook
from guitai.domains.accounts.queries import Right
from guitai.domains.trade.remarks import waiting
from guitai.kernel.days import business_day
from guitai.web.members import MemberRequest, member_required

# The platforms' own words, whatever language the reader has: what is pasted there is Chinese.
HEADINGS = ("订单编号", "旗帜", "备注")
_WIDTHS = (24, 8, 80)
_FLAGS = {"red": "红", "yellow": "黄", "green": "绿", "blue": "蓝", "purple": "紫"}
# A cell that begins so is a formula to a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_GET
@never_cache
@member_required(Right.ANSWER)
def workbook(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give what waits as a workbook; numbers are text, so that none loses its last digits."""
    sheet = SheetToWrite(name="备注", headings=HEADINGS, widths=_WIDTHS, rows=_rows(request))
    return _file(request, write_workbook([sheet]), CONTENT_TYPE, "xlsx")


@require_GET
@never_cache
@member_required(Right.ANSWER)
def comma_separated(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give what waits as CSV, with the mark that tells spreadsheet programs it is UTF-8."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(HEADINGS)
    for number, flag, remark in _rows(request):
        # The tab keeps nineteen digits from becoming a number.
        lines.writerow((f"\t{number}", flag, f"'{remark}" if remark.startswith(_FORMULA) else remark))
    return _file(request, written.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "csv")


def _rows(request: MemberRequest) -> list[tuple[str, str, str]]:
    return [(each.order.number, _FLAGS.get(each.flag, ""), each.whole) for each in waiting(request.shop)]


def _file(request: MemberRequest, written: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(written, content_type=kind)
    name = f"remarks-{request.shop.key}-{business_day(timezone.now())}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

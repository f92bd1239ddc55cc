import io
from typing import Any

from python_calamine import CalamineWorkbook
from tests.unit.web.lost.conftest import LOST, WEEK

from guitai.domains.accounts.models import Membership
from guitai.domains.insight.models import LostInquiry


def test_the_workbook_holds_the_sums_as_numbers_and_every_inquiry(
    week: dict[str, LostInquiry], lead: Membership, signed_in: Any
):
    lead.person.language = "en"
    lead.person.save()

    response = signed_in(lead).get(f"{LOST}xlsx/?{WEEK}&agent=yunshang:xiaomei")

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    assert len(book.sheet_names) == 6
    by_reason = book.get_sheet_by_index(0).to_python()
    assert by_reason[1] == ["Out of stock", 1.0, 1 / 3, 0.0, 300.0]
    inquiries = book.get_sheet_by_index(5).to_python()
    assert [row[2] for row in inquiries[1:]] == ["买家未知", "买家缺货", "买家价格"]
    assert inquiries[2][3:8] == ["小美", "纯色衬衫", "Out of stock", "no reason yet", 300.0]

import re
from typing import Any

import pytest
from tests.unit.web.lost.conftest import LOST, WEEK

from guitai.domains.accounts.models import Membership
from guitai.domains.insight.models import LostInquiry

Week = dict[str, LostInquiry]


def _page(client: Any, address: str) -> str:
    response = client.get(f"{LOST}{address}")
    assert response.status_code == 200
    return response.content.decode()


def _rows(body: str) -> list[list[str]]:
    """Give the table of sums as it reads, without its headings."""
    table = body[body.index("lost-sums") : body.index("</table>")]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in table.split("<tr>")[2:]]
    return [[" ".join(row[:-4]), *row[-4:]] for row in rows]


def test_a_lead_sees_what_was_lost_by_reason_the_dearest_first(week: Week, lead: Membership, signed_in: Any):
    lead.person.language = "en"
    lead.person.save()

    body = _page(signed_in(lead), f"?{WEEK}")

    assert _rows(body) == [
        ["Out of stock", "1", "25.0%", "0", "¥300.00"],
        ["Slow answer", "1", "25.0%", "1", "¥200.00"],
        ["Price", "1", "25.0%", "1", "¥158.00"],
        ["no reason yet", "1", "25.0%", "0", "¥1.00"],
    ]
    assert "¥659.00" in body
    assert "50.0%" in body


def test_an_agent_sees_their_own_alone(week: Week, agent: Membership, signed_in: Any):
    client = signed_in(agent)

    assert len(_rows(_page(client, f"?{WEEK}"))) == 3
    listed = _page(client, f"list/?{WEEK}")
    assert "买家价格" in listed
    assert "买家等待" not in listed
    assert "买家等待" not in _page(client, f"list/?{WEEK}&agent=yunshang:ajie")


@pytest.mark.parametrize(
    ("by", "first", "rows"),
    [
        ("day", "2026-03-02", 2),
        ("month", "2026-03", 1),
        ("product", "纯色衬衫", 2),
        ("agent", "小美", 2),
        ("weather", "缺货", 4),
    ],
)
def test_it_is_summed_as_the_address_says(
    week: Week, lead: Membership, signed_in: Any, by: str, first: str, rows: int
):
    found = _rows(_page(signed_in(lead), f"?{WEEK}&by={by}"))

    assert (found[0][0], len(found)) == (first, rows)


@pytest.mark.parametrize(
    ("narrowed", "buyers"),
    [
        ("", {"价格", "缺货", "未知", "等待"}),
        ("reason=stock", {"缺货"}),
        ("reason=none", {"未知"}),
        ("product=none", {"未知", "等待"}),
        ("product={product}", {"价格", "缺货"}),
        ("agent=yunshang:ajie", {"等待"}),
        ("reason=weather&product=x&page=9", {"价格", "缺货", "未知", "等待"}),
    ],
)
def test_a_number_opens_the_inquiries_behind_it(
    week: Week, lead: Membership, signed_in: Any, narrowed: str, buyers: set[str]
):
    asked = narrowed.format(product=week["price"].product)

    body = _page(signed_in(lead), f"list/?{WEEK}&{asked}")

    assert {name for name in ("价格", "缺货", "未知", "等待") if f"<strong>买家{name}" in body} == buyers


def test_every_number_of_the_table_leads_to_as_many(week: Week, lead: Membership, signed_in: Any):
    client = signed_in(lead)
    for by in ("reason", "month", "product", "agent"):
        body = _page(client, f"?{WEEK}&by={by}")
        table = body[body.index("lost-sums") : body.index("</table>")]
        for address, number in re.findall(r'href="([^"]+)"[^>]*>(\d+)</a>', table):
            behind = client.get(address.replace("&amp;", "&")).content.decode()
            assert behind.count("<strong>") == int(number), address


def test_a_week_without_losses_says_so(lead: Membership, signed_in: Any):
    assert "empty-title" in _page(signed_in(lead), f"?{WEEK}")
    assert "empty-title" in _page(signed_in(lead), f"list/?{WEEK}")


def test_those_who_answer_nobody_see_nothing(warehouse: Membership, signed_in: Any):
    for address in ("", "list/", "xlsx/", "mine/"):
        assert signed_in(warehouse).get(f"{LOST}{address}").status_code == 403

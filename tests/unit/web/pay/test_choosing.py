"""Months and people to choose from."""

from datetime import date, datetime

import pytest
from tests.factories.accounts import GroupFactory

from guitai.domains.accounts.errors import OtherShopError
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.web.pay.choosing import Whom, coming_months, is_a_month, month_of, past_months, people, whom
from guitai.web.reports.filters import Filters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-11", date(2025, 11, 1)),
        ("", date(2026, 3, 1)),
        ("2026-13", date(2026, 3, 1)),
        ("0001-01", date(2026, 3, 1)),
    ],
)
def test_a_month_of_an_address(text: str, expected: date, now: datetime):
    assert month_of(text, at=now) == expected


def test_a_year_back_and_a_little_forward(now: datetime):
    assert [past_months(now)[place][0] for place in (0, 2, 3, 12)] == [
        *("2026-03", "2026-01", "2025-12", "2025-03")
    ]
    assert [month for month, _name in coming_months(now)] == ["2026-02", "2026-03", "2026-04", "2026-05"]


def test_people_of_the_shop_alone_are_meant(
    shop: Shop, agent: Membership, neighbour: Membership, presale: Group
):
    assert [value for value, _name in people(shop)] == ["shop", f"group:{presale.pk}", f"member:{agent.pk}"]
    assert whom(shop, f"member:{agent.pk}") == Whom(membership=agent)
    assert whom(shop, f"group:{presale.pk}") == Whom(group=presale)
    strangers = GroupFactory(shop=neighbour.shop)
    for chosen in (f"member:{neighbour.pk}", f"group:{strangers.pk}", "member:x", ""):
        with pytest.raises(OtherShopError):
            whom(shop, chosen)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 2, 1), date(2026, 2, 28), True),
        (date(2026, 2, 1), date(2026, 2, 27), False),
        (date(2026, 2, 2), date(2026, 2, 28), False),
        (date(2026, 1, 1), date(2026, 2, 28), False),
        (date(2025, 12, 1), date(2025, 12, 31), True),
    ],
)
def test_one_month_is_a_month(first: date, last: date, expected: bool):
    assert is_a_month(Filters(first=first, last=last, today=last)) is expected

"""From asking to paying."""

import pytest
from django.test import Client
from tests.unit.web.reports.conftest import WEEK

pytestmark = pytest.mark.usefixtures("week")


def test_each_step_has_its_share_of_the_one_before_and_of_all_inquiries(leads: Client):
    page = leads.get("/s/yunshang/reports/funnel/", WEEK).content.decode()

    # 40 of 80 inquiries ordered, 32 of the 40 paid, which is 32 of 80.
    for share in ("50.0%", "80.0%", "40.0%"):
        assert share in page
    assert "最后几步还会再涨几天" in page  # conversion is late
    assert "agent=%E5%BA%97%3A%E9%98%BF%E6%9D%B0&amp;figure=received" in page

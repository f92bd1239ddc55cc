"""The page of what a shop promises, and of its activities."""

from datetime import UTC, datetime

import pytest
import time_machine
from tests.factories.catalog import ActivityFactory, TermsFactory

from guitai.common import audit
from guitai.domains.catalog.models import Activity, Terms

PAGE = "/s/yunshang/setup/terms/"
SAID = {
    "couriers": "圆通速递\n中通快递、韵达快递",
    "free_postage": "yes",
    "postage_exceptions": "新疆，西藏",
    "price_match_days": "15",
    "gifts": "短袜一双",
    "links": "https://shop.example.com/",
}
RUNS = {"name": "满300减30", "starts_at": "2026-03-02T00:00", "ends_at": "2026-03-09T00:00", "gifts": ""}


@pytest.fixture(autouse=True)
def monday_morning(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead.person)
    return client


def test_what_is_promised_is_saved_and_shown_again(as_lead, shop):
    response = as_lead.post(PAGE, SAID, follow=True)

    terms = Terms.objects.get(shop=shop)
    assert terms.couriers == ["圆通速递", "中通快递", "韵达快递"]
    assert (terms.free_postage, terms.price_match_days, terms.links) == (True, 15, ["shop.example.com"])
    assert terms.postage_exceptions == ["新疆", "西藏"]
    page = response.content.decode()
    assert "圆通速递\n中通快递\n韵达快递" in page
    assert '<option value="yes" selected>' in page


def test_an_empty_page_says_that_nothing_is_known_but_that_there_are_no_gifts(as_lead, shop):
    TermsFactory(shop=shop)

    as_lead.post(PAGE, dict.fromkeys(SAID, ""))

    terms = Terms.objects.get(shop=shop)
    assert (terms.couriers, terms.free_postage, terms.price_match_days, terms.gifts) == ([], None, None, [])


def test_days_that_make_no_sense_are_told_at_their_field(as_lead):
    response = as_lead.post(PAGE, SAID | {"price_match_days": "999"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["price_match_days"]
    assert not Terms.objects.exists()


def test_a_word_that_is_too_long_is_told_at_the_head_and_what_was_typed_stays(as_lead):
    response = as_lead.post(PAGE, SAID | {"gifts": "袜" * 81})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert "袜" * 81 in response.content.decode()
    assert not Terms.objects.exists()


def test_an_activity_is_announced_in_the_shops_own_time(as_lead, shop):
    response = as_lead.post(f"{PAGE}activities/add/", RUNS)

    activity = Activity.objects.get(shop=shop)
    assert response["Location"] == PAGE
    assert activity.starts_at == datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
    page = as_lead.get(PAGE).content.decode()
    assert "2026-03-09 00:00" in page
    assert as_lead.get(PAGE).context["activities"] == [activity]


def test_an_activity_is_changed_on_its_page(as_lead, shop):
    activity = ActivityFactory(shop=shop)
    url = f"{PAGE}activities/{activity.pk}/"
    assert 'value="2026-03-01T08:00"' in as_lead.get(url).content.decode()

    as_lead.post(url, RUNS | {"ends_at": "", "gifts": "洗衣袋"})

    activity.refresh_from_db()
    assert (activity.ends_at, activity.gifts) == (None, ["洗衣袋"])


def test_an_activity_that_ends_before_it_begins_is_told(as_lead):
    response = as_lead.post(f"{PAGE}activities/add/", RUNS | {"ends_at": "2026-03-01T00:00"})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert not Activity.objects.exists()


def test_an_activity_that_is_taken_off_is_gone_from_the_page(as_lead, shop):
    activity = ActivityFactory(shop=shop)

    as_lead.post(f"{PAGE}activities/{activity.pk}/retire/")

    context = as_lead.get(PAGE).context
    assert (context["activities"], context["over"]) == ([], [])
    assert as_lead.get(f"{PAGE}activities/{activity.pk}/").status_code == 404


def test_what_is_over_stands_apart(as_lead, shop, now):
    over = ActivityFactory(shop=shop, ends_at=now)

    context = as_lead.get(PAGE).context

    assert (context["activities"], context["over"]) == ([], [over])


@pytest.mark.parametrize("path", ["", "retire/"])
def test_an_activity_of_the_shop_next_door_is_not_there(as_lead, other_shop, path):
    activity = ActivityFactory(shop=other_shop)

    assert as_lead.post(f"{PAGE}activities/{activity.pk}/{path}", RUNS).status_code == 404


def test_the_history_tells_promises_in_words(as_lead, shop):
    as_lead.post(PAGE, SAID)
    as_lead.post(f"{PAGE}activities/add/", RUNS)

    page = as_lead.get("/s/yunshang/setup/history/").content.decode()

    assert audit.entries(shop_id=shop.pk).count() == 2
    assert "— → yes" in page or "— → 是" in page
    assert "terms_changed" not in page
    assert "activity_saved" not in page
    assert "2026-03-09 00:00" in page

import pytest
from django.test import Client
from tests.factories.delivery import CourierFactory, ReachFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.delivery.models import Courier, Reach

PAGE = "/s/yunshang/couriers/"
COURIER = {"name": "同城跑腿", "aliases": "跑腿，PT", "first_grams": "1000", "is_used": "on"}


def _browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def browser(lead: Membership) -> Client:
    return _browser(lead)


@pytest.fixture
def courier(lead: Membership) -> Courier:
    return CourierFactory(shop=lead.shop)


def test_the_usual_couriers_and_rough_days_are_put_in_with_buttons(browser: Client, shop: Shop):
    browser.post(f"{PAGE}usual/")
    browser.post(f"{PAGE}days/", {"origin": "浙江"})

    assert Courier.objects.filter(shop=shop).count() == 11
    assert Reach.objects.count() == 11 * 31


def test_days_from_nowhere_are_refused_in_words(browser: Client, courier: Courier):
    response = browser.post(f"{PAGE}days/", {"origin": "火星"}, follow=True)

    assert response.status_code == 200
    assert not Reach.objects.exists()


def test_a_courier_is_written_down_changed_and_taken_away(browser: Client):
    assert browser.get(f"{PAGE}add/").status_code == 200
    assert browser.post(f"{PAGE}add/", COURIER)["Location"] == PAGE
    kept = Courier.objects.get()
    assert (kept.name, kept.aliases, kept.is_used) == ("同城跑腿", ["跑腿", "PT"], True)

    assert "跑腿, PT" in browser.get(f"{PAGE}{kept.pk}/").content.decode()
    browser.post(f"{PAGE}{kept.pk}/", COURIER | {"phone": "400"})
    kept.refresh_from_db()
    assert kept.phone == "400"

    browser.post(f"{PAGE}{kept.pk}/remove/")
    assert not Courier.objects.exists()


@pytest.mark.parametrize("wrong", [{"name": " "}, {"query": "not an address"}, {"first_grams": "0"}])
def test_a_courier_that_makes_no_sense_stays_in_the_form(browser: Client, wrong: dict[str, str], db: None):
    response = browser.post(f"{PAGE}add/", COURIER | wrong)

    assert response.status_code == 422
    assert "跑腿，PT" in response.content.decode()
    assert not Courier.objects.exists()


def test_the_grid_is_shown_and_kept_as_a_whole(browser: Client, courier: Courier):
    ReachFactory(courier=courier, province="上海", first_fen=1250)
    page = f"{PAGE}{courier.pk}/provinces/"
    assert 'value="12.50"' in browser.get(page).content.decode()

    told = {"浙江.days_least": "1", "浙江.days_most": "2", "浙江.first_fen": "6.5", "新疆.serves": "no"}
    assert browser.post(page, told)["Location"] == page

    kept = {reach.province: reach for reach in Reach.objects.all()}
    assert kept.keys() == {"浙江", "新疆"}  # what was cleared says nothing any more
    assert (kept["浙江"].days_least, kept["浙江"].days_most, kept["浙江"].first_fen) == (1, 2, 650)
    assert kept["新疆"].serves == "no"


@pytest.mark.parametrize(
    "wrong",
    [
        {"上海.days_most": "三天"},
        {"上海.days_most": "-1"},
        {"上海.first_fen": "6.555"},
        {"上海.days_least": "3", "上海.days_most": "2"},
        {"上海.serves": "maybe"},
        {"上海.more_fen": "99999999"},
    ],
)
def test_one_bad_cell_keeps_all_from_being_saved_and_what_was_typed_stays(
    browser: Client, courier: Courier, wrong: dict[str, str]
):
    told = {"浙江.days_most": "2", "浙江.note": "山区不到"} | wrong

    response = browser.post(f"{PAGE}{courier.pk}/provinces/", told)

    body = response.content.decode()
    assert response.status_code == 422
    assert body.count('aria-invalid="true"') == 1
    assert "上海" in body.split('role="alert"')[1].split("</p>")[0]
    assert 'value="山区不到"' in body
    assert not Reach.objects.exists()


def test_an_agent_changes_nothing(agent: Membership):
    courier = CourierFactory(shop=agent.shop)
    browser = _browser(agent)

    for end in (
        "usual/",
        "days/",
        "add/",
        f"{courier.pk}/",
        f"{courier.pk}/remove/",
        f"{courier.pk}/provinces/",
    ):
        assert browser.post(PAGE + end, COURIER).status_code == 403


def test_another_shops_courier_is_not_there(browser: Client, other_shop: Shop):
    courier = CourierFactory(shop=other_shop)

    for end in ("", "provinces/"):
        assert browser.get(f"{PAGE}{courier.pk}/{end}").status_code == 404
    assert browser.post(f"{PAGE}{courier.pk}/remove/").status_code == 404

import pytest
from django.test import Client
from tests.factories.delivery import CourierFactory, ReachFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.web.delivery.views import days_in_words

PAGE = "/s/yunshang/couriers/"


def _browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _body(member: Membership, **asked: str) -> str:
    response = _browser(member).get(PAGE, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_a_shop_without_couriers_is_told_the_next_step(agent: Membership):
    assert "empty-title" in _body(agent)


def test_an_agent_sees_who_serves_a_place_how_fast_and_for_how_much(agent: Membership):
    reach = ReachFactory(courier__shop=agent.shop, serves="partly", note="舟山不到")

    body = _body(agent, to="浙江省 舟山市", kg="1.2")

    assert "¥8.50" in body  # ¥6.00 and one kilogram that is begun
    assert days_in_words(reach) in body
    assert "舟山不到" in body
    assert 'href="tel:95554"' in body
    assert "courier-add" not in body
    assert "couriers/add/" not in body


def test_a_waybill_is_looked_up_at_each_courier(agent: Membership):
    CourierFactory(shop=agent.shop, key="yuantong")
    CourierFactory(shop=agent.shop, name="跑腿", aliases=[], query="")

    body = _body(agent, waybill="YT<1>")

    assert 'href="https://example.com/?nu=YT%3C1%3E"' in body
    assert body.count("tag-strong") == 3  # two in use, and one whose waybills begin so


def test_a_place_nobody_knows_and_a_weight_that_is_none_are_said(agent: Membership):
    CourierFactory(shop=agent.shop)

    assert 'role="alert"' in _body(agent, to="火星")
    assert "errorlist" in _body(agent, to="浙江", kg="重")
    assert "errorlist" in _body(agent, to="浙江", kg="-1")


def test_the_neighbours_couriers_are_not_shown(agent: Membership, other_shop: Shop):
    CourierFactory(shop=other_shop, name="邻家快递")

    assert "邻家快递" not in _body(agent, to="浙江")


def test_the_page_asks_as_often_for_many_couriers_as_for_one(
    agent: Membership, django_assert_max_num_queries: object
):
    for number in range(20):
        ReachFactory(courier__shop=agent.shop, courier__name=f"快递{number}", courier__aliases=[])
    browser = _browser(agent)

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        browser.get(PAGE, {"to": "浙江", "kg": "1"})


@pytest.mark.parametrize(
    ("least", "most", "said"), [(2, 3, "2–3"), (2, 2, "2"), (None, 3, "3"), (1, None, "1"), (None, None, "")]
)
def test_days_are_a_span_where_they_differ(least: int, most: int, said: str):
    reach = ReachFactory.build(days_least=least, days_most=most)

    assert days_in_words(reach).split(" ")[0] == said


def test_of_what_nobody_told_no_days_are_said():
    assert days_in_words(None) == ""

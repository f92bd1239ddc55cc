from typing import Any

import pytest
from django.test import Client
from tests.factories.chat import ConversationFactory
from tests.factories.trade import OrderFactory
from tests.unit.web.cases.conftest import CASES

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case
from guitai.domains.trade.models import Order

HERE = f"{CASES}open/"
pytestmark = pytest.mark.usefixtures("books")


def _form(order: Order, **more: str) -> dict[str, str]:
    first, second = order.lines.order_by("position")
    usual = {"order": str(order.pk), "kind": "damaged", f"line-{first.pk}": "on"}
    return usual | {f"quantity-{first.pk}": "1", f"quantity-{second.pk}": "1"} | more


def test_the_last_digits_find_the_order_and_ask_what_went_wrong(client: Client, order: Order):
    body = client.get(f"{HERE}?q=8888").content.decode()

    assert "35153131408888" in body
    assert body.count('name="kind"') == 12
    for key in "1234567890-=":
        assert f'data-key="{key}"' in body
    assert "纯色衬衫" in body and "直筒牛仔裤" in body


def test_of_several_one_is_chosen(client: Client, order: Order):
    other = OrderFactory(buyer=order.buyer, number="900000008888")

    body = client.get(f"{HERE}?q=8888").content.decode()
    assert f"order={order.pk}" in body and f"order={other.pk}" in body
    assert 'name="kind"' not in body

    assert 'name="kind"' in client.get(f"{HERE}?q=8888&order={other.pk}").content.decode()


@pytest.mark.parametrize("query", ["q=7777", "q=nobody", "order=x", "order=99999999"])
def test_what_nobody_has_is_said_so(client: Client, order: Order, query: str):
    body = client.get(f"{HERE}?{query}").content.decode()

    assert 'name="kind"' not in body
    assert ("No order of this number" in body) == ("q=" in query)


def test_a_case_is_opened_and_shown(client: Client, order: Order, agent: Membership):
    talk = ConversationFactory(buyer=order.buyer, agent=agent)

    response = client.post(HERE, _form(order, said="袖子破了", fault="开线", batch="2602A"))

    case = Case.objects.get()
    assert response["Location"] == f"{CASES}{case.number}/"
    assert (case.kind, case.order, case.conversation, case.owner) == ("damaged", order, talk, agent)
    assert (case.said, case.fault, case.batch) == ("袖子破了", "开线", "2602A")
    assert [(line.title, line.quantity) for line in case.lines.all()] == [("纯色衬衫", 1)]


@pytest.mark.parametrize(
    ("more", "trouble"),
    [
        ({"kind": "weather"}, "Choose what went wrong."),
        ({"quantity": "3"}, "2 were ordered"),
        ({"quantity": "zwei"}, "as a whole number"),
        ({"quantity": "0"}, "2 were ordered"),
        ({"line": ""}, "Choose the goods"),
        ({"order": "99999999"}, "no such order"),
    ],
)
def test_bad_input_is_refused_in_place(client: Client, order: Order, more: dict[str, str], trouble: str):
    first, _second = order.lines.order_by("position")
    data = _form(order, said="袖子破了")
    if "quantity" in more:
        data[f"quantity-{first.pk}"] = more["quantity"]
    elif "line" in more:
        del data[f"line-{first.pk}"]
    else:
        data |= more

    response = client.post(HERE, data)

    assert response.status_code == 422
    assert trouble in response.content.decode()
    assert ("袖子破了" in response.content.decode()) == ("order" not in more)
    assert not Case.objects.exists()


def test_the_same_twice_leads_to_the_one_that_runs(client: Client, order: Order, case: Case):
    assert f'href="{CASES}7/"' in client.get(f"{HERE}?q=8888").content.decode()

    body = client.post(HERE, _form(order)).content.decode()

    assert "Case 7 about the same is under way" in body
    assert Case.objects.count() == 1


def test_another_shops_order_is_not_there(signed_in: Any, neighbour: Membership, order: Order):
    browser = signed_in(neighbour)
    theirs = "/s/nanshan/cases/open/"

    assert "35153131408888" not in browser.get(f"{theirs}?q=8888").content.decode()
    assert browser.post(theirs, _form(order)).status_code == 422
    assert not Case.objects.exists()

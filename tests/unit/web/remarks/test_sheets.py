"""The sheet holds an order a line, its number as text, its flag and its whole remark."""

import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.factories.trade import OrderFactory, RemarkFactory

from guitai.domains.accounts.models import Membership, Shop

NUMBER = "4026110100000000001"


@pytest.fixture
def client(shop: Shop, agent: Membership) -> Client:
    order = OrderFactory(shop=shop, buyer__shop=shop, seller_remark="=老客", number=NUMBER)
    RemarkFactory(order=order, by=agent, text="改发顺丰 小美/03.02", flag="red")
    OrderFactory(shop=shop, buyer__shop=shop, seller_remark="没人写过")
    client = Client()
    client.force_login(agent.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_workbook(client: Client) -> None:
    answer = client.get("/s/yunshang/remarks/sheet.xlsx")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows == [["订单编号", "旗帜", "备注"], [NUMBER, "红", "=老客；改发顺丰 小美/03.02"]]


def test_the_comma_separated_one_holds_no_number_and_no_formula(client: Client) -> None:
    answer = client.get("/s/yunshang/remarks/sheet.csv")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines == ["订单编号,旗帜,备注", f"\t{NUMBER},红,'=老客；改发顺丰 小美/03.02"]

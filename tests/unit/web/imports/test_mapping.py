from typing import Any

import pytest
from django.test import Client
from tests.factories.intake import ColumnMappingFactory, RunFactory, with_file

from guitai.domains.accounts.models import Membership
from guitai.domains.intake import queries
from guitai.domains.intake.models import ColumnMapping, Run, State
from guitai.web.imports.suggesting import choices_of

PAGE = "/s/yunshang/imports/"
ERP = (
    "导出时间：2026-03-02\r\n"
    "系统单号,客户昵称,状态,成交金额,成交日期,客户手机\r\n"
    "35153131499000001,tb_foreign1,交易成功,88.00,2026-03-01 09:00:00,13800000031\r\n"
).encode("gbk")
CHOSEN = {
    "订单编号": "系统单号",
    "买家会员名": "客户昵称",
    "订单状态": "状态",
    "买家实际支付金额": "成交金额",
    "订单创建时间": "成交日期",
}


@pytest.fixture
def unmapped(lead: Membership) -> Run:
    return with_file(RunFactory(by=lead, state=State.UNMAPPED, kinds=[], name="erp.csv"), ERP)


def fields(kind: str = "taobao_orders", **chosen: str) -> dict[str, str]:
    from guitai.engines.tabular.mapped import mappable

    table = next(table for table in mappable() if table.kind == kind)
    named = {f"column-{number}": choice.label for number, choice in enumerate(choices_of(table))}
    return {"kind": kind} | {name: chosen.get(label, "") for name, label in named.items()}


def test_the_page_shows_headings_masked_samples_and_suggestions(client: Client, unmapped: Run):
    page = client.get(f"{PAGE}{unmapped.pk}/map/").content.decode()

    assert "系统单号" in page and "tb_foreign1" in page
    assert "138****0031" in page and "13800000031" not in page
    assert '<option value="客户昵称" selected>' in " ".join(page.split())


def test_another_kind_has_other_columns(client: Client, unmapped: Run):
    page = client.get(f"{PAGE}{unmapped.pk}/map/", {"kind": "products"}).content.decode()

    assert "商品编号" in page and "买家会员名" not in page


@pytest.mark.parametrize("kind", ["", "nothing", "qianniu_chats"])
def test_a_kind_that_cannot_be_mapped_is_the_first_that_can(client: Client, unmapped: Run, kind: str):
    page = client.get(f"{PAGE}{unmapped.pk}/map/", {"kind": kind}).content.decode()

    assert "订单编号" in page


def test_what_comes_of_it_can_be_looked_at_and_nothing_is_kept(client: Client, unmapped: Run):
    response = client.post(f"{PAGE}{unmapped.pk}/map/", fields(**CHOSEN) | {"do": "look"})

    assert response.status_code == 200
    assert "¥88.00" in response.content.decode() and "t***1" in response.content.decode()
    assert not ColumnMapping.objects.exists()


def test_what_is_needed_must_be_chosen(client: Client, unmapped: Run):
    chosen = CHOSEN | {"订单编号": ""}

    response = client.post(f"{PAGE}{unmapped.pk}/map/", fields(**chosen) | {"do": "save"})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert not ColumnMapping.objects.exists()


def test_a_heading_the_file_does_not_have_is_not_taken(client: Client, unmapped: Run):
    chosen = CHOSEN | {"订单编号": "别的"}

    assert client.post(f"{PAGE}{unmapped.pk}/map/", fields(**chosen)).status_code == 422


def test_a_saved_mapping_makes_every_such_file_ready_now_and_later(
    client: Client, lead: Membership, unmapped: Run, send: Any
):
    with_file(RunFactory(by=lead, state=State.UNMAPPED, kinds=[], name="erp-2.csv"), ERP)
    with_file(RunFactory(by=lead, state=State.UNMAPPED, kinds=[], name="x.csv"), b"a,b,c\n1,2,3\n")

    client.post(f"{PAGE}{unmapped.pk}/map/", fields(**CHOSEN) | {"do": "save"})
    send(erp3__csv=ERP)

    [mapping] = queries.mappings_of(lead.shop)
    assert mapping.kind == "taobao_orders"
    assert (mapping.columns["order_id"], mapping.columns["status_text"]) == ("系统单号", "状态")
    states = {run.name: run.state for run in Run.objects.all()}
    assert states == {
        "erp.csv": State.READY,
        "erp-2.csv": State.READY,
        "erp3.csv": State.READY,
        "x.csv": State.UNMAPPED,
    }
    assert Run.objects.get(name="erp3.csv").kinds[0]["kind"] == "taobao_orders"


def test_a_table_of_another_tool_waits_for_its_columns_and_a_text_does_not(send: Any):
    send(erp__csv=ERP, letter__txt="您好，\r\n请查收，谢谢\r\n".encode())

    assert {run.name: run.state for run in Run.objects.all()} == {
        "erp.csv": State.UNMAPPED,
        "letter.txt": State.REFUSED,
    }


def test_mappings_are_listed_and_forgotten(client: Client, lead: Membership):
    mapping = ColumnMappingFactory(by=lead)

    before = client.get(f"{PAGE}mappings/").content.decode()
    client.post(f"{PAGE}mappings/{mapping.pk}/remove/")
    after = client.get(f"{PAGE}mappings/").content.decode()

    assert "erp.csv" in before and "单号" in before
    assert "erp.csv" not in after


def test_a_mapping_of_another_shop_is_not_there(client: Client, other_lead: Membership):
    mapping = ColumnMappingFactory(by=other_lead)

    assert client.post(f"{PAGE}mappings/{mapping.pk}/remove/").status_code == 404
    assert ColumnMapping.objects.exists()


def test_only_a_file_that_waits_for_it_is_mapped(client: Client, lead: Membership):
    assert client.get(f"{PAGE}{RunFactory(by=lead).pk}/map/").status_code == 404

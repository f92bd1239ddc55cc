"""Orders made ready say what the list said, and nobody reads whom they are for."""

import pickle
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from guitai.domains.trade.drafts import OrderDraft, OrderStatus
from guitai.domains.trade.phones import phone_key
from guitai.domains.trade.preparing import joined, named, prepared, prepared_all

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
FULL = OrderDraft(
    number="351531314000000001",
    buyer="小鱼",
    status=OrderStatus.SHIPPED,
    platform_status="卖家已发货，等待买家确认",
    close_reason="订单未关闭",
    goods_fen=15800,
    postage_fen=0,
    total_fen=15800,
    paid_fen=15800,
    refund_fen=0,
    item_count=1,
    titles="纯色衬衫",
    buyer_message="请尽快发货",
    seller_remark="改发顺丰",
    tags="加急单",
    receiver="张三",
    phone="13800000001",
    address="浙江省 杭州市 西湖区 某某路1号",
    region="浙江省 杭州市 西湖区",
    created_at=AT,
    paid_at=AT,
    dispatch_by=AT + timedelta(days=2),
    shipped_at=AT + timedelta(hours=5),
    finished_at=AT + timedelta(days=3),
    courier="圆通速递",
    waybills=("YT1", "YT2"),
)
NOT_COLUMNS = {"number", "buyer", "anonymous", "courier", "waybills"}
EMPTY = OrderDraft(number=FULL.number)


def said(draft: OrderDraft) -> dict[str, Any]:
    values = {field.name: getattr(draft, field.name) for field in fields(draft)}
    values["phone_key"] = phone_key(draft.phone)
    return {
        name: value for name, value in values.items() if name not in NOT_COLUMNS and value not in (None, "")
    }


def test_what_was_said_comes_out_again() -> None:
    order = pickle.loads(pickle.dumps(prepared(FULL)))

    assert named(order) == said(FULL)
    assert (order.number, order.buyer, order.courier, order.waybills) == (
        *(FULL.number, "小鱼", "圆通速递", ("YT1", "YT2")),
    )


def test_personal_data_lies_sealed_while_it_waits() -> None:
    waiting = pickle.dumps(prepared(FULL)).decode("utf-8", "replace")

    assert "纯色衬衫" in waiting
    assert not any(secret in waiting for secret in (FULL.receiver, FULL.phone, FULL.address))


def test_the_same_line_has_the_same_fingerprint_and_any_other_another() -> None:
    other = {
        str: "x",
        int: 7,
        datetime: AT - timedelta(days=1),
        tuple: ("YT1",),
        OrderStatus: OrderStatus.PAID,
    }
    changed = [
        replace(FULL, **{field.name: other[type(getattr(FULL, field.name))]})
        for field in fields(FULL)
        if field.name != "anonymous"
    ]
    fingerprints = {order.fingerprint for order in prepared_all(changed)}

    assert prepared(FULL).fingerprint == prepared(replace(FULL)).fingerprint
    assert len(fingerprints | {prepared(FULL).fingerprint}) == len(changed) + 1


def test_a_list_that_names_little_is_filled_up_for_a_new_order() -> None:
    unpaid, paid = (
        prepared(replace(EMPTY, created_at=AT)),
        prepared(replace(EMPTY, created_at=AT, paid_at=AT)),
    )

    assert (unpaid.row[0], paid.row[0]) == ("unpaid", "paid")
    assert unpaid.row[1:7] == (0, 0, 0, 0, 0, 0)
    assert named(unpaid) == {"created_at": AT}


@pytest.mark.parametrize(("tags", "told"), [(None, {}), ("", {"tags": ""}), ("锁定", {"tags": "锁定"})])
def test_no_tags_are_something_a_list_may_say(tags: str | None, told: dict[str, str]) -> None:
    assert named(prepared(replace(EMPTY, tags=tags))) == told


def test_a_further_line_adds_what_it_names() -> None:
    further = replace(EMPTY, tags="", seller_remark="已补", courier="", waybills=("YT3",))

    both = joined(prepared(FULL), prepared(further))

    assert named(both) == said(FULL) | {"seller_remark": "已补", "tags": ""}
    assert (both.courier, both.waybills) == ("圆通速递", ("YT1", "YT2", "YT3"))
    assert both.fingerprint == joined(prepared(FULL), prepared(further)).fingerprint
    assert both.fingerprint not in {prepared(FULL).fingerprint, prepared(further).fingerprint}


def test_what_is_ready_stays_as_it_is() -> None:
    ready = prepared(FULL)

    assert prepared_all([ready])[0] is ready

"""What stands in several exports counts once, and every fact gets its shop."""

import pyarrow.parquet as pq
import pytest
from tests.unit.connectors.files import exports
from tests.unit.connectors.files.made_facts import MEI, RAIN, SHOP, TALK, chats, gathered, order, orders
from tests.unit.engines.tabular.made import saved
from tests.unit.engines.tabular.made_lists import JD30, JD_LINE, REFUND38, REFUND_LINE, list_of

OTHER = "另一旗舰店"


def facts(folder, name):
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


def test_messages_of_overlapping_exports_count_once_in_their_order(tmp_path):
    more = [*TALK, ("tb_a", "2026-11-09 10:00:20", "好的")]
    first, second = chats(tmp_path), chats(tmp_path, {"tb_a": more}, name="again.txt")

    folder, noticed = gathered(tmp_path, chats=[first, second])

    found = sorted(facts(folder, "messages"), key=lambda row: (row["at"], row["seq"]))
    assert [row["text"] for row in found] == ["在吗", "在的", "好的"]
    assert noticed == ["Lines about the same count once: 2 of messages."]


def test_a_file_given_twice_is_read_once(tmp_path):
    path = chats(tmp_path)

    folder, noticed = gathered(tmp_path, chats=[path, path])

    assert (len(facts(folder, "messages")), noticed) == (2, [])


def test_the_same_words_to_two_buyers_are_two_messages(tmp_path):
    path = chats(tmp_path, {buyer: [(MEI, "2026-11-09 10:00:20", "在的")] for buyer in ("tb_a", "tb_b")})

    folder, _ = gathered(tmp_path, chats=[path])

    assert len(facts(folder, "messages")) == 2


def test_of_an_order_counts_what_is_furthest_along_whatever_was_given_last(tmp_path):
    paid = orders(tmp_path, order(退款金额="20.00"), name="a.csv")
    waiting = orders(tmp_path, order(订单付款时间="", 订单状态="等待买家付款"), name="b.csv")
    earlier = orders(tmp_path, order(), name="c.csv")

    folder, noticed = gathered(tmp_path, orders=[paid, waiting, earlier])

    (row,) = facts(folder, "orders")
    assert (row["paid_fen"], row["refund_fen"], row["items"]) == (15800, 2000, 2)
    assert noticed == ["Lines about the same count once: 2 of orders."]


def test_an_order_on_several_lines_is_one_with_the_pieces_of_all(tmp_path):
    said = {**JD_LINE, "订单状态": "完成"}
    other = {**said, "商品名称": "另一件", "订购数量": "3"}
    paths = [saved(tmp_path, list_of(JD30, said, other), name=name) for name in ("a.csv", "b.csv")]

    folder, noticed = gathered(tmp_path, orders=paths)

    (row,) = facts(folder, "orders")
    assert (row["items"], row["paid_fen"]) == (4, 93245)
    assert noticed == ["Lines about the same count once: 2 of orders."]


def test_what_jd_split_into_parts_is_left_out_and_told(tmp_path):
    part = {**JD_LINE, "订单号": "12300000002", "订单状态": "等待出库"}

    folder, noticed = gathered(tmp_path, orders=[saved(tmp_path, list_of(JD30, JD_LINE, part))])

    assert [row["number"] for row in facts(folder, "orders")] == ["12300000002"]
    assert noticed == ["Orders marked 删除 are left out, since their parts stand in the list too: 1."]


def test_orders_without_a_time_are_told(tmp_path):
    undated = order("1002", 订单创建时间="", 订单付款时间="", 订单状态="交易关闭")
    assumed = order("1003", 订单付款时间="")

    folder, noticed = gathered(tmp_path, orders=[orders(tmp_path, order(), undated, assumed)])

    assert sorted(row["number"] for row in facts(folder, "orders")) == ["1001", "1003"]
    assert noticed == [
        "Orders without any time are left out: 1.",
        "Orders paid at an unknown time count as paid when they were made: 1.",
    ]


def test_a_refund_that_two_lists_name_counts_once_as_completed(tmp_path):
    done, asked = ({**REFUND_LINE, "退款状态": said} for said in ("退款成功", "等待商家处理"))
    paths = [
        saved(tmp_path, list_of(REFUND38, said), name=name)
        for said, name in ((done, "a.csv"), (asked, "b.csv"))
    ]

    folder, noticed = gathered(tmp_path, refunds=paths)

    assert [row["completed"] for row in facts(folder, "refunds")] == [True]
    assert noticed == ["Lines about the same count once: 1 of refunds."]


def test_shops_are_told_apart_where_every_line_names_its_own(tmp_path):
    ours, theirs = chats(tmp_path), chats(tmp_path, agent=f"{OTHER}:小美", name="other.txt")
    listed = orders(tmp_path, order(), order("1002", 店铺名称=OTHER))
    refunds = saved(tmp_path, list_of(REFUND38, {**REFUND_LINE, "订单编号": "1002"}), name="refunds.csv")

    folder, noticed = gathered(tmp_path, chats=[ours, theirs], orders=[listed], refunds=[refunds])

    assert {row["agent"]: row["shop"] for row in facts(folder, "messages")} == {
        MEI: SHOP,
        f"{OTHER}:小美": OTHER,
    }
    assert {row["number"]: row["shop"] for row in facts(folder, "orders")} == {"1001": SHOP, "1002": OTHER}
    assert [row["shop"] for row in facts(folder, "refunds")] == [OTHER]
    assert noticed == [f"The files are of 2 shops ({OTHER}, {SHOP}); each is counted on its own."]


def test_the_main_account_speaks_for_its_shop(tmp_path):
    talks = [chats(tmp_path, agent=SHOP, name="main.txt"), chats(tmp_path)]

    folder, _ = gathered(
        tmp_path, chats=talks, orders=[orders(tmp_path, order(), order("2", 店铺名称=OTHER))]
    )

    assert {(row["agent"], row["shop"]) for row in facts(folder, "messages")} == {(SHOP, SHOP), (MEI, SHOP)}


@pytest.mark.parametrize(("agent", "listed"), [(MEI, [OTHER]), (f"{OTHER}:小美", [SHOP, ""])])
def test_shops_that_cannot_be_told_apart_are_one_and_that_is_said(tmp_path, agent, listed):
    lines = [order(str(number), 店铺名称=name) for number, name in enumerate(listed, start=1000)]

    folder, noticed = gathered(
        tmp_path, chats=[chats(tmp_path, agent=agent)], orders=[orders(tmp_path, *lines)]
    )

    assert {row["shop"] for name in ("messages", "orders") for row in facts(folder, name)} == {""}
    assert noticed == [
        f"The files name 2 shops ({OTHER}, {SHOP}), but not every line says of which it is; they are counted "
        "as one. For figures of each, give the files of one shop at a time."
    ]


def test_files_that_name_one_shop_are_its_own_even_where_a_line_names_none(tmp_path):
    talks = chats(tmp_path, agent="kefu01", name="jd.txt")

    folder, noticed = gathered(tmp_path, chats=[talks], orders=[orders(tmp_path, order())])

    assert {row["shop"] for name in ("messages", "orders") for row in facts(folder, name)} == {SHOP}
    assert noticed == []


@pytest.mark.parametrize(("written", "agent"), [("小美", MEI), (MEI, MEI), ("小红", "小红")])
def test_an_agent_who_reminded_may_be_written_without_the_shop(tmp_path, written, agent):
    reminders = saved(tmp_path, f"订单编号,催付时间,客服\n1001,2026-11-09 11:00:30,{written}\n", name="r.csv")

    folder, _ = gathered(
        tmp_path,
        chats=[chats(tmp_path), chats(tmp_path, agent=RAIN)],
        orders=[orders(tmp_path, order())],
        reminders=[reminders],
    )

    assert [row["agent"] for row in facts(folder, "reminders")] == [agent]


def item(order, title, *, price="100.00", code=""):
    return f'="{order}","{title}","{price}","1","","","","","","{code}",\r\n'


def test_what_was_paid_is_shared_among_the_products_of_a_list_of_its_own(tmp_path):
    listed = exports.items(
        tmp_path / "items.csv",
        item("1001", "衬衫", code="A"),
        item("1001", "袜子", price="50.00"),
        item("1001", "袜子", price="50.00"),  # told twice
        item("9999", "帽子"),
    )
    priced = orders(tmp_path, order(买家实际支付金额="100.00", 买家应付邮费="10.00"))

    folder, noticed = gathered(tmp_path, orders=[priced, listed])

    assert [(row["product"], row["amount_fen"]) for row in facts(folder, "items")] == [
        ("A", 6000),
        ("袜子", 3000),
    ]
    assert noticed == ["Products of orders that no list holds are left out: 1."]


def test_a_list_with_a_line_for_each_product_tells_the_products_too(tmp_path):
    said = {**JD_LINE, "订单状态": "完成"}
    other = {**said, "商品名称": "另一件", "订购数量": "3", "货号": "", "京东价": "100.00"}

    folder, _ = gathered(tmp_path, orders=[saved(tmp_path, list_of(JD30, said, other))])

    found = facts(folder, "items")
    assert sorted(row["quantity"] for row in found) == [1, 3]
    assert sum(row["amount_fen"] for row in found) == 93245


def test_links_agents_sent_are_recommendations_and_without_any_nothing_is_known(tmp_path):
    link = "https://item.taobao.com/item.htm?id=600123456789"
    talk = [(who, at, link) for who, at, _said in TALK]
    (tmp_path / "a").mkdir()

    folder, _ = gathered(
        tmp_path, chats=[chats(tmp_path, {"tb_a": talk}), chats(tmp_path, {"tb_a": talk}, name="b.txt")]
    )
    plain, _ = gathered(tmp_path / "a", chats=[chats(tmp_path)])

    assert [(row["agent"], row["product"]) for row in facts(folder, "recommendations")] == [
        (MEI, "600123456789")
    ]
    assert not (plain / "recommendations.parquet").exists()

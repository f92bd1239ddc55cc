"""A line becomes an order and its product; what is worked out comes after what is read."""

from guitai.engines.tabular.columns import Column
from guitai.engines.tabular.converters import count, identifier, text
from guitai.engines.tabular.kinds.order_lines import order_lines

COLUMNS = (
    Column("order_id", ("订单号",), identifier),
    Column("status", ("状态",), text),
    Column("status_text", ("状态",), text),
    Column("created_at", ("时间",), text),
    Column("item.title", ("商品",), text),
    Column("item.quantity", ("数量",), count),
    Column("only for working out", ("甲",), text),
)


def test_values_go_to_the_order_the_product_or_what_is_worked_out():
    def settle(said):
        said["remark"] = said["only for working out"] + "！"

    line = order_lines(COLUMNS, settle)(7, "1", "好", "好的", "今天", "锅", 2, "甲")

    assert (line.order.line, line.order.order_id, line.order.remark) == (7, "1", "甲！")
    assert (line.item.line, line.item.title, line.item.quantity) == (7, "锅", 2)


def test_the_product_is_of_the_order_and_as_far_as_it():
    line = order_lines(COLUMNS, lambda _said: None)(7, "1", "好", "好的", "今天", "锅", 2, "甲")

    shared = ("order_id", "status", "status_text", "created_at")
    assert [getattr(line.item, name) for name in shared] == [getattr(line.order, name) for name in shared]
    assert (line.order.quantity, line.order.title_text, line.item.sku, line.item.paid) == (None, "", (), None)

"""An order list that is written in any sane way is read back as it was meant."""

import csv
import io
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitai.engines.tabular.reading import open_export
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money
from tests.fuzz.samples import workbook_bytes

WORDS = st.text(st.sampled_from("好的亲请尽快发货,，;；\"' \n\t1a年(）—😀"), max_size=12).map(str.strip)
NAMES = st.text(st.sampled_from("示例旗舰店张三_a1*"), min_size=1, max_size=9)
AMOUNTS = st.integers(0, 10**8).map(Money)
NUMBERS = st.from_regex(r"[1-9][0-9]{9,18}", fullmatch=True)
COUNTS = st.integers(0, 999)
TIMES = st.integers(0, 10**9).map(
    lambda after: datetime(2001, 1, 1, tzinfo=SHANGHAI) + timedelta(seconds=after)
)

COLUMNS = {
    "订单编号": ("order_id", NUMBERS),
    "买家会员名": ("buyer", NAMES),
    "买家支付宝账号": ("alipay", NAMES),
    "买家应付货款": ("goods", AMOUNTS | st.none()),
    "买家应付邮费": ("postage", AMOUNTS | st.none()),
    "总金额": ("total", AMOUNTS | st.none()),
    "买家实际支付金额": ("paid", AMOUNTS | st.none()),
    "退款金额": ("refunded", AMOUNTS | st.none()),
    "订单状态": ("status_text", st.sampled_from(["等待买家付款", "买家已付款，等待卖家发货", "交易成功"])),
    "买家留言": ("buyer_message", WORDS),
    "收货人姓名": ("receiver", NAMES),
    "收货地址 ": ("address", NAMES),
    "联系手机": ("mobile", st.from_regex(r"1[0-9]{10}", fullmatch=True)),
    "订单创建时间": ("created_at", TIMES | st.none()),
    "订单付款时间 ": ("paid_at", TIMES | st.none()),
    "宝贝标题 ": ("title_text", NAMES),
    "宝贝种类 ": ("kinds", COUNTS | st.none()),
    "宝贝总数量": ("quantity", COUNTS | st.none()),
    "物流单号 ": ("waybill", st.from_regex(r"YT[0-9]{13}", fullmatch=True)),
    "订单备注": ("remark", WORDS),
    "店铺名称": ("shop", NAMES),
}
ORDER = st.fixed_dictionaries(dict(COLUMNS.values()))
ORDERS = st.lists(ORDER, min_size=1, max_size=5)
ANYWAY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def some_headings(draw):
    """Some columns of the list in any order, always with the order's number."""
    left_out = draw(st.sets(st.sampled_from(sorted(COLUMNS.keys() - {"订单编号"})), max_size=6))
    return draw(st.permutations([name for name in COLUMNS if name not in left_out]))


def written(value):
    match value:
        case None:
            return ""
        case Money():
            return value.yuan
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value)


def rows_of(headings, orders):
    return [headings, *([written(order[COLUMNS[name][0]]) for name in headings] for order in orders)]


def read_back(path, headings):
    (reading,) = open_export(path)
    assert reading.kind == "taobao_orders"
    return [{COLUMNS[name][0]: getattr(order, COLUMNS[name][0]) for name in headings} for order in reading]


def meant(headings, orders):
    return [{COLUMNS[name][0]: order[COLUMNS[name][0]] for name in headings} for order in orders]


@ANYWAY
@given(
    headings=some_headings(),
    orders=ORDERS,
    encoding=st.sampled_from(["gb18030", "utf-8", "utf-8-sig", "utf-16"]),
    delimiter=st.sampled_from([",", "\t", ";"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    line_end=st.sampled_from(["\r\n", "\n"]),
)
def test_an_order_list_written_as_csv_is_read_back(
    tmp_path, headings, orders, encoding, delimiter, quoting, line_end
):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=line_end).writerows(
        rows_of(headings, orders)
    )
    path = tmp_path / "orders.csv"
    path.write_bytes(text.getvalue().encode(encoding))

    assert read_back(path, headings) == meant(headings, orders)


@ANYWAY
@given(headings=some_headings(), orders=ORDERS)
def test_an_order_list_written_as_a_workbook_is_read_back(tmp_path, headings, orders):
    path = tmp_path / "orders.xlsx"
    path.write_bytes(workbook_bytes([rows_of(headings, orders)]))

    assert read_back(path, headings) == meant(headings, orders)

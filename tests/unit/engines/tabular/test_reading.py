"""A file is recognised by its content, and every line of it is a record or a rejection."""

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.engines.tabular.made import ORDER, V2011, V2017, order_csv, saved
from tests.unit.engines.tabular.made_lists import JD30, PDD27, REFUND38, list_of

from guitai.engines.tabular import reading as reading_module
from guitai.engines.tabular.mapped import mapped
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import Order, OrderLine, Refund
from guitai.kernel.decoding import Rejection, UnreadableFileError
from guitai.kernel.money import Money

ANY_BYTES = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(tmp_path, encoding, named):
    (reading,) = open_export(saved(tmp_path, order_csv(V2017, {}), encoding))

    assert (reading.encoding, [order.buyer for order in reading]) == (named, ["tb_demo01"])


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_told_from_the_headings(tmp_path, delimiter):
    text = "订单编号,总金额,订单状态\n1,2.00,交易成功\n".replace(",", delimiter)

    (reading,) = open_export(saved(tmp_path, text))

    assert [order.order_id for order in reading] == ["1"]


def test_titles_above_and_totals_below_are_no_data(tmp_path):
    text = (
        "云裳旗舰店订单\n导出时间：2026-11-20\n\n订单编号,总金额,订单状态\n1,2.00,交易成功\n,,\n合计,2.00,\n"
    )

    (reading,) = open_export(saved(tmp_path, text))

    assert [(order.line, order.order_id) for order in reading] == [(5, "1")]


def test_headings_in_the_middle_of_exports_put_together_are_no_data(tmp_path):
    text = order_csv(V2011, {}) + order_csv(V2011, {"订单编号": "2"})

    (reading,) = open_export(saved(tmp_path, text))

    assert [order.order_id for order in reading] == [ORDER["订单编号"], "2"]


def test_a_reading_can_be_run_over_again(tmp_path):
    (reading,) = open_export(saved(tmp_path, order_csv(V2017, {}, {"订单编号": "2"})))

    assert list(reading) == list(reading)
    assert len(list(reading)) == 2


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("订单编号", "3.51531E+17", "damaged_number"),
        ("订单编号", "", "missing"),
        ("总金额", "一百", "bad_amount"),
        ("订单创建时间", "2026-02-30 10:00:00", "bad_time"),
        ("宝贝总数量", "-2", "bad_count"),
    ],
)
def test_a_bad_cell_rejects_its_line_and_no_other(tmp_path, column, cell, code):
    text = order_csv(V2017, {"订单编号": "1"}, {column: cell}, {"订单编号": "3"})

    (reading,) = open_export(saved(tmp_path, text))
    before, bad, after = reading

    assert (before.order_id, after.order_id) == ("1", "3")
    assert (bad.line, bad.column, bad.code) == (3, column, code)
    assert bad.reason.endswith(".") and cell in bad.reason


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_a_letter_cut_in_half_costs_its_line_and_is_never_stored(tmp_path, encoding):
    text = order_csv(V2017, {"订单编号": "1"}, {"订单编号": "2", "买家留言": "请?快"}, {"订单编号": "3"})
    half = {"gb18030": b"\xbe", "utf-8": b"\xe5\xb0", "utf-16": b"\x00\xd8"}[encoding]
    mark = "?".encode("utf-16-le" if encoding == "utf-16" else encoding)
    path = tmp_path / "cut.csv"
    path.write_bytes(text.encode(encoding).replace(mark, half))

    (reading,) = open_export(path)
    before, cut, after = reading

    assert (before.order_id, after.order_id) == ("1", "3")
    assert (cut.line, cut.code) == (3, "broken_letters")
    assert "broken" in cut.reason and "\ufffd" not in cut.reason


@pytest.mark.parametrize(
    ("first", "second"), [("gb18030", "utf-8"), ("utf-8", "gb18030"), ("utf-8-sig", "gbk")]
)
def test_parts_of_two_encodings_are_both_read(tmp_path, first, second):
    orders = [{"订单编号": str(number), "买家会员名": f"用户{number}"} for number in range(1, 400)]
    path = tmp_path / "put_together.csv"
    path.write_bytes(
        order_csv(V2017, *orders[:200]).encode(first) + order_csv(V2017, *orders[200:]).encode(second)
    )

    (reading,) = open_export(path)

    assert [(order.order_id, order.buyer, order.receiver) for order in reading] == [
        (order["订单编号"], order["买家会员名"], "张三") for order in orders
    ]


def test_lines_of_two_encodings_may_take_turns(tmp_path):
    orders = [{"订单编号": str(number), "买家会员名": f"用户{number}"} for number in range(1, 60)]
    lines = order_csv(V2017, *orders).splitlines(keepends=True)
    path = tmp_path / "edited.csv"
    path.write_bytes(b"".join(line.encode(("gbk", "utf-8")[place % 2]) for place, line in enumerate(lines)))

    (reading,) = open_export(path)

    assert [order.buyer for order in reading] == [order["买家会员名"] for order in orders]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "other_format"),
        (b"%PDF-1.7 ...", "other_format"),
        (b"   \r\n  ", "binary"),
        ("你好，这里没有表格\n".encode(), "unknown"),
        (b"a,b,c\n1,2,3\n", "unknown"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "unknown"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(tmp_path, content, problem):
    path = tmp_path / "some.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError) as caught:
        open_export(path)

    assert caught.value.facts["problem"] == problem
    assert "some.csv" in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(UnreadableFileError):
            open_export(path)


def test_a_total_row_may_be_shorter_than_the_headings(tmp_path):
    (reading,) = open_export(saved(tmp_path, "订单编号,总金额,订单状态\n1,2.00,交易成功\n合计,2.00\n"))

    assert [order.order_id for order in reading] == ["1"]


def test_tables_mapped_by_hand_come_before_the_known_ones(tmp_path):
    path = saved(tmp_path, "订单编号,子单金额,总金额,订单状态\n1,2.00,9.00,交易成功\n")
    extra = mapped("taobao_orders", {"order_id": "订单编号", "total": "子单金额"})

    for tables, total in [((), Money(900)), ((extra,), Money(200))]:
        (reading,) = open_export(path, tables)
        assert [order.total for order in reading] == [total]


def read_all(path, content):
    path.write_bytes(content)
    try:
        return [line for reading in open_export(path) for line in reading]
    except UnreadableFileError as error:
        return str(error)


@ANY_BYTES
@given(content=st.binary() | st.binary().map(b"PK\x03\x04".__add__) | st.text().map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    assert read_all(tmp_path / "any", content) is not None


@pytest.mark.parametrize("headings", [V2011, JD30, PDD27, REFUND38], ids=["taobao", "jd", "pdd", "refunds"])
@ANY_BYTES
@given(
    rest=st.binary(max_size=400)
    | st.text(alphabet="\",\t\n\r=1é订'", max_size=400).map(lambda t: t.encode("gb18030"))
)
def test_anything_below_the_headings_is_a_record_or_a_rejection(tmp_path, headings, rest):
    lines = read_all(tmp_path / "any", list_of(headings).encode("gb18030") + rest)

    records = Order | OrderLine | Refund | Rejection
    assert isinstance(lines, str) or all(isinstance(line, records) for line in lines)


@ANY_BYTES
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from(["甲", "合计", "", "买家会员名"]),
            st.sampled_from(["1", "2", "", "1E+18", '"3', "订单编号"]),
            st.sampled_from(["9.90", "", "x", "9,9"]),
        ),
        max_size=12,
    )
)
def test_lines_mean_the_same_whether_read_together_or_one_by_one(tmp_path, cells):
    text = "买家会员名,订单编号,总金额\n" + "".join(",".join(line) + "\n" for line in cells)
    together = read_all(tmp_path / "any", text.encode())

    with patch.object(reading_module, "_BATCH", 1):
        assert read_all(tmp_path / "any", text.encode()) == together


@ANY_BYTES
@given(
    orders=st.lists(
        st.fixed_dictionaries(
            {
                "订单编号": st.from_regex(r"[1-9][0-9]{10,18}", fullmatch=True),
                "买家留言": st.text(st.sampled_from("好的,，;\n 1a"), max_size=12).map(str.strip),
                "总金额": st.integers(0, 10**7).map(lambda fen: f"{fen // 100}.{fen % 100:02d}"),
            }
        ),
        max_size=5,
    )
)
def test_whatever_is_written_is_read_back(tmp_path, orders):
    lines = read_all(tmp_path / "any", order_csv(V2017, *orders).encode("gb18030"))

    assert [(o.order_id, o.buyer_message, o.total.yuan) for o in lines] == [
        (o["订单编号"], o["买家留言"], o["总金额"]) for o in orders
    ]

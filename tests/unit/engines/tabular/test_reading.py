"""A file is recognised by its content, and every line of it is a record or a rejection."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.engines.tabular.made import ORDER, V2011, V2017, order_csv, saved

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import Order
from guitai.kernel.decoding import Rejection, UnreadableFileError

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


def test_a_letter_cut_in_half_does_not_stop_the_file(tmp_path):
    data = (
        order_csv(V2017, {}, {}).encode("gb18030").replace("请尽快发货".encode("gb18030"), b"\xc7\xeb\xbe", 1)
    )
    path = tmp_path / "cut.csv"
    path.write_bytes(data)

    (reading,) = open_export(path)

    assert [type(line) for line in reading] == [Order, Order]


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


@ANY_BYTES
@given(
    rest=st.binary(max_size=400)
    | st.text(alphabet="\",\t\n\r=1é订'", max_size=400).map(lambda t: t.encode("gb18030"))
)
def test_anything_below_the_headings_is_a_record_or_a_rejection(tmp_path, rest):
    lines = read_all(tmp_path / "any", order_csv(V2011).encode("gb18030") + rest)

    assert isinstance(lines, str) or all(isinstance(line, Order | Rejection) for line in lines)


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

"""Exported files as fact tables: written whole or not at all, and opened again."""

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.connectors.files.made_facts import MEI, TALK, chats, gathered, order, orders
from tests.unit.engines.tabular.made import saved, workbook
from tests.unit.engines.tabular.made_lists import REFUND38, REFUND_LINE, list_of

from guitai.connectors.files import facts
from guitai.connectors.files.facts import (
    FactsExistError,
    NoFactsError,
    Sources,
    WrongFileError,
    open_facts,
    write_facts,
)
from guitai.kernel.decoding import UnreadableFileError


@pytest.fixture
def backend():
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


def nobody(_name, _count):
    pass


def rows(table):
    return table.to_pyarrow().to_pylist()


def said(found):
    return rows(found.messages.order_by("at"))


def test_files_become_tables_of_the_shop(tmp_path, backend):
    folder, noticed = gathered(tmp_path, chats=[chats(tmp_path)], orders=[orders(tmp_path, order())])

    found = open_facts(folder, backend)

    assert noticed == []
    assert [(row["shop"], row["agent"], row["author"], row["text"]) for row in said(found)] == [
        ("示例旗舰店", MEI, "buyer", "在吗"),
        ("示例旗舰店", MEI, "agent", "在的"),
    ]
    assert [(row["shop"], row["number"], row["paid_fen"]) for row in rows(found.orders)] == [
        ("示例旗舰店", "1001", 15800)
    ]
    assert found.refunds is None and found.reminders is None


def test_refunds_and_reminders_become_tables_where_they_are_given(tmp_path, backend):
    refunds = saved(tmp_path, list_of(REFUND38, {**REFUND_LINE, "订单编号": "1001"}), name="refunds.csv")
    reminders = saved(
        tmp_path, "订单编号,催付时间,客服\n1001,2026-11-09 11:00:30,小美\n", name="reminders.csv"
    )

    folder, noticed = gathered(
        tmp_path,
        chats=[chats(tmp_path)],
        orders=[orders(tmp_path, order())],
        refunds=[refunds],
        reminders=[reminders],
    )

    found = open_facts(folder, backend)
    assert noticed == []
    assert [(row["shop"], row["order"], row["completed"]) for row in rows(found.refunds)] == [
        ("示例旗舰店", "1001", True)
    ]
    assert [(row["shop"], row["agent"], row["order"]) for row in rows(found.reminders)] == [
        ("示例旗舰店", MEI, "1001")
    ]


def test_a_talk_saved_as_a_sheet_is_a_chat(tmp_path, backend):
    sheet = [
        ["客户名", "发送时间", "发送内容", "发送账号", "账号类型"],
        ["tb_a", "2026-11-09 10:00:00", "在吗", "tb_a", "客户"],
        ["tb_a", "2026-11-09 10:00:20", "在的", MEI, "客服"],
        ["tb_a", "昨天", "好", MEI, "客服"],
    ]

    folder, noticed = gathered(tmp_path, chats=[workbook(tmp_path, {"tb_a": sheet})])

    assert [(row["agent"], row["author"]) for row in said(open_facts(folder, backend))] == [
        (MEI, "buyer"),
        (MEI, "agent"),
    ]
    assert noticed[0].startswith("export.xlsx: 1 line can't be read and are left out; line 4: 发送时间")


def test_lines_that_cannot_be_read_are_told_with_the_first(tmp_path):
    path = orders(tmp_path, order("1.2E+17"), order("1002", 订单创建时间="昨天"), order("1003"))

    _, noticed = gathered(tmp_path, chats=[chats(tmp_path)], orders=[path])

    (sentence,) = noticed
    assert sentence.startswith("orders.csv: 2 lines can't be read and are left out; line 2: 订单编号")


def test_lines_are_told_while_they_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(facts, "_ROWS_AT_ONCE", 2)
    told = []

    write_facts(
        Sources(orders=[orders(tmp_path, *(order(str(number)) for number in range(1000, 1005)))]),
        tmp_path / "out",
        on_lines=lambda name, count: told.append((name, count)),
    )

    assert told == [("orders.csv", 2), ("orders.csv", 4), ("orders.csv", 5)]
    assert pq.read_table(tmp_path / "out" / "orders").num_rows == 5


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("chats as orders", "小美.txt is a chat; give it with --chats."),
        ("orders as refunds", "orders.csv holds taobao_orders, where a list of refunds should be."),
        ("orders as chats", "orders.csv holds taobao_orders, where chats should be."),
    ],
)
def test_a_file_given_as_something_else_is_refused(tmp_path, wrong, sentence):
    talk, path = chats(tmp_path), orders(tmp_path, order())
    given = {
        "chats as orders": Sources(orders=[talk]),
        "orders as refunds": Sources(refunds=[path]),
        "orders as chats": Sources(chats=[path]),
    }

    with pytest.raises(WrongFileError) as refused:
        write_facts(given[wrong], tmp_path / "out", on_lines=nobody)

    assert refused.value.sentence == sentence
    assert sorted(each.name for each in tmp_path.iterdir()) == ["orders.csv", "小美.txt"]


def test_a_damaged_file_leaves_nothing_behind(tmp_path):
    (tmp_path / "orders.csv").write_bytes(b"")

    with pytest.raises(UnreadableFileError, match=r"orders.csv is empty"):
        write_facts(Sources(orders=[tmp_path / "orders.csv"]), tmp_path / "out", on_lines=nobody)

    assert [each.name for each in tmp_path.iterdir()] == ["orders.csv"]


def test_facts_lie_in_a_folder_for_each_day_and_are_opened_alike(tmp_path, backend):
    later = [(who, at.replace("11-09", "11-10"), said) for who, at, said in TALK]
    path = chats(tmp_path, {"tb_a": [*TALK, *later]})

    write_facts(Sources(chats=[path], orders=[orders(tmp_path, order())]), tmp_path / "out", on_lines=nobody)

    assert sorted(each.name for each in (tmp_path / "out" / "messages").iterdir()) == [
        "day=2026-11-09",
        "day=2026-11-10",
    ]
    found = open_facts(tmp_path / "out", backend)
    assert "day" not in found.messages.columns
    assert sorted(row["at"].day for row in rows(found.messages)) == [9, 9, 10, 10]


def test_a_folder_with_something_in_it_is_not_written_into(tmp_path):
    path = chats(tmp_path)

    with pytest.raises(FactsExistError, match="is not empty; name a new folder"):
        write_facts(Sources(chats=[path]), tmp_path, on_lines=nobody)

    assert list(tmp_path.iterdir()) == [path]


def test_files_without_lines_are_tables_without_rows(tmp_path, backend):
    write_facts(Sources(orders=[orders(tmp_path)]), tmp_path / "out", on_lines=nobody)

    found = open_facts(tmp_path / "out", backend)

    assert rows(found.messages) == rows(found.orders) == []


def test_a_folder_without_facts_is_said_to_have_none(tmp_path, backend):
    with pytest.raises(NoFactsError, match="no facts of messages and orders in"):
        open_facts(tmp_path, backend)


def test_damaged_facts_are_said_to_be(tmp_path, backend):
    (tmp_path / "messages.parquet").write_bytes(b"PAR1 and nothing else")

    with pytest.raises(NoFactsError, match=r"The messages in .* can't be read"):
        open_facts(tmp_path, backend)


def test_facts_without_a_column_are_said_to_lack_it(tmp_path, backend):
    pq.write_table(pa.table({"shop": ["a"]}), tmp_path / "messages.parquet")

    with pytest.raises(NoFactsError, match="The messages lack the column agent"):
        open_facts(tmp_path, backend)

"""What was asked in exported chats, and how each talk ended, beside their messages."""

import ibis
import pyarrow.parquet as pq
import pytest
from tests.unit.connectors.files.made_facts import MEI, RAIN, chats, order, orders

from guitai.connectors.files import fact_readings
from guitai.connectors.files.facts import Sources, open_facts, write_facts

DAY = "2026-11-09"
ASKS = [
    ("tb_a", f"{DAY} 10:00:00", "什么时候发货？用什么快递？"),
    (MEI, f"{DAY} 10:00:20", "在的亲"),
    ("tb_a", f"{DAY} 10:01:00", "气死我了，什么垃圾客服！！！"),
]
THANKS = [("tb_a", "2026-11-10 09:00:00", "收到了，很满意，谢谢"), (MEI, "2026-11-10 09:00:10", "不客气")]


def written(tmp_path, **sources):
    told = []
    out = tmp_path / "out"
    write_facts(Sources(**sources), out, on_lines=lambda name, count: told.append((name, count)))
    return out, told


def rows(folder, name, day=DAY):
    return pq.read_table(folder / name / f"day={day}", partitioning=None).to_pylist()


def test_what_was_asked_and_how_a_talk_ended_stand_beside_the_messages(tmp_path):
    path = chats(tmp_path, {"tb_a": [*ASKS, *THANKS]})

    folder, told = written(tmp_path, chats=[path])

    asked = {(row["agent"], row["buyer"], str(row["at"]), row["intent"]) for row in rows(folder, "asked")}
    at = f"{DAY} 10:00:00"
    assert asked >= {(MEI, "tb_a", at, "dispatch"), (MEI, "tb_a", at, "courier")}
    (angry,) = rows(folder, "moods")
    (content,) = rows(folder, "moods", "2026-11-10")
    assert (angry["mood"], angry["at"].minute) == ("angry", 1)
    assert angry["satisfaction"] < 3 < content["satisfaction"]
    assert told[-1] == ("what buyers asked", 5)
    assert not list(folder.glob(".*"))


def test_what_two_exports_hold_is_read_once(tmp_path):
    paths = [chats(tmp_path, {"tb_a": ASKS}, name=name) for name in ("a.txt", "b.txt")]

    folder, _ = written(tmp_path, chats=paths)

    assert len(rows(folder, "moods")) == 1
    assert len({(row["at"], row["intent"]) for row in rows(folder, "asked")}) == len(rows(folder, "asked"))


def test_where_no_buyer_says_anything_there_are_no_moods(tmp_path):
    path = chats(tmp_path, {"tb_a": [(MEI, f"{DAY} 10:00:00", "亲，在吗")]})

    folder, _ = written(tmp_path, chats=[path], orders=[orders(tmp_path, order())])

    assert sorted(each.name for each in folder.iterdir()) == ["messages", "orders"]


def test_they_are_opened_with_the_other_facts(tmp_path):
    folder, _ = written(tmp_path, chats=[chats(tmp_path, {"tb_a": ASKS})], orders=[orders(tmp_path, order())])
    backend = ibis.duckdb.connect()

    found = open_facts(folder, backend)

    assert [row["mood"] for row in found.moods.to_pyarrow().to_pylist()] == ["angry"]
    assert {row["buyer"] for row in found.asked.to_pyarrow().to_pylist()} == {"tb_a"}
    backend.disconnect()


def test_a_talk_is_an_accounts_with_a_buyer_on_a_day(tmp_path, monkeypatch):
    monkeypatch.setattr(fact_readings, "_AT_ONCE", 2)
    of_rain = [("tb_a", f"{DAY} 10:00:30", "在吗")]
    paths = [
        chats(tmp_path, {"tb_a": [*ASKS, *THANKS]}),
        chats(tmp_path, {"tb_a": of_rain}, agent=RAIN),
    ]

    folder, told = written(tmp_path, chats=paths)

    assert [(talk.agent, talk.day.day, len(talk.turns)) for talk in fact_readings.talks(folder)] == [
        (MEI, 9, 3),
        (MEI, 10, 2),
        (RAIN, 9, 1),
    ]
    assert [count for name, count in told if name == "what buyers asked"] == [3, 5, 6]


@pytest.mark.parametrize("said", ["", "   ", "？！" * 500, "/:^_^ [图片]"])
def test_odd_lines_are_read_too(tmp_path, said):
    folder, _ = written(tmp_path, chats=[chats(tmp_path, {"tb_a": [("tb_a", f"{DAY} 10:00:00", said)]})])

    assert len(rows(folder, "moods")) == 1

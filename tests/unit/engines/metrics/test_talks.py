"""Chats, rounds and conversations by themselves; what figures make of them is in the cases."""

from datetime import date, datetime

import ibis
import pyarrow as pa
from tests.by_hand.facts import Shop
from tests.unit.engines.metrics.made import message, tables

from guitai.engines.metrics import talks
from guitai.engines.metrics.settings import Settings

DAY = date(2026, 11, 9)


def messages(*lines):
    return tables([Shop(messages=[message(line, seq) for seq, line in enumerate(lines)])]).messages


def rows(table):
    return table.to_pyarrow().to_pylist()


def at(clock):
    return datetime.fromisoformat(f"2026-11-09 {clock}")


def stretches(*given):
    rows = [
        {"shop": "s", "buyer": buyer, "day": DAY, "begins_at": at(begins), "ends_at": at(ends)}
        for buyer, begins, ends in given
    ]
    return ibis.memtable(pa.Table.from_pylist(rows))


def test_a_chat_has_its_times_and_counts():
    (chat,) = rows(
        talks.chats(
            messages("09 10:00 甲>x 您好", "09 10:01 x>甲 在吗", "09 10:02 robot 甲>x", "09 10:03 甲>x 在"),
            Settings(),
        )
    )

    assert (chat["first_at"], chat["last_at"], chat["first_asked_at"]) == (
        at("10:00"),
        at("10:03"),
        at("10:01"),
    )
    assert (chat["buyer_messages"], chat["agent_messages"], chat["agent_characters"]) == (1, 2, 3)
    assert chat["kept"]


def test_what_filters_leave_out_of_a_chat_is_told_apart_from_what_was_said():
    (chat,) = rows(
        talks.chats(messages("09 10:00 x>甲 @大家", "09 10:01 x>甲", "09 10:02 甲>x @亲"), Settings())
    )

    assert (chat["buyer_messages"], chat["buyer_counted"]) == (2, 1)
    assert (chat["agent_messages"], chat["agent_counted"]) == (1, 0)
    assert chat["first_asked_at"] == at("10:01")


def test_a_transfer_alone_is_no_chat():
    assert rows(talks.chats(messages("09 10:00 transfer_in 甲>x"), Settings())) == []


def test_colleagues_of_one_shop_are_buyers_of_another():
    own = Shop(name="own", messages=[message("09 10:00 甲账号>乙", 0)])
    other = Shop(name="other", messages=[message("09 10:00 甲账号>-", 0)])

    kept = {
        chat["shop"]: chat["kept"] for chat in rows(talks.chats(tables([own, other]).messages, Settings()))
    }

    assert kept == {"own": False, "other": True}


def chats(*lines):
    return talks.chats(messages(*lines), Settings())


def test_every_round_has_its_wait():
    found = rows(
        talks.rounds(
            chats(
                "09 10:59:59 x>甲",
                "09 11:00:09 甲>x",
                "09 11:00:20 x>甲",
                "09 11:01:10 甲>x",
                "09 12:00 x>甲",
            ),
            Settings(),
        )
    )

    assert [
        (row["hour"], row["wait"], row["is_first"]) for row in sorted(found, key=lambda row: row["at"])
    ] == [
        (10, 10, True),
        (11, 50, False),
        (12, None, False),
    ]


def test_a_conversation_ends_ten_minutes_after_its_last_message():
    found = rows(talks.conversations(chats("09 10:00 x>甲", "09 10:10 甲>x", "09 10:20:01 x>甲")))

    assert sorted((row["begins_at"], row["ends_at"]) for row in found) == [
        (at("10:00"), at("10:20")),
        (at("10:20:01"), at("10:30:01")),
    ]


def test_words_of_one_moment_begin_one_conversation():
    found = rows(
        talks.conversations(chats("09 10:00 x>甲", "09 11:00 x>甲", "09 11:00 甲>x", "09 11:00 x>甲"))
    )

    assert sorted(row["begins_at"] for row in found) == [at("10:00"), at("11:00")]


def test_a_stretch_is_cut_at_full_hours():
    found = rows(talks.hourly(stretches(("x", "09:50", "11:00")), Settings()))

    assert sorted((row["hour"], row["begins_at"], row["ends_at"]) for row in found) == [
        (9, at("09:50"), at("10:00")),
        (10, at("10:00"), at("11:00")),
    ]


def test_no_stretch_is_cut_past_the_end_of_its_day():
    night = stretches(("x", "23:55", "23:59")).mutate(
        ends_at=ibis.literal(datetime.fromisoformat("2026-11-10 00:05"))
    )

    assert [row["hour"] for row in rows(talks.hourly(night, Settings()))] == [23]


def test_who_ends_as_another_begins_is_not_there_at_once():
    given = stretches(("x", "10:00", "10:10"), ("y", "10:10", "10:20"), ("z", "10:19", "10:29"))

    (most,) = rows(talks.most_at_once(given, ("shop",)))

    assert most["max_concurrent"] == 2

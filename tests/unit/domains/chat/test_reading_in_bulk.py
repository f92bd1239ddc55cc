"""Imported talks are read some at a time, the newest first, as those are that go on."""

from datetime import timedelta

import pytest
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.common.journal import Journal
from guitai.domains.chat.importing import LineOfChat, put_chats
from guitai.domains.chat.models import (
    Author,
    Change,
    ChangeKind,
    Channel,
    Conversation,
    Correction,
    Kind,
    Message,
)
from guitai.domains.chat.reading_in_bulk import read_again, read_again_after, read_some, unread
from guitai.domains.chat.understanding import read_talk

LATER = timedelta(days=30)


@pytest.fixture
def imported(shop, now):
    def make(*said, at=now):
        talk = ConversationFactory(
            buyer=BuyerFactory(shop=shop), channel=Channel.IMPORTED, opened_at=at, closed_at=at
        )
        for minute, (author, text) in enumerate(said):
            MessageFactory(
                conversation=talk, author=author, text=text, sent_at=at + timedelta(minutes=minute)
            )
        return talk

    return make


def asked(talk):
    talk.refresh_from_db()
    return [(each["message"], each["intent"]) for each in talk.reading.get("asked", [])]


def test_the_newest_are_read_first_until_nothing_is_left(shop, now, imported):
    talks = [imported(("buyer", "什么时候发货")) for _ in range(2)]
    newest = imported(("buyer", "什么时候发货"), at=now + LATER)
    ConversationFactory()  # of another shop

    assert read_some(shop, most=1, at=now) == 1
    newest.refresh_from_db()
    assert (newest.mood, newest.read_at) == ("neutral", now)
    assert read_some(shop, most=9, at=now) == 2
    assert read_some(shop, most=9, at=now) == 0
    assert all(
        (newest_line, "dispatch") in asked(talk) for talk in talks for newest_line in [talk.messages.get().pk]
    )
    assert Conversation.objects.filter(read_at=None).count() == 1


def test_a_talk_is_read_as_it_would_have_been_while_it_went_on(shop, lead, now, imported):
    lines = [
        ("buyer", "什么时候发货？用什么快递"),
        ("agent", "今天发"),
        ("robot", "气死我了"),
        ("buyer", "气死我了！！"),
    ]
    talk = imported(*lines * 20)
    MessageFactory(conversation=talk, text="", kind=Kind.PICTURE)
    MessageFactory(conversation=talk, text="退货", author=Author.AGENT, kind=Kind.NOTE)
    *_, first, last = talk.messages.filter(author=Author.BUYER, kind=Kind.TEXT).order_by("pk")
    Correction.objects.create(
        message=first, of="intents", was="dispatch", now="order_change return", by=lead, at=now
    )
    Correction.objects.create(message=last, of="mood", was="angry", now="anxious", by=lead, at=now)

    read_some(shop, most=9, at=now)

    talk.refresh_from_db()
    in_bulk = {name: getattr(talk, name) for name in ("mood", "satisfaction", "losing_interest", "reading")}
    read_talk(talk, at=now)
    assert in_bulk == {name: getattr(talk, name) for name in in_bulk}
    assert talk.mood == "anxious"
    assert {(first.pk, "order_change"), (first.pk, "return")} <= set(asked(talk))


def test_a_talk_without_a_buyers_word_is_looked_at_once(shop, now, imported):
    talk = imported(("robot", "您好"))

    assert [read_some(shop, most=9, at=now) for _ in range(2)] == [1, 0]
    talk.refresh_from_db()
    assert (talk.mood, talk.read_at) == ("", now)


def test_nothing_is_asked_of_talks_when_all_are_read(shop, now, imported, django_assert_num_queries):
    imported(("buyer", "在吗"))
    read_some(shop, most=9, at=now)

    with django_assert_num_queries(1):
        read_some(shop, most=9, at=now)


def test_many_talks_need_no_more_queries_than_two(shop, now, imported, django_assert_num_queries):
    for _ in range(30):
        imported(("buyer", "在吗"), ("agent", "在的"))

    with django_assert_num_queries(7):  # keys, lines, corrections, a savepoint, who is left, one executemany
        read_some(shop, most=99, at=now)


def test_a_talk_that_goes_on_is_shown_at_once_and_not_read_again(shop, conversation, now):
    MessageFactory(conversation=conversation, text="什么时候发货")

    assert read_some(shop, most=9, at=now) == 1

    change = Change.objects.get()
    assert (change.kind, change.conversation) == (ChangeKind.READING, conversation)
    conversation.refresh_from_db()
    assert (conversation.mood, conversation.seq) == ("neutral", change.seq)
    Conversation.objects.update(last_at=now + LATER)
    assert read_some(shop, most=9, at=now) == 0


def test_what_was_read_meanwhile_is_left_alone(shop, now, imported, monkeypatch):
    talk = imported(("buyer", "在吗"))

    def meanwhile(*_lines):
        Conversation.objects.update(mood="angry", read_at=now)
        return {"mood": "neutral", "satisfaction": 3, "losing_interest": 0, "reading": {}}

    monkeypatch.setattr("guitai.domains.chat.reading_in_bulk.columns", meanwhile)
    read_some(shop, most=9, at=now)

    talk.refresh_from_db()
    assert talk.mood == "angry"


def line(minute, text, now, buyer="tb_a"):
    return LineOfChat(
        agent="云裳女装:小美", buyer=buyer, sender=buyer, author=Author.BUYER,
        sent_at=now + timedelta(minutes=minute), text=text,
    )  # fmt: skip


def test_a_later_export_lets_the_talks_it_adds_to_be_read_again(shop, now):
    put_chats(shop=shop, lines=[line(0, "在吗", now), line(0, "在吗", now, "tb_b")])
    assert read_some(shop, most=9, at=now) == 2

    put_chats(shop=shop, lines=[line(0, "在吗", now), line(1, "气死我了！！！", now)])

    assert read_some(shop, most=9, at=now) == 1
    moods = Conversation.objects.values_list("buyer__account", "mood")
    assert sorted(moods) == [("tb_a", "angry"), ("tb_b", "neutral")]


def test_talks_that_an_import_added_to_are_read_again_when_it_is_taken_back(shop, now):
    put_chats(shop=shop, lines=[line(0, "在吗", now), line(0, "在吗", now, "tb_b")])
    read_some(shop, most=9, at=now)
    journal = Journal.begin(shop_id=shop.pk, at=now)
    lines = [line(1, "什么时候发货", now), line(1, "在吗", now, "tb_c")]
    put_chats(shop=shop, lines=lines, journal=journal)
    journal.close()
    new = Conversation.objects.order_by("pk").last()
    Conversation.objects.update(read_at=now)

    read_again_after(journal.id)

    assert [talk.buyer.account for talk in unread(shop)] == ["tb_a"]
    assert new.buyer.account == "tb_c"


def test_talks_are_read_again_where_somebody_says_so(shop, now, imported):
    talk, other = imported(("buyer", "在吗")), imported(("buyer", "在吗"))
    read_some(shop, most=9, at=now)

    read_again([talk.pk])
    read_again([])

    assert list(unread(shop)) == [talk]
    assert other not in unread(shop)
    assert Message.objects.count() == 2

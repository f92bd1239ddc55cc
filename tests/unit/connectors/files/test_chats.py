"""Exported chats become closed conversations, once."""

from datetime import datetime
from pathlib import Path

from tests.factories.trade import BuyerFactory, OrderFactory
from tests.unit.connectors.files import exports

from guitai.connectors.files.importing import ImportReport, import_file
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Author, Channel, Conversation, Message, State

ACCOUNT = "云裳女装:小美"
TALK = [
    ("小鱼", "2026-03-01 10:00:00", "在吗"),
    ("小鱼", "2026-03-01 10:00:05", "这件会起球吗"),
    (ACCOUNT, "2026-03-01 10:00:35", "不容易起球的呢"),
]
NEXT_DAY = [("小鱼", "2026-03-02 09:00:00", "还没发货吗")]


def bring(tmp_path: Path, shop: Shop, now: datetime, lines: list[tuple[str, str, str]]) -> ImportReport:
    (report,) = import_file(exports.chats(tmp_path / "c.txt", ACCOUNT, {"小鱼": lines}), shop=shop, at=now)
    return report


def test_a_talk_is_closed_and_knows_its_agent_and_first_reply(
    tmp_path: Path, shop: Shop, agent: Membership, now: datetime
) -> None:
    agent.account = ACCOUNT
    agent.save()

    report = bring(tmp_path, shop, now, TALK)

    conversation = Conversation.objects.select_related("buyer").get()
    assert (report.kind, report.read, report.added) == ("qianniu_chats", 3, 3)
    assert (conversation.channel, conversation.state) == (Channel.IMPORTED, State.CLOSED)
    assert (conversation.agent, conversation.agent_account) == (agent, ACCOUNT)
    assert (conversation.buyer.account, conversation.last_text) == ("小鱼", "不容易起球的呢")
    assert conversation.first_reply_at == datetime.fromisoformat("2026-03-01T10:00:35+08:00")
    assert conversation.opened_at == conversation.buyer.first_seen_at
    assert (conversation.waiting_since, conversation.unread) == (None, 0)
    assert [message.agent for message in Message.objects.order_by("pk")] == [None, None, agent]


def test_every_business_day_is_a_conversation(tmp_path: Path, shop: Shop, now: datetime) -> None:
    bring(tmp_path, shop, now, TALK + NEXT_DAY)

    assert Conversation.objects.count() == 2


def test_the_same_chats_twice_change_nothing(tmp_path: Path, shop: Shop, now: datetime) -> None:
    bring(tmp_path, shop, now, TALK)
    again = bring(tmp_path, shop, now, [*TALK, TALK[0]])

    assert (again.read, again.added, again.unchanged) == (4, 0, 4)
    assert Message.objects.count() == 3


def test_a_later_export_adds_what_is_new(tmp_path: Path, shop: Shop, now: datetime) -> None:
    bring(tmp_path, shop, now, TALK[:2])
    before = Conversation.objects.get()
    later = bring(tmp_path, shop, now, TALK)

    after = Conversation.objects.get()
    assert (later.added, later.unchanged) == (1, 2)
    assert (before.first_reply_at, before.last_author) == (None, Author.BUYER)
    assert (after.pk, after.last_author) == (before.pk, Author.AGENT)
    assert after.closed_at == datetime.fromisoformat("2026-03-01T10:00:35+08:00")


def test_an_earlier_export_that_comes_later_keeps_the_talk_in_order(
    tmp_path: Path, shop: Shop, now: datetime
) -> None:
    bring(tmp_path, shop, now, TALK[1:])
    bring(tmp_path, shop, now, TALK)

    assert list(Message.objects.order_by("pk").values_list("text", flat=True)) == [
        said for _, _, said in TALK
    ]


def test_a_conversation_that_was_opened_again_keeps_its_course(
    tmp_path: Path, shop: Shop, agent: Membership, now: datetime
) -> None:
    bring(tmp_path, shop, now, TALK[:2])
    Conversation.objects.update(state=State.OPEN, closed_at=None, agent=agent, last_text="正在处理")

    bring(tmp_path, shop, now, TALK)

    conversation = Conversation.objects.get()
    assert (conversation.state, conversation.last_text) == (State.OPEN, "正在处理")
    assert conversation.messages.count() == 3


def test_the_summary_says_what_was_asked_and_what_came_of_it(
    tmp_path: Path, shop: Shop, now: datetime
) -> None:
    bring(tmp_path, shop, now, NEXT_DAY)
    buyer = BuyerFactory(shop=shop, account="阿福")
    OrderFactory(buyer=buyer, created_at=datetime.fromisoformat("2026-03-01T11:00:00+08:00"))
    asked = [("阿福", "2026-03-01 10:00:00", "这件会起球吗"), (ACCOUNT, "2026-03-01 10:01:00", "不会")]
    path = exports.chats(tmp_path / "d.txt", ACCOUNT, {"阿福": asked, "小鱼": TALK})
    import_file(path, shop=shop, at=now)

    told = Conversation.objects.values_list("summary", flat=True)
    assert sorted(summary.split(" → ")[0] for summary in told) == [
        "还没发货吗",
        "这件会起球吗",
        "这件会起球吗",
    ]
    assert [summary for summary in told if summary.endswith("¥158.00")] == [
        Conversation.objects.get(buyer=buyer).summary
    ]


def test_robots_and_system_lines_keep_their_kind(tmp_path: Path, shop: Shop, now: datetime) -> None:
    robot = "云裳女装:服务助手"
    lines = [
        ("小鱼", "2026-03-01 10:00:00", "在吗"),
        (robot, "2026-03-01 10:00:01", "您好，请问有什么可以帮您"),
        ("小鱼", "2026-03-01 10:00:02", "由 服务助手 转交给 小美"),
    ]

    bring(tmp_path, shop, now, lines)

    authors = list(Message.objects.order_by("pk").values_list("author", flat=True))
    assert authors == [Author.BUYER, Author.ROBOT, Author.SYSTEM]
    assert Conversation.objects.get().first_reply_at is None


def test_another_shop_has_its_own_talks(tmp_path: Path, shop: Shop, other_shop: Shop, now: datetime) -> None:
    bring(tmp_path, shop, now, TALK)

    assert bring(tmp_path, other_shop, now, TALK).added == 3
    assert Conversation.objects.count() == 2

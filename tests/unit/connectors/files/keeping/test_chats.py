"""Talks and lists of sessions find one another, whichever comes first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.unit.connectors.files.keeping.records import AT, keep, order_line

from guitai.connectors.files.keeping import chats, chunks
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation, Message, ServiceSession
from guitai.engines.tabular.service_types import ServiceSession as SessionRow
from guitai.engines.tabular.service_types import SheetMessage
from guitai.engines.transcripts.types import Author
from guitai.engines.transcripts.types import Message as ReadMessage

HE = "示例店-小何"
MASK, ONE, OTHER = "j****db", "jd_0aaaa0aaaa0db", "jd_9bbbb9bbbb9db"
MINUTE = timedelta(minutes=1)


def said(after: timedelta, text: str, *, buyer: str = MASK, by_agent: bool = False) -> ReadMessage:
    author = Author.AGENT if by_agent else Author.BUYER
    return ReadMessage(2, HE, buyer, HE if by_agent else buyer, author, AT + after, text)


def session(
    after: timedelta, buyer: str = ONE, *, number: str = "cid1", satisfaction: str = ""
) -> SessionRow:
    return SessionRow(
        *(2, number, AT + after, buyer, "在线咨询", HE, "", "售前组", "", "", 4.0, 4.0, 15.0, 2, 1),
        satisfaction,
        "是",
    )


TALK = [said(timedelta(), "商品链接"), said(MINUTE, "您好", by_agent=True), said(2 * MINUTE, "容量多大？")]


def whose() -> list[tuple[str, str]]:
    talks = Conversation.objects.select_related("buyer").order_by("opened_at")
    return [(talk.buyer.account, talk.masked_as) for talk in talks]


@pytest.mark.parametrize(
    "order", [("dongdong_chats", "dongdong_sessions"), ("dongdong_sessions", "dongdong_chats")]
)
@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([session(timedelta(seconds=-3), satisfaction="满意")], (ONE, MASK, 4)),
        ([session(timedelta()), session(MINUTE, OTHER, number="cid2")], (MASK, "", None)),
        ([session(3 * MINUTE, satisfaction="满意")], (MASK, "", None)),
        ([session(timedelta(), "jd_0aaaa0aaaa0dc")], (MASK, "", None)),
    ],
    ids=["proved", "two candidates", "too late", "another mask"],
)
def test_a_masked_talk_is_recognised_or_not_in_either_order(
    shop: Shop,
    now: datetime,
    order: Sequence[str],
    sessions: list[SessionRow],
    expected: tuple[str, str, int | None],
) -> None:
    records: dict[str, list[Any]] = {"dongdong_chats": TALK, "dongdong_sessions": sessions}
    for kind in order:
        keep(kind, records[kind], shop, now)

    talk = Conversation.objects.select_related("buyer").get()
    assert (talk.buyer.account, talk.masked_as, talk.rating) == expected


def test_a_second_candidate_further_on_in_the_file_counts_too(
    shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "CHUNK", 1)
    keep("dongdong_chats", TALK, shop, now)

    keep("dongdong_sessions", [session(timedelta()), session(MINUTE, OTHER, number="cid2")], shop, now)

    assert whose() == [(MASK, "")]


def test_the_same_files_again_change_nothing_after_a_talk_was_recognised(shop: Shop, now: datetime) -> None:
    sessions = [session(timedelta(), satisfaction="非常满意")]
    keep("dongdong_chats", TALK, shop, now)
    keep("dongdong_sessions", sessions, shop, now)
    before = list(Conversation.objects.values()), list(Message.objects.values())

    again = keep("dongdong_chats", TALK, shop, now), keep("dongdong_sessions", sessions, shop, now)

    assert [(report.added, report.updated, report.unchanged) for report in again] == [(0, 0, 3), (0, 0, 1)]
    assert (list(Conversation.objects.values()), list(Message.objects.values())) == before
    assert ServiceSession.objects.get().rating == 5


def test_a_later_part_of_a_recognised_talk_joins_it(shop: Shop, now: datetime) -> None:
    keep("dongdong_sessions", [session(timedelta())], shop, now)
    keep("dongdong_chats", TALK[:1], shop, now)

    keep("dongdong_chats", TALK, shop, now)

    assert whose() == [(ONE, MASK)]
    assert Conversation.objects.get().messages.count() == 3


@pytest.mark.parametrize("chats_first", [True, False])
def test_an_order_named_by_its_buyer_tells_who_it_is(shop: Shop, now: datetime, chats_first: bool) -> None:
    talk = [said(timedelta(), "订单123000000012到哪了", buyer="t******7")]
    orders = [
        order_line(2, "123000000012", buyer="tb_demo07"),
        order_line(3, "123000000099", buyer="tb_other7"),
    ]
    steps: list[tuple[str, list[Any]]] = [("qianniu_chats", talk), ("jd_orders", orders)]
    for kind, records in steps if chats_first else reversed(steps):
        keep(kind, records, shop, now)

    assert whose() == [("tb_demo07", "t******7")]


def test_orders_of_two_buyers_who_may_be_meant_tell_nothing(shop: Shop, now: datetime) -> None:
    for account, number in (("tb_demo07", "123000000012"), ("tb_other7", "123000000099")):
        OrderFactory(buyer=BuyerFactory(shop=shop, account=account), number=number)

    keep("qianniu_chats", [said(timedelta(), "123000000012和123000000099", buyer="t******7")], shop, now)

    assert whose() == [("t******7", "")]


def test_whole_conversations_are_kept_at_a_time(
    shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chats, "CHUNK", 2)
    talk = [
        said(timedelta(seconds=second), f"第{second}句", buyer=f"tb_{second // 3}") for second in range(9)
    ]

    report = keep("wangwang_chats", talk, shop, now)

    assert (report.added, Conversation.objects.count(), Message.objects.count()) == (9, 3, 9)


SHEET = [
    SheetMessage(2, "小鱼", "小鱼", "客户", AT, "在吗"),
    SheetMessage(3, "小鱼", "云裳女装:小美", "客服", AT + MINUTE, "在的亲"),
    SheetMessage(4, "小鱼", "云裳女装:服务助手", "客服", AT + 2 * MINUTE, "欢迎光临"),
    SheetMessage(5, "小鱼", "小鱼昵称", "客户", AT + 3 * MINUTE, "有货吗"),
]


def test_a_talk_saved_as_a_sheet_belongs_to_who_answered(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    agent.account = "云裳女装:小美"
    agent.save()

    keep("qianniu_chats", SHEET[:1], shop, now)
    report = keep("qianniu_chats", reversed(SHEET), shop, now)

    assert (report.added, report.unchanged) == (3, 1)
    talk = Conversation.objects.get()
    assert (talk.agent, talk.agent_account) == (agent, "云裳女装:小美")
    assert list(talk.messages.order_by("pk").values_list("author", flat=True)) == [
        "buyer",
        "agent",
        "robot",
        "buyer",
    ]

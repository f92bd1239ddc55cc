"""A page that was live and a page that was reloaded must know the same, whatever was done in between."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory, PictureFactory, PresenceFactory
from tests.factories.knowledge import GuideFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.accounts.queries import Right, may
from guitai.domains.chat import actions, passes, queries, shapes, visitors
from guitai.domains.chat.models import Conversation
from guitai.domains.followups.actions import todos
from guitai.domains.followups.models import Listing, State, Todo
from guitai.domains.knowledge import asking
from guitai.live import bus, groups

MINUTE = timedelta(minutes=1)
# What the floor is told of a row that is neither one's own nor watched.
OF_THE_FLOOR = ("id", "state", "agent", "group", "waiting_since", "closed_at", "rating", "mood")

Cast = SimpleNamespace
Told = list[tuple[str, dict[str, Any]]]


@dataclass
class Page:
    """A desk as desk/state.js keeps it: rows replaced when not older, messages once by their id."""

    client: Client
    member: Membership
    opened: Conversation
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    colleagues: dict[int, str] = field(default_factory=dict)
    approvals: dict[int, dict[str, Any]] = field(default_factory=dict)
    questions: dict[int, dict[str, Any]] = field(default_factory=dict)
    todos: dict[int, dict[str, Any]] = field(default_factory=dict)
    seq: int = 0

    def load(self) -> "Page":
        """Begin with what the server says now."""
        state = self.client.get("/s/yunshang/desk/state/").json()
        talk = self.client.get(f"/s/yunshang/desk/{self.opened.pk}/").json()
        self.seq = state["seq"]
        self.rows = {row["id"]: row for row in state["conversations"]}
        self.messages = {message["id"]: message for message in talk["messages"]}
        self.colleagues = {each["id"]: each["state"] for each in state["colleagues"]}
        self.approvals = {each["id"]: each for each in state["approvals"]}
        self.questions = {each["id"]: each for each in state["questions"]}
        self.todos = {each["id"]: each for each in state["todos"]}
        loads = {each["id"]: each["load"] for each in state["colleagues"]}
        assert loads == self.loads(), "the page counts loads from its rows"
        return self

    def reloaded(self) -> "Page":
        """Give the page as it would be after F5."""
        return Page(self.client, self.member, self.opened).load()

    def loads(self) -> dict[int, int]:
        """Count who holds how many."""
        held = [row["agent"]["id"] for row in self.rows.values() if row["agent"] and row["state"] == "open"]
        return {member: held.count(member) for member in self.colleagues}

    def live(self) -> dict[int, dict[str, Any]]:
        """Give the rows the lists of waiting and open show."""
        return {key: row for key, row in self.rows.items() if row["state"] != "closed"}

    def hear(self, told: Told, *, watching: bool) -> None:
        """Take in what this page's socket would have been told, each thing twice: repeats are harmless."""
        own = {groups.of_agent(self.member.pk), groups.of_floor(self.member.shop_id)}
        if watching:
            own.add(groups.of_watchers(self.opened.pk))
        for group, said in told:
            if group not in own or self.member.pk in said.get("told", ()):
                continue
            if said["type"] == "tell_approvers" and not may(self.member, Right.APPROVE):
                continue
            text = said["texts"]["zh-hans"] if "texts" in said else said["text"]
            for _again in range(2):
                self.take_in(json.loads(text))

    def take_in(self, frame: dict[str, Any]) -> None:
        """Apply one frame."""
        if "seq" in frame:
            self._take_in_change(frame)
        elif frame["kind"] == "presence":
            self.colleagues[frame["agent"]] = frame["state"]
        else:
            self._take_in_unnumbered(frame)

    def _take_in_unnumbered(self, frame: dict[str, Any]) -> None:
        if frame["kind"] == "approval":
            approval = frame["approval"]
            self.approvals.pop(approval["id"], None)
            if approval["state"] == "waiting" or approval["agent"]["id"] == self.member.pk:
                self.approvals[approval["id"]] = approval
        if frame["kind"] == "question":
            question = frame["question"]
            self.questions.pop(question["id"], None)
            untold = any(each["conversation"] and not each["told_at"] for each in question["waiters"])
            if question["state"] == "open" or (question["state"] == "answered" and untold):
                self.questions[question["id"]] = question
        if frame["kind"] == "todo":
            todo = frame["todo"]
            self.todos.pop(todo["id"], None)
            own = todo["owner"] is not None and todo["owner"]["id"] == self.member.pk
            if todo["state"] in ("proposed", "open") and (own or todo["listing"] == "promise"):
                self.todos[todo["id"]] = todo

    def _take_in_change(self, frame: dict[str, Any]) -> None:
        row = frame["conversation"]
        if row["id"] not in self.rows or self.rows[row["id"]]["seq"] <= row["seq"]:
            self.rows[row["id"]] = row
        if frame["message"] and frame["message"]["conversation"] == self.opened.pk:
            self.messages[frame["message"]["id"]] = frame["message"]
        self.seq = max(self.seq, frame["seq"])


@pytest.fixture
def cast(
    conversation: Conversation,
    queued: Conversation,
    agent: Membership,
    other_agent: Membership,
    lead: Membership,
    aftersale: Any,
    now: datetime,
) -> Cast:
    """A shop at work: 小美 and the lead are there, a buyer has asked, another waits in the queue."""
    for member in (agent, lead):
        PresenceFactory(membership=member, since=now, seen_at=now)
    asked = actions.receive_message(
        shop=conversation.shop, account="tb_demo01", name="", local_id="w0", text="有货吗", at=now
    )
    closed = ConversationFactory(
        buyer=BuyerFactory(shop=conversation.shop), agent=agent, opened_at=now - 60 * MINUTE, closed_at=now
    )
    MessageFactory(conversation=closed, text="谢谢")
    shop, key = conversation.shop, {"conversation_id": conversation.pk, "by": agent, "at": now}
    return Cast(**locals())


def _say(cast: Cast, account: str = "tb_demo01", text: str = "在吗/:^_^", **more: Any) -> Any:
    given = {"shop": cast.shop, "account": account, "name": "新人", "local_id": "w1", "at": cast.now}
    return actions.receive_message(**{**given, "text": text, **more})


def _late(cast: Cast) -> None:
    since = cast.now - 9 * MINUTE
    Conversation.objects.filter(pk=cast.conversation.pk).update(waiting_since=since, assigned_at=since)


def _unanswered(cast: Cast) -> None:
    actions.look_after_unanswered(shop=cast.shop, at=cast.now)


def _gone(cast: Cast) -> None:
    later = cast.now + 2 * MINUTE
    actions.seen(membership=cast.lead, at=later)
    actions.notice_gone(at=later)
    actions.look_after_shift_ends(shop=cast.shop, at=later)


def _all_gone(cast: Cast) -> None:
    actions.notice_gone(at=cast.now + 2 * MINUTE)
    actions.look_after_shift_ends(shop=cast.shop, at=cast.now + 2 * MINUTE)


def _idle(cast: Cast) -> None:
    actions.send_message(**cast.key, local_id="k1", text="有的")
    actions.close_idle(shop=cast.shop, at=cast.now + timedelta(days=1))


def _rate(cast: Cast) -> None:
    actions.close(**cast.key)
    actions.rate(shop=cast.shop, account="tb_demo01", score=5, comment="好", at=cast.now)


def _adopt(cast: Cast) -> None:
    visitor = passes.BuyerPass(cast.shop.pk, "tb_demo01", "访客")
    buyer = passes.BuyerPass(cast.shop.pk, "tb_known", "老客")
    visitors.adopt(shop=cast.shop, visitor=visitor, buyer=buyer, at=cast.now)


def _asked(cast: Cast, text: str = "打九折给您") -> Any:
    return actions.ask_lead(**cast.key, local_id="k1", text=text, note="老客户")


def _decide(cast: Cast, *, granted: bool) -> Any:
    asked = _asked(cast)
    return actions.decide(approval_id=asked.pk, by=cast.lead, granted=granted, answer="好", at=cast.now)


def _question(cast: Cast) -> Any:
    wanted = asking.Wanted(
        question="可以机洗吗", conversation=cast.conversation.pk, buyer=cast.conversation.buyer_id
    )
    return asking.ask_question(by=cast.agent, wanted=wanted, at=cast.now)


def _answer(cast: Cast) -> Any:
    asked = _question(cast)
    return asking.answer_question(question_id=asked.question_id, by=cast.lead, answer="可以机洗", at=cast.now)


def _promise(cast: Cast, **about: Any) -> Todo:
    given = {"listing": Listing.PROMISE, "owner": cast.agent, "due_at": cast.now + 10 * MINUTE, **about}
    todo = todos.open_todo(
        shop=cast.shop,
        key="1",
        at=cast.now,
        conversation=cast.conversation,
        buyer=cast.conversation.buyer,
        **given,
    )
    assert todo
    return todo


def _with_todo(
    deed: Callable[..., Any], *, listed: Listing = Listing.PROMISE, **how: Any
) -> Callable[[Cast], Any]:
    """Give what does something about a to-do of the agent's; ``to`` names one of the cast."""

    def do(cast: Cast) -> Any:
        told = {**how, "to": how["to"] and getattr(cast, how["to"])} if "to" in how else how
        return deed(todo_id=_promise(cast, listing=listed).pk, by=cast.agent, at=cast.now, **told)

    return do


DEEDS: dict[str, Callable[[Cast], Any]] = {
    "the lead is asked for a fact": _question,
    "the lead finds it out": _answer,
    "the buyer is told": lambda cast: (
        _answer(cast),
        actions.send_message(**cast.key, local_id="k1", text="可以机洗的"),
    ),
    "the question is taken back": lambda cast: asking.withdraw_question(
        waiter_id=_question(cast).pk, by=cast.agent, at=cast.now
    ),
    "an agent promises an answer": lambda cast: actions.send_message(
        **cast.key, local_id="k1", text="我查一下，10分钟内回复您"
    ),
    "something may have been promised": lambda cast: _promise(cast, state=State.PROPOSED, due_at=None),
    "a promise is confirmed": _with_todo(todos.confirm),
    "a promise is put off": lambda cast: _with_todo(todos.put_off, until=cast.now + MINUTE)(cast),
    "a promise is kept": _with_todo(todos.close, outcome="kept"),
    "a promise was none": _with_todo(todos.drop),
    "a promise ends by itself": lambda cast: todos.leave([_promise(cast).pk], outcome="broken", at=cast.now),
    "a promise is passed on": _with_todo(todos.pass_on, to="lead"),
    "what ended is opened again": lambda cast: todos.reopen(
        todo_id=_with_todo(todos.close, outcome="kept")(cast).pk, by=cast.agent, at=cast.now
    ),
    "nobody has a promise any more": _with_todo(todos.pass_on, to=None),
    "something stands on a list": lambda cast: _promise(cast, listing=Listing.UNPAID),
    "what stands on a list is passed on": _with_todo(todos.pass_on, to="lead", listed=Listing.UNPAID),
    "what stands on a list is done": _with_todo(todos.close, outcome="paid", listed=Listing.UNPAID),
    "a buyer writes": _say,
    "a buyer gets angry": lambda cast: _say(cast, text="三天了还不发货，再不发我投诉了！！"),
    "the lead says in what mood the buyer is": lambda cast: actions.correct_mood(
        conversation_id=cast.conversation.pk, by=cast.lead, mood="angry", at=cast.now
    ),
    "the lead says what the buyer asks": lambda cast: actions.correct_intents(
        message_id=cast.asked.message.pk, by=cast.lead, intents=["dispatch"], at=cast.now
    ),
    "a new buyer writes": lambda cast: _say(cast, account="tb_new"),
    "a new buyer writes and nobody is there": lambda cast: (
        actions.be(membership=cast.agent, state="away", at=cast.now),
        actions.be(membership=cast.lead, state="off", at=cast.now),
        _say(cast, account="tb_new", text="我要退货"),
    ),
    "a buyer sends a picture": lambda cast: actions.receive_picture(
        shop=cast.shop,
        account="tb_demo01",
        name="",
        local_id="w1",
        picture=PictureFactory(shop_id=cast.shop.pk),
        at=cast.now,
    ),
    "a buyer sends a card": lambda cast: actions.receive_card(
        shop=cast.shop,
        account="tb_demo01",
        name="",
        local_id="w1",
        card="product",
        key=ProductFactory(shop=cast.shop).code,
        at=cast.now,
    ),
    "an agent answers": lambda cast: actions.send_message(**cast.key, local_id="k1", text="有的"),
    "an agent answers twice": lambda cast: [
        actions.send_message(**cast.key, local_id=local_id, text="有的") for local_id in ("k1", "k2", "k1")
    ],
    "an agent answers one in the queue": lambda cast: actions.send_message(
        **{**cast.key, "conversation_id": cast.queued.pk}, local_id="k1", text="有的"
    ),
    "an agent asks the lead": _asked,
    "the lead agrees": lambda cast: _decide(cast, granted=True),
    "the lead refuses": lambda cast: _decide(cast, granted=False),
    "an agent takes back what they asked": lambda cast: actions.withdraw(
        approval_id=_asked(cast).pk, by=cast.agent, at=cast.now
    ),
    "an agent sends a picture": lambda cast: actions.send_picture(
        **cast.key, local_id="k1", picture=PictureFactory(shop_id=cast.shop.pk)
    ),
    "an agent sends an order": lambda cast: actions.send_card(
        **cast.key, local_id="k1", card="order", key=OrderFactory(buyer=cast.conversation.buyer).pk
    ),
    "an agent sends a step of a guide": lambda cast: actions.send_guide_step(
        **cast.key,
        local_id="k1",
        guide_id=GuideFactory(shop=cast.shop, steps=["打开我的订单"]).pk,
        step=1,
    ),
    "an agent keeps a note": lambda cast: actions.add_note(**cast.key, local_id="k1", text="难缠"),
    "an agent reads": lambda cast: actions.mark_read(**cast.key, upto=cast.asked.message.pk),
    "a buyer reads": lambda cast: actions.mark_read_by_buyer(
        shop=cast.shop,
        account="tb_demo01",
        upto=actions.send_message(**cast.key, local_id="k1", text="有的").message.pk,
        at=cast.now,
    ),
    "one is taken from the queue": lambda cast: actions.take(
        **{**cast.key, "conversation_id": cast.queued.pk}
    ),
    "the next is taken": lambda cast: actions.take_next(by=cast.agent, at=cast.now),
    "the lead takes over": lambda cast: actions.take(
        conversation_id=cast.conversation.pk, by=cast.lead, at=cast.now, may_take_over=True
    ),
    "it is handed over with a note": lambda cast: actions.transfer(
        **cast.key, to_id=cast.lead.pk, note="补发票"
    ),
    "it is given to a group": lambda cast: actions.transfer(**cast.key, group_id=cast.aftersale.pk),
    "it is given to a group with nobody there": lambda cast: (
        actions.be(membership=cast.lead, state="off", at=cast.now),
        actions.transfer(**cast.key, group_id=cast.aftersale.pk),
    ),
    "the queue is served": lambda cast: actions.look_after_waiting(shop=cast.shop, at=cast.now),
    "nobody answered in time": _unanswered,
    "an agent is gone": _gone,
    "everybody is gone": _all_gone,
    "it is closed": lambda cast: actions.close(**cast.key),
    "it is closed as idle": _idle,
    "it is opened again": lambda cast: actions.reopen(
        conversation_id=cast.closed.pk, by=cast.agent, at=cast.now
    ),
    "it is rated": _rate,
    "a visitor turns out to be a buyer": _adopt,
    "somebody comes": lambda cast: actions.page_came(membership=cast.other_agent, at=cast.now),
    "somebody goes away": lambda cast: actions.be(membership=cast.agent, state="away", at=cast.now),
    "somebody signs out": lambda cast: actions.leave(membership=cast.agent, at=cast.now),
}
BEFORE = {"nobody answered in time": _late}
ANNOUNCING = frozenset(actions.__all__) - {
    "Stored",
    "check_draft",  # tells who asked alone
    "forget_changes",  # of changes nobody asks for any more
    "keep_draft",  # the member's own
    "page_gone",  # noticed by notice_gone
    "seen",
}


@contextmanager
def _listening(monkeypatch: pytest.MonkeyPatch, capture: Any) -> Iterator[Told]:
    told: Told = []
    with monkeypatch.context() as patched:
        patched.setattr(bus, "tell", lambda group, message: told.append((group, message)))
        with capture(execute=True):
            yield told


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("viewer", ["agent", "watcher", "lead"])
def test_what_is_told_equals_what_a_reload_shows(
    cast: Cast,
    sign_in: Callable[[Membership], Client],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
    deed: str,
    viewer: str,
):
    member = {"agent": cast.agent, "watcher": cast.other_agent, "lead": cast.lead}[viewer]
    BEFORE.get(deed, lambda _cast: None)(cast)
    page = Page(sign_in(member), member, cast.conversation).load()

    with _listening(monkeypatch, django_capture_on_commit_callbacks) as told:
        DEEDS[deed](cast)
    page.hear(told, watching=viewer != "agent")
    after = page.reloaded()

    assert told
    own = {*page.rows} if viewer == "agent" else {cast.conversation.pk}
    for key, row in after.live().items():
        shown = page.live()[key]
        if key in own or (row["agent"] or {}).get("id") == member.pk:
            assert shown == row
        else:
            assert [shown[name] for name in OF_THE_FLOOR] == [row[name] for name in OF_THE_FLOOR]
    assert page.live().keys() == after.live().keys()
    assert page.messages == after.messages
    assert page.colleagues == after.colleagues
    assert page.approvals == after.approvals
    assert page.questions == after.questions
    assert page.todos == after.todos
    assert page.loads() == after.loads()
    assert page.seq <= after.seq


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_told_to_who_was_away_equals_what_a_reload_shows(
    cast: Cast, sign_in: Callable[[Membership], Client], deed: str
):
    BEFORE.get(deed, lambda _cast: None)(cast)
    page = Page(sign_in(cast.other_agent), cast.other_agent, cast.conversation).load()

    DEEDS[deed](cast)
    missed = queries.changes_after(cast.other_agent, seq=page.seq)
    after = page.reloaded()

    assert missed is not None
    with translation.override("zh-hans"):
        for change in missed:
            shown = change["message"] and shapes.localised(change["message"])
            page.take_in(json.loads(json.dumps({**change, "message": shown})))
    assert page.live() == after.live()
    assert page.messages == after.messages
    assert page.seq == after.seq


def test_every_action_that_announces_is_among_the_deeds():
    source = Path(__file__).read_text(encoding="utf-8")

    assert {name for name in ANNOUNCING if f"actions.{name}(" not in source} == set()

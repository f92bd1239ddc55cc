import json
from datetime import datetime
from typing import Any

import pytest

from guitai.domains.accounts.events import MembershipEnded
from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions
from guitai.domains.chat.events import BuyerLeftWaiting, PresenceChanged
from guitai.domains.chat.models import Conversation
from guitai.domains.followups.events import TodoChanged, TodoRang
from guitai.domains.warehouse.events import TaskChanged
from guitai.live import bus, groups, telling


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, Any]]]:
    """What each group was told."""
    heard: dict[str, list[dict[str, Any]]] = {}
    monkeypatch.setattr(bus, "tell", lambda group, said: heard.setdefault(group, []).append(said))
    return heard


def _tell(events: list[Any]) -> None:
    for event in events:
        telling.conversation_changed(event)


def test_a_change_is_told_whole_to_its_agent_and_those_who_watch_and_as_a_row_to_the_floor(
    conversation: Conversation, agent: Membership, now: datetime, announced, told
):
    with announced() as events:
        actions.close(conversation_id=conversation.pk, by=agent, at=now)
    _tell(events)

    (whole,) = told[groups.of_agent(agent.pk)]
    (floor,) = told[groups.of_floor(agent.shop_id)]
    assert told[groups.of_watchers(conversation.pk)] == [whole]
    chinese, english = (json.loads(whole["texts"][code]) for code in ("zh-hans", "en"))
    assert english["message"]["text"] == "小美 closed the conversation"
    assert chinese["conversation"] == english["conversation"] == json.loads(floor["text"])["conversation"]
    assert json.loads(floor["text"])["message"] is None
    assert agent.pk in floor["told"]


@pytest.mark.parametrize(("words", "same"), [("有货吗", True), ("好的/:^_^", False)])
def test_a_message_is_written_once_for_all_languages_unless_they_differ(
    conversation: Conversation, agent: Membership, now: datetime, announced, told, words: str, same: bool
):
    with announced() as events:
        actions.send_message(conversation_id=conversation.pk, by=agent, local_id="k1", text=words, at=now)
    _tell(events)

    (whole,) = told[groups.of_agent(agent.pk)]
    chinese, english = (json.loads(whole["texts"][code]) for code in ("zh-hans", "en"))
    assert (chinese == english) is same
    assert english["message"]["text"] == words


def test_both_agents_are_told_when_one_takes_over(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime, announced, told
):
    with announced() as events:
        actions.take(conversation_id=conversation.pk, by=lead, at=now, may_take_over=True)
    _tell(events)

    assert told[groups.of_agent(agent.pk)] == told[groups.of_agent(lead.pk)]


def test_the_buyer_is_told_of_the_state_and_not_of_notes(
    conversation: Conversation, agent: Membership, now: datetime, announced, told
):
    with announced() as events:
        actions.add_note(conversation_id=conversation.pk, by=agent, local_id="k1", text="难缠", at=now)
        actions.close(conversation_id=conversation.pk, by=agent, at=now)
    _tell(events)

    heard = told[groups.of_buyer(conversation.shop_id, "tb_demo01")]
    assert [said["type"] for said in heard] == ["tell_message", "tell_state"]
    assert heard[1]["state"]["state"] == "closed"
    assert "难缠" not in str(heard)


def test_nobody_is_told_of_an_imported_talk_in_a_window(
    conversation: Conversation, agent: Membership, now: datetime, announced, told
):
    Conversation.objects.update(channel="imported")

    with announced() as events:
        actions.close(conversation_id=conversation.pk, by=agent, at=now)
    _tell(events)

    assert groups.of_buyer(conversation.shop_id, "tb_demo01") not in told


def test_the_floor_is_told_who_came_and_went(now: datetime, told):
    telling.presence_changed(PresenceChanged(shop_id=1, membership_id=3, state="away", at=now))

    (said,) = told[groups.of_floor(1)]
    assert json.loads(said["text"]) == {"kind": "presence", "agent": 3, "state": "away"}


@pytest.mark.parametrize(("passed_on", "words"), [(True, "passed on"), (False, "nobody is free")])
def test_leads_are_told_of_a_buyer_left_waiting(now: datetime, told, passed_on: bool, words: str):
    telling.buyer_left_waiting(
        BuyerLeftWaiting(shop_id=1, conversation_id=51, agent_id=3, passed_on=passed_on, at=now)
    )

    (said,) = told[groups.of_floor(1)]
    assert said["type"] == "tell_leads"
    assert words in json.loads(said["texts"]["en"])["reason"]


def test_the_sockets_of_who_left_are_told_to_end(now: datetime, told):
    telling.membership_ended(MembershipEnded(shop_id=1, membership_id=3, at=now))

    assert told == {groups.of_agent(3): [{"type": "member_left"}]}


@pytest.mark.parametrize(
    ("listing", "owner", "previous", "whom"),
    [
        ("promise", 3, 3, [groups.of_floor(1)]),
        ("promise", None, 3, [groups.of_floor(1)]),
        ("unpaid", 3, 4, [groups.of_agent(3), groups.of_agent(4)]),
        ("unpaid", 3, None, [groups.of_agent(3)]),
        ("unpaid", None, None, []),
    ],
)
def test_of_a_promise_the_floor_is_told_of_the_lists_whose_it_is_and_was(
    now: datetime, told, listing: str, owner: int | None, previous: int | None, whom: list[str]
):
    row = {"id": 7, "listing": listing}
    telling.todo_changed(TodoChanged(shop_id=1, todo=row, owner_id=owner, previous_owner_id=previous, at=now))

    assert sorted(told) == whom
    for (said,) in told.values():
        assert json.loads(said["text"]) == {"kind": "todo", "todo": row}


def test_what_falls_due_calls_whose_it_is(now: datetime, told):
    telling.todo_rang(TodoRang(shop_id=1, todo={"id": 7}, owner_id=3, late=True, at=now))

    ((said,),) = told.values()
    assert list(told) == [groups.of_agent(3)]
    assert json.loads(said["text"]) == {"kind": "ring", "todo": {"id": 7}, "late": True}


def test_what_nobody_has_calls_everybody_who_answers(now: datetime, told):
    telling.todo_rang(TodoRang(shop_id=1, todo={"id": 7}, owner_id=None, late=False, at=now))

    (said,) = told[groups.of_floor(1)]
    assert (said["type"], said["right"]) == ("tell_leads", "answer")
    assert json.loads(said["texts"]["zh-hans"])["late"] is False


@pytest.mark.parametrize(
    ("state", "answer", "said"),
    [
        ("open", "", ""),
        ("taken", "", "tb_demo01: 老周 of the warehouse does it: Find."),
        ("answered", "found", "tb_demo01: the warehouse answers “Find”: Found."),
    ],
)
def test_who_waits_for_the_warehouse_hears_of_it_in_words(
    agent: Membership, lead: Membership, now: datetime, told, state: str, answer: str, said: str
):
    task = {"id": 5, "kind": "find", "state": state, "answer": answer, "taken_by": "老周"}
    task |= {"buyer": {"id": 2, "name": "tb_demo01"}, "order": {"id": 7, "number": "880088"}}
    telling.task_changed(TaskChanged(shop_id=agent.shop_id, task=task, whom=(agent.pk, lead.pk), at=now))

    (frame,) = told[groups.of_agent(agent.pk)]
    assert told[groups.of_agent(lead.pk)] == [frame]
    heard = json.loads(frame["texts"]["en"])
    assert (heard["kind"], heard["task"], heard["said"]) == ("warehouse", task, said)

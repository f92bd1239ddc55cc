"""What sockets are told of each event; said once a change, whoever listens."""

import json
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from guitai.domains.accounts.events import MembershipEnded
from guitai.domains.accounts.queries import Right
from guitai.domains.chat import shapes
from guitai.domains.chat.events import BuyerLeftWaiting, ConversationChanged, PresenceChanged
from guitai.domains.followups.events import TodoChanged, TodoRang
from guitai.domains.followups.queries import Listing
from guitai.domains.guard.events import ApprovalChanged
from guitai.domains.knowledge.events import QuestionChanged, QuestionDue
from guitai.domains.warehouse.events import TaskChanged
from guitai.domains.warehouse.queries import Task
from guitai.live import bus, groups

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Kinds after which a buyer's window shows another agent, or an end.
_MOVES_WINDOW = frozenset(
    {
        "conversation_opened",
        "conversation_assigned",
        "conversation_queued",
        "conversation_closed",
        "conversation_reopened",
        "conversation_rated",
    }
)


def text(frame: dict[str, Any]) -> str:
    """Give a frame as it goes over the wire."""
    return _encoder.encode(frame)


def conversation_changed(event: ConversationChanged) -> None:
    """Tell the agent, those who watch, the floor and the buyer."""
    frame = {
        "seq": event.seq,
        "kind": event.kind,
        "conversation": event.row,
        "at": shapes.moment(event.at),
    }
    whole = {"type": "tell", "texts": _in_each_language(frame, event.message)}
    for agent_id in {event.agent_id, event.previous_agent_id} - {None}:
        assert agent_id is not None
        bus.tell(groups.of_agent(agent_id), whole)
    bus.tell(groups.of_watchers(event.conversation_id), whole)
    if event.floor:
        told = [event.agent_id, event.previous_agent_id]
        floor = {
            "type": "tell_floor",
            "told": told,
            "conversation": event.conversation_id,
            "text": text({**frame, "message": None}),
        }
        bus.tell(groups.of_floor(event.shop_id), floor)
    _tell_buyer(event)


def _in_each_language(frame: dict[str, Any], message: dict[str, Any] | None) -> dict[str, str]:
    if not message or shapes.is_the_same_in_every_language(message):
        same = text({**frame, "message": shapes.localised(message) if message else None})
        return dict.fromkeys(_LANGUAGES, same)
    texts = {}
    for language in _LANGUAGES:
        with translation.override(language):
            texts[language] = text({**frame, "message": shapes.localised(message)})
    return texts


def _tell_buyer(event: ConversationChanged) -> None:
    if event.row["channel"] != "widget":
        return
    group = groups.of_buyer(event.shop_id, event.account)
    if event.buyer_message:
        bus.tell(group, {"type": "tell_message", "message": event.buyer_message})
    if event.kind in _MOVES_WINDOW:
        agent = event.row["agent"]
        state = {
            "state": event.row["state"],
            "agent": agent["name"] if agent else None,
            "rating": event.row["rating"],
        }
        bus.tell(group, {"type": "tell_state", "state": state})
    if event.kind == "conversation_read":
        bus.tell(
            group, {"type": "tell_text", "text": text({"kind": "read", "upto": event.row["agent_read"]})}
        )


def membership_ended(event: MembershipEnded) -> None:
    """Close the desks of somebody who left."""
    bus.tell(groups.of_agent(event.membership_id), {"type": "member_left"})


def presence_changed(event: PresenceChanged) -> None:
    """Tell the floor who came or went."""
    frame = {"kind": "presence", "agent": event.membership_id, "state": event.state}
    bus.tell(groups.of_floor(event.shop_id), {"type": "tell_text", "text": text(frame)})


def buyer_left_waiting(event: BuyerLeftWaiting) -> None:
    """Tell the leads on the floor that a buyer was left waiting."""
    texts = {}
    for language in _LANGUAGES:
        with translation.override(language):
            reason = (
                _("A buyer waited too long for an answer; the conversation was passed on.")
                if event.passed_on
                else _("A buyer waits too long for an answer, and nobody is free to take the conversation.")
            )
            texts[language] = text({"kind": "alarm", "conversation": event.conversation_id, "reason": reason})
    bus.tell(groups.of_floor(event.shop_id), {"type": "tell_leads", "texts": texts})


def approval_changed(event: ApprovalChanged) -> None:
    """Tell who asked, and those on the floor who may agree."""
    frame = text({"kind": "approval", "approval": event.approval})
    bus.tell(groups.of_agent(event.asked_by_id), {"type": "tell_text", "text": frame})
    bus.tell(groups.of_floor(event.shop_id), {"type": "tell_approvers", "text": frame})


def question_changed(event: QuestionChanged) -> None:
    """Tell the floor: whoever has the buyer by now is to tell them the answer."""
    frame = text({"kind": "question", "question": event.question})
    bus.tell(groups.of_floor(event.shop_id), {"type": "tell_text", "text": frame})


def question_due(event: QuestionDue) -> None:
    """Call those who may answer."""
    texts = {}
    for language in _LANGUAGES:
        with translation.override(language):
            reason = (
                _("A buyer still waits for an answer that was promised by now: %(question)s")
                if event.late
                else _("A buyer was promised an answer within the next two hours: %(question)s")
            )
            said = reason % {"question": event.question}
            texts[language] = text({"kind": "alarm", "conversation": None, "reason": said})
    whom = {"type": "tell_leads", "right": Right.EDIT_KNOWLEDGE.value}
    bus.tell(groups.of_floor(event.shop_id), {**whom, "texts": texts})


def todo_changed(event: TodoChanged) -> None:
    """Tell whose it is and was; of a promise the floor, for every desk shows when a buyer's falls due.

    What stands on other lists is told nobody else: filling them changes thousands at once.
    """
    told = {"type": "tell_text", "text": text({"kind": "todo", "todo": event.todo})}
    if event.todo["listing"] == Listing.PROMISE:
        bus.tell(groups.of_floor(event.shop_id), told)
        return
    for member_id in {event.owner_id, event.previous_owner_id} - {None}:
        assert member_id is not None
        bus.tell(groups.of_agent(member_id), told)


def todo_rang(event: TodoRang) -> None:
    """Call whose it is; where nobody has it, everybody who answers."""
    frame = text({"kind": "ring", "todo": event.todo, "late": event.late})
    if event.owner_id is not None:
        bus.tell(groups.of_agent(event.owner_id), {"type": "tell_text", "text": frame})
        return
    whom = {"type": "tell_leads", "right": Right.ANSWER.value}
    bus.tell(groups.of_floor(event.shop_id), {**whom, "texts": dict.fromkeys(_LANGUAGES, frame)})


def task_changed(event: TaskChanged) -> None:
    """Tell who waits for it; what was answered or taken comes with a sentence about it."""
    texts = {}
    for language in _LANGUAGES:
        with translation.override(language):
            texts[language] = text({"kind": "warehouse", "task": event.task, "said": _said_of(event.task)})
    for member_id in event.whom:
        bus.tell(groups.of_agent(member_id), {"type": "tell", "texts": texts})


def _said_of(task: dict[str, Any]) -> str:
    facts = {
        "buyer": task["buyer"]["name"] if task["buyer"] else task["order"]["number"],
        "kind": Task.Kind(task["kind"]).label,
        "who": task["taken_by"],
        "answer": Task.Answer(task["answer"]).label if task["answer"] else "",
    }
    match task["state"]:
        case Task.State.ANSWERED:
            return _("%(buyer)s: the warehouse answers “%(kind)s”: %(answer)s.") % facts
        case Task.State.TAKEN:
            return _("%(buyer)s: %(who)s of the warehouse does it: %(kind)s.") % facts
        case _:
            return ""

"""What the agents' sockets hear of questions for the lead."""

from datetime import timedelta

from django.utils import timezone
from tests.factories.questions import OpenQuestionFactory
from tests.sockets import Wires, in_thread

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions
from guitai.domains.chat.models import Conversation
from guitai.domains.knowledge import asking
from guitai.domains.knowledge.asking import Wanted

ANSWER = "可以机洗，建议装洗衣袋"


def _ask(agent: Membership, conversation: Conversation) -> int:
    wanted = Wanted(question="可以机洗吗", conversation=conversation.pk, buyer=conversation.buyer_id)
    return asking.ask_question(by=agent, wanted=wanted, at=timezone.now()).question_id


async def test_the_floor_hears_the_answer_and_who_was_away_is_told_when_caught_up(
    conversation: Conversation, agent: Membership, other_agent: Membership, lead: Membership, wires: Wires
):
    desk = await wires.desk(other_agent)
    question = await in_thread(_ask)(agent, conversation)
    assert (await desk.hear("question"))["question"]["state"] == "open"

    await in_thread(asking.answer_question)(question_id=question, by=lead, answer=ANSWER, at=timezone.now())

    assert (await desk.hear("question"))["question"]["answer"] == ANSWER
    caught_up = await (await wires.desk(agent)).ask("caught_up", do="since", seq=0)
    assert [each["answer"] for each in caught_up["questions"]] == [ANSWER]


async def test_a_reply_with_the_answer_tells_the_buyer(
    conversation: Conversation, agent: Membership, lead: Membership, wires: Wires
):
    question = await in_thread(_ask)(agent, conversation)
    await in_thread(asking.answer_question)(question_id=question, by=lead, answer=ANSWER, at=timezone.now())
    desk = await wires.desk(agent)

    await in_thread(actions.send_message)(
        conversation_id=conversation.pk, by=agent, local_id="k1", text=f"您好，{ANSWER}", at=timezone.now()
    )

    (waiter,) = (await desk.hear("question"))["question"]["waiters"]
    assert waiter["told_at"]


async def test_what_falls_due_calls_who_edits_the_knowledge_alone(
    agent: Membership, lead: Membership, wires: Wires
):
    await in_thread(OpenQuestionFactory)(asked_by=agent, asked_at=timezone.now() - timedelta(hours=23))
    desks = [await wires.desk(lead), await wires.desk(agent)]

    await in_thread(asking.ring_due)(shop=agent.shop, at=timezone.now())

    told = [[frame["kind"] for frame in await desk.told()] for desk in desks]
    assert told[0].count("alarm") == 1
    assert "alarm" not in told[1]

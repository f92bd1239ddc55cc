"""Where agents contradict the knowledge or one another, and what no entry answers; decisions stay."""

from datetime import timedelta

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.knowledge import EntryFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.insight import answer_looking, answers
from guitai.domains.insight.answer_models import AnswerConflict, AnswersLook, Finding, KnowledgeGap

DAY = timedelta(days=1)
ASKED = "什么时候发货"


@pytest.fixture
def since(now):
    return now - 30 * DAY


def talk(agent, at, asked, *said, product=None):
    talk = ConversationFactory(
        buyer=BuyerFactory(shop=agent.shop), agent=agent, opened_at=at, product=product
    )
    MessageFactory(conversation=talk, text=asked, sent_at=at)
    for text in said:
        MessageFactory(conversation=talk, text=text, agent=agent, sent_at=at + timedelta(seconds=20))
    return talk


def find(shop, since, at):
    answer_looking.find_conflicts(shop=shop, since=since, at=at)
    return list(AnswerConflict.objects.all())


def test_two_agents_who_say_different_things_are_shown_side_by_side(shop, agent, other_agent, now, since):
    first = talk(agent, now - 3 * DAY, ASKED, "亲，付款后48小时内发货哦")
    second = talk(other_agent, now - 2 * DAY, "多久能发货呀", "付款后72小时内发货的")

    (conflict,) = find(shop, since, now)

    assert (conflict.count, conflict.against_knowledge, conflict.state) == (2, False, "open")
    said = {side["value"]: side for side in conflict.sides}
    assert [side["who"] for side in said.values()] == [["小美"], ["阿杰"]]
    assert {one["conversation"] for side in said.values() for one in side["said"]} == {first.pk, second.pk}
    assert (conflict.first_at, conflict.last_at) == (
        now - 3 * DAY + timedelta(seconds=20),
        now - 2 * DAY + timedelta(seconds=20),
    )


def test_what_the_knowledge_says_stands_first(shop, agent, now, since):
    entry = EntryFactory(shop=shop, questions=[ASKED], answer="付款后48小时内发货")
    talk(agent, now - DAY, ASKED, "付款后72小时内发货的")

    (conflict,) = find(shop, since, now)

    assert conflict.against_knowledge
    assert [side["entries"] for side in conflict.sides] == [[entry.pk], []]


def test_answers_about_different_products_or_outside_the_period_do_not_contradict(shop, agent, now, since):
    for days, product, said in (
        (40, None, "付款后24小时内发货"),
        (3, None, "付款后48小时内发货"),
        (2, ProductFactory(shop=shop), "这件含棉95%"),
        (1, ProductFactory(shop=shop), "这件含棉80%"),
    ):
        talk(agent, now - days * DAY, "含棉多少" if product else ASKED, said, product=product)

    assert find(shop, since, now) == []


def test_another_shops_talks_and_robots_are_left_out(shop, agent, neighbour, now, since):
    talk(agent, now - DAY, ASKED, "付款后48小时内发货")
    talk(neighbour, now - DAY, ASKED, "付款后72小时内发货的")
    robot = talk(agent, now - DAY, ASKED)
    MessageFactory(conversation=robot, author="robot", text="付款后96小时内发货的", sent_at=now - DAY)

    assert find(shop, since, now) == []


def test_nobodys_number_or_address_is_kept(shop, agent, other_agent, now, since):
    talk(agent, now - 3 * DAY, ASKED, "您13812345678的订单付款后48小时内发货")
    talk(other_agent, now - 2 * DAY, ASKED, "付款后72小时内发货的")

    (conflict,) = find(shop, since, now)

    assert "13812345678" not in str(conflict.sides)


def test_what_is_found_no_more_goes_and_what_is_decided_stays(shop, agent, other_agent, lead, now, since):
    talk(agent, now - 3 * DAY, ASKED, "付款后48小时内发货")
    talk(other_agent, now - 2 * DAY, ASKED, "付款后72小时内发货的")
    (conflict,) = find(shop, since, now)
    answers.dismiss(found=conflict, by=lead, at=now)

    (again,) = find(shop, since, now + DAY)
    assert (again.pk, again.state) == (conflict.pk, Finding.DISMISSED)

    answers.take_back(found=conflict, by=lead, at=now)
    assert find(shop, now - DAY, now + DAY) == []


@pytest.mark.parametrize(("more", "state"), [(1, "dismissed"), (2, "open")])
def test_a_dismissed_one_comes_back_when_it_came_up_twice_as_often(
    shop, agent, other_agent, lead, now, since, more, state
):
    talk(agent, now - 3 * DAY, ASKED, "付款后48小时内发货")
    talk(other_agent, now - 2 * DAY, ASKED, "付款后72小时内发货的")
    answers.dismiss(found=find(shop, since, now)[0], by=lead, at=now)

    for hours in range(more):
        talk(agent, now + timedelta(hours=1 + hours), ASKED, "付款后48小时内发货")

    assert [row.state for row in find(shop, since, now + DAY)] == [state]


def test_a_settled_one_comes_back_when_somebody_contradicts_again(shop, agent, other_agent, lead, now, since):
    talk(agent, now - 3 * DAY, ASKED, "付款后48小时内发货")
    talk(other_agent, now - 2 * DAY, ASKED, "付款后72小时内发货的")
    (conflict,) = find(shop, since, now)
    side = [each["who"] for each in conflict.sides].index(["小美"])
    answers.settle_conflict(conflict=conflict, side=side, by=lead, at=now)
    assert [row.state for row in find(shop, since, now + DAY)] == ["settled"]

    talk(other_agent, now + DAY, ASKED, "付款后72小时内发货的")

    (again,) = find(shop, since, now + 2 * DAY)
    assert (again.pk, again.state, again.against_knowledge) == (conflict.pk, "open", True)


def ask_often(shop, text, now, times):
    for number in range(times):
        agent = MembershipFactory(shop=shop)
        talk(agent, now - (number + 1) * timedelta(hours=1), text, "稍等")


def test_what_is_asked_often_and_stands_in_no_entry_is_a_gap(shop, agent, now, since):
    EntryFactory(shop=shop, questions=["可以开发票吗"], answer="可以，在订单里申请")
    ask_often(shop, "裙子里面有内衬吗", now, 4)
    ask_often(shop, "可以开发票吗", now, 4)
    ask_often(shop, "有没有礼盒包装", now, 2)

    answer_looking.find_gaps(shop=shop, since=since, at=now)

    (gap,) = KnowledgeGap.objects.all()
    assert (gap.topic, gap.count, gap.examples) == ("裙子里面有内衬吗", 4, ["裙子里面有内衬吗"])
    assert len(gap.talks) == 4
    assert gap.last_day == (now - timedelta(hours=1)).date()


def test_a_gap_that_is_answered_is_one_no_more(shop, lead, now, since):
    ask_often(shop, "裙子里面有内衬吗", now, 4)
    answer_looking.find_gaps(shop=shop, since=since, at=now)
    EntryFactory(shop=shop, questions=["裙子里面有内衬吗"], answer="有的")

    answer_looking.find_gaps(shop=shop, since=since, at=now + DAY)

    assert not KnowledgeGap.objects.exists()


def test_a_look_says_how_much_was_read_and_ends_the_wait(shop, agent, now, since):
    answers.want_look(shop=shop, at=now)
    talk(agent, now - DAY, ASKED, "付款后48小时内发货")

    answer_looking.look(shop=shop, since=since, at=now)

    look = AnswersLook.objects.get()
    assert (look.asked_at, look.looked_at, look.lines) == (None, now, 2)

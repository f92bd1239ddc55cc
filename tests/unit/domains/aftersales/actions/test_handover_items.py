"""Items are taken by name, with all that goes with them, given back and settled."""

import pytest
from django.utils import translation
from tests.factories.handover import HandoverFactory, HandoverItemFactory
from tests.factories.leaving import at, in_queue, owns, promised, to_do, waits

from guitai.common.models import AuditEntry
from guitai.domains.aftersales.actions.handover_items import give_back, settle, take, take_all
from guitai.domains.aftersales.errors import HandoverRefusedError
from guitai.domains.aftersales.events import HandoverChanged
from guitai.domains.chat.errors import TakenError

NOW = at("18:05")


@pytest.fixture
def handover(agent):
    return HandoverFactory(member=agent, ends_at=at("18:00"))


def item_of(handover, kind, subject):
    return HandoverItemFactory(handover=handover, kind=kind, subject=subject.pk, told="")


def refused(sentence, deed, **given):
    with translation.override("en"), pytest.raises(HandoverRefusedError) as refusal:
        deed(**given)
    assert refusal.value.sentence == sentence


# Taking


def test_a_buyer_who_waits_goes_to_the_taker(handover, agent, other_agent):
    talk = waits(agent, since=at("17:50"))
    item = item_of(handover, "talk", talk)

    taken = take(item_id=item.pk, by=other_agent, at=NOW)

    talk.refresh_from_db()
    assert (talk.agent, taken.taken_by, taken.taken_at) == (other_agent, other_agent, NOW)
    assert taken.settled_at is None


def test_a_buyer_in_the_queue_goes_to_the_taker(handover, agent, other_agent):
    talk = in_queue(agent, since=at("17:50"))

    take(item_id=item_of(handover, "talk", talk).pk, by=other_agent, at=NOW)

    talk.refresh_from_db()
    assert (talk.agent, talk.state) == (other_agent, "open")


def test_a_talk_a_colleague_has_by_now_stays_theirs_unless_the_lead_takes_it(
    handover, other_agent, outsourced, lead
):
    talk = waits(other_agent, since=at("17:50"))
    item = item_of(handover, "talk", talk)

    with pytest.raises(TakenError):
        take(item_id=item.pk, by=outsourced, at=NOW)
    item.refresh_from_db()
    assert item.taken_by is None

    take(item_id=item.pk, by=lead, at=NOW)
    talk.refresh_from_db()
    assert talk.agent == lead


def test_a_promise_and_a_to_do_go_to_the_taker(handover, agent, other_agent):
    promise, todo = promised(agent, due=at("20:00")), to_do(agent, due=at("20:00"))

    for kind, subject in (("promise", promise), ("todo", todo)):
        take(item_id=item_of(handover, kind, subject).pk, by=other_agent, at=NOW)

    for subject in (promise, todo):
        subject.refresh_from_db()
        assert subject.owner == other_agent


def test_a_case_goes_to_the_taker(handover, agent, other_agent):
    case = owns(agent, due=at("20:00"))

    take(item_id=item_of(handover, "case", case).pk, by=other_agent, at=NOW)

    case.refresh_from_db()
    assert case.owner == other_agent


def test_a_whole_list_goes_to_the_taker_as_far_as_it_is_still_the_leavers(handover, agent, other_agent, lead):
    theirs, tomorrow = to_do(agent, due=at("20:00")), to_do(agent, due=at("20:00", 3))
    moved, of_others = to_do(lead, due=at("20:00")), to_do(agent, due=at("20:00"), listing="late")
    item = HandoverItemFactory(handover=handover, kind="todo", subject=None, told="unpaid")

    take(item_id=item.pk, by=other_agent, at=NOW)

    owners = []
    for todo in (theirs, tomorrow, moved, of_others):
        todo.refresh_from_db()
        owners.append(todo.owner)
    assert owners == [other_agent, agent, lead, agent]


def test_taking_is_announced_and_written_down(handover, other_agent, announced):
    note = HandoverItemFactory(handover=handover)
    HandoverItemFactory(handover=handover)

    with announced() as heard:
        take(item_id=note.pk, by=other_agent, at=NOW)

    assert heard == [
        HandoverChanged(shop_id=handover.shop_id, handover_id=handover.pk, unclaimed=1, whom=(), at=NOW)
    ]
    assert AuditEntry.objects.get().deed == "handover_item_taken"


def test_taking_twice_is_taking_once_and_a_colleague_is_named(handover, other_agent, outsourced, lead):
    note = HandoverItemFactory(handover=handover)
    take(item_id=note.pk, by=other_agent, at=NOW)
    again = take(item_id=note.pk, by=other_agent, at=at("19:00"))
    assert again.taken_at == NOW

    refused("阿杰 has taken this.", take, item_id=note.pk, by=outsourced, at=NOW)
    assert take(item_id=note.pk, by=lead, at=NOW).taken_by == lead


def test_what_is_done_by_now_is_settled_and_nobodys(handover, agent, other_agent):
    todo = to_do(agent, due=at("20:00"), state="done", closed_at=NOW)

    item = take(item_id=item_of(handover, "todo", todo).pk, by=other_agent, at=NOW)

    assert (item.settled_at, item.taken_by) == (NOW, None)
    handover.refresh_from_db()
    assert handover.settled_at == NOW
    refused("This is settled already.", take, item_id=item.pk, by=other_agent, at=NOW)


@pytest.mark.parametrize("deed", [take, give_back, settle])
def test_another_shops_items_are_not_there(neighbour, other_agent, deed):
    item = HandoverItemFactory(handover=HandoverFactory(member=neighbour), taken_by=neighbour)

    refused(
        "There is nothing like this in the handovers of this shop.",
        deed, item_id=item.pk, by=other_agent, at=NOW,
    )  # fmt: skip


def test_all_of_a_kind_are_taken_but_what_a_colleague_has(handover, agent, other_agent, outsourced):
    first, second = waits(agent, since=at("17:50")), waits(agent, since=at("17:55"), name="tb_second")
    for talk in (first, second, waits(other_agent, since=at("17:50"), name="tb_third")):
        item_of(handover, "talk", talk)
    note = HandoverItemFactory(handover=handover)

    with translation.override("en"):
        came = take_all(kind="talk", by=outsourced, at=NOW)

    assert (came.taken, came.refused) == (2, "阿杰 already has this conversation.")
    note.refresh_from_db()
    assert note.taken_by is None


# Giving back


def test_what_is_given_back_is_whose_it_was_and_rings_again(handover, agent, other_agent):
    todo, case = to_do(agent, due=at("20:00")), owns(agent, due=at("20:00"))
    for kind, subject in (("todo", todo), ("case", case)):
        item = item_of(handover, kind, subject)
        take(item_id=item.pk, by=other_agent, at=NOW)
        item.refresh_from_db()
        item.rang_at = NOW
        item.save()

        back = give_back(item_id=item.pk, by=other_agent, at=NOW)

        subject.refresh_from_db()
        assert (subject.owner, back.taken_by, back.taken_at, back.rang_at) == (agent, None, None, None)


def test_of_who_left_the_shop_it_is_nobodys(handover, agent, other_agent):
    todo = to_do(agent, due=at("20:00"))
    item = item_of(handover, "todo", todo)
    take(item_id=item.pk, by=other_agent, at=NOW)
    agent.left_at = NOW
    agent.save()

    give_back(item_id=item.pk, by=other_agent, at=NOW)

    todo.refresh_from_db()
    assert todo.owner is None


def test_a_talk_is_passed_on_at_the_desk(handover, agent, other_agent):
    item = item_of(handover, "talk", waits(agent, since=at("17:50")))
    take(item_id=item.pk, by=other_agent, at=NOW)

    refused(
        "The talk is yours; pass it on to a colleague at the desk.",
        give_back, item_id=item.pk, by=other_agent, at=NOW,
    )  # fmt: skip


def test_only_the_taker_and_the_lead_give_back(handover, other_agent, outsourced, lead):
    note = HandoverItemFactory(handover=handover)
    refused("This is not yours to give back.", give_back, item_id=note.pk, by=other_agent, at=NOW)

    take(item_id=note.pk, by=other_agent, at=NOW)
    refused("This is not yours to give back.", give_back, item_id=note.pk, by=outsourced, at=NOW)
    assert give_back(item_id=note.pk, by=lead, at=NOW).taken_by is None


# Settling


def test_the_last_item_settles_the_handover(handover, other_agent, announced):
    first, second = HandoverItemFactory(handover=handover), HandoverItemFactory(handover=handover)

    settled = settle(item_id=first.pk, by=other_agent, at=NOW)
    handover.refresh_from_db()
    assert (settled.taken_by, settled.settled_at, handover.settled_at) == (other_agent, NOW, None)

    with announced() as heard:
        settle(item_id=second.pk, by=other_agent, at=NOW)
    handover.refresh_from_db()
    assert handover.settled_at == NOW
    assert [(event.why, event.unclaimed) for event in heard] == [("changed", 0)]


def test_what_a_colleague_took_they_settle_or_the_lead(handover, other_agent, outsourced, lead):
    note = HandoverItemFactory(handover=handover)
    take(item_id=note.pk, by=other_agent, at=NOW)

    refused("阿杰 has taken this.", settle, item_id=note.pk, by=outsourced, at=NOW)
    assert settle(item_id=note.pk, by=lead, at=NOW).taken_by == other_agent

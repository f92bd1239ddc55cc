"""One press takes over, gives back, settles; a refusal is said where it was caused."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.handover import HandoverFactory, HandoverItemFactory
from tests.factories.leaving import to_do, waits

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Handover, HandoverItem

PAGE = "/s/yunshang/handover/"
PART = {"HX-Request": "true"}


@pytest.fixture
def handover(agent: Membership) -> Handover:
    return HandoverFactory(member=agent, ends_at=timezone.now() - timezone.timedelta(minutes=10))


@pytest.fixture
def item(handover: Handover) -> HandoverItem:
    return HandoverItemFactory(handover=handover)


@pytest.fixture
def desk(other_agent: Membership) -> Client:
    other_agent.person.language = "en"
    other_agent.person.save()
    client = Client()
    client.force_login(other_agent.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def press(desk: Client, item: HandoverItem, deed: str) -> str:
    return desk.post(f"{PAGE}items/{item.pk}/{deed}/", headers=PART).content.decode()


def test_taking_giving_back_and_settling(desk, item, other_agent):
    assert "It is yours: 仓库下午盘点" in press(desk, item, "take")
    item.refresh_from_db()
    assert item.taken_by == other_agent

    assert "It is nobody&#x27;s again" in press(desk, item, "give-back")
    item.refresh_from_db()
    assert item.taken_by is None

    assert "Settled." in press(desk, item, "settle")
    item.refresh_from_db()
    assert item.settled_at is not None


def test_a_refusal_is_said_in_the_list(desk, item, lead):
    item.taken_by, item.taken_at = lead, timezone.now()
    item.save()

    assert "王芳 has taken this." in press(desk, item, "take")


def test_what_is_done_by_now_is_said_to_be(desk, handover, agent):
    todo = to_do(agent, due=None, state="done", closed_at=timezone.now())
    item = HandoverItemFactory(handover=handover, kind="todo", subject=todo.pk)

    assert "That is settled by now" in press(desk, item, "take")


def test_without_a_script_one_comes_back_to_the_list(desk, item):
    response = desk.post(f"{PAGE}items/{item.pk}/take/", follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert "It is yours" in response.content.decode()


def test_all_of_a_kind_are_taken_at_once(desk, handover, agent, lead, other_agent):
    for owner, name in ((agent, "tb_1"), (agent, "tb_2"), (lead, "tb_3")):
        talk = waits(owner, since=handover.ends_at, name=name)
        HandoverItemFactory(handover=handover, kind="talk", subject=talk.pk)

    shown = desk.post(f"{PAGE}take-all/", {"kind": "talk"}, headers=PART).content.decode()

    assert "2 are yours." in shown and "王芳 already has this conversation." in shown
    assert HandoverItem.objects.filter(taken_by=other_agent).count() == 2


def test_an_unknown_kind_is_refused(desk, item):
    assert (
        "Choose one of the list."
        in desk.post(f"{PAGE}take-all/", {"kind": "x"}, headers=PART).content.decode()
    )
    assert "Choose one of the list." in desk.post(f"{PAGE}take-all/", follow=True).content.decode()


def test_handing_over_by_hand_leads_to_what_was_gathered(desk, other_agent):
    waits(other_agent, since=timezone.now())

    response = desk.post(f"{PAGE}now/", {"note": "仓库四点盘点"}, follow=True)

    made = Handover.objects.get(member=other_agent)
    assert response.redirect_chain == [(f"{PAGE}{made.pk}/", 302)]
    assert "仓库四点盘点" in response.content.decode() and "tb_waits" in response.content.decode()


def test_too_long_a_note_hands_nothing_over(desk):
    response = desk.post(f"{PAGE}now/", {"note": "长" * 301}, follow=True)

    assert "A note has at most 300 characters" in response.content.decode()
    assert not Handover.objects.exists()


def test_a_note_is_added_or_refused_with_what_was_typed(desk, handover):
    added = desk.post(f"{PAGE}{handover.pk}/note/", {"note": "样衣在二楼"}, follow=True)
    assert "阿杰：样衣在二楼" in added.content.decode()

    refused = desk.post(f"{PAGE}{handover.pk}/note/", {"note": "长" * 301})
    assert refused.status_code == 422
    assert (
        "A note has at most 300 characters" in refused.content.decode()
        and "长" * 301 in refused.content.decode()
    )


def test_another_shops_rows_are_not_there(desk, neighbour):
    theirs = HandoverItemFactory(handover=HandoverFactory(member=neighbour))

    for deed in ("take", "give-back", "settle"):
        assert desk.post(f"{PAGE}items/{theirs.pk}/{deed}/").status_code == 404
    assert desk.post(f"{PAGE}{theirs.handover_id}/note/", {"note": "看"}).status_code == 404

"""The page of handovers: what nobody took first, one's own, the night for the lead, paper."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.handover import HandoverFactory, HandoverItemFactory
from tests.factories.leaving import promised, waits

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Handover

PAGE = "/s/yunshang/handover/"
PART = {"HX-Request": "true"}


def signed_in(member: Membership) -> Client:
    member.person.language = "en"
    member.person.save()
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def handover(agent: Membership) -> Handover:
    return HandoverFactory(member=agent, ends_at=timezone.now() - timezone.timedelta(minutes=10))


def section(body: str, key: str) -> str:
    """Give one card of the page; nothing if it is not there."""
    found = re.search(rf'aria-labelledby="{key}".*?</section>', body, re.DOTALL)
    return found[0] if found else ""


def test_what_nobody_took_stands_by_kind_with_a_button_each(handover, agent, other_agent):
    talks = [waits(agent, since=handover.ends_at, name=f"tb_{number}") for number in (1, 2)]
    for talk in talks:
        HandoverItemFactory(handover=handover, kind="talk", subject=talk.pk)
    note = HandoverItemFactory(handover=handover, told="仓库四点盘点")

    free = section(signed_in(other_agent).get(PAGE).content.decode(), "handover-free")

    assert free.index("tb_1") < free.index("tb_2") < free.index("仓库四点盘点")
    assert f"{PAGE}items/{note.pk}/take/" in free
    assert free.count(f"{PAGE}take-all/") == 2  # one form, for htmx and without it
    assert f'href="/s/yunshang/desk/?c={talks[0].pk}"' in free
    assert "left by 小美" in free and "waits 10 min" in free


def test_what_is_mine_has_done_and_give_back_and_what_others_have_neither(handover, agent, other_agent, lead):
    mine = HandoverItemFactory(handover=handover, taken_by=other_agent, taken_at=timezone.now())
    theirs = HandoverItemFactory(handover=handover, taken_by=lead, taken_at=timezone.now())

    body = signed_in(other_agent).get(PAGE).content.decode()

    assert f"items/{mine.pk}/settle/" in section(body, "handover-mine")
    assert f"items/{mine.pk}/give-back/" in section(body, "handover-mine")
    assert "taken by 王芳" in section(body, "handover-others")
    assert f"items/{theirs.pk}/" not in body


def test_a_promise_that_moved_by_itself_shows_who_has_it(handover, agent, other_agent, lead):
    promise = promised(lead, due=timezone.now())
    HandoverItemFactory(handover=handover, kind="promise", subject=promise.pk)

    assert "with 王芳 now" in signed_in(other_agent).get(PAGE).content.decode()


@pytest.mark.parametrize(("role", "is_seen"), [("lead", True), ("agent", False)])
def test_the_lead_sees_what_of_the_night_is_open(agent, other_agent, role, is_seen):
    Membership.objects.filter(pk=other_agent.pk).update(role=role)
    yesterday = timezone.now() - timezone.timedelta(days=1)
    night = HandoverFactory(member=agent, ends_at=yesterday, by_night=True)
    HandoverItemFactory(handover=night, told="还没处理", taken_by=agent, taken_at=yesterday)

    shown = section(signed_in(other_agent).get(PAGE).content.decode(), "handover-night")

    assert bool(shown) is is_seen
    if is_seen:
        assert "还没处理" in shown and "not settled by noon" in shown and "taken by 小美" in shown


def test_looking_again_brings_nothing_until_something_changes(handover, other_agent):
    HandoverItemFactory(handover=handover)
    desk = signed_in(other_agent)
    stamp = desk.get(PAGE, headers=PART).context["stamp"]
    assert desk.get(PAGE, {"stamp": stamp}, headers=PART).status_code == 204

    HandoverItemFactory(handover=handover, told="又一条")

    anew = desk.get(PAGE, {"stamp": stamp}, headers=PART)
    assert anew.status_code == 200
    assert "又一条" in anew.content.decode() and "<html" not in anew.content.decode()


def test_an_empty_page_says_what_will_come(other_agent):
    assert "When a shift ends" in signed_in(other_agent).get(PAGE).content.decode()


def test_paper_has_all_that_is_open_and_no_buttons(handover, other_agent):
    HandoverItemFactory(handover=handover, told="没人接")
    HandoverItemFactory(handover=handover, told="接了", taken_by=other_agent, taken_at=timezone.now())

    paper = signed_in(other_agent).get(f"{PAGE}?print").content.decode()

    assert "没人接" in paper and "接了" in paper
    assert "<form" not in paper.split("</main>")[0]


def test_one_handover_shows_what_became_of_everything(handover, agent, other_agent, lead):
    handover.note = "钥匙在抽屉"
    handover.save()
    HandoverItemFactory(
        handover=handover, told="办完了", taken_by=lead, taken_at=timezone.now(), settled_at=timezone.now()
    )
    HandoverItemFactory(handover=handover, told="没人接")

    body = signed_in(other_agent).get(f"{PAGE}{handover.pk}/").content.decode()

    assert "钥匙在抽屉" in body
    assert body.index("办完了") < body.index("settled")
    assert "nobody has taken it" in body


def test_another_shops_and_the_warehouses_people_stay_outside(handover, neighbour, warehouse):
    for member in (neighbour, warehouse):
        for address in (PAGE, f"{PAGE}{handover.pk}/"):
            assert signed_in(member).get(address).status_code in {403, 404}


def test_everybody_who_answers_finds_the_page_in_the_rail(other_agent, warehouse):
    assert f'href="{PAGE}"' in signed_in(other_agent).get("/s/yunshang/followups/").content.decode()
    assert f'href="{PAGE}"' not in signed_in(warehouse).get("/s/yunshang/warehouse/").content.decode()

"""With whom one could swap, and asking them."""

from datetime import date

import pytest
from tests.factories.accounts import DutyFactory

from guitai.domains.accounts.models import Duty, Swap

ASK = "/s/yunshang/roster/ask/"
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (2, 3, 4))


@pytest.fixture
def planned(agent, other_agent, early, late):
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=other_agent, day=WEDNESDAY, pattern=late)


def _notes(response):
    return [str(each) for each in response.context["messages"]]


def test_colleagues_stand_there_with_what_they_could_give(as_member, planned, agent, other_agent, late):
    page = as_member(agent).get(ASK, {"day": "2026-03-03"})

    (found,) = page.context["partners"]
    assert found.partner.colleague == other_agent
    assert [offer.value for offer in found.offers] == ["", f"2026-03-04 {late.pk}"]
    assert [offer.first for offer in found.offers] == [True, False]
    assert "off on that day" in page.content.decode()


def test_who_cannot_swap_stands_there_too(as_member, planned, agent, other_agent, early):
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=early)
    other_agent.duties.filter(day=WEDNESDAY).delete()

    page = as_member(agent).get(ASK, {"day": "2026-03-03"}).content.decode()

    assert "can't swap with you" in page
    assert 'name="colleague"' not in page


@pytest.mark.parametrize("day", ["", "rubbish", "2026-03-02", "2026-03-04", "9999-12-31"])
def test_a_day_without_a_shift_to_give_leads_back(as_member, planned, agent, early, day):
    DutyFactory(membership=agent, day=MONDAY, pattern=early)  # has begun

    page = as_member(agent).get(ASK, {"day": day}, follow=True)

    assert page.redirect_chain == [("/s/yunshang/roster/", 302)]
    assert _notes(page) == ["You have no shift on that day that could still be swapped."]


def test_a_colleague_is_asked_for_nothing_in_return(as_member, planned, agent, other_agent, early):
    sent = {"day": "2026-03-03", "colleague": other_agent.pk, "theirs": "", "note": "看牙医"}
    page = as_member(agent).post(ASK, sent, follow=True)

    swap = Swap.objects.get()
    assert (swap.member, swap.day, swap.pattern) == (agent, TUESDAY, early)
    assert (swap.colleague, swap.their_day, swap.note) == (other_agent, None, "看牙医")
    assert _notes(page) == ["阿杰 is asked."]


def test_a_colleague_is_asked_for_one_of_theirs(as_member, planned, agent, other_agent, late):
    sent = {"day": "2026-03-03", "colleague": other_agent.pk, "theirs": f"2026-03-04 {late.pk}"}
    as_member(agent).post(ASK, sent)

    swap = Swap.objects.get()
    assert (swap.their_day, swap.their_pattern) == (WEDNESDAY, late)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"colleague": ""}, "Choose a colleague to swap with."),
        ({"colleague": "99999999999999999999"}, "Choose a colleague to swap with."),
        ({"colleague": "neighbour"}, "Choose a colleague to swap with."),
        ({"theirs": "rubbish"}, "The roster of 阿杰 was changed meanwhile; choose again."),
        ({"theirs": "2026-03-05 1"}, "The roster of 阿杰 was changed meanwhile; choose again."),
        ({"day": "2026-03-05"}, "You have no shift on that day that could still be swapped."),
    ],
)
def test_what_was_not_on_the_page_is_refused(
    as_member, planned, agent, other_agent, neighbour, changed, said
):
    sent = {"day": "2026-03-03", "colleague": other_agent.pk, "theirs": ""} | changed
    if sent["colleague"] == "neighbour":
        sent["colleague"] = neighbour.pk
    page = as_member(agent).post(ASK, sent, follow=True)

    assert page.redirect_chain[-1][0] == "/s/yunshang/roster/"
    assert _notes(page) == [said]
    assert not Swap.objects.exists()


def test_a_refusal_leads_back_to_choosing(as_member, planned, agent, other_agent, early):
    Duty.objects.create(membership=other_agent, day=TUESDAY, pattern=early)
    page = as_member(agent).post(ASK, {"day": "2026-03-03", "colleague": other_agent.pk}, follow=True)

    assert page.redirect_chain == [(f"{ASK}?day=2026-03-03", 302)]
    assert _notes(page) == ["阿杰 works 早班 on 03-03 already, and can't work both."]

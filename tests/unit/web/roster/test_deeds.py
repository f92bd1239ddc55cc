"""Answers in one press; a refusal is said on the page one came from."""

from datetime import date

import pytest
from django.urls import reverse

from guitai.domains.accounts.models import Duty, Swap

HOME = "/s/yunshang/roster/"


def _to(deed, swap, shop="yunshang"):
    return reverse(f"roster-{deed}", args=[shop, swap.pk])


def _state(swap):
    swap.refresh_from_db()
    return swap.state


def _notes(response):
    return [(each.level_tag, str(each)) for each in response.context["messages"]]


def test_the_colleague_agrees(as_member, swap, other_agent):
    page = as_member(other_agent).post(_to("agree", swap), follow=True)

    assert _state(swap) == "agreed"
    assert page.redirect_chain == [(HOME, 302)]
    assert _notes(page) == [("success", "You agreed; the lead decides now.")]


def test_the_colleague_declines_and_says_why(as_member, swap, other_agent):
    page = as_member(other_agent).post(_to("decline", swap), {"answer": "那天有事"}, follow=True)

    assert (_state(swap), swap.answer) == ("declined", "那天有事")
    assert _notes(page) == [("success", "You declined; 小美 is told.")]


def test_who_asked_takes_it_back(as_member, swap, agent):
    as_member(agent).post(_to("withdraw", swap))

    assert _state(swap) == "withdrawn"


@pytest.mark.parametrize(
    ("back", "page"), [("", HOME), ("setup", "/s/yunshang/setup/roster/?week=2026-03-03")]
)
def test_the_lead_approves_and_the_roster_shows_it(as_member, swap, lead, other_agent, back, page):
    Swap.objects.update(state="agreed")
    shown = as_member(lead).post(_to("approve", swap), {"back": back}, follow=True)

    assert _state(swap) == "approved"
    assert shown.redirect_chain == [(page, 302)]
    assert Duty.objects.get().membership == other_agent
    assert _notes(shown) == [("success", "小美 and 阿杰 have swapped; the roster shows it.")]


def test_the_lead_refuses_and_says_why(as_member, swap, lead, agent):
    Swap.objects.update(state="agreed")
    as_member(lead).post(_to("refuse", swap), {"answer": "大促"})

    assert (_state(swap), swap.answer, swap.decided_by) == ("refused", "大促", lead)
    assert Duty.objects.get().membership == agent


def test_what_has_changed_meanwhile_is_said(as_member, swap, lead):
    Swap.objects.update(state="agreed")
    Duty.objects.update(day=date(2026, 3, 5))
    page = as_member(lead).post(_to("approve", swap), follow=True)

    assert _notes(page) == [("error", "小美 does not work 早班 on 03-03.")]
    assert _state(swap) == "agreed"


@pytest.mark.parametrize("deed", ["approve", "refuse"])
def test_only_who_plans_the_roster_decides(as_member, swap, agent, other_agent, deed):
    Swap.objects.update(state="agreed")

    for member in (agent, other_agent):
        assert as_member(member).post(_to(deed, swap)).status_code == 403
    assert _state(swap) == "agreed"


@pytest.mark.parametrize("deed", ["agree", "decline", "withdraw"])
def test_who_is_not_part_of_it_finds_nothing(as_member, swap, outsourced, other_lead, deed):
    assert as_member(outsourced).post(_to(deed, swap)).status_code == 404
    assert as_member(other_lead).post(_to(deed, swap, "nanshan")).status_code == 404
    assert _state(swap) == "asked"


def test_nothing_is_done_by_looking(as_member, swap, other_agent):
    assert as_member(other_agent).get(_to("agree", swap)).status_code == 405

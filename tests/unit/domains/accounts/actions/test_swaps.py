"""Asked, agreed, approved; declined, refused, withdrawn: who may, what moves, who hears of it."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from tests.factories.accounts import DutyFactory, ShiftPatternFactory, SwapFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts import actions
from guitai.domains.accounts.actions import swaps
from guitai.domains.accounts.errors import NoSuchSwapError, OtherShopError, SwapRefusedError
from guitai.domains.accounts.events import SwapChanged
from guitai.domains.accounts.models import Duty, Swap

TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)
State = Swap.State


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def early(shop):
    return ShiftPatternFactory(shop=shop, name="早班", blocks=[["09:00", "18:00"]])


@pytest.fixture
def late(shop):
    return ShiftPatternFactory(shop=shop, name="晚班", blocks=[["17:30", "01:00"]])


@pytest.fixture
def planned(agent, other_agent, early, late):
    """小美 works early on Tuesday, 阿杰 late on Wednesday."""
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=other_agent, day=WEDNESDAY, pattern=late)


@pytest.fixture
def asked(planned, agent, other_agent, early, late):
    return SwapFactory(
        member=agent,
        colleague=other_agent,
        day=TUESDAY,
        pattern=early,
        their_day=WEDNESDAY,
        their_pattern=late,
    )


@pytest.fixture
def agreed(asked, now):
    asked.state, asked.agreed_at = State.AGREED, now
    asked.save()
    return asked


def _ask(agent, other_agent, early, now, **more):
    told = {"member": agent, "by": agent, "day": TUESDAY, "pattern": early, "colleague": other_agent}
    return swaps.ask_swap(at=now, **(told | more))


def _plan():
    return {(duty.membership.nickname, duty.day, duty.pattern.name) for duty in Duty.objects.all()}


def _kept(swap):
    swap.refresh_from_db()
    return swap.state


def test_a_colleague_is_asked_and_hears_of_it(planned, agent, other_agent, early, now, announced):
    with announced() as events:
        swap = _ask(agent, other_agent, early, now, note="  看  牙医 ")

    assert (swap.state, swap.note, swap.asked_at, swap.their_day) == (State.ASKED, "看 牙医", now, None)
    assert events == [SwapChanged(shop_id=agent.shop_id, swap_id=swap.pk, whom=(other_agent.pk,), at=now)]
    assert _plan() == {("小美", TUESDAY, "早班"), ("阿杰", WEDNESDAY, "晚班")}


def test_asking_for_a_shift_of_theirs(planned, agent, other_agent, early, late, now):
    swap = _ask(agent, other_agent, early, now, their_day=WEDNESDAY, their_pattern=late)

    assert (swap.their_day, swap.their_pattern) == (WEDNESDAY, late)


def test_only_who_works_the_shift_asks(planned, agent, other_agent, lead, early, now):
    with pytest.raises(SwapRefusedError, match="Only who works a shift"):
        _ask(agent, other_agent, early, now, by=lead)


def test_nobody_asks_themselves(planned, agent, early, now):
    with pytest.raises(SwapRefusedError, match="Choose a colleague"):
        _ask(agent, agent, early, now)


def test_a_colleague_of_another_shop_is_not_asked(planned, agent, neighbour, early, now):
    with pytest.raises(OtherShopError):
        _ask(agent, neighbour, early, now)


def test_a_shift_of_another_shop_is_not_asked_for(planned, agent, other_agent, other_shop, early, now):
    foreign = ShiftPatternFactory(shop=other_shop)
    with pytest.raises(OtherShopError):
        _ask(agent, other_agent, early, now, their_day=WEDNESDAY, their_pattern=foreign)


def test_who_left_is_not_asked(planned, agent, former, early, now):
    with pytest.raises(SwapRefusedError, match="no longer works"):
        _ask(agent, former, early, now)


def test_a_day_without_a_shift_is_not_asked_for(planned, agent, other_agent, early, now):
    with pytest.raises(SwapRefusedError, match="which shift of which day"):
        _ask(agent, other_agent, early, now, their_day=WEDNESDAY)


def test_a_shift_nobody_works_and_one_that_has_begun_are_refused(
    planned, agent, other_agent, early, late, now
):
    with pytest.raises(SwapRefusedError, match="小美 does not work 晚班 on 03-03"):
        _ask(agent, other_agent, late, now)
    with pytest.raises(SwapRefusedError, match="早班 of 03-03 has begun"):
        _ask(agent, other_agent, early, now + timedelta(days=1))
    assert not Swap.objects.exists()


def test_a_colleague_who_works_at_that_time_is_refused(planned, agent, other_agent, early, late, now):
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=late)

    with pytest.raises(SwapRefusedError, match="阿杰 works 晚班 on 03-03 already"):
        _ask(agent, other_agent, early, now)


def test_a_note_has_its_length(planned, agent, other_agent, early, now):
    assert _ask(agent, other_agent, early, now, note="好" * swaps.LONGEST).note == "好" * swaps.LONGEST

    Swap.objects.all().delete()
    with pytest.raises(SwapRefusedError, match="at most 200"):
        _ask(agent, other_agent, early, now, note="好" * (swaps.LONGEST + 1))


def test_one_shift_is_asked_of_one_colleague_at_a_time(asked, agent, lead, early, now):
    with pytest.raises(SwapRefusedError, match="阿杰 is asked about this shift already"):
        _ask(agent, lead, early, now)


def test_what_has_lapsed_is_in_nobodys_way(asked, agent, lead, other_agent, early, now):
    other_agent.duties.all().delete()

    swap = _ask(agent, lead, early, now)

    assert _kept(asked) == State.WITHDRAWN
    assert (asked.decided_by, asked.decided_at) == (None, now)
    assert (swap.colleague, swap.state) == (lead, State.ASKED)


def test_the_colleague_agrees_and_the_leads_hear_of_it(asked, agent, other_agent, lead, now, announced):
    with announced() as events:
        swaps.agree(swap_id=asked.pk, by=other_agent, at=now)

    assert (_kept(asked), asked.agreed_at) == (State.AGREED, now)
    assert [event.whom for event in events] == [tuple(sorted([agent.pk, lead.pk]))]


@pytest.mark.parametrize("deed", [swaps.agree, swaps.decline])
def test_nobody_answers_for_the_colleague(asked, agent, lead, now, deed):
    for somebody in (agent, lead):
        with pytest.raises(NoSuchSwapError, match="Only 阿杰"):
            deed(swap_id=asked.pk, by=somebody, at=now)
    assert _kept(asked) == State.ASKED


def test_nobody_takes_back_what_another_asked(asked, other_agent, lead, now):
    for somebody in (other_agent, lead):
        with pytest.raises(NoSuchSwapError, match="Only 小美"):
            swaps.withdraw(swap_id=asked.pk, by=somebody, at=now)
    assert _kept(asked) == State.ASKED


@pytest.mark.parametrize("deed", [swaps.agree, swaps.decline, swaps.approve, swaps.refuse, swaps.withdraw])
def test_a_neighbour_finds_no_swap(agreed, other_lead, now, deed):
    with pytest.raises(NoSuchSwapError, match="no such swap"):
        deed(swap_id=agreed.pk, by=other_lead, at=now)
    assert _kept(agreed) == State.AGREED


def test_the_colleague_cannot_agree_to_what_has_changed(asked, agent, other_agent, now):
    agent.duties.all().delete()

    with pytest.raises(SwapRefusedError, match="does not work"):
        swaps.agree(swap_id=asked.pk, by=other_agent, at=now)
    assert _kept(asked) == State.ASKED


def test_the_colleague_declines_with_a_word(asked, agent, other_agent, now, announced):
    with announced() as events:
        swaps.decline(swap_id=asked.pk, by=other_agent, at=now, answer="那天有事")

    assert (_kept(asked), asked.answer) == (State.DECLINED, "那天有事")
    assert (asked.decided_by, asked.decided_at) == (other_agent, now)
    assert [event.whom for event in events] == [(agent.pk,)]


def test_a_yes_is_taken_back_until_it_is_approved(agreed, agent, other_agent, lead, now, announced):
    with announced() as events:
        swaps.decline(swap_id=agreed.pk, by=other_agent, at=now)

    assert _kept(agreed) == State.DECLINED
    assert [event.whom for event in events] == [tuple(sorted([agent.pk, lead.pk]))]


def test_the_duties_change_hands_when_it_is_approved(agreed, agent, other_agent, lead, now, announced):
    with announced() as events:
        swaps.approve(swap_id=agreed.pk, by=lead, at=now)

    assert _plan() == {("阿杰", TUESDAY, "早班"), ("小美", WEDNESDAY, "晚班")}
    assert (_kept(agreed), agreed.decided_by, agreed.decided_at) == (State.APPROVED, lead, now)
    assert [event.whom for event in events] == [tuple(sorted([agent.pk, other_agent.pk]))]
    deeds = list(AuditEntry.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds == ["duty_cleared", "duty_cleared", "duty_set", "duty_set", "swap_approved"]
    assert AuditEntry.objects.get(deed="swap_approved").facts == {"day": "2026-03-03", "shift": "早班"}


def test_a_shift_is_given_away_for_nothing(planned, agent, other_agent, early, lead, now):
    swap = SwapFactory(member=agent, colleague=other_agent, pattern=early, state=State.AGREED)

    swaps.approve(swap_id=swap.pk, by=lead, at=now)

    assert _plan() == {("阿杰", TUESDAY, "早班"), ("阿杰", WEDNESDAY, "晚班")}


def test_two_shifts_of_one_day_are_exchanged(agent, other_agent, early, late, lead, now):
    DutyFactory(membership=agent, day=TUESDAY, pattern=early)
    DutyFactory(membership=other_agent, day=TUESDAY, pattern=late)
    swap = SwapFactory(
        member=agent,
        colleague=other_agent,
        pattern=early,
        their_day=TUESDAY,
        their_pattern=late,
        state=State.AGREED,
    )

    swaps.approve(swap_id=swap.pk, by=lead, at=now)

    assert _plan() == {("阿杰", TUESDAY, "早班"), ("小美", TUESDAY, "晚班")}


def test_what_the_colleague_did_not_agree_to_is_not_approved(asked, lead, now):
    for deed in (swaps.approve, swaps.refuse):
        with pytest.raises(NoSuchSwapError, match="asked the colleague"):
            deed(swap_id=asked.pk, by=lead, at=now)
    assert _plan() == {("小美", TUESDAY, "早班"), ("阿杰", WEDNESDAY, "晚班")}


def test_a_duty_changed_meanwhile_is_refused_and_nothing_moves(agreed, other_agent, early, lead, now):
    actions.set_duty(membership=other_agent, day=WEDNESDAY, pattern=early, by=lead, at=now)

    with pytest.raises(SwapRefusedError, match="阿杰 does not work 晚班 on 03-04"):
        swaps.approve(swap_id=agreed.pk, by=lead, at=now)

    assert _kept(agreed) == State.AGREED
    assert _plan() == {("小美", TUESDAY, "早班"), ("阿杰", WEDNESDAY, "早班")}


def test_a_shift_planned_meanwhile_is_in_the_way(agreed, other_agent, late, lead, now):
    actions.set_duty(membership=other_agent, day=TUESDAY, pattern=late, by=lead, at=now)

    with pytest.raises(SwapRefusedError, match="阿杰 works 晚班 on 03-03 already"):
        swaps.approve(swap_id=agreed.pk, by=lead, at=now)


def test_a_shift_that_has_begun_is_not_swapped_any_more(agreed, lead, now):
    with pytest.raises(SwapRefusedError, match="has begun"):
        swaps.approve(swap_id=agreed.pk, by=lead, at=now + timedelta(days=1))


def test_who_left_meanwhile_gets_no_shift(agreed, other_agent, lead, now):
    other_agent.left_at = now
    other_agent.save()

    with pytest.raises(SwapRefusedError, match="no longer works"):
        swaps.approve(swap_id=agreed.pk, by=lead, at=now)


def test_the_lead_refuses_and_nothing_moves(agreed, agent, other_agent, lead, now, announced):
    with announced() as events:
        swaps.refuse(swap_id=agreed.pk, by=lead, at=now, answer="大促人手不够")

    assert (_kept(agreed), agreed.answer, agreed.decided_by) == (State.REFUSED, "大促人手不够", lead)
    assert _plan() == {("小美", TUESDAY, "早班"), ("阿杰", WEDNESDAY, "晚班")}
    assert [event.whom for event in events] == [tuple(sorted([agent.pk, other_agent.pk]))]


def test_who_asked_takes_it_back(asked, agent, other_agent, now, announced):
    with announced() as events:
        swaps.withdraw(swap_id=asked.pk, by=agent, at=now)

    assert _kept(asked) == State.WITHDRAWN
    assert [event.whom for event in events] == [(other_agent.pk,)]


def test_the_leads_hear_that_they_need_not_decide(agreed, agent, other_agent, lead, now, announced):
    with announced() as events:
        swaps.withdraw(swap_id=agreed.pk, by=agent, at=now)

    assert [event.whom for event in events] == [tuple(sorted([other_agent.pk, lead.pk]))]


@pytest.mark.parametrize("state", [State.DECLINED, State.APPROVED, State.REFUSED, State.WITHDRAWN])
def test_what_is_decided_stays_so(asked, agent, other_agent, lead, now, state):
    Swap.objects.update(state=state)
    told = {"swap_id": asked.pk, "at": now}

    for deed, by in (
        (swaps.agree, other_agent),
        (swaps.decline, other_agent),
        (swaps.approve, lead),
        (swaps.refuse, lead),
        (swaps.withdraw, agent),
    ):
        with pytest.raises(NoSuchSwapError):
            deed(by=by, **told)
    assert _kept(asked) == state


def test_who_did_it_is_not_told(agent, lead, early, now, announced):
    """The lead swaps a shift of her own; she hears nothing of her own deeds."""
    DutyFactory(membership=lead, day=TUESDAY, pattern=early)
    with announced() as events:
        swap = _ask(lead, agent, early, now)
        swaps.agree(swap_id=swap.pk, by=agent, at=now)
        swaps.approve(swap_id=swap.pk, by=lead, at=now)

    assert [event.whom for event in events] == [(agent.pk,), (lead.pk,), (agent.pk,)]

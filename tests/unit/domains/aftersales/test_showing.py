"""Where a case stands, as pages show it."""

from datetime import datetime, timedelta

import pytest
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions import cases
from guitai.domains.aftersales.actions.cases import Given
from guitai.domains.aftersales.actions.ending import reopen
from guitai.domains.aftersales.models import Case
from guitai.domains.aftersales.showing import asks, shown, told_to_buyer
from guitai.domains.trade.models import Buyer
from guitai.kernel.money import Money

pytestmark = pytest.mark.usefixtures("books")


@pytest.fixture
def case(buyer: Buyer, agent: Membership) -> Case:
    case = CaseFactory(order=OrderFactory(buyer=buyer), owner=agent)
    CaseLineFactory(case=case)
    return case


def test_a_running_case_shows_its_step(case: Case, agent: Membership, now: datetime) -> None:
    found = shown(case, "en", by=agent)

    assert (found.ask, found.who, found.evidence) == (
        "Are there photos?",
        "buyer",
        "Photos of the parcel and its label",
    )
    assert found.say.text.startswith("亲，麻烦您拍一下")
    assert [(each.number, each.key, each.title, each.wants, each.pictures) for each in found.answers] == [
        (1, "photos", "There are", "", 1),
        (2, "none", "None", "why", 0),
    ]
    assert (found.clock, found.due, found.may_step_back) == ("answer", now + timedelta(minutes=5), False)
    assert shown(case, "zh-hans", by=agent).ask == "拍照了吗"
    assert asks(case, "zh-hans") == ("拍照了吗", "buyer")


def test_an_amount_says_how_much_the_member_may_give(case: Case, agent: Membership, lead: Membership) -> None:
    case.step = "give"
    (part, *_others) = shown(case, "en", by=agent).answers
    assert (part.amount, part.most, part.flag) == ("how much", "20.00", "yellow")
    assert shown(case, "en", by=lead).answers[0].most == ""
    case.step = "decide"
    assert shown(case, "en", by=lead).answers[0].most == "158.00"


def test_an_ended_case_shows_its_end_and_how_it_came_there(
    case: Case, agent: Membership, now: datetime
) -> None:
    Case.objects.filter(pk=case.pk).update(step="give")
    after = cases.answer(case_id=case.pk, answer="part", by=agent, at=now, given=Given(amount=Money(900)))

    found = shown(after, "en", by=agent)

    assert (found.ask, found.who, found.answers, found.due) == ("Keeps it", "", (), None)
    assert [(turn.ask, turn.answer, turn.name, turn.fen) for turn in found.trail] == [
        ("What does the buyer want?", "A part", "小美", 900)
    ]
    assert found.may_step_back
    again = reopen(case_id=case.pk, by=agent, at=now, why="又坏了")
    assert [(turn.answer, turn.note) for turn in shown(again, "en", by=agent).trail] == [
        ("A part", ""),
        ("", "又坏了"),
    ]


def test_the_trail_speaks_in_the_words_of_each_playbook(case: Case, agent: Membership, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(step="give")
    cases.answer(case_id=case.pk, answer="returns", by=agent, at=now)
    after = cases.answer(case_id=case.pk, answer="here", by=agent, at=now)

    found = shown(after, "en", by=agent)

    assert [turn.ask for turn in found.trail] == ["What does the buyer want?", "Is it on its way?"]
    assert (found.playbook, found.waits_for_warehouse, found.answers) == ("Return", True, ())


def test_the_buyer_is_told_nothing_with_a_gap(case: Case) -> None:
    assert told_to_buyer(case) == "" or "{" not in told_to_buyer(case)
    case.step = "give"
    assert told_to_buyer(case) == ""  # this step tells the buyer nothing

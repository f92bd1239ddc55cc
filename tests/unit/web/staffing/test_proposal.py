"""A proposal: asked for, waited for, looked at, taken over, undone."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from tests.factories.staffing import DayOffFactory, RosterProposalFactory

from guitai.domains.accounts.models import Duty
from guitai.domains.performance.models import DayOff, RosterProposal

PAGE = "/s/yunshang/reports/staffing/proposal/"
WEEK = "?week=2026-03-09"
State = RosterProposal.State


@pytest.fixture
def proposal(shop, agent, early):
    made = RosterProposalFactory(shop=shop)
    made.result |= {
        "proposed": [[agent.pk, 0, early.pk, True], [agent.pk, 1, early.pk, False]],
        "need": [1] * 36 + [0] * 300,
        "short": [
            [34, 2, 1, [["rest", 1]]],
            [35, 2, 1, [["rest", 1]]],
            [36, 2, 1, [["rest", 1], ["off", 2]]],
            [40, 1, 0, [["no_shift", 1]]],
        ],
        "surplus": 3,
    }
    made.save()
    return made


def test_asking_keeps_days_off_and_waits(as_lead, shop, agent, early):
    response = as_lead.post(f"{PAGE}ask/", {"week": "2026-03-09", f"off-{agent.pk}-2026-03-10": "on"})

    assert response["Location"] == PAGE + WEEK
    made = RosterProposal.objects.get()
    assert (made.first, made.state, made.keeps_planned) == (date(2026, 3, 9), State.WAITING, True)
    assert list(DayOff.objects.values_list("membership", "day")) == [(agent.pk, date(2026, 3, 10))]
    page = as_lead.get(PAGE + WEEK).content.decode()
    assert "hx-trigger" in page
    assert f'name="off-{agent.pk}-2026-03-10"' in page


def test_the_part_that_waits_stops_asking_once_it_is_there(as_lead, proposal, agent):
    page = as_lead.get(f"{PAGE}live/{WEEK}").content.decode()

    assert "hx-trigger" not in page
    assert agent.nickname in page


def test_the_week_is_shown_with_hours_and_what_stays_short(as_lead, proposal, agent, lead):
    shown = as_lead.get(PAGE + WEEK).context["shown"]

    week = next(row for row in shown.members if row.member == agent)
    assert [day.shift is not None for day in week.days] == [True, True, *[False] * 5]
    assert ([day.is_new for day in week.days[:2]], week.hours) == ([True, False], 16)
    assert {row.member for row in shown.members} == {agent, lead}
    assert [(each.span, each.needed, each.there) for each in shown.short] == [
        ("17:00–18:00", 2, 1),
        ("18:00–18:30", 2, 1),
        ("20:00–20:30", 1, 0),
    ]
    assert (shown.needed, shown.missing, shown.surplus) == (18, 2, 1.5)


def test_reasons_are_told_in_words_the_most_frequent_first(as_lead, proposal, lead):
    lead.person.language = "en"
    lead.person.save()

    shown = as_lead.get(PAGE + WEEK).context["shown"]

    assert [each.why for each in shown.short] == [
        "1 needs the rest",
        "2 can't work then; 1 needs the rest",
        "no shift covers it",
    ]


def test_taken_over_it_stands_in_the_roster_and_can_be_undone(as_lead, proposal, agent):
    as_lead.post(f"{PAGE}{proposal.pk}/take/")
    assert Duty.objects.filter(membership=agent).count() == 2
    assert f"{proposal.pk}/undo/" in as_lead.get(PAGE + WEEK).content.decode()

    as_lead.post(f"{PAGE}{proposal.pk}/undo/")
    assert not Duty.objects.exists()


def test_what_moved_on_is_said_on_the_page(as_lead, proposal):
    proposal.state = State.TAKEN
    proposal.save()

    response = as_lead.post(f"{PAGE}{proposal.pk}/take/", follow=True)

    assert response.status_code == 200
    assert len(response.context["messages"]) == 1


def test_a_failure_says_what_to_do(as_lead, shop, early):
    RosterProposalFactory(shop=shop, state=State.FAILED, result={})

    assert as_lead.get(PAGE + WEEK).status_code == 200


def test_only_who_cannot_work_is_kept(as_lead, agent, early):
    DayOffFactory(membership=agent, day=date(2026, 3, 11))

    as_lead.post(f"{PAGE}days-off/", {"week": "2026-03-09", f"off-{agent.pk}-2026-13-45": "on"})

    assert not DayOff.objects.exists()
    assert not RosterProposal.objects.exists()


def test_planned_anew_if_so_asked(as_lead, early):
    as_lead.post(f"{PAGE}ask/", {"week": "2026-03-09", "anew": "on"})

    assert not RosterProposal.objects.get().keeps_planned


def test_without_shifts_the_next_step_is_named(as_lead):
    assert "/setup/shifts/" in as_lead.get(PAGE).content.decode()


def test_the_workbook_holds_week_and_shortages(as_lead, proposal, agent):
    response = as_lead.get(f"{PAGE}{WEEK}&format=xlsx")

    sheets = CalamineWorkbook.from_filelike(BytesIO(response.content))
    roster, short = (sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names)
    row = next(row for row in roster if row[0] == agent.nickname)
    assert (row[1], row[3], row[8]) == ("早班 09:00-17:00", "", 16)
    assert len(short) == 4


def test_who_plans_no_rosters_gets_no_proposal(client, agent, proposal):
    client.force_login(agent.person)

    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}{proposal.pk}/take/").status_code == 403


def test_a_neighbours_proposal_is_not_there(client, other_lead, proposal):
    client.force_login(other_lead.person)

    assert client.post(f"/s/nanshan/reports/staffing/proposal/{proposal.pk}/take/").status_code == 404

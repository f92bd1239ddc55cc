"""What members may work and wish."""

from guitai.domains.performance.models import RosterTerms

PAGE = "/s/yunshang/reports/staffing/members/"


def test_those_who_answer_are_listed(as_lead, agent, warehouse):
    members = [row[0] for row in as_lead.get(PAGE).context["rows"]]

    assert agent in members
    assert warehouse not in members


def test_terms_are_changed(as_lead, agent, early):
    filled = {
        "takes_part": "on",
        "max_hours_week": "30",
        "weekdays_off": ["0", "6"],
        "liked_shifts": ["早班"],
    }

    response = as_lead.post(f"{PAGE}{agent.pk}/", filled)

    assert response["Location"] == PAGE
    kept = RosterTerms.objects.get()
    assert (kept.membership, kept.may_nights, kept.max_hours_day, kept.max_hours_week) == (
        agent,
        False,
        None,
        30,
    )
    assert (kept.weekdays_off, kept.wished_off, kept.liked_shifts) == ([0, 6], [], ["早班"])
    form = as_lead.get(f"{PAGE}{agent.pk}/").context["form"]
    assert form["weekdays_off"].value() == [0, 6]


def test_more_hours_than_there_are_stay_in_the_form(as_lead, agent):
    response = as_lead.post(f"{PAGE}{agent.pk}/", {"max_hours_day": "25"})

    assert response.status_code == 422
    assert not RosterTerms.objects.exists()


def test_who_answers_no_buyers_has_no_terms(as_lead, warehouse, neighbour):
    for member in (warehouse, neighbour):
        assert as_lead.get(f"{PAGE}{member.pk}/").status_code == 404

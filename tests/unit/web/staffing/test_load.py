"""The page of who is overloaded when."""

from io import BytesIO

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook
from tests.factories.staffing import SpecialDayFactory

from guitai.domains.performance.actions.days import count_some
from guitai.domains.performance.models import StaffingSettings

PAGE = "/s/yunshang/reports/staffing/"


def _series(chart):
    return {series.name: dict(zip(chart.categories, series.values, strict=True)) for series in chart.series}


@pytest.fixture(autouse=True)
def english(lead):
    lead.person.language = "en"
    lead.person.save()
    with translation.override("en"):
        yield


def test_a_week_shows_what_is_needed_and_who_is_there(as_lead, talks):
    context = as_lead.get(PAGE).context

    lines = _series(context["lines"])
    assert (lines["agents needed"]["10:00"], lines["agents on duty"]["10:00"]) == (1, 1)
    assert (lines["agents needed"]["08:00"], lines["agents on duty"]["08:00"]) == (1, 0)
    # Two chats of 300 s in half an hour, in five places, 1.8 times as long as alone: 0.6 of 5 are taken.
    assert _series(context["heat"])["Mon"]["10:00"] == pytest.approx(2 * 540 / 1800 / 5)
    assert context["has_roster"]
    assert _series(context["levels"])["reached in the last weeks"]["10:00"] == 1.0


def test_a_day_is_played_through_when_asked(as_lead, talks):
    context = as_lead.get(f"{PAGE}?week=2026-03-02&day=0&check=1").context

    assert _series(context["levels"])["played through"]["10:00"] == pytest.approx(1.0)
    assert context["played"]


def test_another_day_and_week_are_chosen_in_the_address(as_lead, talks, shop):
    SpecialDayFactory(shop=shop, day="2026-03-11")

    context = as_lead.get(f"{PAGE}?week=2026-03-12&day=2").context

    assert (str(context["week"].first), context["day"], context["special"].percent) == ("2026-03-09", 2, 200)
    assert not context["has_roster"]


@pytest.mark.parametrize("query", ["?week=rubbish&day=x", "?week=9999-12-31&day=9"])
def test_what_no_address_means_is_this_week(as_lead, talks, query):
    context = as_lead.get(PAGE + query).context

    assert (str(context["week"].first), context["day"]) == ("2026-03-02", 0)


def test_where_agents_are_missing_most_stands_first(as_lead, talks):
    tight = as_lead.get(f"{PAGE}?week=2026-03-09").context["tables"][0]

    assert [cell.text for cell in tight.rows[0][:4]] == ["Mon 03-09", "10:00", "2.00", "1"]
    assert len(tight.rows) == 12


def test_who_had_more_at_once_than_reckoned_with_is_marked(as_lead, talks, shop, agent, now):
    count_some(shop=shop, at=now, most=31)
    StaffingSettings.objects.create(shop=shop, concurrency=1)

    (row,) = as_lead.get(PAGE).context["tables"][1].rows

    assert (row[0].text, row[1].text, row[1].mark, row[2].text) == (agent.nickname, "2", "bad", "2")


def test_the_workbook_holds_every_half_hour(as_lead, talks):
    response = as_lead.get(f"{PAGE}?format=xlsx")

    sheets = CalamineWorkbook.from_filelike(BytesIO(response.content))
    rows = sheets.get_sheet_by_name("Every half hour").to_python()
    assert len(rows) == 1 + 336
    assert rows[1 + 20][:5] == ["Mon 03-02", "10:00", 2.0, 1.0, 1.0]


def test_a_new_shop_is_told_what_will_stand_here(as_lead):
    page = as_lead.get(PAGE).content.decode()

    assert "Nothing to reckon with yet" in page


def test_a_week_is_read_in_few_questions(as_lead, talks, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        as_lead.get(PAGE)


def test_an_agent_sees_no_figures_of_the_shop(client, agent):
    client.force_login(agent.person)

    assert client.get(PAGE).status_code == 403

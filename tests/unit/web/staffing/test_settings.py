"""The settings of staffing, and the special days."""

from datetime import date

from tests.factories.staffing import SpecialDayFactory

from guitai.domains.performance.models import SpecialDay, StaffingSettings

PAGE = "/s/yunshang/reports/staffing/settings/"


def _filled(client, **changes):
    form = client.get(PAGE).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | changes


def test_settings_are_changed(as_lead):
    response = as_lead.post(PAGE, _filled(as_lead, level_percent=90, within_seconds=60, open_until="23:30"))

    assert response.status_code == 302
    kept = StaffingSettings.objects.get()
    assert (kept.level_percent, kept.within_seconds, f"{kept.open_until:%H:%M}") == (90, 60, "23:30")
    assert kept.patience_seconds is None


def test_a_slip_is_said_beside_its_field(as_lead):
    response = as_lead.post(PAGE, _filled(as_lead, level_percent=100))

    assert response.status_code == 422
    assert "level_percent" in response.context["form"].errors
    assert not StaffingSettings.objects.exists()


def test_special_days_are_written_a_line_each(as_lead, shop):
    SpecialDayFactory(shop=shop, day="2026-02-01")

    as_lead.post(PAGE, {"special-days": "2026-06-18 618 大促 300%\n\n 2026-12-12 双12 250"})

    ahead = SpecialDay.objects.filter(day__gte=date(2026, 3, 2)).order_by("day")
    assert list(ahead.values_list("name", "percent")) == [("618 大促", 300), ("双12", 250)]
    shown = as_lead.get(PAGE).context["special"]["days"].value()
    assert shown == "2026-06-18 618 大促 300%\n2026-12-12 双12 250%"


def test_a_line_that_cannot_be_read_is_quoted(as_lead):
    for line in ("2026-06-31 618 300%", "618 300%", "2026-01-01 元旦 100%"):
        response = as_lead.post(PAGE, {"special-days": line})

        assert response.status_code == 422
        assert response.context["special"].errors
    assert not SpecialDay.objects.exists()


def test_who_plans_no_rosters_changes_nothing(client, agent):
    client.force_login(agent.person)

    assert client.post(PAGE, {"level_percent": 10}).status_code == 403

"""A scheme chosen, changed, tried and put in force on the page."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.forms import BoundField
from django.test import Client
from tests.unit.domains.performance.figures_made import MadeReport
from tests.unit.web.pay.conftest import Opened

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.performance.models import PayVersion
from guitai.domains.performance.queries.pay import in_force
from guitai.engines.pay.reading import read_scheme
from guitai.engines.pay.types import Attainment, Between, Linear, PerPoint, Step, Steps

PAY, SCHEME, END = (f"/s/yunshang/reports/pay/{page}" for page in ("", "scheme/", "end/"))
FEBRUARY, MARCH = date(2026, 2, 1), date(2026, 3, 1)


def filled(client: Client, source: str, **typed: Any) -> dict[str, Any]:
    """Give the form as a browser would send it, with some fields typed over; None leaves one out."""
    context = client.get(SCHEME, {"source": source}).context
    editor = context["editor"]
    kept = {"base": editor.base_text, "whom": "shop", "month": context["month"]}
    for form in (editor.head, *editor.lines):
        kept |= dict(_values(form))
    return {name: value for name, value in (kept | typed).items() if value is not None}


def _values(form: Any) -> Iterator[tuple[str, Any]]:
    for field in form:
        assert isinstance(field, BoundField)
        value = field.value()
        if value not in (None, False):
            yield field.html_name, value


@pytest.mark.parametrize("source", ["shipped:linear", "shipped:attainment", "shipped:steps"])
def test_a_shipped_scheme_put_in_force_untouched_stays_what_it_is(leads: Client, shop: Shop, source: str):
    before = leads.get(SCHEME, {"source": source}).context["editor"].scheme

    response = leads.post(SCHEME, filled(leads, source, do="force"))

    assert response["Location"] == PAY
    [put] = in_force(shop, month=MARCH)
    assert put.version and read_scheme(put.version.written) == before


def test_weights_steps_marks_and_pay_are_changed(leads: Client, shop: Shop):
    leads.post(
        SCHEME,
        filled(
            leads,
            "shipped:steps",
            do="force",
            whom="shop",
            title="本店日薪",
            each="month",
            pay="per_point",
            per_point="1.5",
            floor="",
            cap="900",
            **{
                "conversion-points0": "600",
                "conversion-limit5": "25",
                "conversion-points5": "100",
                "rate_3min-limit0": "99.5",
                "rate_30s-remove": "on",
            },
            why="转化更重要",
        ),
    )

    version = PayVersion.objects.get()
    scheme = read_scheme(version.written)
    assert (version.why, scheme.title["zh"], scheme.pay) == (
        "转化更重要",
        "本店日薪",
        PerPoint(150, 0, 90_000),
    )
    conversion, quick = (line.marking for line in scheme.lines)
    assert isinstance(conversion, Steps)
    assert (conversion.steps[0].points, conversion.steps[-1]) == (
        Decimal(600),
        Step(Decimal("0.25"), Decimal(100)),
    )
    assert quick == Steps((Step(Decimal("0.995"), Decimal(200)),))


def test_a_line_is_added_to_be_filled_in(leads: Client):
    typed = filled(leads, "shipped:attainment", do="add", figure="first_response", way="attains")

    lines = leads.post(SCHEME, typed).context["editor"].scheme.lines

    assert (lines[-1].figure, lines[-1].marking) == (
        "first_response",
        Attainment(Decimal("0.6"), Decimal("1.2"), lower_is_better=True),
    )
    typed |= {"figure": "refund_rate", "way": "linear"}
    assert leads.post(SCHEME, typed).context["editor"].scheme.lines[-1].marking == Linear(
        Decimal(1), Decimal(0)
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"cap": "95"}, "cap"),
        ({"points_to": ""}, "points_to"),
        ({"pay": "per_point"}, "per_point"),
        ({"pay": "steps", "amounts": "90"}, "amounts"),
        ({"pay": "steps", "amounts": "80 300\n90 500"}, "__all__"),
        ({"points_to": "0"}, "__all__"),
        ({"whom": "member:1234567"}, "__all__"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(leads: Client, typed: dict[str, str], field: str):
    response = leads.post(SCHEME, filled(leads, "shipped:steps", do="force") | typed)

    assert response.status_code == 422
    assert list(response.context["editor"].head.errors) == [field]
    assert not PayVersion.objects.exists()


@pytest.mark.parametrize(
    ("source", "typed", "field"),
    [
        ("linear", {"reply_rate-weight": "0"}, "weight"),
        ("linear", {"reply_rate-best": "90"}, "best"),
        ("linear", {"reply_rate-best": "viel"}, "best"),
        ("attainment", {"net_sales-cap": "60"}, "cap"),
        ("steps", {"rate_30s-points0": ""}, "__all__"),
    ],
)
def test_a_line_that_makes_no_sense_is_told(leads: Client, source: str, typed: dict[str, str], field: str):
    response = leads.post(SCHEME, filled(leads, f"shipped:{source}", do="force") | typed)

    assert response.status_code == 422
    assert [field] in [list(line.errors) for line in response.context["editor"].lines]


def test_a_try_shows_everybody_beside_what_is_agreed_and_keeps_nothing(leads: Client, made: MadeReport):
    leads.post(SCHEME, filled(leads, "shipped:steps", do="force", month="2026-02"))
    typed = filled(leads, "shipped:steps", do="try", try_month="2026-02", cap="106")

    context = leads.post(SCHEME, typed).context

    # Ten yuan between: 小美 106 + 104, 阿杰 96 + 10 x 250/750 = 99.33; agreed 307.20 and 117.33
    assert [(each.name, each.pay, each.before, each.difference) for each in context["tried"]] == [
        ("小美", "¥210.00", "¥307.20", "-¥97.20"),
        ("阿杰", "¥99.33", "¥117.33", "-¥18.00"),
    ]
    assert context["tried_total"] == "¥309.33"
    assert PayVersion.objects.count() == 1


def test_a_scheme_is_for_a_group_and_ends(leads: Client, shop: Shop, presale: Group):
    leads.post(SCHEME, filled(leads, "shipped:linear", do="force", whom=f"group:{presale.pk}"))
    shown = leads.get(PAY).context
    assert [(each.whom, each.chosen) for each in shown["in_force"]] == [
        (shown["in_force"][0].whom, f"group:{presale.pk}")
    ]

    leads.post(END, {"whom": f"group:{presale.pk}", "month": "2026-03"})

    assert in_force(shop, month=MARCH) == []
    assert [bool(each.title) for each in leads.get(PAY).context["history"]] == [False, True]


def test_a_version_in_force_is_what_the_next_change_begins_with(leads: Client, shop: Shop):
    leads.post(SCHEME, filled(leads, "shipped:steps", do="force", cap="180"))
    version = in_force(shop, month=MARCH)[0].version_id

    editor = leads.get(SCHEME, {"source": f"version:{version}"}).context["editor"]

    assert editor.scheme.pay == Between(9600, 18000, Decimal(0), Decimal(750))


@pytest.mark.parametrize("base", ["", "[]", "{", json.dumps({"id": "x"})])
def test_a_scheme_there_is_not_leads_back(leads: Client, base: str):
    response = leads.post(SCHEME, {"base": base})

    assert response["Location"] == PAY


def test_a_month_that_is_over_is_refused_in_the_form(leads: Client, now: datetime):
    force = filled(leads, "shipped:steps", do="force", month="2026-02")
    leads.post(SCHEME, force)

    response = leads.post(SCHEME, force)

    assert response.status_code == 422
    assert "2026-02" in response.context["editor"].head.non_field_errors()[0]


def test_only_a_lead_pays(signed_in: Opened, agent: Membership, outsourced: Membership):
    for member in (agent, outsourced):
        client = signed_in(member)
        assert [
            client.get(PAY).status_code,
            client.post(SCHEME).status_code,
            client.post(END).status_code,
        ] == [*(403, 403, 403)]

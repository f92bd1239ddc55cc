"""The page on which a lead says how figures are counted."""

from dataclasses import fields

import pytest

from guitai.domains.performance.queries.settings import settings_of
from guitai.engines.metrics.settings import Attribution, Settings
from guitai.web.setup.figures_form import FiguresForm

HERE = "/s/yunshang/setup/figures/"


@pytest.fixture
def typed(client, lead):
    """What the page shows at first, as a browser would send it back."""
    client.force_login(lead.person)
    form = client.get(HERE).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_every_setting_stands_on_the_page_once():
    shown = [name for _title, names in FiguresForm._SECTIONS for name in names]

    assert sorted(shown) == sorted(each.name for each in fields(Settings))


def test_what_is_saved_unchanged_stays_as_it_was(client, typed, shop):
    assert client.post(HERE, typed).status_code == 302
    assert settings_of(shop) == Settings()


def test_what_is_typed_is_kept(client, typed, shop):
    changed = {
        "rule": "payment",
        "order_days": "3",
        "excluded_flags": "red，green",
        "leave_out_mass": "",
        "conversation_ends": "5",
    }
    assert client.post(HERE, typed | changed, follow=True).status_code == 200

    kept = settings_of(shop)
    assert (kept.rule, kept.order_days, kept.excluded_flags) == (Attribution.PAYMENT, 3, ("red", "green"))
    assert not kept.leave_out_mass and kept.conversation_ends.total_seconds() == 300


@pytest.mark.parametrize(("field", "wrong"), [("order_days", "0"), ("day_begins", "25:00"), ("rule", "whim")])
def test_what_can_not_be_is_said_at_its_field(client, typed, shop, field, wrong):
    response = client.post(HERE, typed | {field: wrong})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert settings_of(shop) == Settings()

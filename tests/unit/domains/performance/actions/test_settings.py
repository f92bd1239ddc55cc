"""How figures are counted is changed by name, within reason, and kept in the history."""

from datetime import datetime, time

import pytest

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.actions.settings import change_settings
from guitai.domains.performance.models import FigureSettings
from guitai.domains.performance.queries.settings import settings_of
from guitai.engines.metrics.reading_settings import SettingRefusedError
from guitai.engines.metrics.settings import Settings


def test_what_is_changed_is_kept_and_told_and_the_rest_stays(shop: Shop, lead: Membership, now: datetime):
    change_settings(shop=shop, values={"day_begins": "04:00", "sale_days": 3}, by=lead, at=now)
    change_settings(shop=shop, values={"sale_days": 2, "excluded_flags": ["red"]}, by=lead, at=now)
    change_settings(shop=shop, values={"sale_days": 2}, by=lead, at=now)

    assert settings_of(shop) == Settings(day_begins=time(4), excluded_flags=("red",))
    assert FigureSettings.objects.get().values == {"day_begins": "04:00", "excluded_flags": ["red"]}
    assert [entry.facts["changes"] for entry in audit.entries(shop_id=shop.pk)] == [
        {"sale_days": [3, 2], "excluded_flags": [[], ["red"]]},
        {"day_begins": ["00:00", "04:00"], "sale_days": [2, 3]},
    ]


@pytest.mark.parametrize(
    "wrong", [{"order_days": 0}, {"rule": "whim"}, {"colour": "red"}, {"day_begins": "25"}]
)
def test_what_makes_no_sense_changes_nothing(shop: Shop, lead: Membership, now: datetime, wrong):
    with pytest.raises(SettingRefusedError):
        change_settings(shop=shop, values={"sale_days": 3, **wrong}, by=lead, at=now)

    assert settings_of(shop) == Settings()

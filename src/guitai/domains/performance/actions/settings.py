"""Change how a shop's figures are counted."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.models import FigureSettings
from guitai.engines.metrics.reading_settings import SettingRefusedError, named_settings, read_settings
from guitai.engines.metrics.settings import Settings

# What a number may be; beyond it is a slip of the finger. Moments in minutes where the setting is one.
BOUNDS: dict[str, tuple[int, int]] = {
    "fast_seconds": (1, 3600),
    "slow_seconds": (1, 7200),
    "capped_seconds": (1, 86_400),
    "conversation_ends": (1, 240),
    "after_sales_days": (0, 90),
    "order_days": (1, 30),
    "inquiry_late_days": (0, 30),
    "sale_days": (0, 30),
    "reminder_days": (1, 30),
    "solved_days": (1, 30),
    "case_answer_seconds": (1, 86_400),
    "case_settle_hours": (1, 720),
    "silent_transfer_lines": (0, 20),
}


@transaction.atomic
def change_settings(*, shop: Shop, values: Mapping[str, object], by: Membership | None, at: datetime) -> None:
    """Change settings of a shop's figures; what is not named stays. All days are counted anew then.

    :param values: as ``engines.metrics.reading_settings`` reads them.
    :raises SettingRefusedError: if there is no such setting, or it can't be so.
    """
    for name, value in values.items():
        _check(name, value)
    kept = FigureSettings.objects.select_for_update().get_or_create(shop=shop)[0]
    usual = named_settings(Settings())
    before = usual | kept.values
    after = named_settings(read_settings({**before, **values}))
    if changes := {name: [before[name], now] for name, now in after.items() if now != before[name]}:
        kept.values = {name: now for name, now in after.items() if now != usual[name]}
        kept.save(update_fields=["values"])
        audit.record("figure_settings_changed", subject=shop, by=by, at=at, shop_id=shop.pk, changes=changes)


def _check(name: str, value: object) -> None:
    least, most = BOUNDS.get(name, (0, 0))
    if name in BOUNDS and isinstance(value, int | float) and not least <= value <= most:
        raise SettingRefusedError(
            _("The setting %(name)s takes a number from %(least)s to %(most)s.")
            % {"name": name, "least": least, "most": most}
        )

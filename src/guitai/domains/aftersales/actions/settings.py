"""How a shop keeps the clocks of after-sales: how long each runs, and when the lead hears of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.models import CaseSetting

MOST_MINUTES, MOST_HOURS = 24 * 60, 240
# Each with the most of its unit; a warning comes before what it warns of.
_NUMBERS = {
    "answer_minutes": MOST_MINUTES,
    "answer_warns_minutes": MOST_MINUTES,
    "settle_hours": MOST_HOURS,
    "settle_warns_hours": MOST_HOURS,
}
_SWITCHES = ("answer_on_duty", "settle_on_duty")
_WARNS_OF = {"answer_warns_minutes": "answer_minutes", "settle_warns_hours": "settle_hours"}


@transaction.atomic
def change_settings(*, by: Membership, at: datetime, **figures: int | bool) -> CaseSetting:
    """Keep the clocks of the member's shop in another way from now on; cases under way keep theirs.

    :param figures: columns of ``CaseSetting`` by name; those left out stay.
    :raises CaseRefusedError: if a number is out of its bounds, or a warning would come before the clock
        begins; ``facts["field"]`` says which.
    """
    setting, _is_new = CaseSetting.objects.select_for_update().get_or_create(shop=by.shop)
    before = _told(setting)
    for name, value in figures.items():
        _check(name, value)
        setattr(setting, name, value)
    for warning, clock in _WARNS_OF.items():
        if getattr(setting, warning) > getattr(setting, clock):
            sentence = _("The lead can't hear of it earlier than the clock begins: write at most %(most)s.")
            raise CaseRefusedError(sentence % {"most": getattr(setting, clock)}, field=warning)
    if _told(setting) != before:
        setting.save()
        record(
            "case_settings_changed",
            subject=setting,
            by=by,
            at=at,
            shop_id=by.shop_id,
            before=before,
            after=_told(setting),
        )
    return setting


def _check(name: str, value: object) -> None:
    if name in _SWITCHES and isinstance(value, bool):
        return
    most = _NUMBERS.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        sentence = _("Write a whole number from %(least)s to %(most)s.")
        raise CaseRefusedError(sentence % {"least": 1, "most": most}, field=name)


def _told(setting: CaseSetting) -> dict[str, Any]:
    return {name: getattr(setting, name) for name in (*_NUMBERS, *_SWITCHES)}

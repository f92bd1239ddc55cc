"""How a shop keeps its lists: what it changed, over what the rules come with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.followups import lists
from guitai.domains.followups.errors import SettingRefusedError
from guitai.domains.followups.models import Listing, ListSetting
from guitai.engines.worklists import Numbers, rules

# How often a buyer may be gone to is a number as the others are, though lists.yaml has it for promises too.
MOST = "most"
MOST_BOUNDS = (1, 9)


def settings_of(shop: Shop) -> dict[str, ListSetting]:
    """Give what a shop changed, by list; lists it left alone are missing."""
    return {each.listing: each for each in ListSetting.objects.filter(shop=shop).select_related("group")}


def numbers_of(shop: Shop) -> Numbers:
    """Give the figures of the lists that are on, the shop's own over those of the rules."""
    changed = settings_of(shop)
    return Numbers(
        platform=shop.platform,
        lists={
            key: figures_of(key, changed.get(key))
            for key in rules().lists
            if key not in changed or changed[key].is_on
        },
    )


def figures_of(listing: str, setting: ListSetting | None) -> dict[str, int]:
    """Give all figures of a list as they stand; one the rules do not know any more is left out."""
    usual = {number.name: number.value for number in rules().lists[listing].numbers.values()}
    usual[MOST] = lists.kinds()[Listing(listing)].most
    own = setting.numbers if setting else {}
    return {name: own.get(name, value) for name, value in usual.items()}


def most_of(shop: Shop, listing: Listing) -> int:
    """Give how often a buyer may be gone to for something on a list."""
    setting = ListSetting.objects.filter(shop=shop, listing=listing).first()
    own = setting.numbers.get(MOST) if setting else None
    return own if own is not None else lists.kinds()[listing].most


@transaction.atomic
def change_list(
    *,
    shop: Shop,
    listing: str,
    by: Membership | None,
    at: datetime,
    is_on: bool,
    group: Group | None,
    numbers: Mapping[str, int],
) -> ListSetting:
    """Keep a list in another way from now on; what stands on it stays.

    :param group: whose work it is; None: as the list has it.
    :param numbers: those that are to differ from the rules', by name; the others are the rules' again.
    :raises SettingRefusedError: if a number is unknown or out of its bounds, or the group another shop's.
    """
    if listing not in rules().lists:
        raise SettingRefusedError(_("There is no such list."), field="listing")
    if group is not None and group.shop_id != shop.pk:
        raise SettingRefusedError(_("There is no such group in this shop."), field="group")
    kept, usual = {}, figures_of(listing, None)
    for name, value in numbers.items():
        _check(listing, name, value)
        if value != usual[name]:
            kept[name] = value
    setting, _is_new = ListSetting.objects.select_for_update().get_or_create(shop=shop, listing=listing)
    was = _told(setting)
    setting.is_on, setting.group, setting.numbers = is_on, group, kept
    setting.save()
    if _told(setting) != was:
        record(
            "list_changed", subject=setting, by=by, at=at, shop_id=shop.pk, before=was, after=_told(setting)
        )
    return setting


def _check(listing: str, name: str, value: object) -> None:
    number = rules().lists[listing].numbers.get(name)
    if number is None and name != MOST:
        raise SettingRefusedError(_("This list knows no such number."), field=name)
    least, most = (number.least, number.most) if number else MOST_BOUNDS
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        sentence = _("Write a whole number from %(least)s to %(most)s.")
        raise SettingRefusedError(sentence % {"least": least, "most": most}, field=name)


def _told(setting: ListSetting) -> dict[str, Any]:
    return {
        "is_on": setting.is_on,
        "group": setting.group.name if setting.group else "",
        "numbers": setting.numbers,
    }

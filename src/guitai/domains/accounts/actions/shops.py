"""Shops and their settings."""

import secrets
from datetime import datetime, time
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from guitai.common import audit, events
from guitai.domains.accounts.actions.members import MOST_AUTHORITY, add_member, create_group
from guitai.domains.accounts.actions.people import create_person
from guitai.domains.accounts.actions.roster import define_pattern
from guitai.domains.accounts.errors import (
    AlreadySetUpError,
    MissingNameError,
    NameTakenError,
    SettingRefusedError,
)
from guitai.domains.accounts.events import ShopOpened
from guitai.domains.accounts.models import Group, Membership, Platform, Role, Shop
from guitai.domains.accounts.queries import is_set_up
from guitai.kernel.money import Money
from guitai.kernel.text import clean

# What a number may be; beyond it is a slip of the finger.
BOUNDS: dict[str, tuple[int, int]] = {
    "first_reply_seconds": (5, 3600),
    "reply_seconds": (5, 7200),
    "promise_seconds": (30, 24 * 3600),
    "max_conversations": (1, 200),
    "reassign_minutes": (1, 240),
    "known_agent_days": (0, 365),
    "idle_close_minutes": (5, 7 * 24 * 60),
    "dispatch_hours": (1, 30 * 24),
    "authority_fen": (0, MOST_AUTHORITY.fen),
    "contact_limit": (0, 50),
}


class ShopChanges(TypedDict, total=False):
    """The settings of a shop that can be changed, each on its own."""

    name: str
    platform: str
    greeting: str
    offline_text: str
    first_reply_seconds: int
    reply_seconds: int
    promise_seconds: int
    max_conversations: int
    reassign_minutes: int
    known_agent_days: int
    idle_close_minutes: int
    dispatch_cutoff: time
    dispatch_hours: int
    authority_fen: int
    contact_limit: int


@transaction.atomic
def create_shop(
    *,
    key: str,
    name: str,
    at: datetime,
    platform: str = Platform.TAOBAO,
    widget_key: str = "",
    by: Membership | None = None,
) -> Shop:
    """Open a shop with a chat window of its own.

    :param key: what stands for the shop in addresses: small letters, digits and hyphens.
    :param widget_key: what stands for it in the chat window's script tag; drawn by lot unless it is given.
    :raises MissingNameError: if the name is empty, or the key is no word for an address.
    :raises NameTakenError: if another shop has the key.
    """
    name = clean(name)
    if not name or not key or slugify(key) != key:
        raise MissingNameError(_("Write the shop's name, and a key of small letters, digits and hyphens."))
    if Shop.objects.filter(key=key).exists():
        raise NameTakenError(_("Another shop already has the key %(key)s.") % {"key": key})
    shop = Shop.objects.create(
        key=key,
        name=name,
        platform=Platform(platform),
        widget_key=widget_key or secrets.token_urlsafe(12),
        widget_secret=secrets.token_urlsafe(32),
    )
    audit.record("shop_created", subject=shop, by=by, at=at, shop_id=shop.pk)
    events.publish(ShopOpened(shop_id=shop.pk, at=at))
    return shop


@transaction.atomic
def open_first_shop(
    *, key: str, name: str, platform: str, username: str, lead_name: str, password: str, at: datetime
) -> Membership:
    """Begin an installation: the first shop with the usual groups and shifts, and its lead.

    :raises AlreadySetUpError: if anybody can sign in already.
    :raises GuitaiError: as :func:`create_shop` and :func:`create_person` do.
    """
    if is_set_up():
        raise AlreadySetUpError(_("This installation has its first shop already; sign in."))
    shop = create_shop(key=key, name=name, platform=platform, at=at)
    person = create_person(username=username, display_name=lead_name, password=password, at=at)
    lead = add_member(shop=shop, person=person, role=Role.LEAD, nickname=lead_name, at=at)
    for group, purpose in (
        (_("Pre-sale"), Group.Purpose.PRESALE),
        (_("After-sale"), Group.Purpose.AFTERSALE),
        (_("Complaints"), Group.Purpose.COMPLAINT),
    ):
        create_group(shop=shop, name=group, purpose=purpose, by=lead, at=at)
    for shift, blocks in ((_("Day shift"), [("09:00", "17:30")]), (_("Late shift"), [("17:30", "01:00")])):
        define_pattern(shop=shop, name=shift, blocks=blocks, by=lead, at=at)
    return lead


@transaction.atomic
def change_shop_settings(
    *, shop: Shop, by: Membership | None, at: datetime, **changes: Unpack[ShopChanges]
) -> Shop:
    """Change settings; what is not named stays.

    :raises SettingRefusedError: if a number is outside its bounds, the name empty or the platform unknown.
    """
    kept = Shop.objects.select_for_update().get(pk=shop.pk)
    before: dict[str, object] = {}
    for name, given in changes.items():
        value = clean(given) if isinstance(given, str) else given
        _check(name, value)
        if getattr(kept, name) != value:
            before[name] = getattr(kept, name)
            setattr(kept, name, value)
    if before:
        kept.save(update_fields=list(before))
        audit.record(
            "settings_changed",
            subject=kept,
            by=by,
            at=at,
            shop_id=kept.pk,
            changes={
                name: [_shown(name, old), _shown(name, getattr(kept, name))] for name, old in before.items()
            },
        )
    return kept


@transaction.atomic
def reveal_widget_secret(*, shop: Shop, by: Membership, at: datetime) -> str:
    """Give the secret the shop's own site signs its buyers' identity with; that it was looked at is kept."""
    audit.record("widget_secret_shown", subject=shop, by=by, at=at, shop_id=shop.pk)
    return shop.widget_secret


@transaction.atomic
def rotate_widget_secret(*, shop: Shop, by: Membership | None, at: datetime) -> str:
    """Make a new identity secret and give it; what was signed with the old one is no longer believed."""
    shop.widget_secret = secrets.token_urlsafe(32)
    shop.save(update_fields=["widget_secret"])
    audit.record("widget_secret_rotated", subject=shop, by=by, at=at, shop_id=shop.pk)
    return shop.widget_secret


def _check(name: str, value: object) -> None:
    least, most = BOUNDS.get(name, (0, 0))
    if name in BOUNDS and not (isinstance(value, int) and least <= value <= most):
        raise SettingRefusedError(
            _("“%(setting)s” takes a number from %(least)s to %(most)s.")
            % {
                "setting": getattr(Shop, name).field.verbose_name,
                "least": _shown(name, least),
                "most": _shown(name, most),
            },
            setting=name,
        )
    if name == "name" and not value:
        raise SettingRefusedError(_("A shop needs a name."), setting=name)
    if name == "platform" and value not in Platform.values:
        raise SettingRefusedError(_("That platform is not known."), setting=name)


def _shown(name: str, value: object) -> object:
    if name.endswith("_fen") and isinstance(value, int):
        return Money(value).yuan
    return value.isoformat(timespec="minutes") if isinstance(value, time) else value

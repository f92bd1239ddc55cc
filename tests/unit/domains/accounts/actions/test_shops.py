"""Shops and settings: done, refused, written down."""

from datetime import time

import pytest

from guitai.common import audit
from guitai.common.models import AuditEntry
from guitai.domains.accounts import actions, queries
from guitai.domains.accounts.errors import (
    AlreadySetUpError,
    MissingNameError,
    NameTakenError,
    SettingRefusedError,
    WeakPasswordError,
)
from guitai.domains.accounts.models import Role, Shop

FIRST = {
    "key": "yunshang",
    "name": "云裳女装",
    "platform": "tmall",
    "username": "wangfang",
    "lead_name": "王芳",
    "password": "布谷鸟-morning-7",
}


def test_a_shop_opens_with_a_chat_window_of_its_own(db, now):
    first = actions.create_shop(key="yunshang", name="云裳女装", at=now)
    second = actions.create_shop(key="nanshan", name="南山户外", platform="jd", at=now)

    assert first.widget_key != second.widget_key
    assert first.widget_secret != second.widget_secret
    assert len(first.widget_secret) >= 43
    assert (first.platform, second.platform) == ("taobao", "jd")
    assert audit.entries(shop_id=first.pk).get().deed == "shop_created"


@pytest.mark.parametrize(("key", "name"), [("", "店"), ("yun shang", "店"), ("云裳", "店"), ("yun", " ")])
def test_a_shop_without_a_name_or_a_proper_key_is_refused(db, now, key, name):
    with pytest.raises(MissingNameError):
        actions.create_shop(key=key, name=name, at=now)


def test_a_key_that_is_taken_is_refused(shop, now):
    with pytest.raises(NameTakenError):
        actions.create_shop(key="yunshang", name="另一家", at=now)


def test_the_first_start_opens_a_shop_with_lead_groups_and_shifts(db, now):
    lead = actions.open_first_shop(**FIRST, at=now)

    assert queries.membership_of(lead.person, "yunshang") == lead
    assert lead.role == Role.LEAD
    assert [group.purpose for group in queries.groups_of(lead.shop)] == ["presale", "aftersale", "complaint"]
    assert [pattern.hours() for pattern in queries.shift_patterns_of(lead.shop)] == [
        "09:00-17:30",
        "17:30-01:00",
    ]


def test_the_first_start_happens_once(nobody, now):
    with pytest.raises(AlreadySetUpError):
        actions.open_first_shop(**FIRST, at=now)


def test_a_first_start_with_a_weak_password_leaves_nothing_behind(db, now):
    with pytest.raises(WeakPasswordError):
        actions.open_first_shop(**FIRST | {"password": "12345678"}, at=now)

    assert not queries.is_set_up()
    assert not Shop.objects.exists()


def test_changed_settings_are_kept_and_written_down(shop, lead, now):
    actions.change_shop_settings(
        shop=shop, by=lead, at=now, reply_seconds=120, dispatch_cutoff=time(17, 30), name=" 云裳女装 "
    )

    shop.refresh_from_db()
    assert (shop.reply_seconds, shop.dispatch_cutoff, shop.first_reply_seconds) == (120, time(17, 30), 30)
    assert audit.entries(shop_id=shop.pk).get().facts == {
        "changes": {"reply_seconds": [180, 120], "dispatch_cutoff": ["16:00", "17:30"]}
    }


def test_an_authority_is_written_down_in_yuan(shop, lead, now):
    actions.change_shop_settings(shop=shop, by=lead, at=now, authority_fen=5000, contact_limit=2)

    assert audit.entries(shop_id=shop.pk).get().facts == {
        "changes": {"authority_fen": ["20.00", "50.00"], "contact_limit": [3, 2]}
    }


def test_unchanged_settings_leave_no_entry(shop, lead, now):
    actions.change_shop_settings(shop=shop, by=lead, at=now, reply_seconds=180)

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "setting",
    [
        {"first_reply_seconds": 0},
        {"max_conversations": 201},
        {"known_agent_days": -1},
        {"authority_fen": -1},
        {"authority_fen": 1_000_001},
        {"contact_limit": 51},
        {"name": " "},
        {"platform": "ebay"},
    ],
)
def test_a_setting_out_of_bounds_is_refused_and_nothing_is_kept(shop, lead, now, setting):
    with pytest.raises(SettingRefusedError) as refusal:
        actions.change_shop_settings(shop=shop, by=lead, at=now, greeting="您好", **setting)

    shop.refresh_from_db()
    assert shop.greeting == ""
    assert refusal.value.facts["setting"] in setting


def test_looking_at_the_identity_secret_is_written_down(shop, lead, now):
    secret = actions.reveal_widget_secret(shop=shop, by=lead, at=now)

    entry = audit.entries(shop_id=shop.pk).get()
    assert secret == shop.widget_secret
    assert (entry.deed, entry.by_label) == ("widget_secret_shown", "王芳")
    assert secret not in str(entry.facts)


def test_a_new_identity_secret_takes_the_place_of_the_old_one(shop, lead, now):
    old = shop.widget_secret

    new = actions.rotate_widget_secret(shop=shop, by=lead, at=now)

    shop.refresh_from_db()
    assert shop.widget_secret == new != old
    assert audit.entries(shop_id=shop.pk).get().deed == "widget_secret_rotated"

"""Passes: who a buyer is, and that nobody can be somebody else."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.unit.domains.chat.identities import identity_of

from guitai.common.models import Picture
from guitai.domains.accounts.models import Shop
from guitai.domains.chat import passes
from guitai.domains.chat.passes import BuyerPass, IdentityRefusedError, PassRefusedError

DAY = timedelta(days=1)


def in_an_hour(now: datetime) -> int:
    return int(now.timestamp()) + 3600


def test_a_buyers_token_gives_back_its_holder(now: datetime):
    holder = BuyerPass(7, "tb_demo01", "小鱼")

    token = passes.sign_buyer(holder, at=now)

    assert passes.read_buyer(token, at=now) == holder


def test_a_buyers_token_ends_after_a_day(now: datetime):
    token = passes.sign_buyer(BuyerPass(7, "tb_demo01", "小鱼"), at=now)

    passes.read_buyer(token, at=now + DAY - timedelta(seconds=1))
    with pytest.raises(PassRefusedError):
        passes.read_buyer(token, at=now + DAY)


def test_a_token_from_the_future_is_refused_beyond_what_clocks_differ(now: datetime):
    token = passes.sign_buyer(BuyerPass(7, "tb_demo01", "小鱼"), at=now)

    passes.read_buyer(token, at=now - timedelta(minutes=4))
    with pytest.raises(PassRefusedError):
        passes.read_buyer(token, at=now - timedelta(minutes=6))


@pytest.mark.parametrize("forged", ["", "abc", "a.b", "a:b", "WzEsMl0:x", "\ud800", "长" * 10_000])
def test_what_we_did_not_sign_is_no_pass(forged: str, now: datetime):
    with pytest.raises(PassRefusedError):
        passes.read_buyer(forged, at=now)


def test_a_changed_token_is_no_pass(now: datetime):
    token = passes.sign_buyer(BuyerPass(7, "tb_demo01", "小鱼"), at=now)
    _body, _colon, signature = token.rpartition(":")
    other = base64.urlsafe_b64encode(
        json.dumps([7, "tb_other", "小鱼", int(now.timestamp())]).encode()
    ).decode()

    with pytest.raises(PassRefusedError):
        passes.read_buyer(f"{other.rstrip('=')}:{signature}", at=now)


def test_a_visitors_token_is_no_buyers_token_and_the_other_way_round(now: datetime):
    visitor = passes.new_visitor(shop_id=7)

    with pytest.raises(PassRefusedError):
        passes.read_buyer(passes.sign_visitor(visitor, at=now), at=now)
    with pytest.raises(PassRefusedError):
        passes.read_visitor(passes.sign_buyer(visitor, at=now), shop_id=7, at=now)


def test_a_visitor_is_known_again_for_400_days_in_the_same_shop_alone(now: datetime):
    visitor = passes.new_visitor(shop_id=7)
    token = passes.sign_visitor(visitor, at=now)

    assert passes.read_visitor(token, shop_id=7, at=now + 399 * DAY) == visitor
    with pytest.raises(PassRefusedError):
        passes.read_visitor(token, shop_id=7, at=now + 400 * DAY)
    with pytest.raises(PassRefusedError):
        passes.read_visitor(token, shop_id=8, at=now)


def test_every_new_visitor_is_somebody_else():
    visitors = {passes.new_visitor(shop_id=7).account for _each in range(50)}

    assert len(visitors) == 50
    assert all(len(account) == len("visitor:") + 22 for account in visitors)


def test_the_shop_says_who_the_buyer_is(shop: Shop, now: datetime):
    identity = identity_of(shop, account="tb_demo01", name="小鱼", exp=in_an_hour(now))

    holder = passes.read_identity(shop=shop, identity=identity, at=now)

    assert holder == BuyerPass(shop.pk, "tb_demo01", "小鱼")
    assert not holder.is_visitor


def test_a_padded_body_and_a_signature_in_capitals_are_the_same_identity(shop: Shop, now: datetime):
    body = base64.urlsafe_b64encode(json.dumps({"account": "abc", "exp": in_an_hour(now)}).encode()).decode()
    signature = hmac.new(shop.widget_secret.encode(), body.encode(), hashlib.sha256).hexdigest().upper()

    holder = passes.read_identity(shop=shop, identity=f"{body}.{signature}", at=now)

    assert "=" in body
    assert holder.account == "abc"


def test_a_buyer_without_a_name_is_shown_by_their_account(shop: Shop, now: datetime):
    identity = identity_of(shop, account="tb_demo01", exp=in_an_hour(now))

    assert passes.read_identity(shop=shop, identity=identity, at=now).name == "tb_demo01"


def test_an_identity_signed_with_another_shops_secret_is_refused(shop: Shop, other_shop: Shop, now: datetime):
    identity = identity_of(shop, secret=other_shop.widget_secret, account="tb_demo01", exp=in_an_hour(now))

    with pytest.raises(IdentityRefusedError) as refused:
        passes.read_identity(shop=shop, identity=identity, at=now)

    assert refused.value.code == "chat.identity_refused"


def test_an_identity_ends_at_its_own_second(shop: Shop, now: datetime):
    identity = identity_of(shop, account="tb_demo01", exp=int(now.timestamp()))

    passes.read_identity(shop=shop, identity=identity, at=now - timedelta(seconds=1))
    with pytest.raises(IdentityRefusedError):
        passes.read_identity(shop=shop, identity=identity, at=now)


@pytest.mark.parametrize(
    "said",
    [
        {"account": "visitor:abc"},
        {"account": ""},
        {"account": " \u200b "},
        {"account": 7},
        {"account": "a" * 121},
        {"account": "a", "name": "长" * 61},
        {"account": "a", "name": None},
        {"account": "a\ud800"},
        {"account": "a", "exp": None},
        {"account": "a", "exp": True},
        {"account": "a", "exp": "2099-01-01"},
        {"name": "小鱼"},
    ],
)
def test_an_identity_that_names_nobody_properly_is_refused(
    said: dict[str, object], shop: Shop, now: datetime
):
    identity = identity_of(shop, **{"exp": in_an_hour(now), **said})

    with pytest.raises(IdentityRefusedError):
        passes.read_identity(shop=shop, identity=identity, at=now)


@pytest.mark.parametrize("body", ["", "!!!", "bnVsbA", "W10", "eyJhIjog", "_____w"])
def test_a_signed_body_that_is_no_object_is_refused(body: str, shop: Shop, now: datetime):
    signature = hmac.new(shop.widget_secret.encode(), body.encode(), hashlib.sha256).hexdigest()

    with pytest.raises(IdentityRefusedError):
        passes.read_identity(shop=shop, identity=f"{body}.{signature}", at=now)


@pytest.mark.parametrize(
    "identity", ["", "no-dot", "a.b", "a." + "0" * 64, "é.é", "\ud800.a", "a" * 5_000 + ".a"]
)
def test_what_is_no_identity_at_all_is_refused(identity: str, shop: Shop, now: datetime):
    with pytest.raises(IdentityRefusedError):
        passes.read_identity(shop=shop, identity=identity, at=now)


def test_a_pictures_address_opens_that_picture_for_a_week(shop: Shop, now: datetime):
    shown, other = keep(shop, now), keep(shop, now)
    token = _token(passes.picture_url(shop=shop, account="tb_demo01", picture_id=shown.pk, at=now))

    assert passes.signed_picture(token, shop_id=shop.pk, picture_id=shown.pk, at=now + 6 * DAY) == shown
    with pytest.raises(PassRefusedError):
        passes.signed_picture(token, shop_id=shop.pk, picture_id=shown.pk, at=now + 7 * DAY)
    with pytest.raises(PassRefusedError):
        passes.signed_picture(token, shop_id=shop.pk, picture_id=other.pk, at=now)
    with pytest.raises(PassRefusedError):
        passes.signed_picture(token, shop_id=shop.pk + 1, picture_id=shown.pk, at=now)


def test_a_picture_of_another_shop_is_not_opened_even_with_a_signature(
    shop: Shop, other_shop: Shop, now: datetime
):
    picture = keep(other_shop, now)
    token = _token(passes.picture_url(shop=shop, account="tb_demo01", picture_id=picture.pk, at=now))

    with pytest.raises(PassRefusedError):
        passes.signed_picture(token, shop_id=shop.pk, picture_id=picture.pk, at=now)


def keep(shop: Shop, at: datetime) -> Picture:
    return Picture.objects.create(
        shop_id=shop.pk, sha256="0" * 64, content_type="image/png", width=2, height=1, size=9, at=at
    )


def test_a_pictures_address_stays_the_same_all_day_and_differs_by_buyer(shop: Shop, now: datetime):
    morning = passes.picture_url(shop=shop, account="tb_demo01", picture_id=5, at=now)
    evening = passes.picture_url(shop=shop, account="tb_demo01", picture_id=5, at=now + timedelta(hours=9))
    another = passes.picture_url(shop=shop, account="tb_demo02", picture_id=5, at=now)

    assert morning == evening
    assert morning != another


def test_only_messages_with_a_picture_get_an_address(shop: Shop, now: datetime):
    plain = {"id": 1, "picture": None}
    shown = {"id": 2, "picture": {"id": 5, "url": "", "width": 2, "height": 1}}

    signed = passes.with_picture_url(shown, shop=shop, account="tb_demo01", at=now)

    assert passes.with_picture_url(plain, shop=shop, account="tb_demo01", at=now) == plain
    assert signed["picture"]["url"].startswith(f"/widget/{shop.widget_key}/picture/5/?t=")
    assert shown["picture"]["url"] == ""  # the message that others are told of is not changed


def _token(url: str) -> str:
    return parse_qs(urlsplit(url).query)["t"][0]

"""Passes of the chat window: who a buyer is, said by Guitai's or the shop's own signature."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from guitai.common.models import Picture
from guitai.domains.accounts.models import Shop
from guitai.kernel.errors import GuitaiError
from guitai.kernel.text import clean

BUYER_LASTS = timedelta(days=1)
VISITOR_LASTS = timedelta(days=400)
PICTURE_LASTS = timedelta(days=7)
# A shop's server may be a little ahead of ours.
CLOCKS_DIFFER = timedelta(minutes=5)
MAX_NAME = 60
MAX_ACCOUNT = 120
MAX_IDENTITY = 4_000
VISITOR = "visitor:"


class PassRefusedError(GuitaiError):
    """A pass is not ours, was made for something else, or has faded."""

    code = "chat.pass_refused"


class IdentityRefusedError(GuitaiError):
    """What says who the buyer is was not signed by the shop, has run out, or can't be read."""

    code = "chat.identity_refused"


@dataclass(frozen=True, slots=True)
class BuyerPass:
    """Which buyer of which shop somebody is; a visitor nobody knows has an account of their own making."""

    shop_id: int
    account: str
    name: str

    @property
    def is_visitor(self) -> bool:
        """Whether the shop has not said who this is."""
        return self.account.startswith(VISITOR)


def new_visitor(*, shop_id: int) -> BuyerPass:
    """Give a pass nobody had before; no row is made until its holder writes."""
    mark = secrets.token_urlsafe(16)
    shown = "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _each in range(4))
    return BuyerPass(shop_id, f"{VISITOR}{mark}", _("Visitor %(mark)s") % {"mark": shown})


def sign_buyer(holder: BuyerPass, *, at: datetime) -> str:
    """Give the token a window shows with every request; it lasts a day."""
    return _sign("buyer", [holder.shop_id, holder.account, holder.name], at=at)


def read_buyer(token: str, *, at: datetime) -> BuyerPass:
    """Give whom a token was made for.

    :raises PassRefusedError: if it is not ours or older than a day.
    """
    return BuyerPass(*_read("buyer", token, lasts=BUYER_LASTS, at=at))


def sign_visitor(holder: BuyerPass, *, at: datetime) -> str:
    """Give the token by which a visitor's own browser is known again; it lasts 400 days."""
    return _sign("visitor", [holder.shop_id, holder.account, holder.name], at=at)


def read_visitor(token: str, *, shop_id: int, at: datetime) -> BuyerPass:
    """Give the visitor a browser was known as.

    :raises PassRefusedError: if the token is not ours, another shop's, or older than 400 days.
    """
    holder = BuyerPass(*_read("visitor", token, lasts=VISITOR_LASTS, at=at))
    if holder.shop_id != shop_id:
        raise PassRefusedError(_("This pass belongs to another shop."))
    return holder


def picture_url(*, shop: Shop, account: str, picture_id: int, at: datetime) -> str:
    """Give the address under which one buyer may see one picture for a week.

    It stays the same all day, so that a browser that has the picture does not fetch it again.
    """
    today = at.replace(hour=0, minute=0, second=0, microsecond=0)
    token = _sign("picture", [shop.pk, account, picture_id], at=today)
    return f"{reverse('widget-picture', args=[shop.widget_key, picture_id])}?t={token}"


def with_picture_url(message: dict[str, Any], *, shop: Shop, account: str, at: datetime) -> dict[str, Any]:
    """Give a message of the protocol with its picture's address signed for this buyer; others as they are."""
    picture = message.get("picture")
    if not picture:
        return message
    url = picture_url(shop=shop, account=account, picture_id=picture["id"], at=at)
    return {**message, "picture": {**picture, "url": url}}


def signed_picture(token: str, *, shop_id: int, picture_id: int, at: datetime) -> Picture:
    """Give the picture whose address was given out, not more than a week ago.

    :raises PassRefusedError: if it was given out for another picture, or there is none such any more.
    """
    said_shop, _account, said_picture = _read("picture", token, lasts=PICTURE_LASTS, at=at)
    picture = Picture.objects.filter(pk=picture_id, shop_id=shop_id).first()
    if (said_shop, said_picture) != (shop_id, picture_id) or picture is None:
        raise PassRefusedError(_("This address was made for another picture."))
    return picture


def read_identity(*, shop: Shop, identity: str, at: datetime) -> BuyerPass:
    """Give the buyer whom the shop's own server has signed in.

    :raises IdentityRefusedError: if the signature is wrong, it has run out, or its content can't be used.
    """
    body, dot, signature = identity.partition(".")
    if not dot or not identity.isascii() or len(identity) > MAX_IDENTITY:
        raise IdentityRefusedError(_("The buyer's identity is not in the form body.signature."))
    expected = hmac.new(shop.widget_secret.encode(), body.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), signature.lower().encode()):
        raise IdentityRefusedError(_("The buyer's identity was not signed with this shop's secret."))
    said = _said(body)
    expires = said.get("exp")
    if isinstance(expires, bool) or not isinstance(expires, int | float) or expires <= at.timestamp():
        raise IdentityRefusedError(_("The buyer's identity has run out; the page must make a new one."))
    account, name = _word(said.get("account"), MAX_ACCOUNT), _word(said.get("name", ""), MAX_NAME)
    if not account or account.startswith(VISITOR):
        raise IdentityRefusedError(_("The buyer's identity names no account."))
    return BuyerPass(shop.pk, account, name or account[:MAX_NAME])


def _said(body: str) -> dict[str, Any]:
    try:
        said = json.loads(base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise IdentityRefusedError(_("The buyer's identity can't be read.")) from error
    if not isinstance(said, dict):
        raise IdentityRefusedError(_("The buyer's identity can't be read."))
    return said


def _word(value: object, longest: int) -> str:
    # JSON can write half a character ("\ud83d"), which no table takes.
    if (
        not isinstance(value, str)
        or len(value) > longest
        or any("\ud800" <= letter <= "\udfff" for letter in value)
    ):
        raise IdentityRefusedError(_("An account or name in the buyer's identity is no text, or too long."))
    return clean(value)


def _sign(purpose: str, content: list[object], *, at: datetime) -> str:
    return signing.Signer(salt=f"guitai.chat.{purpose}").sign_object([*content, int(at.timestamp())])


def _read(purpose: str, token: str, *, lasts: timedelta, at: datetime) -> list[Any]:
    try:
        *content, made = signing.Signer(salt=f"guitai.chat.{purpose}").unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise PassRefusedError(_("This pass was not made here.")) from error
    age = timedelta(seconds=at.timestamp() - made)
    if not -CLOCKS_DIFFER <= age < lasts:
        raise PassRefusedError(_("This pass has run out."))
    return list(content)

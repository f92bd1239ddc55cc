"""What the chat window asks of us: a pass, older messages, and pictures both ways."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from guitai.common import files
from guitai.domains.accounts.queries import Shop, shop_by_widget_key
from guitai.domains.aftersales.buyer_view import BuyersCase, cases_for_buyer
from guitai.domains.chat import actions, passes, queries, shapes, visitors
from guitai.web.widget.open_to_pages import UnknownShopError, address, open_to_pages, refusal, too_often
from guitai.web.widget.words import language_for, words

# A picture's own limit, and what the form around it may weigh.
PICTURE_BODY = files.MAX_BYTES + 64 * 1024
HELLO_BODY = 16 * 1024
HELLOS_A_MINUTE = 120
PICTURES_A_MINUTE = 30
LONGEST_LOCAL_ID = 40
SAID = ("visitor", "identity", "language")
PICTURE_KEPT = 7 * 24 * 3600

Held = Callable[[HttpRequest, Shop, passes.BuyerPass], HttpResponseBase]


@open_to_pages("POST")
def hello(request: HttpRequest, widget_key: str) -> HttpResponseBase:
    """Say who the buyer is from now on, and everything the window needs to show itself."""
    if _length(request) > HELLO_BODY:
        return refusal(413, "widget.too_large", _("This is more than a window has to say."))
    if too_often("hello", address(request), most=HELLOS_A_MINUTE):
        return refusal(429, "widget.too_often", _("Too many requests; try again in a minute."))
    said = _said(request.body)
    with translation.override(language_for(said["language"])):
        shop, at = _shop(widget_key), timezone.now()
        visitor = visitors.known_or_new(shop=shop, token=said["visitor"], at=at)
        holder = visitor
        if said["identity"]:
            holder = passes.read_identity(shop=shop, identity=said["identity"], at=at)
            visitors.adopt(shop=shop, visitor=visitor, buyer=holder, at=at)
        return JsonResponse(_welcome(shop, holder, visitor, at))


def _welcome(
    shop: Shop, holder: passes.BuyerPass, visitor: passes.BuyerPass, at: datetime
) -> dict[str, object]:
    return {
        "token": passes.sign_buyer(holder, at=at),
        "visitor": passes.sign_visitor(visitor, at=at),
        "name": holder.name,
        "shop": shop.name,
        "greeting": shop.greeting or _("Hello! What can we do for you?"),
        "on_duty": queries.anybody_online(shop, at=at),
        "offline_text": shop.offline_text
        or _("Nobody is on duty right now. Leave us a message; we answer it first thing when we are back."),
        "words": words(),
        "language": translation.get_language(),
    }


def _for_holder(view: Held) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Let only the holder of a pass for this very shop through, and answer in their window's language."""

    @wraps(view)
    def answer(request: HttpRequest, widget_key: str) -> HttpResponseBase:
        shop = _shop(widget_key)
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        holder = passes.read_buyer(token if scheme.lower() == "bearer" else "", at=timezone.now())
        if holder.shop_id != shop.pk:
            raise passes.PassRefusedError(_("This pass belongs to another shop."))
        with translation.override(language_for(request.GET.get("language", ""))):
            return view(request, shop, holder)

    return answer


@open_to_pages("GET")
@_for_holder
def messages(request: HttpRequest, shop: Shop, holder: passes.BuyerPass) -> HttpResponseBase:
    """Give the messages before one the window has."""
    before = request.GET.get("before", "")
    if not (before.isascii() and before.isdigit() and len(before) < 19):
        return refusal(400, "widget.before", _("The address does not say before which message."))
    older, more = queries.buyer_messages(shop=shop, account=holder.account, before=int(before))
    at = timezone.now()
    shown = [passes.with_picture_url(message, shop=shop, account=holder.account, at=at) for message in older]
    return JsonResponse({"messages": shown, "more": more})


@open_to_pages("GET")
@_for_holder
def cases(request: HttpRequest, shop: Shop, holder: passes.BuyerPass) -> HttpResponseBase:
    """Give the buyer's own cases; none to a visitor, whom the shop does not know."""
    account = "" if holder.is_visitor else holder.account
    found = cases_for_buyer(shop=shop, account=account, at=timezone.now())
    return JsonResponse({"cases": [_case(each) for each in found]})


def _case(case: BuyersCase) -> dict[str, object]:
    return {
        "number": case.number,
        "kind": case.kind,
        "goods": case.goods,
        "state": case.state,
        "over": case.is_over,
        "waits": case.waits_for_buyer,
        "told": case.told,
        "stages": [
            {"name": stage.name, "at": shapes.moment(stage.at) if stage.at else None} for stage in case.stages
        ],
        "opened": shapes.moment(case.opened_at),
    }


@open_to_pages("POST")
@_for_holder
def send_picture(request: HttpRequest, shop: Shop, holder: passes.BuyerPass) -> HttpResponseBase:
    """Take a picture from the buyer; the same ``local_id`` again gives the same answer."""
    if _length(request) > PICTURE_BODY:
        return refusal(413, "files.picture_refused", _too_large())
    if too_often("picture", holder.account, most=PICTURES_A_MINUTE):
        return refusal(429, "widget.too_often", _("Too many pictures at once; try again in a minute."))
    local_id, upload = request.POST.get("local_id", ""), request.FILES.get("picture")
    if upload is None or not (0 < len(local_id) <= LONGEST_LOCAL_ID and local_id.isprintable()):
        return refusal(400, "widget.no_picture", _("There is no picture in this request."))
    at = timezone.now()
    kept = files.keep_picture(upload.read(), shop_id=shop.pk, at=at)
    stored = actions.receive_picture(
        shop=shop, account=holder.account, name=holder.name, local_id=local_id, picture=kept, at=at
    )
    shape = shapes.buyer_message_shape(stored.message)
    shown = shapes.localised(shape, for_buyer=True) if shape else {}
    return JsonResponse({"message": passes.with_picture_url(shown, shop=shop, account=holder.account, at=at)})


@open_to_pages("GET")
def picture(request: HttpRequest, widget_key: str, picture_id: int) -> HttpResponseBase:
    """Give a picture to whoever holds an address that was signed for it."""
    shop = _shop(widget_key)
    token = request.GET.get("t", "")
    shown = passes.signed_picture(token, shop_id=shop.pk, picture_id=picture_id, at=timezone.now())
    response = HttpResponse(files.picture_path(shown).read_bytes(), content_type=shown.content_type)
    response["Cache-Control"] = f"private, max-age={PICTURE_KEPT}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _shop(widget_key: str) -> Shop:
    shop = shop_by_widget_key(widget_key)
    if shop is None:
        raise UnknownShopError(_("No shop has this widget key; look it up in the shop's settings."))
    return shop


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if str(length).isdecimal() else 0


def _said(body: bytes) -> dict[str, str]:
    """Give what a hello says; whatever is not understood counts as not said."""
    try:
        said = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        said = {}
    given = said if isinstance(said, dict) else {}
    return {key: value if isinstance(value := given.get(key), str) else "" for key in SAID}


def _too_large() -> str:
    return _("The picture is too large; at most %(most)s MB can be sent.") % {
        "most": files.MAX_BYTES // 1024 // 1024
    }

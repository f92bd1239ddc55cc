"""The door of every page of a shop: who is signed in, works there and may do this."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from guitai.domains.accounts import queries
from guitai.domains.accounts.queries import Membership, Person, Right, Shop

View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request of somebody who works in the shop the address names."""

    user: Person
    htmx: HtmxDetails
    membership: Membership
    shop: Shop


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in, in no shop in particular."""

    user: Person
    htmx: HtmxDetails


def member_required(*rights: Right) -> Callable[[View], View]:
    """Let only members of the shop in the address through, of them only those whose role carries the rights.

    The view takes a :class:`MemberRequest` and ``shop_key``. A shop somebody does not work in looks like one
    that does not exist. A script of a page gets JSON instead of a page: 401 when the session has ended, 403
    and 404, each with a code and a sentence.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, shop_key: str, **captured: object) -> HttpResponseBase:
            if not isinstance(request.user, Person):
                return _signed_out(request)
            membership = queries.membership_of(request.user, shop_key)
            if membership is None:
                return _no_such_shop(request)
            if not all(queries.may(membership, right) for right in rights):
                return _not_allowed(request)
            request.membership = membership  # type: ignore[attr-defined]
            request.shop = membership.shop  # type: ignore[attr-defined]
            return view(request, shop_key, **captured)

        return guarded

    return decorate


def person_required(view: View) -> View:
    """Let only people through who are signed in; the view takes a :class:`SignedInRequest`."""

    @wraps(view)
    def guarded(request: HttpRequest, **captured: object) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return _signed_out(request)
        return view(request, **captured)

    return guarded


def asked_by_script(request: HttpRequest) -> bool:
    """Say whether a script of a page asks, which reads JSON, and not a person who opens an address."""
    accept = request.headers.get("Accept", "text/html")
    return bool(getattr(request, "htmx", False)) or "text/html" not in accept


def _signed_out(request: HttpRequest) -> HttpResponse:
    if not asked_by_script(request):
        return redirect_to_login(request.get_full_path(), resolve_url("sign-in"))
    response = _refusal("accounts.signed_out", _("You are signed out; sign in again."), status=401)
    if getattr(request, "htmx", False):
        # htmx obeys this whatever the status; without it the page would stand still.
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        response["HX-Redirect"] = redirect_to_login(page.path or "/", resolve_url("sign-in")).url
    return response


def _no_such_shop(request: HttpRequest) -> HttpResponse:
    sentence = _("There is no such shop, or you do not work there.")
    if asked_by_script(request):
        return _refusal("accounts.no_such_shop", sentence, status=404)
    raise Http404(sentence)


def _not_allowed(request: HttpRequest) -> HttpResponse:
    sentence = _("Your role in this shop does not allow this; ask the lead.")
    if asked_by_script(request):
        return _refusal("accounts.not_allowed", sentence, status=403)
    raise PermissionDenied(sentence)


def _refusal(code: str, sentence: str, *, status: int) -> HttpResponse:
    return JsonResponse({"code": code, "reason": sentence}, status=status)

"""What a request from a page of any shop may do: be answered without cookies, and not too often."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from guitai.domains.chat.passes import IdentityRefusedError, PassRefusedError
from guitai.kernel.errors import GuitaiError

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


class UnknownShopError(GuitaiError):
    """No shop has this widget key."""

    code = "widget.unknown_shop"


_STATUS = {PassRefusedError: 401, IdentityRefusedError: 403, UnknownShopError: 404}


def open_to_pages(method: str) -> Callable[[View[Given]], View[Given]]:
    """Let pages of any origin call a view by one method: preflights answered, no cookies believed."""

    def around(view: View[Given]) -> View[Given]:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
            if request.method == "OPTIONS":
                response: HttpResponseBase = HttpResponse(status=204)
            elif request.method != method:
                response = refusal(405, "widget.method", _("This address is asked in another way."))
            else:
                response = _refused_or_answered(view, request, *args, **kwargs)
            return _with_cors(response, method)

        return answer

    return around


def _refused_or_answered(
    view: View[Given], request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except GuitaiError as error:
        return refusal(_STATUS.get(type(error), 422), error.code, error.sentence)


def _with_cors(response: HttpResponseBase, method: str) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = f"{method}, OPTIONS"
    response["Access-Control-Allow-Headers"] = "authorization, content-type"
    response["Access-Control-Max-Age"] = "86400"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def refusal(status: int, code: str, reason: str) -> JsonResponse:
    """Give the answer of a request that was understood and refused."""
    return JsonResponse({"code": code, "reason": reason}, status=status)


def too_often(what: str, who: str, *, most: int) -> bool:
    """Count one more of these in this minute and say whether that is more than anybody needs.

    Counted in the process's own cache: a guard against floods, not an account.
    """
    key = f"widget:{what}:{who}"
    if cache.add(key, 1, timeout=60):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # the minute ended between the two
        return False


def address(request: HttpRequest) -> str:
    """Give the network address a request came from, as the server in front of us says it."""
    return str(request.META.get("REMOTE_ADDR") or "unknown")

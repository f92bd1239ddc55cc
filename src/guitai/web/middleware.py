"""What every request passes: the content policy, the person's language, refusals turned into answers."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation

from guitai.domains.accounts.queries import Person
from guitai.kernel.errors import GuitaiError
from guitai.web.members import asked_by_script

Answer = Callable[[HttpRequest], HttpResponse]
# Nothing from other hosts, ever; pictures being sent are shown from the page's own memory.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'{sockets}; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class ContentPolicy:
    """Tells browsers that pages hold nothing from elsewhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Some browsers do not take 'self' to mean the same host's sockets.
        host = request.get_host()
        response.headers.setdefault(
            "Content-Security-Policy", POLICY.format(sockets=f" ws://{host} wss://{host}")
        )
        return response


class PersonsLanguage:
    """Speaks the language the person chose; before signing in the one kept in a cookie, else Chinese."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.user.language if isinstance(request.user, Person) else _kept(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response


def _kept(request: HttpRequest) -> str:
    cookie = request.COOKIES.get("guitai_language", "")
    return cookie if cookie in {"zh-hans", "en"} else "zh-hans"


class Refusals:
    """Turns a refusal into JSON for scripts, and into a sentence on the page one came from for people."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else flies on."""
        if not isinstance(error, GuitaiError):
            return None
        if asked_by_script(request):
            return JsonResponse({"code": error.code, "reason": error.sentence}, status=409)
        came_from = urlsplit(request.headers.get("Referer", ""))
        if request.method == "POST" and came_from.netloc == request.get_host():
            messages.error(request, error.sentence)
            return HttpResponseRedirect(came_from._replace(scheme="", netloc="", fragment="").geturl() or "/")
        return render(request, "refused.html", {"sentence": error.sentence}, status=409)

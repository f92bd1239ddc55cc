"""The sidecar's page, and what makes it an app of its own."""

import json

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales.queries import Kind
from guitai.web.members import MemberRequest, SignedInRequest, member_required, person_required

_FILES = ("base.css", "base.js", "sidecar.css", "sidecar.js", "icon.svg", "icons.svg")
_PICTURES = {"192x192": "sidecar-192.png", "512x512": "sidecar-512.png"}
_ACCENT, _GROUND = "#0f766e", "#f5f6f7"


@require_GET
@person_required
def first(request: SignedInRequest) -> HttpResponse:
    """Go to the sidecar of the first shop in which one answers buyers; say so where there is none."""
    places = accounts.memberships_of(request.user)
    place = next((place for place in places if accounts.may(place, Right.ANSWER)), None)
    if place is None:
        return render(request, "people/no_shop.html", status=403)
    return HttpResponseRedirect(reverse("sidecar", args=[place.shop.key]))


@require_GET
@never_cache
@member_required(Right.ANSWER)
def sidecar(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the page; everything in it comes by requests."""
    places = accounts.memberships_of(request.user)
    shops = [place.shop for place in places if accounts.may(place, Right.ANSWER)]
    return render(request, "sidecar/sidecar.html", {"shops": shops, "case_kinds": Kind})


@require_GET
@member_required(Right.ANSWER)
def manifest(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Say how the page stands among the programs of a computer or phone."""
    here = reverse("sidecar", args=[shop_key])
    name = _("Sidecar")
    described = {
        "id": here,
        "start_url": here,
        "scope": here,
        "name": f"{name} · {request.shop.name}",
        "short_name": name,
        "lang": request.user.language,
        "display": "standalone",
        "background_color": _GROUND,
        "theme_color": _ACCENT,
        "icons": [
            {"src": static("dist/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": static(f"dist/{picture}"), "sizes": size, "type": "image/png"}
                for size, picture in _PICTURES.items()
            ),
        ],
    }
    return JsonResponse(described, content_type="application/manifest+json")


@require_GET
@member_required(Right.ANSWER)
def worker(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the worker that keeps the page's scripts and styles; what people write it never sees."""
    files = [static(f"dist/{name}") for name in (*_FILES, *_PICTURES.values())]
    response = render(
        request, "sidecar/worker.js", {"files": json.dumps(files)}, content_type="text/javascript"
    )
    response["Cache-Control"] = "no-cache"
    return response

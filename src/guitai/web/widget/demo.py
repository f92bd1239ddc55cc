"""The example page of the demo shop, served beside the desk so that one can try both at once."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts

DEMO_WIDGET_KEY = "demo-yunshang"
PAGE = Path(__file__).resolve().parents[4] / "examples" / "shop.html"


@require_GET
def shop_page(request: HttpRequest) -> HttpResponse:
    """Show the example page, where the demo shop is."""
    if accounts.shop_by_widget_key(DEMO_WIDGET_KEY) is None or not PAGE.exists():
        raise Http404
    return HttpResponse(PAGE.read_bytes(), content_type="text/html; charset=utf-8")

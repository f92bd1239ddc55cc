"""The first start, and the settings and chat window of a shop."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.domains.accounts import actions, queries
from guitai.domains.accounts.queries import Right
from guitai.domains.guard.queries import Place
from guitai.web.guard.scripts import Scripts
from guitai.web.members import MemberRequest, member_required
from guitai.web.setup.forms import FirstShopForm, ShopForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
def first(request: HttpRequest) -> HttpResponse:
    """Open the first shop and sign its lead in; once anybody can sign in, this page is not there."""
    if queries.is_set_up():
        raise Http404
    form = FirstShopForm(request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            lead = actions.open_first_shop(**form.cleaned_data, at=timezone.now())
            actions.set_language(person=lead.person, language=get_language() or "")
            login(request, lead.person, backend=_BACKEND)
            return redirect("setup-shop", lead.shop.key)
    return render(request, "setup/first.html", {"form": form}, status=form.status)


@require_GET
@member_required()
def index(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Lead to the first page of the setup this member may see."""
    leads = queries.may(request.membership, Right.EDIT_SHOP)
    return redirect("setup-shop" if leads else "setup-roster", shop_key)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def settings(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show and change the shop's settings."""
    form = ShopForm.of(request.shop, request.POST or None)
    said = ("greeting", "offline_text")
    scripts = Scripts(request, Place.AUTOMATIC, shop_name=request.POST.get("name", ""))
    if form.is_valid() and scripts.passes(form, *said):
        with form.taking_refusals():
            actions.change_shop_settings(
                shop=request.shop, by=request.membership, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("The settings are saved."))
            scripts.tell(*(form.cleaned_data[name] for name in said))
            return redirect("setup-shop", shop_key)
    return render(request, "setup/shop.html", {"form": form}, status=form.status)


@require_GET
@member_required(Right.EDIT_SHOP)
def window(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the script tag of the chat window."""
    return _window(request, secret="")


@require_POST
@never_cache
@member_required(Right.EDIT_SHOP)
def reveal_secret(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the identity secret this once; that it was looked at is kept."""
    secret = actions.reveal_widget_secret(shop=request.shop, by=request.membership, at=timezone.now())
    return _window(request, secret=secret)


@require_POST
@never_cache
@member_required(Right.EDIT_SHOP)
def rotate_secret(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Make a new identity secret and show it this once."""
    secret = actions.rotate_widget_secret(shop=request.shop, by=request.membership, at=timezone.now())
    messages.success(request, _("There is a new identity secret. Put it into your site's server now."))
    return _window(request, secret=secret)


@require_GET
@member_required(Right.EDIT_SHOP)
def pieces(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show every piece of the pages in all its states."""
    return render(request, "setup/pieces.html")


def _window(request: MemberRequest, *, secret: str) -> HttpResponse:
    address = request.build_absolute_uri("/widget.js")
    tag = f'<script src="{address}" data-shop="{request.shop.widget_key}" async></script>'
    return render(request, "setup/window.html", {"tag": tag, "secret": secret})

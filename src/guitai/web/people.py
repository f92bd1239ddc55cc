"""Signing in and out, one's own password and language."""

from datetime import datetime

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.forms import CharField, PasswordInput
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts import actions, queries
from guitai.domains.accounts.queries import Person
from guitai.domains.chat import actions as chat
from guitai.web.forms import Form, dress
from guitai.web.members import SignedInRequest, asked_by_script, person_required

A_YEAR = 365 * 24 * 3600


class SignInForm(AuthenticationForm):
    """Name and password; the name is folded before failures are counted, so capitals open no second row."""

    template_name = "pieces/form.html"
    error_messages = {
        "invalid_login": gettext_lazy("The sign-in name or the password is not right."),
        "inactive": gettext_lazy("This account is closed."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["username"].label = _("Sign-in name")
        dress(self)

    def clean_username(self) -> str:
        """Give the name as it is kept."""
        return queries.sign_in_name(self.cleaned_data["username"])


class SignIn(LoginView):
    """The sign-in page; on an installation nobody uses yet it leads to the first start."""

    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the page."""
        return super().get(request, *args, **kwargs) if queries.is_set_up() else redirect("setup-first")

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show the page again with what was wrong."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response


sign_in = SignIn.as_view()


class SignOut(LogoutView):
    """Signing out; who signs out takes no more conversations."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Leave every desk, then end the session."""
        if isinstance(request.user, Person):
            for membership in queries.memberships_of(request.user):
                chat.leave(membership=membership, at=timezone.now())
        return super().post(request, *args, **kwargs)


sign_out = SignOut.as_view()


class PasswordForm(Form):
    """The present password and a new one."""

    old = CharField(
        label=gettext_lazy("Present password"),
        widget=PasswordInput({"autocomplete": "current-password"}),
        strip=False,
    )
    new = CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least 8 characters, nothing common, not like your name."),
        widget=PasswordInput({"autocomplete": "new-password"}),
        strip=False,
    )


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@person_required
def password(request: SignedInRequest) -> HttpResponse:
    """Let a person change their own password; this browser stays signed in, all others are signed out."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            actions.change_own_password(person=request.user, **form.cleaned_data, at=timezone.now())
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Your password is changed. Other browsers are signed out."))
            return redirect("home")
    return render(request, "people/password.html", {"form": form}, status=form.status)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak another language: kept with the person, and in this browser for the sign-in page."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(_own_page(request, request.POST.get("next", "")))
    if language in dict(settings.LANGUAGES):
        if isinstance(request.user, Person):
            actions.set_language(person=request.user, language=language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response


def locked_out(
    request: HttpRequest, _response: HttpResponseBase | None = None, _credentials: object = None
) -> HttpResponse:
    """Answer who typed too many wrong passwords: when they can try again."""
    wait = get_cool_off(request)
    again: datetime = timezone.now() + wait
    response = _locked_out_page(request, again)
    response["Retry-After"] = str(int(wait.total_seconds()))
    patch_cache_control(response, no_store=True)
    return response


def _locked_out_page(request: HttpRequest, again: datetime) -> HttpResponse:
    sentence = _(
        "Too many wrong passwords. Try again after %(time)s, or ask your lead for a new password."
    ) % {"time": f"{timezone.localtime(again):%H:%M}"}
    if asked_by_script(request):
        return JsonResponse({"code": "accounts.locked_out", "reason": sentence}, status=429)
    return render(request, "people/locked_out.html", {"sentence": sentence}, status=429)


def _own_page(request: HttpRequest, address: str) -> str:
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else "/"

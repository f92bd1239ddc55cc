"""Columns somebody hid, remembered in their browser for a year."""

from collections.abc import Sequence

from django.http import HttpResponse

from guitai.web.members import MemberRequest

_COOKIE, _APART = "ranking-columns", "."
_YEAR = 365 * 24 * 3600


def chosen_columns(request: MemberRequest, known: Sequence[str], usual: Sequence[str]) -> list[str]:
    """Give the columns to show, in their order: those just chosen, else those of last time, else the usual.

    :param known: all there are; what is none of them is left out.
    """
    wanted = request.GET.getlist("column") or request.COOKIES.get(_COOKIE, "").split(_APART)
    return [key for key in known if key in wanted] or [key for key in known if key in usual]


def remember(response: HttpResponse, request: MemberRequest, columns: Sequence[str]) -> HttpResponse:
    """Let the browser keep the columns that were just chosen."""
    if "column" in request.GET:
        response.set_cookie(
            _COOKIE,
            _APART.join(columns),
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
            path=request.path,
        )
    return response

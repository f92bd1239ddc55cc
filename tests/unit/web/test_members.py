"""The door of every page of a shop."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from guitai.domains.accounts.queries import Right
from guitai.web.members import (
    MemberRequest,
    SignedInRequest,
    asked_by_script,
    member_required,
    person_required,
)


@member_required()
def anybody(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Say who came in."""
    return HttpResponse(f"{request.membership.nickname} @ {request.shop.name}")


@member_required(Right.ANSWER, Right.EDIT_PEOPLE)
def leads_only(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Say who came in."""
    return HttpResponse(request.membership.nickname)


@person_required
def signed_in(request: SignedInRequest) -> HttpResponse:
    """Say who came in."""
    return HttpResponse(request.user.display_name)


def request_of(user, **headers):
    request = RequestFactory().get("/s/yunshang/desk/?c=51", headers=headers)
    request.user = user
    request.htmx = HtmxDetails(request)
    return request


def test_a_member_comes_in_with_their_place_and_shop(agent):
    assert anybody(request_of(agent.person), shop_key="yunshang").content.decode() == "小美 @ 云裳女装"


@pytest.mark.parametrize("stranger", ["neighbour", "former", "nobody"])
def test_a_shop_one_does_not_work_in_does_not_exist(shop, stranger, request):
    who = request.getfixturevalue(stranger)

    with pytest.raises(Http404) as foreign:
        anybody(request_of(getattr(who, "person", who)), shop_key="yunshang")
    with pytest.raises(Http404) as missing:
        anybody(request_of(getattr(who, "person", who)), shop_key="nowhere")

    assert str(foreign.value) == str(missing.value)


def test_a_script_is_told_the_same_of_a_foreign_and_a_missing_shop(shop, neighbour):
    answers = [
        anybody(request_of(neighbour.person, accept="application/json"), shop_key=key)
        for key in ("yunshang", "x")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert json.loads(answers[0].content)["code"] == "accounts.no_such_shop"


def test_a_right_that_is_missing_is_forbidden(agent, lead):
    assert leads_only(request_of(lead.person), shop_key="yunshang").status_code == 200
    with pytest.raises(PermissionDenied):
        leads_only(request_of(agent.person), shop_key="yunshang")


def test_a_script_is_told_that_a_right_is_missing(agent):
    answer = leads_only(request_of(agent.person, accept="*/*"), shop_key="yunshang")

    assert answer.status_code == 403
    assert json.loads(answer.content)["code"] == "accounts.not_allowed"


@pytest.mark.parametrize("door", [lambda request: anybody(request, shop_key="yunshang"), signed_in])
def test_a_page_without_a_session_goes_to_sign_in_and_back(door):
    answer = door(request_of(AnonymousUser()))

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/s/yunshang/desk/%3Fc%3D51")


@pytest.mark.parametrize("accept", ["application/json", "*/*"])
def test_a_script_without_a_session_is_told_so(accept):
    answer = anybody(request_of(AnonymousUser(), accept=accept), shop_key="yunshang")

    assert answer.status_code == 401
    assert json.loads(answer.content)["code"] == "accounts.signed_out"


def test_htmx_without_a_session_is_led_to_sign_in_and_back_to_its_page(shop):
    headers = {
        "HX-Request": "true",
        "HX-Current-URL": "http://testserver/s/yunshang/setup/roster/?week=2026-03-02",
    }

    answer = anybody(request_of(AnonymousUser(), **headers), shop_key="yunshang")

    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/sign-in/?next=/s/yunshang/setup/roster/"


def test_whoever_is_signed_in_comes_in_without_a_shop(nobody):
    assert signed_in(request_of(nobody)).content.decode() == "访客"


@pytest.mark.parametrize(
    ("headers", "by_script"),
    [
        ({}, False),
        ({"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}, False),
        ({"accept": "*/*"}, True),
        ({"accept": "application/json"}, True),
        ({"HX-Request": "true", "accept": "text/html"}, True),
    ],
)
def test_what_a_script_asks_is_told_from_what_a_person_opens(headers, by_script):
    assert asked_by_script(request_of(AnonymousUser(), **headers)) is by_script

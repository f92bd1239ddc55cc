from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from guitai.common.files import PictureRefusedError
from guitai.config.urls import urlpatterns as ours
from guitai.domains.accounts.models import Membership, Person


def _refuse(request: HttpRequest) -> HttpResponse:
    raise PictureRefusedError("这不是图片。")


def _fall(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def _say(request: HttpRequest) -> HttpResponse:
    said = " ".join(str(message) for message in get_messages(request))
    return HttpResponse(f"{request.LANGUAGE_CODE} {said}")


urlpatterns = [path("refuse/", _refuse), path("fall/", _fall), path("say/", _say), *ours]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


# The content policy


def test_a_page_holds_nothing_from_elsewhere(client: Client):
    policy = client.get("/say/")["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "ws://testserver wss://testserver" in policy
    assert "http:" not in policy


def test_a_stricter_policy_of_a_view_stays(client: Client, monkeypatch: pytest.MonkeyPatch):
    response = client.get("/alive/")

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


# The language


@pytest.mark.parametrize(
    ("cookie", "spoken"), [("en", "en"), ("zh-hans", "zh-hans"), ("fr", "zh-hans"), ("", "zh-hans")]
)
def test_before_signing_in_the_cookie_says_the_language(client: Client, cookie: str, spoken: str):
    client.cookies["guitai_language"] = cookie

    response = client.get("/say/")

    assert (response.content.decode().split()[0], response["Content-Language"]) == (spoken, spoken)


def test_who_is_signed_in_is_spoken_to_in_their_own_language(client: Client, agent: Membership):
    Person.objects.filter(pk=agent.person_id).update(language="en")
    client.force_login(agent.person, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["guitai_language"] = "zh-hans"

    assert client.get("/say/")["Content-Language"] == "en"


# Refusals


@pytest.fixture
def ask() -> Callable[..., HttpResponse]:
    client = Client()

    def given(method: str = "post", **headers: str) -> HttpResponse:
        return getattr(client, method)("/refuse/", headers=headers)

    given.client = client  # type: ignore[attr-defined]
    return given


def test_a_script_gets_json(ask):
    response = ask(accept="application/json")

    assert (response.status_code, response.json()) == (
        409,
        {"code": "files.picture_refused", "reason": "这不是图片。"},
    )


def test_a_person_goes_back_to_the_page_they_came_from_and_reads_why(ask):
    response = ask(accept="text/html", referer="http://testserver/say/?tab=1")

    assert (response.status_code, response["Location"]) == (302, "/say/?tab=1")
    assert "这不是图片。" in ask.client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("method", "referer"),
    [("get", "http://testserver/refuse/"), ("post", "https://evil.example/"), ("post", "")],
)
def test_who_came_from_nowhere_of_ours_reads_it_on_a_page_and_never_goes_round_in_circles(
    ask, method: str, referer: str
):
    response = ask(method, accept="text/html", referer=referer)

    assert response.status_code == 409
    assert "这不是图片。" in response.content.decode()


def test_what_is_no_refusal_flies_on(client: Client):
    with pytest.raises(ZeroDivisionError):
        client.get("/fall/")

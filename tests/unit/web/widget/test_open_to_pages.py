"""Requests from pages of any shop: counted, refused in one form."""

import json
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from guitai.domains.chat.passes import IdentityRefusedError, PassRefusedError
from guitai.kernel.errors import GuitaiError
from guitai.web.widget.open_to_pages import UnknownShopError, address, open_to_pages, too_often


@pytest.fixture(autouse=True)
def empty_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(PassRefusedError, 401), (IdentityRefusedError, 403), (UnknownShopError, 404), (GuitaiError, 422)],
)
def test_a_refusal_becomes_an_answer_a_page_may_read(
    refusal: type[GuitaiError], status: int, rf: RequestFactory
):
    @open_to_pages("GET")
    def view(request: object) -> None:
        raise refusal("Not like this.")

    answer = view(rf.get("/"))

    assert answer.status_code == status
    assert json.loads(answer.content) == {"code": refusal.code, "reason": "Not like this."}
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_somebody_may_ask_so_often_in_a_minute_and_no_more():
    asked = [too_often("hello", "203.0.113.9", most=3) for _each in range(5)]

    assert asked == [False, False, False, True, True]


def test_one_is_not_counted_for_another_nor_one_thing_for_another():
    too_often("hello", "203.0.113.9", most=1)

    assert not too_often("hello", "203.0.113.10", most=1)
    assert not too_often("picture", "203.0.113.9", most=1)


def test_a_minute_that_ends_while_counting_begins_anew(monkeypatch: pytest.MonkeyPatch):
    def gone(_key: str) -> int:
        raise ValueError

    monkeypatch.setattr(cache, "add", lambda *_args, **_kwargs: False)
    monkeypatch.setattr(cache, "incr", gone)

    assert not too_often("hello", "203.0.113.9", most=1)


def test_who_asks_without_an_address_is_still_counted(rf: RequestFactory):
    assert address(rf.get("/", REMOTE_ADDR="203.0.113.9")) == "203.0.113.9"
    assert address(rf.get("/", REMOTE_ADDR="")) == "unknown"

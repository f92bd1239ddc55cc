from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from guitai.common import events


@dataclass(frozen=True)
class _Happened:
    what: str


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.setitem(events._listeners, _Happened, [])
    found: list[Any] = []
    events.listen(_Happened, found.append)
    return found


def _do_and_fail() -> None:
    with transaction.atomic():
        events.publish(_Happened("x"))
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_it_is_told_once_it_is_committed(heard: list[Any]):
    with transaction.atomic():
        events.publish(_Happened("x"))
        assert heard == []

    assert heard == [_Happened("x")]


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_has_not_happened(heard: list[Any]):
    with pytest.raises(ZeroDivisionError):
        _do_and_fail()

    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_keeps_nobody_else_from_hearing(
    heard: list[Any], caplog: pytest.LogCaptureFixture
):
    def broken(event: _Happened) -> None:
        raise ZeroDivisionError

    after: list[Any] = []
    events.listen(_Happened, broken)
    events.listen(_Happened, after.append)

    events.publish(_Happened("x"))

    assert heard == after == [_Happened("x")]
    assert "broken" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_who_listens_twice_hears_once(heard: list[Any]):
    again = events._listeners[_Happened][0]
    events.listen(_Happened, again)

    events.publish(_Happened("x"))

    assert heard == [_Happened("x")]

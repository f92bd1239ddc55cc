from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.test import RequestFactory

from guitai.web.bodies import body_of, is_part, key_of


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ('{"a": 1}', {"a": 1}),
        ("", {}),
        ("[1]", {}),
        ("{", {}),
        ("[" * 100_000, {}),
    ],
)
def test_a_json_object_is_given_and_nothing_for_anything_else(sent: str, told: dict[str, Any]):
    request = RequestFactory().post("/", data=sent, content_type="application/json")

    assert body_of(request) == told


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12", 12),
        ("", 0),
        ("-1", 0),
        ("1.5", 0),
        ("x", 0),
        ("１２", 0),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, 0),
    ],
)
def test_a_key_is_read_and_nothing_else_is_one(text: str, key: int):
    assert key_of(text) == key


@pytest.mark.parametrize(
    ("htmx", "part"),
    [
        (None, False),
        (SimpleNamespace(history_restore_request=False), True),
        (SimpleNamespace(history_restore_request=True), False),
    ],
)
def test_the_browsers_own_back_wants_all_of_a_page(htmx: Any, part: bool):
    assert is_part(cast("Any", SimpleNamespace(htmx=htmx))) is part

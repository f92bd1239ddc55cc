from typing import Any

import pytest
from django.test import RequestFactory

from guitai.web.bodies import body_of


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

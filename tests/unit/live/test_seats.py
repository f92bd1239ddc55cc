"""Whose page a socket comes from; who may sit at a desk is asked through the sockets in test_desk."""

from typing import Any

import pytest

from guitai.live.seats import is_our_page


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        (None, True),  # no browser: it always says
        (b"https://counter.example", True),
        (b"https://desk.example.com", True),  # what the proxy in front is called
        (b"http://desk.example.com", False),
        (b"https://desk.example.com.evil.example", False),
        (b"https://evil.example", False),
        (b"null", False),
    ],
)
def test_a_page_is_ours_by_its_origin(origin: bytes | None, ours: bool, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://desk.example.com"]
    headers = [(b"host", b"counter.example")]

    assert is_our_page({"headers": headers if origin is None else [*headers, (b"origin", origin)]}) is ours

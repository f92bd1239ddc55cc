"""What a page and its script send with their questions."""

import json
from typing import Any

from django.http import HttpRequest

from guitai.web.members import MemberRequest

# No row has a key of more digits, and a database refuses a number it can't hold.
_MOST_DIGITS = 18


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Give the JSON object that was sent; an empty one where it is none."""
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def is_part(request: MemberRequest) -> bool:
    """Say whether only the page's middle is asked for; the browser's own back wants all of it."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def key_of(text: str) -> int:
    """Give the key of a row as a form or an address writes it; 0, which no row has, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 0

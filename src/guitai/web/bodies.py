"""What a page's script sends with its questions."""

import json
from typing import Any

from django.http import HttpRequest


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Give the JSON object that was sent; an empty one where it is none."""
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}

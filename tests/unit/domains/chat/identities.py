"""What a shop's own server writes about the buyer it has signed in, in the form of docs/reference/live.md."""

import base64
import hashlib
import hmac
import json

from guitai.domains.accounts.models import Shop


def identity_of(shop: Shop, *, secret: str = "", **said: object) -> str:
    """Sign what is said with the shop's secret, or with another to see it refused."""
    body = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    key = (secret or shop.widget_secret).encode()
    return f"{body}.{hmac.new(key, body.encode(), hashlib.sha256).hexdigest()}"

"""The shop's own site: examples/shop.html from another origin, with Guitai's address and the shop's key."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.functional.stage import StagedShop

PAGE = Path(__file__).resolve().parents[2] / "examples" / "shop.html"
TAG = '<script src="/widget.js" data-shop="demo-yunshang"'


def identity(shop: StagedShop, *, account: str, name: str = "") -> str:
    """Say who the buyer is, as the shop's own server would; good for an hour."""
    said = json.dumps({"account": account, "name": name, "exp": int(time.time()) + 3600})
    body = base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")
    return f"{body}.{hmac.new(shop.widget_secret.encode(), body.encode(), hashlib.sha256).hexdigest()}"


class Site:
    """Where the shop's page stands."""

    def __init__(self, address: str) -> None:
        self._address = address

    def page(self, shop: StagedShop, *, account: str = "", language: str = "zh-hans") -> str:
        """Give the page's address, for a buyer the site has signed in as this account, or for anybody."""
        asked = {"shop": shop.widget_key, "lang": "zh-CN" if language == "zh-hans" else language}
        if account:
            asked["identity"] = identity(shop, account=account)
        return f"{self._address}/?{urlencode(asked)}"


@contextmanager
def open_site(guitai: str) -> Iterator[Site]:
    """Serve the page on a port of its own, under another host name than Guitai's."""
    template = PAGE.read_text(encoding="utf-8")
    assert TAG in template, "examples/shop.html no longer has the tag this server fills in"

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            tag = f'<script src="{guitai}/widget.js" data-shop="{asked["shop"]}"'
            if "identity" in asked:
                tag += f' data-identity="{asked["identity"]}"'
            page = template.replace(TAG, tag).replace('lang="zh-CN"', f'lang="{asked["lang"]}"').encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        yield Site(f"http://localhost:{server.server_port}")
        server.shutdown()
        serving.join()

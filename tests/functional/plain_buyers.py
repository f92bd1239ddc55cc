"""Buyers without a browser: they hold a socket as the chat window does, and say and hear plain text."""

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

from tests.functional.shop_page import identity
from tests.functional.stage import StagedShop

PATIENCE = 15.0


class PlainBuyer:
    """A buyer the shop has signed in, on one socket."""

    def __init__(self, account: str, socket: ClientConnection) -> None:
        self.account, self._socket = account, socket
        self._said = 0

    @classmethod
    @contextmanager
    def at(cls, guitai: str, shop: StagedShop, account: str) -> Iterator[Self]:
        """Say hello and open the socket, as the window does; the window closes in the end."""
        hello = json.dumps({"identity": identity(shop, account=account)}).encode()
        asked = urllib.request.Request(f"{guitai}/widget/{shop.widget_key}/hello/", data=hello)
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            token = json.load(answer)["token"]
        with connect(f"{guitai.replace('http', 'ws', 1)}/live/widget/?token={token}") as socket:
            yield cls(account, socket)

    def write(self, text: str) -> None:
        """Write, and wait until it is stored."""
        self._said += 1
        self._say(do="send", local_id=f"p-{self._said}", text=text)
        self._hear("stored")

    def answers(self) -> list[str]:
        """Give every text an agent has sent, as the server tells it afresh."""
        self._say(do="since", after=0)
        history = self._hear("history")
        return [each["text"] for each in history["messages"] if each["author"] == "agent"]

    def _say(self, **frame: Any) -> None:
        self._socket.send(json.dumps(frame))

    def _hear(self, kind: str) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = json.loads(self._socket.recv(timeout=PATIENCE))
            assert frame["kind"] != "refused", frame
            if frame["kind"] == kind:
                return frame


def asks(guitai: str, shop: StagedShop, account: str, text: str) -> None:
    """Let somebody ask something and close the window again."""
    with PlainBuyer.at(guitai, shop, account) as buyer:
        buyer.write(text)

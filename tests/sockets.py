"""Both kinds of socket as a test holds them: connect, say, hear; all hung up when the test ends."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone

from guitai.config.asgi import application
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import passes
from guitai.domains.chat.passes import BuyerPass
from guitai.live import bus, groups
from guitai.live.desk import ROWS_EVERY

PATIENCE = 10.0
HOST = (b"host", b"testserver")


class Wire:
    """One open socket. ``group`` is one it is told in, by which it can be waited for."""

    def __init__(self, path: str, group: str, headers: list[tuple[bytes, bytes]]) -> None:
        address, _mark, query = path.partition("?")
        scope = {
            "type": "websocket",
            "path": address,
            "query_string": query.encode(),
            "headers": [HOST, *headers],
            "subprotocols": [],
        }
        self.line = ApplicationCommunicator(application, scope)
        self.group = group
        self.gathered: list[dict[str, Any]] = []

    async def connect(self) -> "Wire":
        """Open it; even one that is refused is accepted first."""
        await self.line.send_input({"type": "websocket.connect"})
        assert (await self.output())["type"] == "websocket.accept"
        return self

    async def say(self, **frame: Any) -> None:
        """Send one frame."""
        await self.say_raw(json.dumps(frame))

    async def say_raw(self, text: str | None = None, *, data: bytes | None = None) -> None:
        """Send a text that may be no frame at all, or bytes."""
        await self.line.send_input({"type": "websocket.receive", "text": text, "bytes": data})

    async def output(self) -> dict[str, Any]:
        """Give what the server does next: it sends, or closes."""
        done: dict[str, Any] = await self.line.receive_output(timeout=PATIENCE)
        return done

    async def next(self) -> dict[str, Any]:
        """Give the next frame; changes that came gathered are given one by one."""
        if not self.gathered:
            said = await self.output()
            assert said["type"] == "websocket.send", said
            frame: dict[str, Any] = json.loads(said["text"])
            self.gathered = frame["changes"] if frame["kind"] == "rows" else [frame]
        return self.gathered.pop(0)

    async def hear(self, kind: str) -> dict[str, Any]:
        """Give the next frame of this kind; what comes before it is passed over."""
        return (await self.until(kind))[-1]

    async def until(self, kind: str) -> list[dict[str, Any]]:
        """Give the frames up to the next of this kind."""
        frames = [await self.next()]
        while frames[-1]["kind"] != kind:
            frames.append(await self.next())
        return frames

    async def ask(self, kind: str, **frame: Any) -> dict[str, Any]:
        """Send a frame and give the next answer of this kind."""
        await self.say(**frame)
        return await self.hear(kind)

    async def told(self) -> list[dict[str, Any]]:
        """Give everything this socket was told until now: a mark goes the same way behind it."""
        await asyncio.sleep(ROWS_EVERY + 0.05)
        bus.tell(self.group, {"type": "tell_text", "text": json.dumps({"kind": "mark"})})
        return (await self.until("mark"))[:-1]

    async def closed(self) -> int:
        """Wait for the end and give its code; what comes before it is passed over."""
        while (said := await self.output())["type"] != "websocket.close":
            pass
        return int(said["code"])

    async def hang_up(self) -> None:
        """Close it, as a page that goes away does."""
        if not self.line.future.done():
            await self.line.send_input({"type": "websocket.disconnect", "code": 1001})
            await self.line.wait(timeout=PATIENCE)


class Wires:
    """Opens sockets for members and buyers."""

    def __init__(self) -> None:
        self.open: list[Wire] = []

    async def at(self, path: str, group: str = "", headers: list[tuple[bytes, bytes]] | None = None) -> Wire:
        """Open a socket at any address."""
        wire = Wire(path, group, headers or [])
        self.open.append(wire)
        return await wire.connect()

    async def desk(self, member: Membership, *, origin: str = "http://testserver") -> Wire:
        """Open a desk of a member who is signed in, and wait until it is welcomed."""
        headers = [(b"origin", origin.encode()), await in_thread(cookie_of)(member)]
        path = f"/live/desk/{member.shop.key}/"
        wire = await self.at(path, groups.of_floor(member.shop_id), headers)
        assert (await wire.next())["kind"] == "welcome"
        return wire

    async def widget(self, shop: Shop, account: str = "tb_demo01") -> Wire:
        """Open a buyer's window."""
        holder = BuyerPass(shop.pk, account, account)
        token = passes.sign_buyer(holder, at=timezone.now())
        return await self.at(f"/live/widget/?token={token}", groups.of_buyer(shop.pk, account))


def in_thread(work: Callable[..., Any]) -> Callable[..., Any]:
    """Let a test in the loop do something with the tables."""
    return database_sync_to_async(work)


def cookie_of(member: Membership) -> tuple[bytes, bytes]:
    """Sign somebody in and give their browser's cookie."""
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return b"cookie", f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}".encode()


@pytest.fixture
async def wires(transactional_db: None) -> AsyncIterator[Wires]:
    """Open sockets; they are all closed in the end."""
    opened = Wires()
    yield opened
    for wire in opened.open:
        await wire.hang_up()
    if (layer := get_channel_layer()) is not None:
        await layer.flush()
    await in_thread(connections.close_all)()

"""Clients that do as our pages do: what is not acknowledged is kept, and repeated once the line is back."""

import asyncio
import json
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from bench.shops import BenchShop
from bench.sockets import Line, NotOpenedError

AT_ONCE = 4
LOOKS_EVERY = 0.005
# A window may say ten messages a second, for long.
BUYERS_REST, AGENTS_REST = 0.45, 0.1


@dataclass(slots=True)
class Client:
    """Somebody who writes four messages at once, and again when they are answered, after a short rest."""

    name: str
    port: int
    rest: float
    said: list[str] = field(default_factory=list)
    unanswered: dict[str, dict[str, Any]] = field(default_factory=dict)
    stored: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    repeats: int = 0
    writing: bool = True

    async def live(self) -> None:
        """Write until told to stop, and go on until everything said is acknowledged."""
        while self.writing or self.unanswered:
            try:
                line = await self.connect()
            except (OSError, NotOpenedError):
                await asyncio.sleep(0.05)
            else:
                await self._write(line)
                line.close()

    async def connect(self) -> Line:
        """Open the client's own kind of socket."""
        raise NotImplementedError

    def frame(self, local_id: str) -> dict[str, Any] | None:
        """Give the frame that says something new, or nothing while there is nobody to say it to."""
        raise NotImplementedError

    async def _write(self, line: Line) -> None:
        for frame in self.unanswered.values():
            line.say(**frame)
        self.repeats += len(self.unanswered)
        rested = time.monotonic()
        while not line.lost and (self.writing or self.unanswered):
            if self.writing and not self.unanswered and time.monotonic() > rested:
                rested = time.monotonic() + self.rest
                self._say_more(line)
            await asyncio.sleep(LOOKS_EVERY)

    def _say_more(self, line: Line) -> None:
        for _each in range(AT_ONCE):
            local_id = f"{self.name}-{len(self.said)}"
            frame = self.frame(local_id)
            if frame is not None:
                self.said.append(local_id)
                self.unanswered[local_id] = frame
                line.say(**frame)

    def hear(self, frame: dict[str, Any], _at: float) -> None:
        """Note what was acknowledged; the same answer twice must name the same message."""
        if frame["kind"] == "refused":
            self.refused.append(frame["reason"])
        if frame["kind"] == "stored":
            local_id, pk = frame["local_id"], frame["message"]["id"]
            self.unanswered.pop(local_id, None)
            if self.stored.setdefault(local_id, pk) != pk:
                self.refused.append(f"{local_id} was stored as {self.stored[local_id]} and {pk}")


@dataclass(slots=True)
class BuyerClient(Client):
    """A buyer at the chat window."""

    token: str = ""

    async def connect(self) -> Line:
        """Open the window's socket."""
        return await Line.open(self.port, f"/live/widget/?token={self.token}", self.hear)

    def frame(self, local_id: str) -> dict[str, Any] | None:
        """Ask something."""
        return {"do": "send", "local_id": local_id, "text": f"有货吗 {local_id}"}


@dataclass(slots=True)
class AgentClient(Client):
    """An agent, who answers each of the conversations they were given in turn."""

    shop_key: str = ""
    member: int = 0
    session: str = ""
    given: list[int] = field(default_factory=list)

    async def connect(self) -> Line:
        """Open the desk's socket."""
        headers = {"Cookie": f"sessionid={self.session}", "Origin": f"http://127.0.0.1:{self.port}"}
        return await Line.open(self.port, f"/live/desk/{self.shop_key}/", self.hear, headers)

    def frame(self, local_id: str) -> dict[str, Any] | None:
        """Answer the next of them."""
        if not self.given:
            return None
        conversation = self.given[len(self.said) % len(self.given)]
        return {"do": "send", "conversation": conversation, "local_id": local_id, "text": f"有的 {local_id}"}

    def hear(self, frame: dict[str, Any], at: float) -> None:
        """Note acknowledgements, and which conversations are one's own."""
        Client.hear(self, frame, at)
        conversation = frame.get("conversation")
        agent = conversation["agent"] if isinstance(conversation, dict) else None
        if agent and agent["id"] == self.member and conversation["id"] not in self.given:
            self.given.append(conversation["id"])


def everybody(shop: BenchShop, *, port: int, buyers: int) -> list[Client]:
    """Give the buyers, each with a pass of their own, and the shop's agents."""
    agents = [
        AgentClient(f"agent{member}", port, AGENTS_REST, shop_key=shop.key, member=member, session=session)
        for member, session in shop.sessions.items()
    ]
    asking = [
        BuyerClient(f"buyer{number}", port, BUYERS_REST, token=_hello(port, shop)) for number in range(buyers)
    ]
    return [*agents, *asking]


def _hello(port: int, shop: BenchShop) -> str:
    address = f"http://127.0.0.1:{port}/widget/{shop.widget_key}/hello/"
    with urllib.request.urlopen(urllib.request.Request(address, data=b"{}"), timeout=30) as answer:
        return str(json.load(answer)["token"])

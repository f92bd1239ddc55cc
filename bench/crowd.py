"""The people of the benchmark: buyers at their windows and agents at their desks, all over real sockets."""

import asyncio
import json
import random
import time
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bench.ledger import SETTLES_WITHIN, Ledger, RefusedError
from bench.shops import BenchShop
from bench.sockets import Line

ALIVE_EVERY = 20.0
OPENING_AT_ONCE = 16
BUYERS_SHARE = 0.6
# The lengths of what buyers ask and agents answer differ by about as much as these.
_ASKED = (
    "在吗",
    "这件有货吗",
    "165 52公斤穿什么码",
    "昨天拍的什么时候发货呀？",
    "和平时尺码比偏大吗，怕买回来不合适/:^_^",
)
_ANSWERED = (
    "您好，在的，请问想了解哪一款？",
    "您好，这款米白色 M 码有现货，今天 16:00 前付款当天发出。",
    "165 52公斤建议 M 码，喜欢宽松可以选 L 码，七天无理由退换，还送运费险，可以放心拍下/:^_^",
)


@dataclass(slots=True)
class Talk:
    """One buyer's conversation: both lines, and the buyer's last message the agent has not marked as read."""

    buyer: Line
    conversation: int
    agent: Line | None = None
    unread: int = 0
    waiting: bool = False


@dataclass(slots=True)
class Crowd:
    """Everybody who writes to one shop at once."""

    port: int
    shop: BenchShop
    chance: random.Random
    ledger: Ledger = field(default_factory=Ledger)
    reading: bool = False
    talks: dict[int, Talk] = field(default_factory=dict)
    agents: dict[int, Line] = field(default_factory=dict)
    _lines: list[Line] = field(default_factory=list)
    _waiting: deque[Talk] = field(default_factory=deque)
    _stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    _holders: dict[int, int] = field(default_factory=dict)
    _count: int = 0
    _beating: asyncio.Task[None] | None = None

    async def open(self, buyers: int) -> None:
        """Let the agents come to their desks, then the buyers write; until everybody has an agent.

        :raises RefusedError: if somebody is left without.
        """
        for member, session in self.shop.sessions.items():
            headers = {"Cookie": f"sessionid={session}", "Origin": f"http://127.0.0.1:{self.port}"}
            path = f"/live/desk/{self.shop.key}/"
            self.agents[member] = await Line.open(self.port, path, self._agent_hears, headers)
        gate = asyncio.Semaphore(OPENING_AT_ONCE)
        await asyncio.gather(*(self._open_one(number, gate) for number in range(buyers)))
        give_up = time.perf_counter() + SETTLES_WITHIN
        while self.talks.keys() - self._holders and time.perf_counter() < give_up:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        for talk in self.talks.values():
            if talk.conversation not in self._holders:
                raise RefusedError(f"conversation {talk.conversation} was given to nobody")
            talk.agent = self.agents[self._holders[talk.conversation]]
        self._lines = [*self.agents.values(), *(talk.buyer for talk in self.talks.values())]
        self._beating = asyncio.create_task(self._beat())
        self.ledger = Ledger()

    async def close(self) -> None:
        """Let everybody go."""
        if self._beating:
            self._beating.cancel()
        for line in self._lines:
            line.close()
        await asyncio.sleep(0.2)

    def speak(self, at: float) -> str:
        """Let somebody write: buyers more often than agents, who answer whoever has waited longest."""
        self._count += 1
        if self.chance.random() < BUYERS_SHARE:
            local_id, talk = f"b{self._count}", self.chance.choice(list(self.talks.values()))
            self.ledger.said[local_id] = at
            talk.buyer.say(do="send", local_id=local_id, text=self.chance.choice(_ASKED))
            if not talk.waiting:
                talk.waiting = True
                self._waiting.append(talk)
            return local_id
        local_id, talk = f"a{self._count}", self._next_to_answer()
        self.ledger.said[local_id] = at
        assert talk.agent is not None
        if self.reading and talk.unread:
            talk.agent.say(do="read", conversation=talk.conversation, upto=talk.unread)
            talk.unread = 0
        # The same answer twice in a row is held by the guard.
        answer = f"{self.chance.choice(_ANSWERED)} {self._count}"
        talk.agent.say(do="send", conversation=talk.conversation, local_id=local_id, text=answer)
        return local_id

    def _next_to_answer(self) -> Talk:
        if self._waiting:
            talk = self._waiting.popleft()
            talk.waiting = False
            return talk
        return self.chance.choice(list(self.talks.values()))

    async def _open_one(self, number: int, gate: asyncio.Semaphore) -> None:
        async with gate:
            token = await asyncio.to_thread(self._hello, number)
            path = f"/live/widget/?token={token}"
            line = await Line.open(self.port, path, self._buyer_hears)
            line.say(do="since", after=0)
            local_id = f"first{number}"
            line.say(do="send", local_id=local_id, text=self.chance.choice(_ASKED))
            await self.ledger.answered(local_id)
            conversation = self._stored.pop(local_id)["conversation"]
            self.talks[conversation] = Talk(line, conversation)

    def _hello(self, number: int) -> str:
        # Each from an address of its own, as a proxy says it: the server lets nobody say hello without end.
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/widget/{self.shop.widget_key}/hello/",
            data=b"{}",
            headers={
                "Content-Type": "application/json",
                "X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}",
            },
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return str(json.load(answer)["token"])

    def _buyer_hears(self, frame: dict[str, Any], at: float) -> None:
        match frame["kind"]:
            case "stored":
                self._note_stored(frame, at)
            case "message" if frame["message"]["author"] == "agent":
                self.ledger.note_shown(frame["message"]["local_id"], at)
            case "refused":
                raise RefusedError(frame["reason"])

    def _agent_hears(self, frame: dict[str, Any], at: float) -> None:
        message = frame.get("message")
        match frame["kind"]:
            case "stored":
                self._note_stored(frame, at)
            case "message_sent" if message and message["author"] == "buyer":
                self.ledger.note_shown(message["local_id"], at)
                if message["conversation"] in self.talks:
                    self.talks[message["conversation"]].unread = message["id"]
            case "conversation_assigned":
                self._holders[frame["conversation"]["id"]] = frame["conversation"]["agent"]["id"]
            case "refused":
                raise RefusedError(frame["reason"])

    def _note_stored(self, frame: dict[str, Any], at: float) -> None:
        if frame["local_id"].startswith("first"):
            self._stored[frame["local_id"]] = frame["message"]
        self.ledger.note_stored(frame["local_id"], at)

    async def _beat(self) -> None:
        while True:
            for line in self._lines:
                line.say(do="alive")
                await asyncio.sleep(ALIVE_EVERY / len(self._lines))


@dataclass(slots=True)
class Echoes:
    """As many lines to the limit, which only stores and echoes."""

    port: int
    chance: random.Random
    ledger: Ledger = field(default_factory=Ledger)
    _lines: list[Line] = field(default_factory=list)
    _count: int = 0

    async def open(self, lines: int) -> None:
        """Open the lines."""
        self._lines = [await Line.open(self.port, "/", self._hear) for _each in range(lines)]

    async def close(self) -> None:
        """Close them."""
        for line in self._lines:
            line.close()
        await asyncio.sleep(0.2)

    def speak(self, at: float) -> str:
        """Say something on any line."""
        self._count += 1
        local_id = f"e{self._count}"
        self.ledger.said[local_id] = at
        text = self.chance.choice(_ASKED + _ANSWERED)
        self.chance.choice(self._lines).say(do="send", local_id=local_id, text=text)
        return local_id

    def _hear(self, frame: dict[str, Any], at: float) -> None:
        self.ledger.note_stored(frame["local_id"], at)

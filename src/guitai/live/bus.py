"""Tell open sockets what happened: directly inside this process, over Channels' layer to other processes.

Without Redis there is one web process and no layer. With it every process listens to one group of the layer
and passes on what concerns its own sockets. Either way each socket is told in the order of telling.
"""

import asyncio
import logging
from collections import deque
from typing import Any, Protocol

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)
Told = dict[str, Any]
_PROCESSES = "processes"


class Listener(Protocol):
    """Whoever can be told; ``hear`` is called in the loop and must neither wait nor change the message."""

    def hear(self, message: Told) -> None: ...


class _Bus:
    """The groups of this process's sockets, and the way to those of others."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.groups: dict[str, set[Listener]] = {}
        self.untold: deque[tuple[str, Told]] = deque()
        self.woken = False
        self.outgoing: asyncio.Queue[tuple[str, Told]] = asyncio.Queue()
        self.starting = asyncio.Lock()
        self.tasks: list[asyncio.Task[None]] = []

    async def attach(self) -> None:
        """Work in the running loop, and hear the other processes; a socket that opens says this.

        What the layer raises when it can't be reached keeps the socket from opening: its page tries again.
        """
        loop = asyncio.get_running_loop()
        if self.loop is not loop:
            self._begin_anew()
            self.loop = loop
        layer = get_channel_layer()
        async with self.starting:
            if layer is None or (self.tasks and not any(task.done() for task in self.tasks)):
                return
            for task in self.tasks:  # one of the two died: begin again
                task.cancel()
            channel = await layer.new_channel()
            await layer.group_add(_PROCESSES, channel)
            self.tasks = [loop.create_task(self._listen(layer, channel)), loop.create_task(self._pass_on())]

    def join(self, group: str, listener: Listener) -> None:
        """Be told what this group is told."""
        self.groups.setdefault(group, set()).add(listener)

    def leave(self, group: str, listener: Listener) -> None:
        """Be told no more."""
        members = self.groups.get(group, set())
        members.discard(listener)
        if not members:
            self.groups.pop(group, None)

    def tell(self, group: str, message: Told) -> None:
        """Tell a group, from any thread.

        A change is told to several groups in a row: the loop is woken for the first, and finds the others.
        """
        if self.loop is not None and self.loop.is_running():
            self.untold.append((group, message))
            if not self.woken:
                self.woken = True
                self.loop.call_soon_threadsafe(self._tell)
        elif get_channel_layer() is not None:
            async_to_sync(_send)(group, message)
        # else nobody is connected, and there is no other process: pages ask when they next say "alive"

    def _tell(self) -> None:
        self.woken = False  # before looking: what is put there from now on wakes the loop again
        while self.untold:
            group, message = self.untold.popleft()
            if self.tasks:
                self.outgoing.put_nowait((group, message))
            else:
                self._deliver(group, message)

    def _deliver(self, group: str, message: Told) -> None:
        for listener in self.groups.get(group, ()):
            listener.hear(message)

    async def _listen(self, layer: Any, channel: str) -> None:
        while True:
            said = await layer.receive(channel)
            self._deliver(said["group"], said["message"])

    async def _pass_on(self) -> None:
        while True:
            await _send(*await self.outgoing.get())


async def _send(group: str, message: Told) -> None:
    layer = get_channel_layer()
    assert layer is not None
    try:
        await layer.group_send(_PROCESSES, {"type": "told", "group": group, "message": message})
    except Exception:
        # A bus that is away loses hints, never messages: pages ask for what they missed.
        logger.exception("could not tell %s", group)


_bus = _Bus()
attach = _bus.attach
join = _bus.join
leave = _bus.leave
tell = _bus.tell

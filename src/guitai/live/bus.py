"""Hand what is to be told from the threads that write to the loop the sockets live in, in order."""

import asyncio
import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)
Told = tuple[str, dict[str, Any]]


class _Bus:
    """One queue and one pump a process: two changes are told in the order they were committed."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.queue: asyncio.Queue[Told] = asyncio.Queue()
        self.pump: asyncio.Task[None] | None = None

    def attach(self) -> None:
        """Pump in the running loop; a socket says this when it connects."""
        loop = asyncio.get_running_loop()
        if self.loop is not loop or self.pump is None or self.pump.done():
            self.loop, self.queue = loop, asyncio.Queue()
            self.pump = loop.create_task(self._run(self.queue))

    def tell(self, group: str, message: dict[str, Any]) -> None:
        """Tell a group, from any thread."""
        if self.loop is not None and self.loop.is_running():
            self.loop.call_soon_threadsafe(self.queue.put_nowait, (group, message))
        elif not isinstance(get_channel_layer(), InMemoryChannelLayer):
            async_to_sync(_send)(group, message)
        # else nobody is connected here, and no other process can be reached: pages ask when next "alive"

    async def _run(self, queue: asyncio.Queue[Told]) -> None:
        while True:
            group, message = await queue.get()
            await _send(group, message)


async def _send(group: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    assert layer is not None
    try:
        await layer.group_send(group, message)
    except Exception:
        # A bus that is away loses hints, never messages: pages ask for what they missed.
        logger.exception("could not tell %s", group)


_bus = _Bus()
attach = _bus.attach
tell = _bus.tell

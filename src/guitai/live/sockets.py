"""What both kinds of socket share: reading frames, running deeds in the database's thread, refusing."""

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar, ParamSpec, TypeVar

from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils import translation
from django.utils.translation import gettext as _

from guitai.kernel.errors import GuitaiError
from guitai.live import bus
from guitai.live.telling import text

logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
# A page that sends more than this in one frame is not ours: the longest message, escaped, fits several times.
LONGEST_FRAME = 1_000_000
# What a page may be behind before it misses changes and has to ask for them.
MOST_UNTOLD = 10_000
SIGNED_OUT, NOT_HERE, TOO_LONG = 4401, 4403, 1009


class MalformedFrameError(GuitaiError):
    """A frame that no page of ours sends."""

    code = "live.malformed"


class EndedError(GuitaiError):
    """Who sits at this socket may not be here any more; it closes, and the page learns why from the code."""

    close_code: ClassVar[int] = SIGNED_OUT


class Socket(AsyncWebsocketConsumer):
    """A socket whose frames each name something to do; each deed is a method listed in ``deeds``."""

    deeds: ClassVar[frozenset[str]] = frozenset()
    language = "zh-hans"

    channel_layer_alias = ""  # the process listens for all of its sockets: live/bus.py

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups_joined: set[str] = set()
        self.told: asyncio.Queue[bus.Told] = asyncio.Queue(MOST_UNTOLD)
        self.telling: asyncio.Task[None] | None = None
        self.one_at_a_time = asyncio.Lock()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Take what the page says and what its groups are told, one after the other.

        Unlike its parent it does not go through the database's thread first: most of this asks nothing of it.
        """
        async with self.one_at_a_time:
            await getattr(self, get_handler_name(message))(message)

    async def open(self, *group_names: str) -> None:
        """Accept, and be told what these groups are told; from here on in the reader's language."""
        translation.activate(self.language)  # in this socket's context alone, which goes along to threads
        await bus.attach()
        for name in group_names:
            self.join(name)
        await self.accept()
        self.telling = asyncio.create_task(self._tell())

    def join(self, group: str) -> None:
        """Be told what this group is told."""
        self.groups_joined.add(group)
        bus.join(group, self)

    def leave(self, group: str) -> None:
        """Be told no more."""
        self.groups_joined.discard(group)
        bus.leave(group, self)

    def hear(self, message: bus.Told) -> None:
        """Take in what a group is told; a page too slow to read it all misses some, and asks for it later."""
        if not self.told.full():
            self.told.put_nowait(message)

    async def _tell(self) -> None:
        while True:
            message = await self.told.get()
            try:
                await self.dispatch(message)
            except Exception:
                logger.exception("%s failed", message["type"])

    async def refuse(self, code: int) -> None:
        """Accept and close at once: only so does a browser learn the code."""
        await self.accept()
        await self.close(code=code)

    async def disconnect(self, code: int) -> None:
        """Leave every group."""
        for name in tuple(self.groups_joined):
            self.leave(name)
        if self.telling is not None:
            self.telling.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Do what a frame asks; refuse in a sentence, and never fall over what a stranger sends."""
        if text_data is None or len(text_data) > LONGEST_FRAME:
            await self.close(code=TOO_LONG)
            return
        frame: dict[str, Any] = {}
        try:
            frame = _read(text_data)
            await self._do(frame)
        except EndedError as ended:
            await self.close(code=ended.close_code)
        except GuitaiError as refusal:
            await self._refuse(frame, refusal.code, refusal.sentence, **self.told_of(refusal))
        except Exception:
            # What nobody foresaw is logged, and the page may try again; a dead socket takes the desk along.
            logger.exception("%s failed", frame.get("do"))
            await self._refuse(frame, "live.failed", _("Something went wrong; nothing was kept. Try again."))

    def told_of(self, refusal: GuitaiError) -> dict[str, Any]:
        """Give what a page is told of a refusal besides its sentence."""
        return {}

    async def _refuse(self, frame: dict[str, Any], code: str, reason: str, **more: Any) -> None:
        given = frame.get("local_id")
        # Said back as it came, unless it is nothing that could be said.
        told = given if isinstance(given, str) and given == words(frame, "local_id") else None
        await self.say(kind="refused", local_id=told, code=code, reason=reason, **more)

    async def _do(self, frame: dict[str, Any]) -> None:
        deed = words(frame, "do")
        if deed not in self.deeds:
            raise MalformedFrameError("This is nothing a socket can do.")
        await getattr(self, f"do_{deed}")(frame)

    async def send(self, *args: Any, **kwargs: Any) -> None:
        """Send what is said; to a page that has gone meanwhile, nothing: "disconnect" comes next."""
        with suppress(OSError):
            await super().send(*args, **kwargs)

    async def say(self, **frame: Any) -> None:
        """Send one frame."""
        await self.send(text_data=text(frame))

    async def run(self, deed: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a deed or a question in the database's thread."""
        done: T = await _in_database_thread(deed, *args, **kwargs)
        return done

    async def tell_text(self, message: dict[str, Any]) -> None:
        """Pass on what is the same for everybody."""
        await self.send(text_data=message["text"])


@database_sync_to_async
def _in_database_thread(deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return deed(*args, **kwargs)


def _read(text_data: str) -> dict[str, Any]:
    try:
        frame = json.loads(text_data)
    except (ValueError, RecursionError) as error:
        raise MalformedFrameError("A frame is one JSON object.") from error
    if not isinstance(frame, dict):
        raise MalformedFrameError("A frame is one JSON object.")
    return frame


def number(frame: dict[str, Any], name: str) -> int:
    """Read a whole number that a table can hold.

    :raises MalformedFrameError: if it is something else.
    """
    value = frame.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
        raise MalformedFrameError(f"{name} is no whole number.")
    return value


def words(frame: dict[str, Any], name: str, *, longest: int = 1_000_000, default: str = "") -> str:
    """Read a text that a table can hold.

    :raises MalformedFrameError: if it is something else, or too long for what it is.
    """
    value = frame.get(name, default)
    if not isinstance(value, str) or len(value) > longest:
        raise MalformedFrameError(f"{name} is no text of at most {longest} characters.")
    # JSON can write half a character, and NUL; no table takes either.
    return value.encode("utf-8", "ignore").decode().replace("\x00", "")


def local_id(frame: dict[str, Any]) -> str:
    """Read the sender's own id of a message.

    :raises MalformedFrameError: if there is none.
    """
    given = words(frame, "local_id", longest=40)
    if not given:
        raise MalformedFrameError("local_id is missing.")
    return given


class NoSuchSocket(Socket):
    """Any other address: a stranger's guess ends politely."""

    async def connect(self) -> None:
        """Refuse."""
        await self.refuse(NOT_HERE)

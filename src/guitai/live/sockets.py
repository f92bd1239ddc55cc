"""What both kinds of socket share: reading frames, running deeds in the database's thread, refusing."""

import json
import logging
from collections.abc import Callable
from typing import Any, ClassVar, ParamSpec, TypeVar

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
SIGNED_OUT, NOT_HERE, TOO_LONG = 4401, 4403, 1009


class MalformedFrameError(GuitaiError):
    """A frame that no page of ours sends."""

    code = "live.malformed"


class Socket(AsyncWebsocketConsumer):
    """A socket whose frames each name something to do; each deed is a method listed in ``deeds``."""

    deeds: ClassVar[frozenset[str]] = frozenset()
    language = "zh-hans"

    async def open(self, *group_names: str) -> None:
        """Accept, and be told what these groups are told."""
        bus.attach()
        for name in group_names:
            await self.channel_layer.group_add(name, self.channel_name)
            self.joined.append(name)
        await self.accept()

    async def refuse(self, code: int) -> None:
        """Accept and close at once: only so does a browser learn the code."""
        await self.accept()
        await self.close(code=code)

    async def disconnect(self, code: int) -> None:
        """Leave every group."""
        for name in self.joined:
            await self.channel_layer.group_discard(name, self.channel_name)

    @property
    def joined(self) -> list[str]:
        """The groups this socket is told in."""
        joined: list[str] = self.__dict__.setdefault("_joined", [])
        return joined

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Do what a frame asks; refuse in a sentence, and never fall over what a stranger sends."""
        if text_data is None or len(text_data) > LONGEST_FRAME:
            await self.close(code=TOO_LONG)
            return
        frame: dict[str, Any] = {}
        try:
            frame = _read(text_data)
            await self._do(frame)
        except GuitaiError as refusal:
            await self.say(
                kind="refused", local_id=frame.get("local_id"), code=refusal.code, reason=refusal.sentence
            )
        except Exception:
            # What nobody foresaw is logged, and the page may try again; a dead socket takes the desk along.
            logger.exception("%s failed", frame.get("do"))
            reason = self._run(_, "Something went wrong; nothing was kept. Try again.")
            await self.say(kind="refused", local_id=frame.get("local_id"), code="live.failed", reason=reason)

    async def _do(self, frame: dict[str, Any]) -> None:
        deed = frame.get("do")
        if deed not in self.deeds:
            raise MalformedFrameError("This is nothing a socket can do.")
        await getattr(self, f"do_{deed}")(frame)

    async def say(self, **frame: Any) -> None:
        """Send one frame."""
        await self.send(text_data=text(frame))

    async def run(self, deed: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a deed or a question in the database's thread, in the reader's language."""
        return await database_sync_to_async(self._run)(deed, *args, **kwargs)

    def _run(self, deed: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        with translation.override(self.language):
            return deed(*args, **kwargs)

    async def tell_text(self, message: dict[str, Any]) -> None:
        """Pass on what is the same for everybody."""
        await self.send(text_data=message["text"])


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

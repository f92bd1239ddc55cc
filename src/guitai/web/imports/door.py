"""The door of requests with large bodies: too large ones are sent away unread."""

import tempfile
from collections.abc import Awaitable, Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.utils import translation
from django.utils.translation import gettext as _

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
AROUND_A_FILE = 1024 * 1024  # what a form adds to the file in it


class Pages(ASGIHandler):
    """Django's own handler, but that nobody can fill the disk of temporary files, which may be memory."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; one that says of itself that it is too large is not read at all."""
        if _announced(scope) > _most():
            await _send_away(scope, send)
            return
        await super().handle(scope, receive, send)

    async def read_body(self, receive: Receive) -> IO[bytes]:
        """Read what was sent, as Django's own handler does, into a file without a name in the data folder.

        One that turns out larger than it said is treated like one that broke off.
        """
        body = tempfile.SpooledTemporaryFile(  # noqa: SIM115  # closed by whoever answers the request
            max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE, mode="w+b", dir=str(settings.FILE_UPLOAD_TEMP_DIR)
        )
        room, more = _most(), True
        while more:
            message = await receive()
            chunk = message.get("body", b"")
            room -= len(chunk)
            if message["type"] == "http.disconnect" or room < 0:
                body.close()
                raise RequestAborted
            body.write(chunk)
            more = message.get("more_body", False)
        body.seek(0)
        return body


def _most() -> int:
    return int(settings.IMPORT_MAX_BYTES) + AROUND_A_FILE


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


async def _send_away(scope: Scope, send: Send) -> None:
    with translation.override(_language(scope)):
        sentence = _(
            "At most %(most)s MB can be sent at once. Drop large files one by one, or pack them."
        ) % {"most": settings.IMPORT_MAX_BYTES // 1024 // 1024}
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})


def _language(scope: Scope) -> str:
    """Give the language kept in the browser; nobody has looked who is signed in."""
    try:
        cookies = SimpleCookie(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return str(settings.LANGUAGE_CODE)
    kept = cookies.get(settings.LANGUAGE_COOKIE_NAME)
    return "en" if kept and kept.value == "en" else str(settings.LANGUAGE_CODE)

"""A WebSocket client lean enough that the load generator is not what is measured."""

import asyncio
import json
import struct
import time
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any, Self

_HEAD_ENDS = b"\r\n\r\n"
_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA
_COMPRESSED = 0x40
# What a sender leaves out at the end of each compressed message (RFC 7692, 7.2.1).
_DEFLATE_TAIL = b"\x00\x00\xff\xff"
Heard = Callable[[dict[str, Any], float], None]


class NotOpenedError(Exception):
    """The server answered the handshake with something else than a socket."""


class Line(asyncio.Protocol):
    """One open socket; ``heard`` gets each frame and the moment its bytes arrived (``time.perf_counter``).

    It offers compression as every browser does, and unpacks what comes compressed.
    """

    def __init__(self, request: bytes, heard: Heard) -> None:
        self._request, self._heard = request, heard
        self._rest = b""
        self._unpack: Any = None
        self._transport: asyncio.Transport | None = None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost = False

    @classmethod
    async def open(cls, port: int, path: str, heard: Heard, headers: Mapping[str, str] | None = None) -> Self:
        """Open a socket on this machine.

        :raises NotOpenedError: if the server does not want to.
        """
        key = b64encode(b"guitai-bench-key").decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            *(f"{name}: {value}" for name, value in (headers or {}).items()),
        ]
        request = "\r\n".join(lines).encode() + _HEAD_ENDS
        loop = asyncio.get_running_loop()
        _transport, line = await loop.create_connection(lambda: cls(request, heard), "127.0.0.1", port)
        await line.opened
        return line

    def say(self, **frame: Any) -> None:
        """Send one frame."""
        self._write(_TEXT, json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode())

    def close(self) -> None:
        """Say goodbye."""
        if self._transport is not None and not self.lost:
            self._write(_CLOSE, struct.pack("!H", 1000))
            self._transport.close()

    def _write(self, opcode: int, payload: bytes) -> None:
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size)
        assert self._transport is not None
        # A mask of zeros is a mask too, and leaves the payload as it is.
        self._transport.write(bytes([0x80 | opcode]) + length + b"\x00\x00\x00\x00" + payload)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin the handshake."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Remember that nothing more will come."""
        self.lost = True
        if not self.opened.done():
            self.opened.set_exception(NotOpenedError("the connection ended before the socket was open"))

    def data_received(self, data: bytes) -> None:
        """Cut what arrived into frames."""
        at = time.perf_counter()
        self._rest += data
        if not self.opened.done() and not self._shake_hands():
            return
        while (frame := self._next()) is not None:
            self._take(*frame, at)

    def _shake_hands(self) -> bool:
        head, ended, rest = self._rest.partition(_HEAD_ENDS)
        if not ended:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.opened.set_exception(NotOpenedError(head.split(b"\r\n")[0].decode("latin-1")))
            return False
        if b"permessage-deflate" in head:
            self._unpack = zlib.decompressobj(-zlib.MAX_WBITS)
        self._rest = rest
        self.opened.set_result(None)
        return True

    def _next(self) -> tuple[int, bytes] | None:
        data = self._rest
        if len(data) < 2:
            return None
        size, start = data[1] & 0x7F, 2
        if size >= 126:
            wide = 2 if size == 126 else 8
            start += wide
            size = int.from_bytes(data[2:start], "big")
        if len(data) < start + size or len(data) < start:
            return None
        self._rest = data[start + size :]
        return data[0], data[start : start + size]

    def _take(self, head: int, payload: bytes, at: float) -> None:
        match head & 0x0F:
            case opcode if opcode == _TEXT:
                if head & _COMPRESSED:
                    payload = self._unpack.decompress(payload + _DEFLATE_TAIL)
                self._heard(json.loads(payload), at)
            case opcode if opcode == _PING:
                self._write(_PONG, payload)
            case opcode if opcode == _CLOSE:
                self.lost = True

"""The limit: a bare WebSocket that commits one row a message to the same kind of database, and echoes it."""

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg

Keep = Callable[[str], None]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


def _sqlite() -> Keep:
    path = Path(os.environ["GUITAI_DATA"]) / "echo.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=20)
    # The settings of guitai.config.env, so that a row costs what it costs there.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-64000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE IF NOT EXISTS echo (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")

    def keep(text: str) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO echo (text) VALUES (?)", (text,))
        connection.execute("COMMIT")

    return keep


def _postgresql(url: str) -> Keep:
    connection = psycopg.connect(url, autocommit=True)
    connection.execute("SELECT pg_advisory_lock(20260401)")  # two processes may not make one table at once
    connection.execute("CREATE TABLE IF NOT EXISTS bench_echo (id bigserial PRIMARY KEY, text text NOT NULL)")
    connection.execute("SELECT pg_advisory_unlock(20260401)")

    def keep(text: str) -> None:
        connection.execute("INSERT INTO bench_echo (text) VALUES (%s)", (text,))

    return keep


_url = os.environ.get("DATABASE_URL", "")
_keep = _postgresql(_url) if _url else _sqlite()
# A thread of its own, as in the real server: the loop must not stand still while the disk writes.
_writer = ThreadPoolExecutor(max_workers=1)


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Echo what is said, once it is committed; answer requests with 200."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})
    elif scope["type"] == "websocket":
        await _echo(receive, send)


async def _echo(receive: Receive, send: Send) -> None:
    loop = asyncio.get_running_loop()
    while (event := await receive())["type"] != "websocket.disconnect":
        if event["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        else:
            await loop.run_in_executor(_writer, _keep, event["text"])
            await send({"type": "websocket.send", "text": event["text"]})

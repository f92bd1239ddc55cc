"""An installation of the tests' own, started as somebody who runs a shop would start it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from bench.servers import Place, Server, free_port, guitai
from psycopg import sql

# The tests' own settings are for what runs in their process.
REAL = {"DJANGO_SETTINGS_MODULE": "guitai.config.settings"}
BUILT = Path(__file__).resolve().parents[2] / "src" / "guitai" / "web" / "static" / "dist" / "desk.js"


@contextmanager
def place(folder: Path, name: str) -> Iterator[Place]:
    """Give an installation its own database: a SQLite file, or where the tests are told to put it."""
    database_url = os.environ.get("GUITAI_TEST_DATABASE_URL", "")
    redis_url = os.environ.get("GUITAI_TEST_REDIS_URL", "")
    if not database_url:
        yield Place(folder=folder, redis_url=redis_url, extra=REAL)
        return
    own = f"test_functional_{name}_{os.getpid()}"
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(own)))
        try:
            yield Place(
                folder=folder,
                database_url=urlunsplit(urlsplit(database_url)._replace(path=f"/{own}")),
                redis_url=redis_url,
                extra=REAL,
            )
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(own)))


@contextmanager
def serving(at: Place, *, jobs: bool = False) -> Iterator[Server]:
    """Start a server there, and end it.

    :param jobs: whether it does the timed work and imports too.
    """
    assert BUILT.exists(), "the pages' scripts are not built yet: make setup"
    server = guitai(at, port=free_port(), jobs=jobs)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def address(server: Server) -> str:
    """Give where a server answers."""
    return f"http://127.0.0.1:{server.port}"

"""Read settings from the environment; a wrong value stops the start and says what to write."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, *, default: str = "") -> str:
    """Read a setting, or the file at ``NAME_FILE`` for one that is kept secret."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE is {file!r}, which can't be read: {error}") from error
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Read a yes-or-no setting."""
    word = text(name, default="yes" if default else "no")
    if word not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name} is {word!r}; write yes or no")
    return word == "yes"


def words(name: str, *, default: str) -> list[str]:
    """Read a list of words set apart by commas."""
    return [word.strip() for word in text(name, default=default).split(",") if word.strip()]


def number(name: str, *, default: int, least: int, most: int) -> int:
    """Read a whole number."""
    word = text(name, default=str(default))
    if not word.isascii() or not word.isdigit() or not least <= int(word) <= most:
        raise ImproperlyConfigured(f"{name} is {word!r}; write a whole number from {least} to {most}")
    return int(word)


def made_folder(path: Path) -> Path:
    """Give a folder, made if it is not there yet, that the server's own user alone may look into."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def kept_secret(name: str, *, folder: Path, file: str, size: int = 48) -> str:
    """Read a secret; without one, make it once and keep it in the data folder, for the owner's eyes alone."""
    given = text(name)
    if given:
        return given
    path = folder / file
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(size)
    unfinished = folder / f".{file}.{os.getpid()}"
    unfinished.touch(mode=0o600)
    unfinished.write_text(made)
    try:
        path.hardlink_to(unfinished)  # whole or not at all, and never over another process's
    except FileExistsError:
        return path.read_text().strip()
    finally:
        unfinished.unlink()
    return made


def database(url: str, *, folder: Path) -> dict[str, Any]:
    """Turn a database address into Django's settings; without one, a SQLite file in the data folder."""
    if not url:
        return _sqlite(str(folder / "guitai.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")) if parts.netloc == "" else unquote(parts.path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {parts.scheme!r}; "
            "write sqlite:///path or postgresql://user:password@host/name"
        )
    try:
        port = parts.port or ""
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL has a port that is no number: {error}") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 20}, **dict(parse_qsl(parts.query))},
    }


def _sqlite(name: str) -> dict[str, Any]:
    # FULL: an acknowledged message survives the loss of power, not only the end of the process.
    # timeout: a file of a million lines is stored in one transaction, which takes most of a minute; whoever
    # writes meanwhile waits for their turn, in seconds, and is not refused.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; "
            "PRAGMA wal_autocheckpoint=16000;",
        },
    }


def channel_layers(redis_url: str, *, installation: str) -> dict[str, Any]:
    """Give the live bus: in this process, or in Redis for several.

    :param installation: keeps installations that share a Redis from hearing each other.
    """
    if not redis_url:
        return {}
    return {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [redis_url], "prefix": installation},
        }
    }

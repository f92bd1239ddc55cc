"""Vectors kept in a file of the data folder, so that knowledge is encoded once and not at every call."""

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

FILE = "vectors.sqlite3"
_MOST = 500_000  # vectors; past them the oldest make room
_AT_ONCE = 500  # keys in one question
_PATIENCE = 5.0  # seconds for another command that writes


def cache_folder() -> Path:
    """Give the folder, inside the data folder, of what can be worked out again."""
    return Path(os.environ.get("GUITAI_DATA", "").strip() or "data") / "cache"


class VectorFile:
    """Keeps vectors in one SQLite file. Where it can't be read or written, everything is computed anew."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.trouble = ""  # why nothing is kept, if so

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Give those that are kept."""
        found: dict[str, bytes] = {}

        def look(file: sqlite3.Connection) -> None:
            for at in range(0, len(digests), _AT_ONCE):
                some = digests[at : at + _AT_ONCE]
                marks = ",".join("?" * len(some))
                found.update(
                    file.execute(f"SELECT digest, vector FROM kept WHERE digest IN ({marks})", some)  # noqa: S608
                )

        self._do(look)
        return found

    def put(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors."""

        def keep(file: sqlite3.Connection) -> None:
            file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", vectors.items())
            file.execute("DELETE FROM kept WHERE rowid <= (SELECT max(rowid) FROM kept) - ?", (_MOST,))

        self._do(keep)

    def _do(self, deed: Callable[[sqlite3.Connection], None]) -> None:
        """Do something with the file in one transaction; after the first trouble nothing more."""
        if self.trouble:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as file, file:
                file.execute(
                    "CREATE TABLE IF NOT EXISTS kept (digest TEXT PRIMARY KEY, vector BLOB NOT NULL)"
                )
                deed(file)
        except (sqlite3.Error, OSError) as error:
            self.trouble = str(error)

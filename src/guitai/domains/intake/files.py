"""Where files that were brought in lie until they are imported: one folder each, below the data folder."""

import hashlib
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Set
from pathlib import Path, PurePosixPath

from django.conf import settings

from guitai.domains.intake.models import Run
from guitai.kernel.text import clean

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 200  # bytes of a name; file systems take 255


def clean_name(given: str) -> str:
    """Give a file's name without the folders before it and without what no file system takes."""
    name = PurePosixPath(given.replace("\\", "/")).name
    name = _FORBIDDEN.sub("_", clean(name)).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        stem, ending = name, ""
    room = _LONGEST - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode(errors="ignore")
    return f"{stem}{dot}{ending}" if ending else stem or "file"


def new_folder() -> Path:
    """Make a folder for one file that arrives; only the server's own user may look into it."""
    folder = _root() / secrets.token_hex(12)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def keep(chunks: Iterable[bytes], *, name: str) -> Path:
    """Write what arrives under its cleaned name in a folder of its own."""
    path = new_folder() / clean_name(name)
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
    except BaseException:
        discard(path.parent.name)
        raise
    return path


def take_over(temporary: Path, *, name: str) -> Path:
    """Move a file the server has already written to its place."""
    path = new_folder() / clean_name(name)
    shutil.move(temporary, path)
    return path


def kept(folder: str, name: str) -> Path | None:
    """Give where a file lies that was kept; nothing if it is gone.

    :param folder: the name of its folder, from a hand we trust.
    """
    path = _root() / folder / clean_name(name)
    return path if path.is_file() else None


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def path_of(run: Run) -> Path:
    """Give where a run's file lies."""
    return _root() / run.folder / run.name


def ask_cancel(run: Run) -> bool:
    """Leave word that an import under way is to be cancelled; says whether there is one.

    A file, not a row: while an import is written nobody else can write with SQLite.
    """
    if not run.folder:
        return False
    try:
        _mark(run).touch()
    except FileNotFoundError:  # it has just ended
        return False
    return True


def is_cancel_asked(run: Run) -> bool:
    """Say whether somebody left word that this import is to be cancelled."""
    return bool(run.folder) and _mark(run).exists()


def forget_cancel(run: Run) -> None:
    """Take the word back: the import begins anew."""
    if run.folder:
        _mark(run).unlink(missing_ok=True)


def discard(folder: str) -> None:
    """Delete a file with its folder; it is all right if it is gone."""
    if folder:
        shutil.rmtree(_root() / folder, ignore_errors=True)


def sweep(*, known: Set[str], older_than: float) -> int:
    """Delete folders that belong to no run and were left behind by a server that was killed.

    :param older_than: seconds; younger ones may be of a file that is just arriving.
    """
    left = [
        folder
        for folder in _root().glob("*")
        if folder.is_dir() and folder.name not in known and time.time() - folder.stat().st_mtime > older_than
    ]
    for folder in left:
        discard(folder.name)
    return len(left)


def _mark(run: Run) -> Path:
    # No file that is brought in can be called so: clean_name takes such a dot away.
    return _root() / run.folder / ".cancel"


def _root() -> Path:
    return Path(settings.DATA_FOLDER) / "imports"

"""Unpacks a ZIP somebody brought in, with its sizes counted while it is written and its names cleaned."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from guitai.domains.intake.errors import ArchiveRefusedError
from guitai.domains.intake.files import keep

MOST_FILES = 200
MOST_RATIO = 200  # real exports shrink to a twentieth; a bomb to a thousandth
_SMALL = 10 * 1024 * 1024  # below this a ratio says nothing
_CHUNK = 1 << 20
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
_OF_A_WORKBOOK = ("xl/workbook.xml", "[Content_Types].xml")
_NOT_FILES = (".DS_Store", "Thumbs.db", "desktop.ini")
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


def is_archive(path: Path) -> bool:
    """Say whether a file is a ZIP of files; a workbook is a ZIP too, and none of these."""
    with path.open("rb") as file:
        if not file.read(4).startswith(_BEGINS):
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(name in _OF_A_WORKBOOK for name in archive.namelist())
    except _DAMAGE:
        # Whoever reads workbooks says best what is wrong with half of one.
        return path.suffix.lower() == ".zip"


def unpack(path: Path, *, most_bytes: int) -> Iterator[Path]:
    """Write the files of an archive, each into a folder of its own, and give them one by one.

    Folders in the archive are dropped; what a system hides in it (``__MACOSX``, ``.DS_Store``) is left out.

    :param most_bytes: of all files together, unpacked.
    :raises ArchiveRefusedError: before the first file if what the archive says of itself is too much; later
        if what comes out is more than it said, or is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if _is_file(info)]
            _check(path.name, members, most_bytes)
            room = most_bytes
            for info in members:
                written = keep(_chunks(archive, info, path.name, room), name=_name(info))
                room -= written.stat().st_size
                yield written
    except ArchiveRefusedError:
        raise
    except _DAMAGE as error:
        raise ArchiveRefusedError(
            _("%(file)s is a damaged or incomplete ZIP; pack it again, or drop the files themselves.")
            % {"file": path.name}
        ) from error


def _check(name: str, members: list[zipfile.ZipInfo], most_bytes: int) -> None:
    checks: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: not members, _("%(file)s is an empty ZIP.")),
        (
            lambda: len(members) > MOST_FILES,
            _("%(file)s holds %(count)s files; at most %(most)s can be taken at once. Split it."),
        ),
        (
            lambda: any(info.flag_bits & _ENCRYPTED_FLAG for info in members),
            _("%(file)s is protected by a password; pack it again without one."),
        ),
        (
            lambda: sum(info.file_size for info in members) > most_bytes or any(map(_is_bomb, members)),
            _("%(file)s would unpack to far more than exports ever hold; it is not unpacked."),
        ),
    )
    for is_so, sentence in checks:
        if is_so():
            raise ArchiveRefusedError(sentence % {"file": name, "count": len(members), "most": MOST_FILES})


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, room: int) -> Iterator[bytes]:
    """Give what is really in there, and stop where it is more than the archive said."""
    most = min(info.file_size, room)
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            most -= len(chunk)
            if most < 0:
                raise ArchiveRefusedError(
                    _("%(file)s would unpack to far more than exports ever hold; it is not unpacked.")
                    % {"file": name}
                )
            yield chunk


def _is_file(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    if info.is_dir() or not parts or "__MACOSX" in parts:
        return False
    return not (parts[-1] in _NOT_FILES or parts[-1].startswith(("._", "~$")))


def _name(info: zipfile.ZipInfo) -> str:
    """Give a member's name; without the mark of UTF-8 it is that still, or the GBK of Chinese Windows."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename

"""Rows of an .xlsx workbook as text, with what makes a workbook unreadable told apart first."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from guitai.engines.tabular.sheets import Rows, Sheet
from guitai.kernel.decoding import UnreadableFileError

WORKBOOK = "xlsx"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# All that a package with a byte changed here or there has been seen to raise, or may by its documentation.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
_MOST_BYTES = 1 << 30
_MOST_ROWS = 300_000
_CHUNK = 1 << 20
_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number, no more
# A sheet is laid out in memory from its first cell to its last: one cell far away can take all there is.
_FAR_RIGHT = re.compile(rb'\br="(?:[A-Z]{3,}|[D-Z][A-Z])\d')
_FAR_DOWN = re.compile(rb'\br="[A-Z]{0,2}(\d{6,})"')


def is_workbook(head: bytes) -> bool:
    """Say whether the bytes begin like a workbook, a readable one or not."""
    return head.startswith((b"PK\x03\x04", _OLE))


def workbook_sheets(path: Path, head: bytes) -> tuple[Sheet, ...]:
    """Give the sheets of a workbook.

    :raises UnreadableFileError: if it is cut off, locked, of the old format, or none; other damage is met
        while its rows are read.
    """
    if head.startswith(_OLE):
        raise _locked_or_old(path)
    _check_package(path)
    with _readable(path):
        book = CalamineWorkbook.from_path(path)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        grids = [book.get_sheet_by_name(name) for name in names]
    return tuple(Sheet(grid.name, WORKBOOK, even=False, rows=partial(_rows, path, grid)) for grid in grids)


def _rows(path: Path, grid: CalamineSheet, _width: int) -> Rows:
    with _readable(path):
        for line, row in enumerate(grid.iter_rows(), start=1):
            yield line, [cell if type(cell) is str else as_text(cell) for cell in row]


def as_text(cell: object) -> str:
    """Give a cell as the text a csv would hold; a number too long to be exact looks rounded."""
    match cell:
        case bool():
            return "是" if cell else "否"
        case float() | int():
            if abs(cell) >= _EXACT:
                return f"{cell:.10E}"
            return str(int(cell)) if cell == int(cell) else f"{cell:.12g}"
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return str(cell)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn whatever the reader of workbooks stumbles over into a refusal."""
    try:
        yield
    except (UnreadableFileError, GeneratorExit):
        raise
    except BaseException as error:
        # Its panics are no Exception; an interrupt from the keyboard is none either and must go on.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from error


def _damaged(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path.name} is a damaged workbook; export it again, or open it in Excel and save it anew.",
        problem="damaged_workbook",
    )


def _locked_or_old(path: Path) -> UnreadableFileError:
    if _ENCRYPTED in path.read_bytes():
        return UnreadableFileError(
            f"{path.name} is protected by a password; save it without one and try again.", problem="locked"
        )
    return UnreadableFileError(
        f"{path.name} is in the old Excel format (.xls); save it as .xlsx or CSV and try again.",
        problem="old_format",
    )


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise UnreadableFileError(
                    f"{path.name} is a ZIP archive, not a workbook; unpack it and import the files inside.",
                    problem="archive",
                )
            if sum(part.file_size for part in parts) > _MOST_BYTES:
                raise _too_large(path)
            for part in parts:
                if part.filename.startswith("xl/worksheets/"):
                    _check_extent(path, package, part)
    except _DAMAGE as error:
        raise UnreadableFileError(
            f"{path.name} is cut off or damaged: it begins like a workbook and ends unlike one.",
            problem="cut_off",
        ) from error


def _check_extent(path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with package.open(part) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            if _FAR_RIGHT.search(window) or any(int(row) > _MOST_ROWS for row in _FAR_DOWN.findall(window)):
                raise _too_large(path)
            tail = window[-64:]


def _too_large(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path.name} has more than {_MOST_ROWS:,} rows or 104 columns; export it as CSV.",
        problem="too_large",
    )

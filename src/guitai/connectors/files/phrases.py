"""Quick phrases as a spreadsheet: written for the shop to edit, read back in."""

import io
from collections.abc import Iterable, Sequence
from typing import ClassVar

from django.utils.translation import gettext as _
from python_calamine import CalamineError, load_workbook

from guitai.common.workbooks import SheetToWrite, write_workbook
from guitai.domains.knowledge.drafts import PhraseRow
from guitai.kernel.errors import GuitaiError

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 5000
_WIDTHS = (8, 12, 14, 12, 28, 90)
# What may stand above each column: the first is what we write.
_HEADINGS = {
    "scope": ("范围", "适用范围", "scope"),
    "group": ("小组", "分组", "group"),
    "folder": ("分类", "文件夹", "folder"),
    "code": ("编码", "快捷编码", "code"),
    "title": ("标题", "title"),
    "text": ("内容", "话术", "text"),
}
_SCOPES = {"shop": "店铺", "team": "小组", "personal": "个人"}


class SheetRefusedError(GuitaiError):
    """A file that holds no sheet of quick phrases."""

    code: ClassVar[str] = "files.sheet_refused"


def write_phrases(rows: Iterable[PhraseRow]) -> bytes:
    """Give a workbook of quick phrases."""
    headings = [names[0] for names in _HEADINGS.values()]
    cells = (
        (_SCOPES.get(row.scope, row.scope), row.group, row.folder, row.code, row.title, row.text)
        for row in rows
    )
    return write_workbook([SheetToWrite(name="快捷短语", headings=headings, widths=_WIDTHS, rows=cells)])


def read_phrases(data: bytes) -> list[PhraseRow]:
    """Read a workbook of quick phrases; columns are found by their headings, in any order.

    :raises SheetRefusedError: if it is no workbook, has no column of texts, or is too large.
    """
    if len(data) > MAX_BYTES:
        raise SheetRefusedError(_("The file is larger than 8 MB."))
    try:
        rows = load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise SheetRefusedError(_("This is no workbook (.xlsx) that can be read.")) from error
    if len(rows) > MAX_ROWS:
        raise SheetRefusedError(_("The sheet has more than %(most)s lines.") % {"most": MAX_ROWS})
    places = _places([_text(cell) for cell in rows[0]] if rows else [])
    read = ((line, [_text(cell) for cell in row]) for line, row in enumerate(rows[1:], start=2))
    return [_row(line, cells, places) for line, cells in read if any(cells)]


def _places(headings: Sequence[str]) -> dict[str, int]:
    folded = [heading.casefold() for heading in headings]
    places = {
        field: folded.index(name) for field, names in _HEADINGS.items() for name in names if name in folded
    }
    if "text" not in places:
        raise SheetRefusedError(
            _("The first line of the sheet must name its columns; “内容” (text) is missing.")
        )
    return places


def _row(line: int, cells: Sequence[str], places: dict[str, int]) -> PhraseRow:
    named = {field: cells[place] for field, place in places.items() if place < len(cells)}
    return PhraseRow(line=line, **{"title": "", "text": "", **named})


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a code such as 12 that the spreadsheet took for a number
    return str(cell).strip()

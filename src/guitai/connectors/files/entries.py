"""The knowledge as a spreadsheet: written for the shop to edit, read back in; csv is read too."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from guitai.common.workbooks import SheetToWrite, write_workbook
from guitai.connectors.files.saying import reason_of, sentence_of
from guitai.domains.knowledge.drafts import EntryRow
from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import CellError, needed, text
from guitai.engines.tabular.converters import moment as _moment
from guitai.engines.tabular.reading import open_export
from guitai.kernel.decoding import Rejection, UnreadableFileError
from guitai.kernel.errors import GuitaiError
from guitai.kernel.text import fold

MAX_ROWS = 50_000

_KIND = "knowledge"
_WIDTHS = (36, 40, 80, 16, 14, 12, 12, 12)
_PARTED = re.compile(r"[\n|｜]+")
_SAID = {
    **dict.fromkeys(("是", "有", "y", "yes", "true", "1", "√", "✓"), True),
    **dict.fromkeys(("否", "无", "n", "no", "false", "0", "×", "✗"), False),
}
# What may stand above each column: the first is what we write.
_HEADINGS = {
    "question": ("问题", "标准问", "标准问题", "用户问题", "买家问题", "知识标题", "question"),
    "others": ("相似问法", "相似问题", "相似问", "扩展问", "其他问法", "similar questions", "similar"),
    "answer": ("答案", "回答", "标准答案", "回复", "回复内容", "answer"),
    "product": ("商品编码", "商家编码", "商品ID", "宝贝ID", "商品编号", "product code", "product"),
    "category": ("类目", "商品类目", "category"),
    "first": ("有效期自", "生效日期", "开始日期", "有效期开始", "valid from"),
    "last": ("有效期至", "失效日期", "结束日期", "有效期结束", "valid until"),
    "weakness": ("诚实的不足", "如实说的不足", "诚实说明", "不足", "honest weakness", "weakness"),
}


_DAYS = [place for place, key in enumerate(_HEADINGS) if key in {"first", "last"}]


class EntrySheetRefusedError(GuitaiError):
    """A file that holds no sheet of the knowledge."""

    code: ClassVar[str] = "files.entry_sheet_refused"


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """A sheet's lines, and those that can't be read, each with the sentence that says why."""

    rows: list[EntryRow]
    rejected: list[tuple[int, str]]


def write_entries(rows: Iterable[EntryRow]) -> bytes:
    """Give a workbook of entries."""
    headings = [names[0] for names in _HEADINGS.values()]
    sheet = SheetToWrite(name="知识库", headings=headings, widths=_WIDTHS, rows=map(_cells, rows))
    return write_workbook([sheet])


def read_entries(path: Path) -> EntrySheet:
    """Read a workbook or csv of entries; columns are found by their headings, in any order.

    :raises EntrySheetRefusedError: if it can't be read, names no questions and answers, or is too long.
    """
    try:
        readings = open_export(path, extra=(_TABLE,))
        found = next((reading for reading in readings if reading.kind == _KIND), None)
        lines: list[Any] = list(found or ())
    except UnreadableFileError as error:
        if error.facts.get("problem") != "unknown":
            raise EntrySheetRefusedError(sentence_of(error, name=path.name)) from error
        found, lines = None, []
    if found is None:
        raise EntrySheetRefusedError(
            _("No line of the sheet names the columns “问题” (question) and “答案” (answer).")
        )
    if len(lines) > MAX_ROWS:
        raise EntrySheetRefusedError(_("The sheet has more than %(most)s lines.") % {"most": f"{MAX_ROWS:,}"})
    has_days = any(layout.places[place] >= 0 for _sheet, layout in found.parts for place in _DAYS)
    return EntrySheet(
        rows=[
            line if has_days else replace(line, validity=None) for line in lines if isinstance(line, EntryRow)
        ],
        rejected=[(line.line, reason_of(line)) for line in lines if isinstance(line, Rejection)],
    )


def _cells(row: EntryRow) -> tuple[str | date, ...]:
    first, last = row.validity or (None, None)
    return (
        next(iter(row.questions), ""),
        "\n".join(row.questions[1:]),
        row.answer,
        row.product,
        row.category,
        first or "",
        last or "",
        "是" if row.is_weakness else "否",
    )


def _row(line: int, *values: Any) -> Any:
    """Give a line's row; what the sheet has no column for, or a cell leaves open, says nothing."""
    told = dict(zip(_HEADINGS, values, strict=True))
    asked = _PARTED.split(f"{told['question']}|{told['others']}")
    return EntryRow(
        line=line,
        questions=tuple(part.strip() for part in asked if part.strip()),
        answer=told["answer"],
        product=told["product"],
        category=told["category"],
        is_weakness=told["weakness"],
        validity=(told["first"], told["last"]),
    )


def _day(cell: str) -> date | None:
    time = _moment(cell)
    return time.date() if time else None


def _yes_or_no(cell: str) -> bool | None:
    said = fold(text(cell))
    if said and said not in _SAID:
        raise CellError("bad_choice", f"“{said}” is neither yes nor no (是, 否)", cell=said)
    return _SAID.get(said)


_CONVERTERS = {
    "question": needed(text),
    "answer": needed(text),
    "first": _day,
    "last": _day,
    "weakness": _yes_or_no,
}
_TABLE = Table(
    kind=_KIND,
    columns=tuple(
        Column(key, names, _CONVERTERS.get(key, text), required=key in {"question", "answer"})
        for key, names in _HEADINGS.items()
    ),
    record=_row,
    at_least=2,
)

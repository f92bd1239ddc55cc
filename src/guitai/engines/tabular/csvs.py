"""Rows of a csv, a block of lines at a time; a quotation mark never closed costs one line, not the file."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from guitai.engines.tabular.sheets import Rows, Sheet, Unreadable
from guitai.kernel.decoding import text_blocks

DELIMITERS = (",", "\t", ";", "|")

_MOST_LINES = 200  # of one row; a cell may hold an address or a message of several lines, not a chapter
_BROKEN = "\ufffd"  # what stands for letters that could not be decoded


class _OpenQuoteError(Exception):
    """A quoted cell that goes on and on."""


class _Feed:
    """Hands lines to the csv reader and keeps those of the row being read, so that they can be read again."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self._waiting: list[str] = []  # the next one last
        self.taken: list[str] = []
        self.line = 1

    def is_between_blocks(self) -> bool:
        """Say whether no line waits of a block that was begun."""
        return not self._waiting

    def block(self) -> str:
        """Take a whole block of lines, or nothing where the file ends; only between blocks."""
        return next(self._blocks, "")

    def give_back(self, block: str) -> None:
        """Have the lines of a block handed out one by one after all."""
        self._waiting.extend(reversed(_lines_of(block).readlines()))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self._waiting:
            self.give_back(self.block())
        if not self._waiting:
            raise StopIteration
        line = self._waiting.pop()
        self.taken.append(line)
        if len(self.taken) > _MOST_LINES:
            raise _OpenQuoteError
        return line

    def row_done(self) -> int:
        """Forget the row that was read and give the line it began on."""
        began = self.line
        self.line += len(self.taken)
        self.taken.clear()
        return began

    def drop_first_line(self) -> int:
        """Give up the first line of the row and hand out the others again."""
        began = self.line
        self._waiting.extend(reversed(self.taken[1:]))
        self.line += 1
        self.taken.clear()
        return began


def csv_sheet(path: Path, encoding: str, delimiter: str) -> Sheet:
    """Give a csv file as a sheet."""
    return Sheet(path.name, encoding, even=True, rows=partial(_rows, path, encoding, delimiter))


def _rows(path: Path, encoding: str, delimiter: str, width: int) -> Rows:
    feed = _Feed(text_blocks(path, encoding))
    while block := feed.block():
        if rows := _one_a_line(block, delimiter):
            yield from enumerate(rows, start=feed.line)
            feed.line += len(rows)
        else:
            feed.give_back(block)
            yield from _with_care(feed, delimiter, width)


def _one_a_line(block: str, delimiter: str) -> list[list[str]] | None:
    """Give the rows of a block if each of its lines is one, as nearly all are; else nothing."""
    if _BROKEN in block:
        return None
    # A quotation mark still open at the end swallows the empty line, and a row is missing.
    reader = csv.reader(chain(_lines_of(block), ("",)), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error:
        return None
    return rows[:-1] if len(rows) == reader.line_num else None


def _lines_of(block: str) -> io.StringIO:
    return io.StringIO(block, newline="")


def _with_care(feed: _Feed, delimiter: str, width: int) -> Rows:
    """Give rows one by one, until one ends where a block does."""
    while not feed.is_between_blocks():
        try:
            for row in csv.reader(feed, delimiter=delimiter):
                if len(feed.taken) > 1 and width and _ran_over(row, feed.taken, delimiter, width):
                    break
                is_broken = any(_BROKEN in line for line in feed.taken)
                yield feed.row_done(), Unreadable.LETTERS if is_broken else row
                if feed.is_between_blocks():
                    return
        except (csv.Error, _OpenQuoteError):
            pass
        yield feed.drop_first_line(), Unreadable.QUOTE


def _ran_over(row: list[str], lines: list[str], delimiter: str, width: int) -> bool:
    """Say whether a row of several lines came of a missing quotation mark and swallowed another."""
    return not fits(row, width) or any(
        fits(alone, width)
        for line in lines[1:]
        if _begins_and_ends_its_cells(line, delimiter)
        for alone in csv.reader([line], delimiter=delimiter)
    )


def _begins_and_ends_its_cells(line: str, delimiter: str) -> bool:
    """Say whether a line may be a row by itself, and is not the end of a first cell of several lines.

    Such an end has as many cells as a row; but it closes a quotation mark that it never opened.
    """
    mark = line.find('"')
    return mark < 0 or (line.count('"') % 2 == 0 and (mark == 0 or line[mark - 1] == delimiter))


def fits(row: list[str], width: int) -> bool:
    """Say whether a row has a cell for every heading and nothing but empty cells beyond them."""
    return len(row) == width or (len(row) > width and not any(cell.strip() for cell in row[width:]))

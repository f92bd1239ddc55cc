"""Rows of a csv, read a line at a time; a quotation mark never closed costs one line, not the file."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from guitai.engines.tabular.sheets import Rows, Sheet

DELIMITERS = (",", "\t", ";", "|")

_LONGEST_LINE = 1_000_000  # characters; a file without line ends must not fill the memory
_MOST_LINES = 200  # of one row; a cell may hold an address or a message of several lines, not a chapter


class _OpenQuoteError(Exception):
    """A quoted cell that goes on and on."""


class _Feed:
    """Hands lines to the csv reader and keeps those of the row being read, so that they can be read again."""

    def __init__(self, file: TextIO) -> None:
        self._read = partial(file.readline, _LONGEST_LINE)
        self._again: list[str] = []
        self.taken: list[str] = []
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._read()
        if not line:
            raise StopIteration
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
        self._again.extend(reversed(self.taken[1:]))
        self.line += 1
        self.taken.clear()
        return began


def csv_sheet(path: Path, encoding: str, delimiter: str) -> Sheet:
    """Give a csv file as a sheet."""
    return Sheet(path.name, encoding, even=True, rows=partial(_rows, path, encoding, delimiter))


def _rows(path: Path, encoding: str, delimiter: str, width: int) -> Rows:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        feed = _Feed(file)
        while True:
            try:
                for row in csv.reader(feed, delimiter=delimiter):
                    if len(feed.taken) > 1 and width and _ran_over(row, feed.taken, delimiter, width):
                        break
                    yield feed.row_done(), row
                else:
                    return
            except (csv.Error, _OpenQuoteError):
                pass
            yield feed.drop_first_line(), None


def _ran_over(row: list[str], lines: list[str], delimiter: str, width: int) -> bool:
    """Say whether a row of several lines came of a missing quotation mark and swallowed another."""
    return not fits(row, width) or any(
        fits(alone, width) for alone in csv.reader(lines[1:], delimiter=delimiter)
    )


def fits(row: list[str], width: int) -> bool:
    """Say whether a row has a cell for every heading and nothing but empty cells beyond them."""
    return len(row) == width or (len(row) > width and not any(cell.strip() for cell in row[width:]))

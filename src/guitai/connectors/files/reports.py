"""What became of a file's lines, in the words of the command line contract."""

from dataclasses import dataclass, field
from typing import Any

from guitai.common.tallies import Tally


@dataclass(slots=True)
class ImportReport:
    """One kind of a file: what was read, and what became of it."""

    file: str
    kind: str
    encoding: str
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)

    def count(self, tally: Tally) -> None:
        """Add what became of some records."""
        self.added += tally.added
        self.updated += tally.updated
        self.unchanged += tally.unchanged

    def reject(self, line: int, column: str, reason: str, *, sheet: str = "") -> None:
        """Note a line that was left out; of a workbook also the sheet, where that is known."""
        where = {"sheet": sheet} if sheet and not self.file.endswith(sheet) else {}
        self.rejected.append({"line": line, "column": column, "reason": reason} | where)

"""Put an exported file into a shop's tables: the whole of it in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.connectors.files.keeping import CHUNK, KINDS
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.queries import Shop
from guitai.engines.tabular.reading import Reading as TableReading
from guitai.engines.tabular.reading import open_export
from guitai.engines.transcripts.reading import Reading as ChatReading
from guitai.engines.transcripts.reading import is_transcript, open_transcript
from guitai.kernel.decoding import Rejection
from guitai.kernel.errors import GuitaiError

Reading = TableReading | ChatReading


class NotImportableError(GuitaiError):
    """A file that is known, and of a kind that has no place in the tables."""

    code: ClassVar[str] = "files.not_importable"


def open_file(path: Path) -> tuple[Reading, ...]:
    """Recognise an exported file; of several kinds in a workbook, what others build on comes first.

    :raises GuitaiError: if it is unknown, damaged as a whole, or of a kind that is not imported.
    """
    readings: tuple[Reading, ...] = (open_transcript(path),) if is_transcript(path) else open_export(path)
    for reading in readings:
        if reading.kind not in KINDS:
            raise NotImportableError(
                _("%(file)s holds %(kind)s, which Guitai can read but does not keep.")
                % {"file": path.name, "kind": reading.kind}
            )
    return tuple(sorted(readings, key=_place))


def in_order(paths: Sequence[Path]) -> list[Path]:
    """Give the files in the order in which they build on another: products, orders, their items, chats.

    :raises GuitaiError: as :func:`open_file`.
    """
    return sorted(paths, key=lambda path: min(_place(reading) for reading in open_file(path)))


def import_file(
    path: Path,
    *,
    shop: Shop,
    at: datetime,
    on_lines: Callable[[int], None] = lambda _lines: None,
) -> list[ImportReport]:
    """Import one file; gives a report, or one for each kind a workbook holds.

    :param on_lines: told how many more lines were done, now and then.
    :raises GuitaiError: as :func:`open_file`; nothing is stored then.
    """
    reports = []
    with transaction.atomic():
        for reading in open_file(path):
            report = ImportReport(str(path), reading.kind, reading.encoding)
            KINDS[reading.kind](_readable(reading, report, on_lines), shop, at, report)
            reports.append(report)
    return reports


@contextmanager
def rehearsal() -> Iterator[None]:
    """Take everything back that is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _readable(reading: Iterable[Any], report: ImportReport, on_lines: Callable[[int], None]) -> Iterator[Any]:
    """Count the lines, put the rejected ones down, give the others."""
    for item in reading:
        report.read += 1
        if report.read % CHUNK == 0:
            on_lines(CHUNK)
        if isinstance(item, Rejection):
            report.reject(item.line, item.column, item.reason)
        else:
            yield item
    on_lines(report.read % CHUNK)


def _place(reading: Reading) -> int:
    return list(KINDS).index(reading.kind)

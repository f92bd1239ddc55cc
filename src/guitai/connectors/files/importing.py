"""Put an exported file into a shop's tables: the whole of it in one transaction, or nothing.

A file is read, checked and prepared first, into a temporary file, and only then are the tables locked and
written: with SQLite nobody else can write meanwhile, and somebody is chatting.
"""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Any, ClassVar, Self

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.journal import Journal, forget
from guitai.connectors.files.foreign import foreign_tables
from guitai.connectors.files.keeping import CHUNK, KINDS, PREPARE
from guitai.connectors.files.reports import ImportReport
from guitai.connectors.files.saying import reason_of
from guitai.domains.accounts.queries import Shop
from guitai.domains.performance.actions import marking
from guitai.engines.tabular.columns import Table
from guitai.engines.tabular.reading import Reading as TableReading
from guitai.engines.tabular.reading import open_export
from guitai.engines.transcripts.reading import Reading as ChatReading
from guitai.engines.transcripts.reading import is_transcript, open_transcript
from guitai.kernel.decoding import Rejection
from guitai.kernel.errors import GuitaiError

Reading = TableReading | ChatReading
OnLines = Callable[[int], None]


class NotImportableError(GuitaiError):
    """A file that is known, and of a kind that has no place in the tables."""

    code: ClassVar[str] = "files.not_importable"


def open_file(path: Path, *, extra: Sequence[Table] = ()) -> tuple[Reading, ...]:
    """Recognise an exported file; of several kinds in a workbook, what others build on comes first.

    :param extra: tables a person has mapped by hand; they come before those that are known.
    :raises GuitaiError: if it is unknown, damaged as a whole, or of a kind that is not imported.
    """
    readings: tuple[Reading, ...] = (
        (open_transcript(path),) if is_transcript(path) else open_export(path, extra)
    )
    for reading in readings:
        if reading.kind not in KINDS:
            raise NotImportableError(
                _("%(file)s holds %(kind)s, which Guitai can read but does not keep.")
                % {"file": path.name, "kind": reading.kind}
            )
    return tuple(sorted(readings, key=_place))


def in_order(paths: Sequence[Path], *, extra: Sequence[Table] = ()) -> list[Path]:
    """Give the files in the order in which they build on another: products, orders, their items, chats.

    :raises GuitaiError: as :func:`open_file`.
    """
    return sorted(paths, key=lambda path: min(_place(reading) for reading in open_file(path, extra=extra)))


def import_file(
    path: Path,
    *,
    shop: Shop,
    at: datetime,
    on_lines: OnLines = lambda _lines: None,
    journal: Journal | None = None,
) -> list[ImportReport]:
    """Import one file; gives a report, or one for each kind a workbook holds.

    :param on_lines: told how many more lines were read, now and then, and 0 now and then while they are
        written; whatever it raises cancels the import, and nothing is stored.
    :param journal: learns what was added and changed, in the same transaction.
    :raises GuitaiError: as :func:`open_file`; nothing is stored then.
    """
    with prepare_file(path, on_lines=on_lines, extra=foreign_tables(shop)) as prepared:
        return prepared.store(shop=shop, at=at, on_lines=on_lines, journal=journal)


@contextmanager
def prepare_file(path: Path, *, on_lines: OnLines, extra: Sequence[Table] = ()) -> Iterator["PreparedFile"]:
    """Read, check and prepare a file; the tables are neither locked nor asked.

    :raises GuitaiError: as :func:`open_file`, or if it turns out to be damaged further on.
    """
    with ExitStack() as spools:
        parts = []
        for reading in open_file(path, extra=extra):
            report = ImportReport(str(path), reading.kind, reading.encoding)
            part = _Part(report, spools.enter_context(_Spool()))
            part.read(reading, on_lines)
            parts.append(part)
        yield PreparedFile(parts)


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file that was read and waits in a temporary one for its turn to be stored."""

    parts: Sequence["_Part"]

    def store(
        self, *, shop: Shop, at: datetime, on_lines: OnLines, journal: Journal | None = None
    ) -> list[ImportReport]:
        """Write all of it, in one transaction, and let the days it is about be counted anew."""
        with transaction.atomic():
            counted = marking.is_anything_counted(shop)
            told = journal or (Journal.begin(shop_id=shop.pk, at=at) if counted else None)
            for part in self.parts:
                part.store(shop, at, on_lines, told)
            if told:
                told.close()
                marking.mark_deed(shop=shop, journal_id=told.id)
            if told and not journal:
                forget(told.id)
        return [part.report for part in self.parts]


@contextmanager
def rehearsal() -> Iterator[None]:
    """Take everything back that is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True, slots=True)
class _Part:
    """One kind of a file: what became of its lines so far, and those that are prepared."""

    report: ImportReport
    spool: "_Spool"

    def read(self, reading: Iterable[Any], on_lines: OnLines) -> None:
        """Count the lines, put the rejected ones down, prepare and keep the others."""
        report, prepare = self.report, PREPARE.get(self.report.kind)
        ready: list[Any] = []
        for item in reading:
            report.read += 1
            if isinstance(item, Rejection):
                report.reject(item.line, item.column, reason_of(item), sheet=item.facts.get("sheet", ""))
            else:
                ready.append(prepare(item) if prepare else item)
            if report.read % CHUNK == 0:
                self.spool.put(ready)
                ready = []
                on_lines(CHUNK)
        self.spool.put(ready)
        on_lines(report.read % CHUNK)

    def store(self, shop: Shop, at: datetime, on_lines: OnLines, journal: Journal | None) -> None:
        """Write what was prepared."""
        KINDS[self.report.kind](self.spool.items(lambda: on_lines(0)), shop, at, self.report, journal)
        self.report.rejected.sort(key=lambda told: told["line"])


class _Spool:
    """Lists of items in a temporary file without a name: whatever happens, nothing of it is left.

    It lies beside the database: the system's own folder for temporary files may be memory.
    """

    def __enter__(self) -> Self:
        folder = Path(settings.DATA_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, items: list[Any]) -> None:
        """Keep some items; named tuples as plain ones, which takes a third of the time."""
        if not items:
            return
        kind = type(items[0])
        if not issubclass(kind, tuple) or any(type(item) is not kind for item in items):
            pickle.dump((None, items), self._file, protocol=pickle.HIGHEST_PROTOCOL)
            return
        pickle.dump((kind, list(map(tuple, items))), self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def items(self, on_some: Callable[[], None]) -> Iterator[Any]:
        """Give all items in their order, once."""
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            kind, items = pickle.load(self._file)  # noqa: S301 - our own, and nobody else can reach it
            yield from map(partial(tuple.__new__, kind), items) if kind else items
            on_some()


def _place(reading: Reading) -> int:
    return list(KINDS).index(reading.kind)

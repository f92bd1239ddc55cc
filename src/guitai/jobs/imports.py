"""Imports files somebody brought in, one at a time and in their order, beside the server's other work.

Whoever imports holds a lock on a file, which the system opens when its process ends, however it ends. So who
gets the lock knows that nobody else is importing, and that an import that looks under way was interrupted.
"""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from huey import crontab

from guitai.common.journal import Journal, take_back
from guitai.connectors.files.foreign import foreign_tables
from guitai.connectors.files.importing import prepare_file
from guitai.connectors.files.leaving_out import left_out
from guitai.connectors.files.reports import ImportReport
from guitai.connectors.files.saying import sentence_of
from guitai.domains.chat.reading_in_bulk import read_again_after
from guitai.domains.followups.changed_orders import forget_untouched, orders_of_deed
from guitai.domains.followups.filling import fill
from guitai.domains.intake import actions, files
from guitai.domains.intake.drafts import LeftOut, Part
from guitai.domains.intake.events import ImportsWaiting
from guitai.domains.intake.queries import Run, State
from guitai.domains.performance.actions.marking import mark_deed
from guitai.jobs import figures, understanding
from guitai.jobs.alone import alone
from guitai.jobs.clock import clock
from guitai.kernel.errors import GuitaiError

logger = logging.getLogger(__name__)
_TELL_EVERY = 0.4  # seconds
_LEFT_BEHIND = timedelta(days=3)


class _CancelledError(Exception):
    """Somebody wants this import cancelled."""


def imports_waiting(_event: ImportsWaiting) -> None:
    """Let the clock's worker begin, in this process or another."""
    work()


@clock.task()  # type: ignore[untyped-decorator]  # huey ships no types
def work() -> None:
    """Do what waits."""
    close_old_connections()
    do_what_waits()


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def look_after_imports() -> None:
    """Notice imports whose server was killed, and do what was left waiting."""
    close_old_connections()
    do_what_waits()


@clock.periodic_task(crontab(minute="37", hour="4"))  # type: ignore[untyped-decorator]
def forget_old_imports() -> None:
    """Drop rejected lines and journals whose time is over, and files nobody decided about."""
    close_old_connections()
    now = timezone.now()
    actions.forget_details(before=now - timedelta(days=settings.IMPORT_KEPT_DAYS))
    actions.forget_left_behind(before=now - _LEFT_BEHIND)


@clock.on_startup()  # type: ignore[untyped-decorator]
def begin() -> None:
    """Look after imports at once when the server starts: it may have been killed."""
    work()


def do_what_waits() -> int:
    """Import and undo until nothing waits, unless somebody else is at it; says how many were done."""
    done = 0
    with alone("imports") as is_alone:
        if not is_alone:
            return 0
        actions.notice_interrupted(at=timezone.now())
        while run := actions.next_in_line(at=timezone.now()):
            with translation.override(run.by.person.language):
                (_undo if run.state == State.UNDOING else _import)(run)
            figures.go_on(run.shop_id)
            understanding.go_on(run.shop_id)
            done += 1
    return done


def _import(run: Run) -> None:
    try:
        reports = _stored(run)
    except _CancelledError:
        actions.cancelled(run=run, at=timezone.now())
    except GuitaiError as refusal:
        actions.failed(run=run, sentence=sentence_of(refusal, name=run.name), at=timezone.now())
    except Exception:
        logger.exception("%s could not be imported into %s", run.name, run.shop.key)
        sentence = _("Something went wrong on our side and nothing was stored; the log says what.")
        actions.failed(run=run, sentence=sentence, at=timezone.now())
    else:
        actions.keep_left_out(run=run, left_out=_left_out(run, reports))
        _fill_lists(run)


def _stored(run: Run) -> list[ImportReport]:
    """Read a file, then store it and say so, both or neither; the tables are locked only for the second."""
    path, teller = files.path_of(run), _Teller(run)
    with prepare_file(path, on_lines=teller.lines, extra=foreign_tables(run.shop)) as prepared:
        teller.tell(is_read=True)
        now = timezone.now()
        with transaction.atomic():
            journal = Journal.begin(shop_id=run.shop_id, at=now)
            reports = prepared.store(shop=run.shop, at=now, on_lines=teller.lines, journal=journal)
            parts = [_part(report) for report in reports]
            actions.finished(run=run, parts=parts, journal_id=journal.id, at=timezone.now())
    return reports


def _fill_lists(run: Run) -> None:
    """Put what was imported on the lists of the follow-ups at once; the clock does what this leaves."""
    try:
        run.refresh_from_db(fields=["journal_id"])
        orders = orders_of_deed(run.journal_id or 0)
        if orders is None or orders:
            fill(shop=run.shop, at=timezone.now(), orders=orders)
    except Exception:
        logger.exception("the lists of %s could not be filled after %s", run.shop.key, run.name)


def _left_out(run: Run, reports: list[ImportReport]) -> list[LeftOut]:
    """Give the rejected lines; the import stands even where they can't be read again."""
    try:
        return left_out(files.path_of(run), run.shop, reports)
    except Exception:
        logger.exception("the rejected lines of %s can't be read again", run.name)
        return []


def _part(report: ImportReport) -> Part:
    return Part(
        kind=report.kind,
        encoding=report.encoding,
        read=report.read,
        added=report.added,
        updated=report.updated,
        unchanged=report.unchanged,
        rejected=len(report.rejected),
    )


class _Teller:
    """Tells how far an import is, now and then, and listens whether it is to be cancelled."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._done = 0
        self._told = 0.0
        self._is_read = False

    def lines(self, many: int) -> None:
        """Count more lines; none come while they are written.

        :raises _CancelledError: if somebody wants the import cancelled.
        """
        self._done += many
        if time.monotonic() - self._told >= _TELL_EVERY:
            self.tell()

    def tell(self, *, is_read: bool = False) -> None:
        """Say how far it is.

        :param is_read: from now on what was read is written, in one transaction, out of which nobody hears.
        :raises _CancelledError: as above.
        """
        self._told = time.monotonic()
        if not self._is_read:
            self._is_read = is_read
            actions.tell_progress(self._run, lines_done=self._done, is_read=is_read)
        if files.is_cancel_asked(self._run):
            raise _CancelledError


def _undo(run: Run) -> None:
    try:
        with transaction.atomic():
            mark_deed(shop=run.shop, journal_id=run.journal_id or 0)
            read_again_after(run.journal_id or 0)
            forget_untouched(run.journal_id or 0)
            taken = take_back(run.journal_id or 0)
            counts = {"removed": taken.removed, "restored": taken.restored, "kept": taken.kept}
            actions.undone(run=run, taken_back=counts, at=timezone.now())
    except GuitaiError as refusal:
        actions.not_undone(run=run, sentence=refusal.sentence)
    except Exception:
        logger.exception("%s could not be taken back from %s", run.name, run.shop.key)
        sentence = _("Something went wrong on our side and nothing was taken back; the log says what.")
        actions.not_undone(run=run, sentence=sentence)

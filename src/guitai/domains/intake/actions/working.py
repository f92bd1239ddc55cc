"""What whoever does the imports tells: how far it is, how it ended."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from guitai.common import audit
from guitai.domains.intake import files
from guitai.domains.intake.actions.moving import locked, move
from guitai.domains.intake.drafts import LeftOut, Part
from guitai.domains.intake.models import IN_WORK, RejectedSheet, Run, State

_COUNTS = ("read", "added", "updated", "unchanged", "rejected")


@transaction.atomic
def next_in_line(*, at: datetime) -> Run | None:
    """Give what is to be done next: a file to import, now being read, or an import to undo."""
    waiting = (
        Run.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("shop", "by__person")
        .filter(state__in=[State.WAITING, State.UNDOING])
        .order_by("queued_at", "place", "pk")
    )
    run = waiting.first()
    if run and run.state == State.WAITING:
        move(run, State.READING, started_at=at, lines_done=0)
        files.forget_cancel(run)
    return run


def tell_progress(run: Run, *, lines_done: int, is_read: bool = False) -> None:
    """Keep how many lines were read.

    :param is_read: the last line was read, and what it says is being stored.
    """
    state = State.WRITING if is_read else State.READING
    Run.objects.filter(pk=run.pk, state__in=IN_WORK).update(lines_done=lines_done, state=state)


@transaction.atomic
def finished(*, run: Run, parts: Sequence[Part], journal_id: int, at: datetime) -> None:
    """Keep what became of a file's lines, in the transaction that stores them."""
    run = locked(run)
    counts = {name: sum(getattr(part, name) for part in parts) for name in _COUNTS}
    move(
        run,
        State.DONE,
        **counts,
        parts=[{name: getattr(part, name) for name in ("kind", "encoding", *_COUNTS)} for part in parts],
        journal_id=journal_id,
        lines_done=counts["read"],
        look={},
        finished_at=at,
    )
    audit.record("file_imported", subject=run, by=run.by, at=at, shop_id=run.shop_id, **counts)


@transaction.atomic
def keep_left_out(*, run: Run, left_out: Iterable[LeftOut]) -> None:
    """Keep the rejected lines of an imported file for a while; the file itself is deleted."""
    for sheet in left_out:
        RejectedSheet.objects.create(
            run=run,
            kind=sheet.kind,
            name=sheet.name[:255],
            headings=list(sheet.headings),
            lines=json.dumps([list(line) for line in sheet.lines], ensure_ascii=False),
        )
    _delete_file(run)


@transaction.atomic
def failed(*, run: Run, sentence: str, at: datetime) -> None:
    """Keep why a file could not be imported; nothing of it was stored, and it is deleted."""
    _ended(locked(run), State.FAILED, trouble=sentence, at=at)


@transaction.atomic
def cancelled(*, run: Run, at: datetime) -> None:
    """Keep that an import was cancelled; nothing of it was stored, and the file is deleted."""
    _ended(locked(run), State.CANCELLED, trouble="", at=at)


@transaction.atomic
def notice_interrupted(*, at: datetime) -> int:
    """Mark imports nobody works on any more: their server was killed, and nothing of them was stored.

    Called only by whoever knows that no other import is running. A half-done undoing is simply done again;
    of a file that was stored, and could not be deleted any more, only the rejected lines are lost.
    """
    left = Run.objects.select_for_update().filter(state__in=IN_WORK)
    for run in left:
        move(run, State.INTERRUPTED, finished_at=at)
    for run in Run.objects.select_for_update().filter(state=State.DONE).exclude(folder=""):
        _delete_file(run)
    return len(left)


@transaction.atomic
def undone(*, run: Run, taken_back: dict[str, int], at: datetime) -> None:
    """Keep what was taken back: how many records were removed, restored, and kept."""
    run = locked(run)
    move(run, State.UNDONE, taken_back=taken_back)
    audit.record("import_undone", subject=run, by=run.by, at=at, shop_id=run.shop_id, **taken_back)


@transaction.atomic
def not_undone(*, run: Run, sentence: str) -> None:
    """Keep why an import could not be taken back; it stands as it was."""
    move(locked(run), State.DONE, trouble=sentence)


def _delete_file(run: Run) -> None:
    transaction.on_commit(partial(files.discard, run.folder))
    Run.objects.filter(pk=run.pk).update(folder="")


def _ended(run: Run, state: State, *, trouble: str, at: datetime) -> None:
    transaction.on_commit(partial(files.discard, run.folder))
    move(run, state, trouble=trouble, folder="", look={}, finished_at=at)

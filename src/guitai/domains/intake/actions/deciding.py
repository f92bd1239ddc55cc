"""What people decide about files: bring them in, import them, call them back, undo the last."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import events
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.intake import files
from guitai.domains.intake.actions.moving import locked, move, moved_on
from guitai.domains.intake.drafts import Arrived, Foreign, Found, Unusable, Verdict
from guitai.domains.intake.errors import NothingToImportError, NotTheLastError
from guitai.domains.intake.events import ImportsWaiting
from guitai.domains.intake.models import IN_WORK, ON_THE_PAGE, Run, State
from guitai.domains.intake.queries import last_done


@transaction.atomic
def add_file(*, shop: Shop, by: Membership, arrived: Arrived, verdict: Verdict, at: datetime) -> Run:
    """Keep what was found in a file; one that can't be used is deleted, what was wrong with it stays."""
    run = Run(
        shop=shop,
        by=by,
        name=arrived.name,
        archive=arrived.archive,
        folder=arrived.folder,
        sha256=arrived.sha256,
        size=arrived.size,
        uploaded_at=at,
    )
    for name, value in _values(verdict).items():
        setattr(run, name, value)
    if isinstance(verdict, Unusable):
        run.folder = ""
        transaction.on_commit(partial(files.discard, arrived.folder))
    run.save()
    return run


@transaction.atomic
def look_again(*, run: Run, verdict: Verdict) -> Run:
    """Keep what was found in a file whose columns somebody has named meanwhile."""
    run = locked(run)
    values = _values(verdict)
    state = values.pop("state")
    if state == run.state:
        return run
    if isinstance(verdict, Unusable):
        transaction.on_commit(partial(files.discard, run.folder))
        values["folder"] = ""
    move(run, state, **values)
    return run


@transaction.atomic
def remove(*, run: Run) -> None:
    """Take a file off the page that was not imported.

    :raises MovedOnError: if its import has begun.
    """
    run = locked(run)
    if run.state not in ON_THE_PAGE:
        raise moved_on(run)
    transaction.on_commit(partial(files.discard, run.folder))
    run.delete()


@transaction.atomic
def start(*, shop: Shop, by: Membership, at: datetime) -> int:
    """Let every file that is ready be imported, what others build on first; says how many.

    :raises NothingToImportError: if none is.
    """
    ready = Run.objects.select_for_update().filter(shop=shop, state=State.READY)
    for run in ready:
        move(run, State.WAITING, queued_at=at, by=by)
    if not ready:
        raise NothingToImportError(_("No file is ready to be imported; drop some first."))
    events.publish(ImportsWaiting(shop_id=shop.pk, at=at))
    return len(ready)


@transaction.atomic
def take_up_again(*, run: Run, by: Membership, at: datetime) -> None:
    """Let a file be imported that was interrupted; nothing of it was stored.

    :raises MovedOnError: if it was not.
    """
    run = locked(run)
    move(run, State.WAITING, queued_at=at, by=by, lines_done=0, finished_at=None, trouble="")
    events.publish(ImportsWaiting(shop_id=run.shop_id, at=at))


def ask_cancel(*, run: Run, at: datetime) -> None:
    """Cancel an import, and store nothing: at once while it waits, at the next lines while it is under way.

    :raises MovedOnError: if it is over.
    """
    state = Run.objects.filter(pk=run.pk).values_list("state", flat=True).first()
    if not (state in IN_WORK and files.ask_cancel(run)):
        _cancel_waiting(run, at)


@transaction.atomic
def _cancel_waiting(run: Run, at: datetime) -> None:
    run = locked(run)
    if run.state != State.WAITING:
        raise moved_on(run)
    transaction.on_commit(partial(files.discard, run.folder))
    move(run, State.CANCELLED, folder="", finished_at=at)


@transaction.atomic
def ask_undo(*, run: Run, at: datetime) -> None:
    """Let the shop's last import be taken back.

    :raises NotTheLastError: if a later one stands.
    :raises MovedOnError: if it was undone already.
    """
    run = locked(run)
    last = last_done(run.shop)
    if run.state == State.DONE and last is None:
        raise NotTheLastError(_("This was imported too long ago to be undone."))
    if run.state == State.DONE and last and last.pk != run.pk:
        raise NotTheLastError(_("“%(last)s” was imported later; undo that first.") % {"last": last.name})
    move(run, State.UNDOING, queued_at=at)
    events.publish(ImportsWaiting(shop_id=run.shop_id, at=at))


def _values(verdict: Verdict) -> dict[str, Any]:
    match verdict:
        case Found():
            return {
                "state": State.READY,
                "kinds": list(verdict.kinds),
                "place": verdict.place,
                "lines": verdict.lines,
                "is_counted": verdict.is_counted,
                "look": verdict.look,
                "trouble": "",
            }
        case Foreign():
            return {"state": State.UNMAPPED, "trouble": verdict.sentence}
        case Unusable():
            return {"state": State.REFUSED, "trouble": verdict.sentence}

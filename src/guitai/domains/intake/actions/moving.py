"""The one way a file's state changes: by the table of moves, under a lock of its row."""

from typing import Any

from django.utils.translation import gettext as _

from guitai.domains.intake.errors import MovedOnError
from guitai.domains.intake.models import MOVES, Run, State


def locked(run: Run) -> Run:
    """Give the row as it is now, locked until the end of the transaction.

    :raises MovedOnError: if it is gone.
    """
    row = Run.objects.select_for_update(of=("self",)).select_related("shop", "by__person").filter(pk=run.pk)
    found = row.first()
    if found is None:
        raise MovedOnError(_("This file is no longer here; reload the page."))
    return found


def moved_on(run: Run) -> MovedOnError:
    """Give the refusal of a deed that comes too late, or too early."""
    return MovedOnError(
        _("“%(file)s” is %(state)s by now; reload the page.")
        % {"file": run.name, "state": State(run.state).label}
    )


def move(run: Run, state: State, **more: Any) -> None:
    """Give a locked row its next state, and other values with it.

    :raises MovedOnError: if it can't become that from what it is.
    """
    if state not in MOVES[State(run.state)]:
        raise moved_on(run)
    run.state = state
    for name, value in more.items():
        setattr(run, name, value)
    run.save(update_fields=["state", *more])

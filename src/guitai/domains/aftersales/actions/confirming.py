"""A second person says whether a shipment was wrong: at the step of its case that asks, or beside it."""

from datetime import datetime

from django.db import transaction

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions import cases, ledgers
from guitai.domains.aftersales.actions.standing import locked, step_of
from guitai.domains.aftersales.models import Case
from guitai.engines.playbooks import Entry, Who


@transaction.atomic
def confirm(*, case: Case, confirmed: bool, by: Membership, at: datetime, note: str = "") -> None:
    """Say whether a shipment was wrong, as somebody else found.

    A case that stands at the step that asks for this goes on by it, so that nobody is asked twice; for any
    other the ledger alone has the line.

    :raises LedgerRefusedError: if nothing waits for it, or by whoever found it.
    :raises CaseRefusedError: if the step wants words or pictures that are not there.
    """
    fresh = locked(case.pk, by)
    ledgers.check_second(case=fresh, by=by)
    answer = _answer_at_its_step(fresh, Entry.CONFIRMED if confirmed else Entry.DENIED)
    if answer:
        given = cases.Given(note=note)
        cases.answer(case_id=fresh.pk, answer=answer, by=by, at=at, given=given, step=fresh.step)
    else:
        ledgers.confirm_wrong(case=fresh, confirmed=confirmed, by=by, at=at, note=note)


def _answer_at_its_step(case: Case, entry: Entry) -> str:
    """Give the answer by which a running case writes this entry now; empty where it asks something else."""
    step = step_of(case) if case.state == Case.State.RUNNING else None
    if step is None or step.who is not Who.SECOND:
        return ""
    return next((each.key for each in step.answers if each.entry is entry), "")

"""What is done with cases that are over, or are the same: reopened, merged."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.standing import (
    go_to,
    locked,
    running,
    set_clock,
    tell,
    trail_line,
    withdraw_asked,
)
from guitai.domains.aftersales.clocks import answer_due, settle_due
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.models import Case
from guitai.domains.aftersales.playbook_texts import kept_text, parsed, playbook_for
from guitai.kernel.text import clean

# In the trail this stands where a case was reopened.
REOPENED = ""


@transaction.atomic
def reopen(*, case_id: int, by: Membership, at: datetime, why: str = "") -> Case:
    """Go on with a case that had ended, from the start of its kind's playbook; its clocks run anew.

    :raises CaseRefusedError: if it is under way, was merged, or a later one about the same is under way.
    """
    case = locked(case_id, by)
    if case.state == Case.State.MERGED and case.merged_into is not None:
        sentence = _("This case was merged into case %(number)s; go on there.")
        raise CaseRefusedError(sentence % {"number": case.merged_into.number})
    if case.state == Case.State.RUNNING:
        raise CaseRefusedError(_("This case is under way."))
    same = Case.objects.filter(
        shop=case.shop_id, kind=case.kind, state=Case.State.RUNNING, order=case.order_id
    )
    if (there := same.filter(buyer=case.buyer_id).first()) is not None:
        sentence = _("Case %(number)s about the same is under way; go on there.")
        raise CaseRefusedError(sentence % {"number": there.number}, number=there.number)
    note = " ".join(clean(why).split())[:100]
    case.trail = [*case.trail, trail_line(case, REOPENED, by, at, note=note, stages=case.stages)]
    case.reopened += 1
    case.owner = case.owner if case.owner and case.owner.left_at is None else by
    case.answered_at, case.answer_due_at = None, answer_due(case.shop, at=at)
    case.settle_due_at = settle_due(case.shop, case.kind, at=at)
    case.playbook = kept_text(case.shop, playbook_for(case.shop, case.kind), at=at)
    go_to(case, parsed(case.playbook.written).begin(case.kind), by, at)
    case.save()
    tell("case_reopened", case, by, at)
    return case


@transaction.atomic
def change_kind(*, case_id: int, kind: str, by: Membership, at: datetime) -> Case:
    """Say that something else went wrong: the case goes on at the start of that kind's playbook.

    What was written on the order and in the ledgers stays.

    :raises CaseRefusedError: if it is over, or no playbook begins with that kind.
    """
    case = running(case_id, by)
    try:
        key = playbook_for(case.shop, kind)
    except LookupError:
        raise CaseRefusedError(_("Choose what went wrong."), field="kind") from None
    if kind == case.kind:
        return case
    withdraw_asked(case, by, at)
    case.trail = [*case.trail, trail_line(case, REOPENED, by, at, note="", kind=kind, stages=case.stages)]
    case.kind, case.playbook = kind, kept_text(case.shop, key, at=at)
    case.settle_due_at = settle_due(case.shop, kind, at=case.opened_at)
    go_to(case, parsed(case.playbook.written).begin(kind), by, at)
    case.save()
    tell("case_kind_changed", case, by, at, kind=kind)
    return case


@transaction.atomic
def merge(*, case_id: int, into_id: int, by: Membership, at: datetime) -> Case:
    """Put a case into another about the same buyer or order, which goes on with goods and pictures of both.

    Lines of ledgers stay with the case they were written for. Gives the case that goes on.

    :raises CaseRefusedError: if one is over, they are the same, or of different buyers and orders.
    """
    if case_id == into_id:
        raise CaseRefusedError(_("Choose another case to merge it into."))
    # By their keys, so that two who merge the other way round do not wait for one another.
    first, second = sorted((case_id, into_id))
    both = {each.pk: each for each in (running(first, by), running(second, by))}
    case, into = both[case_id], both[into_id]
    alike = (case.order_id and case.order_id == into.order_id) or (
        case.buyer_id and case.buyer_id == into.buyer_id
    )
    if not alike:
        raise CaseRefusedError(_("These cases are about different buyers; they stay apart."))
    withdraw_asked(case, by, at)
    known = set(into.lines.values_list("order_line", "title"))
    for line in case.lines.all():
        if (line.order_line_id, line.title) not in known:
            line.case = into
            line.save(update_fields=["case"])
    # A line of the talk that is filed in both stays where it is: the other has it already.
    filed = into.pictures.exclude(message=None).values_list("message", flat=True)
    case.pictures.exclude(message__in=list(filed)).update(case=into)
    case.state, case.ended_at, case.merged_into, case.task = Case.State.MERGED, at, into, None
    set_clock(case)
    case.save()
    tell("case_merged", case, by, at, into=into.number)
    tell("case_joined", into, by, at, joined=case.number)
    return into

"""What is done with a case on its way: answered step by step, stepped back, given to another, described."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions import ledgers
from guitai.domains.aftersales.actions.standing import (
    go_to,
    locked,
    running,
    set_clock,
    step_of,
    tell,
    trail_line,
    withdraw_asked,
)
from guitai.domains.aftersales.errors import AuthorityError, CaseRefusedError
from guitai.domains.aftersales.limits import most_to_give, most_to_refund
from guitai.domains.aftersales.models import Case, PlaybookText
from guitai.domains.aftersales.playbook_texts import parsed
from guitai.domains.trade.remarking import remark
from guitai.domains.warehouse.cancelling import LONGEST_NOTE
from guitai.domains.warehouse.models import Task
from guitai.domains.warehouse.queries import RUNNING as RUNNING_TASKS
from guitai.engines.playbooks import GIVES, Answer, End, Entry, Step, Who, go, left_on_order
from guitai.kernel.money import Money
from guitai.kernel.text import clean


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with an answer: a ``note`` behind the remark, and how much where the answer asks for it."""

    note: str = ""
    amount: Money | None = None


@transaction.atomic
def answer(
    *, case_id: int, answer: str, by: Membership, at: datetime, given: Given | None = None, step: str = ""
) -> Case:
    """Answer the step a case stands at: the remark, the flag and the ledger's line it leaves are written.

    :param step: the one that was looked at; empty: whichever it is.
    :raises NoSuchCaseError: if there is none.
    :raises CaseRefusedError: if it is over, stands elsewhere by now, waits for the warehouse, the lead or a
        second person, or wants words, pictures or an amount with the answer; ``facts["field"]`` says which.
    :raises AuthorityError: if it gives more than the member may, or pays back more than was paid.
    """
    case = running(case_id, by)
    stands = step_of(case)
    chosen = stands.answer(answer) if step in {"", stands.key} else None
    if chosen is None:
        raise CaseRefusedError(_("The case stands at another step by now; look again and choose there."))
    if case.task is not None and case.task.state in RUNNING_TASKS:
        raise CaseRefusedError(_("The warehouse answers this on its page; ask it to look there."))
    _check_who(case, stands, by)
    told = _checked(case, chosen, by, given or Given())
    _go_on(case, chosen, by, at, told)
    return case


@transaction.atomic
def task_answered(*, task_id: int, at: datetime) -> None:
    """Lead on the cases that wait for this task, by the answer it has; nothing where they stand elsewhere."""
    waiting = Case.objects.filter(task=task_id, state=Case.State.RUNNING).order_by("pk")
    for case_id, shop_id in waiting.values_list("pk", "shop_id"):
        task = Task.objects.select_related("answered_by").get(pk=task_id, shop=shop_id)
        by = task.answered_by
        if by is None:
            continue
        case = locked(case_id, by)
        chosen = step_of(case).answer(task.answer) if case.task_id == task_id and not case.ended_at else None
        if chosen is not None:
            _go_on(case, chosen, by, at, Given(note=task.note[:LONGEST_NOTE]), task=task_id)


@transaction.atomic
def step_back(*, case_id: int, by: Membership, at: datetime) -> Case:
    """Take the last answer back, one that ended the case too.

    Its remark stays, and another says that it does not count; what it wrote into a ledger is corrected to
    nothing.

    :raises CaseRefusedError: if there is none to take back: the warehouse gave it, or the case was merged or
        reopened since.
    """
    case = locked(case_id, by)
    line = case.trail[-1] if case.trail else None
    if line is None or not line["answer"] or case.state == Case.State.MERGED or line.get("task"):
        raise CaseRefusedError(_("There is no answer to take back."))
    withdraw_asked(case, by, at)
    case.playbook = PlaybookText.objects.get(pk=line["playbook"])
    step = parsed(case.playbook.written).steps[line["step"]]
    taken = step.answer(line["answer"])
    case.trail = case.trail[:-1]
    if taken is not None:
        _take_back(case, taken, line, by, at)
    case.stages = dict(line.get("stages", {}))
    case.settle_due_at = datetime.fromisoformat(line["settle"]) if line.get("settle") else None
    go_to(case, step, by, at)
    case.save()
    tell("case_stepped_back", case, by, at, step=step.key, answer=line["answer"])
    return case


@transaction.atomic
def give_case(*, case_id: int, to: Membership | None, by: Membership, at: datetime) -> Case:
    """Make somebody the owner, who goes on with it and is rung for it; None: nobody.

    :raises CaseRefusedError: if the case is over or they do not work in the shop.
    """
    case = running(case_id, by)
    if to is not None and (to.shop_id != by.shop_id or to.left_at is not None):
        raise CaseRefusedError(_("Choose somebody who works in this shop."), field="owner")
    if case.owner_id != (to.pk if to else None):
        case.owner = to
        case.save(update_fields=["owner"])
        tell("case_given", case, by, at, to=to.pk if to else None)
    return case


@transaction.atomic
def describe_case(*, case_id: int, by: Membership, at: datetime, **words: str) -> Case:
    """Write down the ``fault``, the ``batch``, the ``courier`` or the ``waybill``; an over case too."""
    case = locked(case_id, by)
    longest = {"fault": 40, "batch": 40, "courier": 40, "waybill": 40}
    changed = []
    for name, given in words.items():
        value = " ".join(clean(given).split())
        if len(value) > longest[name]:
            sentence = _("Write at most %(most)s characters.")
            raise CaseRefusedError(sentence % {"most": longest[name]}, field=name)
        if value != getattr(case, name):
            setattr(case, name, value)
            changed.append(name)
    if changed:
        case.save(update_fields=changed)
        tell("case_described", case, by, at, changed=changed)
    return case


@transaction.atomic
def first_answered(*, case_id: int, by: Membership, at: datetime) -> None:
    """Stop the clock of the first answer: the buyer heard from the shop."""
    case = locked(case_id, by)
    if case.answered_at is None and case.state == Case.State.RUNNING:
        case.answered_at = at
        set_clock(case)
        case.save(update_fields=["answered_at", "due_at", "warned_at"])
        tell("case_first_answered", case, by, at)


def _check_who(case: Case, step: Step, by: Membership) -> None:
    if step.who is Who.LEAD and not accounts.may(by, accounts.Right.APPROVE):
        raise CaseRefusedError(_("The lead decides this; give the case to the lead."), field="who")
    last = case.trail[-1]["by"] if case.trail else None
    if step.who is Who.SECOND and last == by.pk:
        raise CaseRefusedError(
            _("A second person confirms this: somebody else than who wrote it down."), field="who"
        )


def _checked(case: Case, chosen: Answer, by: Membership, given: Given) -> Given:
    """Give what comes with an answer as it is kept, or refuse what is missing."""
    note = " ".join(clean(given.note).split())
    language = by.person.language
    if chosen.wants and not note:
        raise CaseRefusedError(
            _("Say in the note: %(what)s.") % {"what": chosen.wants.told(language)}, field="note"
        )
    if len(note) > LONGEST_NOTE:
        sentence = _("A note has at most %(most)d characters; this one has %(count)d.")
        raise CaseRefusedError(sentence % {"most": LONGEST_NOTE, "count": len(note)}, field="note")
    there = case.pictures.filter(removed_at=None).count() if chosen.pictures else 0
    if there < chosen.pictures:
        sentence = _("This needs %(count)s pictures in the case; there are %(there)s. Add them first.")
        raise CaseRefusedError(sentence % {"count": chosen.pictures, "there": there}, field="pictures")
    return Given(note, _amount(case, chosen, by, given.amount) if chosen.amount else None)


def _amount(case: Case, chosen: Answer, by: Membership, amount: Money | None) -> Money:
    if amount is None or amount.fen <= 0:
        asked = chosen.amount.told(by.person.language) if chosen.amount else ""
        raise CaseRefusedError(_("Write the amount: %(what)s.") % {"what": asked}, field="amount")
    if chosen.entry in GIVES:
        limit = most_to_give(case, by, chosen.most)
        sentence = _("You may give %(most)s yuan more in this case; the lead may give more.")
    else:
        limit = most_to_refund(case) if chosen.entry == Entry.REFUNDED else None
        sentence = _("The buyer paid %(most)s yuan for this that was not paid back yet; write at most that.")
    if limit is not None and amount > limit:
        raise AuthorityError(sentence % {"most": limit.yuan}, field="amount", most=limit.yuan)
    return amount


def _go_on(
    case: Case, chosen: Answer, by: Membership, at: datetime, given: Given, *, task: int | None = None
) -> None:
    reached = go(parsed(case.playbook.written), case.step, chosen.key)
    text, flag = left_on_order(chosen, reached, given.note)
    line: dict[str, Any] = trail_line(
        case,
        chosen.key,
        by,
        at,
        note=given.note,
        flag=flag,
        stages=case.stages,
        settle=_settle_of(case),
        task=task,
    )
    if case.order is not None and (text or flag):
        remark(order=case.order, by=by, at=at, text=text, flag=flag)
    if chosen.entry is not None:
        written = ledgers.write_line(
            case=case, entry=chosen.entry, by=by, at=at, amount=given.amount, note=given.note
        )
        line |= {"line": written.pk, "fen": given.amount.fen if given.amount else 0}
    case.trail = [*case.trail, line]
    case.answered_at = case.answered_at or at
    before = case.step
    go_to(case, reached, by, at)
    case.save()
    tell("case_answered", case, by, at, step=before, answer=chosen.key)


def _settle_of(case: Case) -> str:
    return case.settle_due_at.isoformat() if case.settle_due_at else ""


def _take_back(case: Case, taken: Answer, line: dict[str, Any], by: Membership, at: datetime) -> None:
    if "line" in line:
        note = _("taken back: %(answer)s") % {"answer": taken.title.zh}
        ledgers.take_out(case=case, line_id=line["line"], note=note, by=by, at=at)
    reached: Step | End = go(parsed(case.playbook.written), line["step"], taken.key)
    text, flag = left_on_order(taken, reached, "")
    if case.order is not None and (text or flag):
        flags = [str(each.get("flag", "")) for each in case.trail]
        before = next((each for each in reversed(flags) if each), "")
        remark(
            order=case.order,
            by=by,
            at=at,
            text=f"更正：“{text or taken.title.zh}”不算",
            flag=before if flag else "",
        )

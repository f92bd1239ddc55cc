"""The shop's process table: what happens when, what a buyer is told, and whether a promise fits it (P1).

Whether somebody may change it, their caller asks first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.followups.errors import SettingRefusedError
from guitai.domains.followups.models import Process
from guitai.domains.trade.models import Order
from guitai.engines.promises.duty import Duty, count_duty
from guitai.engines.promises.types import About
from guitai.engines.promises.working_days import work_calendar
from guitai.kernel.days import SHANGHAI
from guitai.kernel.periods import Block
from guitai.kernel.text import clean

LONGEST_MINUTES = 60 * 24 * 60
MOST = 60
_DEFAULTS = Path(__file__).with_name("processes.yaml")
_WHOLE_DAY = (Block(time(0), time(0)),)
# What others than the agent do, who keep to the table.
_OF_THE_HOUSE = frozenset({About.DISPATCH, About.ARRIVAL, About.REFUND})
_WORKING_DAYS = Duty(dict.fromkeys(range(5), _WHOLE_DAY), calendar=work_calendar())


class Starts(models.TextChoices):
    """What the time of a process is counted from."""

    ORDERED = "ordered", pgettext_lazy("process", "the order")
    PAID = "paid", pgettext_lazy("process", "the payment")
    ASKED = "asked", pgettext_lazy("process", "the buyer's question")
    RETURNED = "returned", pgettext_lazy("process", "the return's arrival")
    CHECKED = "checked", pgettext_lazy("process", "the check of the return")
    SIGNED = "signed", pgettext_lazy("process", "the signing")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessDraft:
    """A line as somebody writes it; the columns of :class:`Process` tell what each means."""

    title: str
    about: str
    starts: str
    within_minutes: int
    answer: str
    cutoff: time | None = None
    working: bool = False


@dataclass(frozen=True, slots=True)
class TooEarly:
    """What a promise has no time for: the process, when it is done at the soonest, what a buyer is told."""

    title: str
    soonest: datetime
    answer: str


def processes_of(shop: Shop) -> QuerySet[Process]:
    """Give the lines of a shop's table, in the order they were written."""
    return Process.objects.filter(shop=shop).select_related("updated_by")


@transaction.atomic
def put_default_processes(*, shop: Shop, at: datetime) -> int:
    """Give a shop the usual lines it does not have yet; say how many. What it has stays as it is."""
    have = set(Process.objects.filter(shop=shop).values_list("key", flat=True))
    told: list[dict[str, Any]] = yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8"))["processes"]
    new = [_usual(shop, line, at) for line in told if line["key"] not in have]
    Process.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def save_process(
    *, shop: Shop, by: Membership, draft: ProcessDraft, at: datetime, process: Process | None = None
) -> Process:
    """Keep a new line behind the others, or change one.

    :raises SettingRefusedError: naming the field that is not as it must be, or if there are too many lines.
    """
    kept = process or Process(shop=shop, key=_next_key(shop))
    kept.title, kept.answer = clean(draft.title), clean(draft.answer)
    kept.about, kept.starts = draft.about, draft.starts
    kept.cutoff, kept.within_minutes, kept.working = draft.cutoff, draft.within_minutes, draft.working
    kept.updated_at, kept.updated_by = at, by
    _check(kept)
    kept.save()
    record("process_saved", subject=kept, by=by, at=at, shop_id=shop.pk, title=kept.title, answer=kept.answer)
    return kept


@transaction.atomic
def remove_process(*, process: Process, by: Membership, at: datetime) -> None:
    """Take a line off the table."""
    record("process_removed", subject=process, by=by, at=at, shop_id=process.shop_id, title=process.title)
    process.delete()


def when(process: Process, from_at: datetime) -> datetime:
    """Give by when it has happened, counted from a moment.

    With a time of day until which it happens on the same day, the minutes run from that time, of this day or
    the next; on working days only, if the process says so.
    """
    start = from_at.astimezone(SHANGHAI)
    if process.cutoff is not None:
        start = _cutoff_after(start, process.cutoff, working=process.working)
    within = timedelta(minutes=process.within_minutes)
    return count_duty(start, within, _WORKING_DAYS) if process.working else start + within


def too_early(
    shop: Shop, about: About | str, due: datetime, *, order: Order | None = None, at: datetime
) -> TooEarly | None:
    """Say what takes longer than until then; None if some process can do it, or none speaks of it.

    :param about: of what agents do themselves, as answering, their own word counts.
    :param order: lines counted from its payment or placing go before the others, which run from ``at``.
    """
    has_left = about == About.DISPATCH and order is not None and order.shipped_at is not None
    if about not in _OF_THE_HOUSE or has_left:
        return None
    lines = list(Process.objects.filter(shop=shop, about=About(about).value))
    if not lines:
        return None
    soonest, process = _soonest(lines, order, at)
    return TooEarly(process.title, soonest, process.answer) if due < soonest else None


def _soonest(lines: Sequence[Process], order: Order | None, at: datetime) -> tuple[datetime, Process]:
    known = (
        {} if order is None else {Starts.PAID.value: order.paid_at, Starts.ORDERED.value: order.created_at}
    )
    fitting = [line for line in lines if known.get(line.starts)] or lines
    ends = [(when(line, known.get(line.starts) or at), line) for line in fitting]
    return min(ends, key=lambda end: (end[0], end[1].pk))


def _cutoff_after(start: datetime, cutoff: time, *, working: bool) -> datetime:
    calendar, day = work_calendar(), start.date()
    makes_it = start.time() <= cutoff and (not working or calendar.works(day))
    if not makes_it:
        day = calendar.after(day, 1) if working else day + timedelta(days=1)
    return datetime.combine(day, cutoff, SHANGHAI)


def _usual(shop: Shop, line: dict[str, Any], at: datetime) -> Process:
    return Process(
        shop=shop,
        key=line["key"],
        title=line["title"],
        about=line["about"],
        starts=line["starts"],
        cutoff=time.fromisoformat(line["cutoff"]) if "cutoff" in line else None,
        within_minutes=line["within"],
        working=line.get("working", False),
        answer=line["answer"],
        updated_at=at,
    )


def _next_key(shop: Shop) -> str:
    keys = Process.objects.filter(shop=shop).values_list("key", flat=True)
    if len(keys) >= MOST:
        raise SettingRefusedError(_("The process table holds at most %(most)d lines.") % {"most": MOST})
    numbers = [int(key[4:]) for key in keys if key.startswith("own-") and key[4:].isdecimal()]
    return f"own-{max(numbers, default=0) + 1}"


def _check(line: Process) -> None:
    for field, longest in (("title", 80), ("answer", 300)):
        if not 0 < len(getattr(line, field)) <= longest:
            raise SettingRefusedError(_("Write 1 to %(most)d characters.") % {"most": longest}, field=field)
    for field, known in (("about", {each.value for each in About}), ("starts", set(Starts.values))):
        if getattr(line, field) not in known:
            raise SettingRefusedError(_("Choose one of the list."), field=field)
    if not 0 <= line.within_minutes <= LONGEST_MINUTES:
        raise SettingRefusedError(_("A process takes 60 days at most."), field="within_minutes")

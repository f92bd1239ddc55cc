"""After-sales cases for the demo shops: opened on their orders and answered as people would have."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from PIL import Image, ImageDraw

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Membership, Right, Role
from guitai.domains.aftersales.actions import cases, pictures
from guitai.domains.aftersales.actions.cases import Given
from guitai.domains.aftersales.actions.opening import open_case
from guitai.domains.aftersales.queries import Case
from guitai.domains.aftersales.showing import asks
from guitai.domains.trade.queries import Order, visible_to
from guitai.domains.warehouse.actions import tasks
from guitai.engines.playbooks import Who
from guitai.kernel.money import Money

_BETWEEN = timedelta(hours=3)
# Of these somebody can say that something went wrong.
_ARRIVED = ("shipped", "signed", "finished")


def open_cases(*, lead: Membership, told: Sequence[Mapping[str, Any]], at: datetime) -> int:
    """Open the cases the examples tell of, on the shop's newest orders they fit; give how many there were.

    :param at: now; what would have been answered later is still to be answered.
    """
    cast = _Cast(lead)
    opened = 0
    used: set[int] = set()
    for line in told:
        since = at - timedelta(days=line["days_ago"], hours=2)
        order = _order(lead, line, since, used)
        if order is None:
            continue
        used.add(order.pk)
        case = open_case(
            kind=line["kind"],
            by=cast.agent(opened),
            at=since,
            order=order,
            said=line.get("said", ""),
            fault=line.get("fault", ""),
        )
        for number in range(line.get("pictures", 0)):
            pictures.file_upload(
                shop=lead.shop, data=_picture(opened, number), by=cast.agent(opened), at=since, case=case
            )
        cast.answer_all(case, line["answers"], since, until=at)
        opened += 1
    return opened


class _Cast:
    """Who answers what: a case's owner; the warehouse, the lead and a second person their steps."""

    def __init__(self, lead: Membership) -> None:
        self._lead = lead
        members = list(accounts.active_members(lead.shop))
        self._agents = [each for each in members if each.role in {Role.AGENT, Role.AFTERSALES}]
        store = [each for each in members if accounts.may(each, Right.WORK_WAREHOUSE)]
        self._warehouse = next((each for each in store if each != lead), lead)

    def agent(self, number: int) -> Membership:
        """Give one of the shop's agents, in turn."""
        return self._agents[number % len(self._agents)]

    def answer_all(self, case: Case, answers: Sequence[Any], since: datetime, *, until: datetime) -> None:
        """Give the answers one after another, as long as they are before now."""
        at = since
        for told in answers:
            at += _BETWEEN
            if at >= until:
                return
            key, given = next(iter(told.items())) if isinstance(told, dict) else (told, "")
            case.refresh_from_db()
            if case.task is not None:
                tasks.answer(task_id=case.task.pk, answer=key, note=given, by=self._warehouse, at=at)
                cases.task_answered(task_id=case.task.pk, at=at)
            else:
                cases.answer(case_id=case.pk, answer=key, by=self._who(case), at=at, given=_given(given))

    def _who(self, case: Case) -> Membership:
        who = asks(case, "en")[1]
        if who == Who.LEAD:
            return self._lead
        if who == Who.SECOND:
            return next(each for each in self._agents if each.pk != case.trail[-1]["by"])
        return case.owner or self._lead


def _order(lead: Membership, line: Mapping[str, Any], since: datetime, used: set[int]) -> Order | None:
    fitting = visible_to(lead.person).filter(
        shop=lead.shop,
        status__in=_ARRIVED,
        created_at__lt=since,
        lines__title__contains=line["product"],
        buyer__isnull=False,
    )
    return fitting.exclude(pk__in=used).order_by("-created_at").distinct().first()


def _given(told: str) -> Given:
    try:
        return Given(amount=Money.parse(told)) if told else Given()
    except ValueError:
        return Given(note=told)


def _picture(case: int, number: int) -> bytes:
    """Draw something that looks like goods with a crack; no two alike."""
    picture = Image.new("RGB", (640, 480), (228 - 9 * (case % 7), 222, 208 + 5 * (case % 5)))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((150, 90, 490, 400), fill=(150 + 12 * (case % 8), 160, 150), outline=(90, 90, 90), width=6)
    crack = [(200 + 60 * step, 120 + (37 * (step + case + number * 3)) % 230) for step in range(6)]
    pen.line(crack, fill=(50, 40, 40), width=5)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()

"""One case: the step it stands at, what the buyer is told, how it may be answered, all that hangs on it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import queries
from guitai.domains.aftersales.clocks import running_clocks
from guitai.domains.aftersales.picture_queries import pictures_of_case
from guitai.domains.aftersales.queries import Case, CaseAttempt, Kind, Stage
from guitai.domains.aftersales.showing import AnswerShown, CaseShown, shown
from guitai.domains.aftersales.talk_pictures import pictures_offered
from guitai.domains.chat import queries as chat
from guitai.domains.warehouse.cancelling import LONGEST_NOTE
from guitai.web.bodies import is_part
from guitai.web.cases.board import check_may_look
from guitai.web.cases.narrowing import owners_of
from guitai.web.cases.rows import TURNS, buyer_called
from guitai.web.followups.telling import Due, due_in_words, span
from guitai.web.members import MemberRequest, member_required

CLOCKS = {
    "answer": pgettext_lazy("clock", "first answer"),
    "settle": pgettext_lazy("clock", "settled"),
    "step": pgettext_lazy("clock", "this step"),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs: what it is of, and when it runs out."""

    key: str
    name: str
    due: Due


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage goods that come back reached, and how long the next took."""

    name: str
    at: datetime
    took: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came of the last deed.

    ``sentence`` says it was done; ``refused`` why not, ``field`` at what, ``part`` in which form, whose
    fields hold again what was ``typed``. ``chosen`` is the answer that wants something with it.
    """

    sentence: str = ""
    refused: str = ""
    field: str = ""
    part: str = ""
    chosen: str = ""
    typed: dict[str, str] | None = None


NOTHING_SAID = Said()
_MARKED = (
    *("kind", "state", "step", "playbook_id", "owner_id", "task_id", "answered_at", "due_at", "reopened"),
    *("fault", "batch", "courier", "waybill", "said"),
)


@require_GET
@never_cache
@member_required()
def case(request: MemberRequest, shop_key: str, number: int) -> HttpResponse:
    """Show a case; of a page that looks again only its clocks, unless something changed."""
    check_may_look(request)
    about = context(request, own(request, number))
    if not (is_part(request) and "stamp" in request.GET):
        return render(request, "cases/case_body.html" if is_part(request) else "cases/case.html", about)
    if request.GET["stamp"] == about["stamp"]:
        response = render(request, "cases/clocks.html", about)
        response["HX-Reswap"] = "none"
        return response
    if request.GET.get("typing") != "1":
        return render(request, "cases/case_body.html", about)
    # What somebody is typing is about what they see; they are told, and look when they are done.
    response = render(request, "cases/moved.html", about)
    response["HX-Retarget"], response["HX-Reswap"] = "#case-moved", "innerHTML"
    return response


def own(request: MemberRequest, number: int) -> Case:
    """Give the shop's case of this number; anything else is not there."""
    found = queries.case_numbered(request.user, shop=request.shop, number=number)
    return found or get_object_or_404(queries.cases_visible_to(request.user).none(), number=number)


def context(request: MemberRequest, about: Case, *, said: Said = NOTHING_SAID) -> dict[str, Any]:
    """Give what the page's templates need."""
    at, member = timezone.now(), request.membership
    others = queries.may_be_merged_into(about) if about.state == Case.State.RUNNING else []
    told = shown(about, get_language() or "", by=member)
    attempts = list(about.attempts.select_related("by"))
    pictures, offered = list(pictures_of_case(about)), pictures_offered(about)
    lines = list(about.ledger_lines.select_related("by", "corrected_by").order_by("at", "pk"))
    return {
        "case": about,
        "shown": told,
        "trail": list(reversed(told.trail)),
        "turn": TURNS[told.who] if told.who else "",
        "clocks": _clocks(about, at),
        "buyer": buyer_called(about.buyer, member),
        "talk": _talk_of(request, about),
        "chosen": _chosen(told, said),
        "said": said,
        "refused_here": "" if said.part in _forms(about, others) else said.refused,
        "typed": said.typed or {},
        "described": _described(about, said),
        "attempts": attempts,
        "ways": CaseAttempt.Way,
        "ledger_lines": lines,
        "pictures": pictures,
        "offered": offered,
        "stages": _stages(about),
        "longest_note": LONGEST_NOTE,
        "stamp": _stamp(about, told, attempts, lines, pictures, offered),
        "others": others,
        **_choices(request, about),
    }


def _described(about: Case, said: Said) -> list[tuple[str, str, str]]:
    """Give the fields that describe a case: name, label, and what stands in it or was refused of it."""
    labels = {
        "fault": _("Fault"),
        "batch": _("Batch"),
        "courier": _("Courier"),
        "waybill": _("Waybill"),
    }
    typed = (said.typed or {}) if said.part == "describe" and said.refused else {}
    return [(name, label, typed.get(name, getattr(about, name))) for name, label in labels.items()]


def _choices(request: MemberRequest, about: Case) -> dict[str, Any]:
    """Give what may be chosen for a case, and whether this member may do anything with it."""
    owners = owners_of(request)
    if about.owner and about.owner_id not in {each.pk for each in owners}:
        owners.append(about.owner)
    return {
        "may_work": accounts.may(request.membership, Right.ANSWER),
        "keeps_ledgers": accounts.may(request.membership, Right.KEEP_LEDGERS),
        "runs": about.state == Case.State.RUNNING,
        "owners": owners,
        "kinds": Kind,
    }


def _forms(about: Case, others: Sequence[Case]) -> set[str]:
    """Give the forms that stand there now: a case may have gone on since one was sent."""
    always = {"answer", "step_back", "describe", "bring", "take_over"}
    if about.state == Case.State.RUNNING:
        return always | {"give", "attempt", "change_kind"} | ({"merge"} if others else set())
    return always | ({"reopen"} if about.state == Case.State.ENDED else set())


def _clocks(about: Case, at: datetime) -> list[Clock]:
    return [Clock(key, str(CLOCKS[key]), due_in_words(due, at=at)) for due, key in running_clocks(about)]


def _chosen(told: CaseShown, said: Said) -> AnswerShown | None:
    return next((each for each in told.answers if each.key == said.chosen), None)


def _talk_of(request: MemberRequest, about: Case) -> int | None:
    """Give the talk the buyer has now, else the one the case was opened from."""
    if about.buyer is not None and about.buyer.account:
        found = chat.current_conversation(shop=request.shop, account=about.buyer.account)
        if found is not None:
            return found.pk
    return about.conversation_id


def _stages(about: Case) -> list[StageShown]:
    return [
        StageShown(
            str(Stage(stage).label), at, span(took) if took is not None and took > timedelta(0) else ""
        )
        for stage, at, took in queries.days_per_stage(about)
    ]


def _stamp(about: Case, told: CaseShown, *others: Sequence[Any]) -> str:
    """Give a mark that changes when anything of the case does, so that the page need not be drawn anew."""
    task = about.task
    marks = [getattr(about, name) for name in _MARKED]
    marks += [task.state, task.taken_at] if task else []
    marks += [len(told.trail), told.say.text, *([each.pk for each in rows] for rows in others)]
    return hashlib.sha256(repr([str(mark) for mark in marks]).encode()).hexdigest()[:16]

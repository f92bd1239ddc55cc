"""What is done with a case on its page; a refusal is said at the form it came from, what was typed stays."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right, active_members
from guitai.domains.aftersales.actions import cases, reaching
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.queries import Case
from guitai.domains.aftersales.showing import shown
from guitai.kernel.errors import GuitaiError
from guitai.kernel.money import Money
from guitai.web.bodies import is_part, key_of
from guitai.web.cases.page import Said, context, own
from guitai.web.members import MemberRequest, View, member_required

Deed = Callable[[MemberRequest, Case, datetime], Said]
_WORDS = ("fault", "batch", "courier", "waybill")


def deed(does: Deed) -> View:
    """Make a view of a deed: it finds the case, does it, and shows the case as it stands then."""

    @require_POST
    @member_required(Right.ANSWER)
    @wraps(does)
    def view(request: MemberRequest, shop_key: str, number: int) -> HttpResponse:
        about = own(request, number)
        try:
            said = does(request, about, timezone.now())
        except GuitaiError as refusal:
            if not is_part(request):
                raise  # said on the page one came from
            said = _refused(request, refusal, does.__name__)
        return _go_on(request, number, said)

    return view


def _refused(request: MemberRequest, refusal: GuitaiError, part: str) -> Said:
    return Said(
        refused=refusal.sentence,
        field=str(refusal.facts.get("field", "")),
        part=part,
        chosen=request.POST.get("answer", "") if part == "answer" else "",
        typed={name: str(value) for name, value in request.POST.items()},
    )


def _go_on(request: MemberRequest, number: int, said: Said) -> HttpResponse:
    if is_part(request) or said.chosen:
        template = "cases/case_body.html" if is_part(request) else "cases/case.html"
        return render(request, template, context(request, own(request, number), said=said))
    if said.sentence:
        messages.success(request, said.sentence)
    if said.refused:
        messages.error(request, said.refused)
    return redirect("cases:case", request.shop.key, number)


@deed
def answer(request: MemberRequest, about: Case, at: datetime) -> Said:
    """Answer the step; an answer that wants words or an amount with it asks for them first."""
    key, typed = request.POST.get("answer", ""), request.POST
    told = shown(about, get_language() or "", by=request.membership)
    chosen = next((each for each in told.answers if each.key == key), None)
    wants = chosen is not None and (chosen.amount or (chosen.wants and not typed.get("note", "").strip()))
    if wants and "given" not in typed and typed.get("step") == about.step:
        return Said(chosen=key, typed={"note": typed.get("note", "")})
    cases.answer(
        case_id=about.pk,
        answer=key,
        step=typed.get("step", ""),
        given=cases.Given(typed.get("note", ""), _amount(typed.get("amount", ""))),
        by=request.membership,
        at=at,
    )
    return Said(sentence=_("Answered: %(answer)s.") % {"answer": chosen.title if chosen else key})


@deed
def step_back(request: MemberRequest, about: Case, at: datetime) -> Said:
    """Take the last answer back."""
    cases.step_back(case_id=about.pk, by=request.membership, at=at)
    return Said(sentence=_("The last answer is taken back."))


@deed
def give(request: MemberRequest, about: Case, at: datetime) -> Said:
    """Make somebody the owner, or nobody."""
    to = request.POST.get("owner", "")
    member = active_members(request.shop).filter(pk=key_of(to)).first()
    if to and member is None:
        raise CaseRefusedError(_("Choose somebody who works in this shop."), field="owner")
    cases.give_case(case_id=about.pk, to=member, by=request.membership, at=at)
    who = member.nickname if member else _("nobody in particular")
    return Said(sentence=_("The case is with %(member)s now.") % {"member": who})


@deed
def describe(request: MemberRequest, about: Case, at: datetime) -> Said:
    """Write down fault, batch, courier and waybill."""
    words = {name: request.POST[name] for name in _WORDS if name in request.POST}
    cases.describe_case(case_id=about.pk, by=request.membership, at=at, **words)
    return Said(sentence=_("Written down."))


@deed
def attempt(request: MemberRequest, about: Case, at: datetime) -> Said:
    """Keep that somebody tried to reach the buyer."""
    reached = request.POST.get("reached", "")
    if reached not in {"yes", "no"}:
        raise CaseRefusedError(_("Say whether the buyer was reached."), field="reached")
    reaching.note_attempt(
        case_id=about.pk,
        way=request.POST.get("way", ""),
        was_reached=reached == "yes",
        note=request.POST.get("note", ""),
        by=request.membership,
        at=at,
    )
    return Said(sentence=_("The attempt is noted."))


def _amount(text: str) -> Money | None:
    """Read an amount in yuan; nothing where nothing was written.

    :raises CaseRefusedError: if it is no amount.
    """
    if not text.strip():
        return None
    try:
        return Money.parse(text)
    except ValueError:
        raise CaseRefusedError(_("Write the amount in yuan, for example 20.00."), field="amount") from None

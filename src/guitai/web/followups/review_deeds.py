"""What is done with a public answer: written, agreed to, sent back, put up, taken down again."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.followups.actions import public_answers as deeds
from guitai.domains.followups.errors import PublicAnswerRefusedError
from guitai.domains.followups.public_answers import PublicAnswer, poor_reviews
from guitai.domains.trade.review_queries import Review, reviews_visible_to
from guitai.web.bodies import is_part
from guitai.web.followups.reviews import ON_A_PAGE, Asked, Draft, asked_of, page
from guitai.web.followups.views import Said
from guitai.web.guard.marking import language
from guitai.web.members import MemberRequest, View, member_required

Deed = Callable[[MemberRequest, PublicAnswer, datetime], Said]
# After these the next one is opened.
_ENDING = frozenset({"agree", "send_back"})


@require_POST
@member_required(Right.ANSWER)
def write(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Write an answer; what the guard holds stays in the field with the reason."""
    review, asked, at = _review(request, pk), asked_of(request), timezone.now()
    text, template = request.POST.get("text", ""), request.POST.get("template", "")
    try:
        written = deeds.write(
            review_id=review.pk,
            text=text,
            by=request.membership,
            at=at,
            template=template,
            confirmed=request.POST.getlist("confirmed"),
            language=language(),
        )
    except PublicAnswerRefusedError as refusal:
        return page(request, asked, pk, said=Said(refused=refusal.sentence), draft=Draft(text, template))
    if written.answer is None:
        said = Said(refused=_("The rules hold this answer; nothing was kept yet."))
        return page(request, asked, pk, said=said, draft=Draft(text, template, written.verdict))
    agreed = written.answer.state == PublicAnswer.State.AGREED
    sentence = _("Agreed to; copy it and put it up.") if agreed else _("The lead is asked to agree.")
    return _go_on(request, asked, pk, Said(sentence=sentence))


def _deed(right: Right) -> Callable[[Deed], View]:
    """Make a view of a deed: it finds the answer, does it, and shows the list with what came of it."""

    def decorate(does: Deed) -> View:
        @require_POST
        @member_required(Right.ANSWER, right)
        @wraps(does)
        def view(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
            review, asked, at = _review(request, pk), asked_of(request), timezone.now()
            answer = get_object_or_404(PublicAnswer, review=review.pk)
            following = _next_of(request, asked, pk, at) if does.__name__ in _ENDING else pk
            try:
                said = does(request, answer, at)
            except PublicAnswerRefusedError as refusal:
                return page(request, asked, pk, said=Said(refused=refusal.sentence))
            return _go_on(request, asked, following, said)

        return view

    return decorate


@_deed(Right.APPROVE)
def agree(request: MemberRequest, answer: PublicAnswer, at: datetime) -> Said:
    """Let it go out; the next one is opened."""
    deeds.agree(answer_id=answer.pk, by=request.membership, at=at)
    return Said(sentence=_("Agreed to; %(name)s can put it up.") % {"name": answer.by.nickname})


@_deed(Right.APPROVE)
def send_back(request: MemberRequest, answer: PublicAnswer, at: datetime) -> Said:
    """Let it be written anew; the next one is opened."""
    deeds.send_back(answer_id=answer.pk, reason=request.POST.get("reason", ""), by=request.membership, at=at)
    return Said(sentence=_("Sent back to %(name)s.") % {"name": answer.by.nickname})


@_deed(Right.ANSWER)
def put_up(request: MemberRequest, answer: PublicAnswer, at: datetime) -> Said:
    """Let it be copied, and note that it stands on the platform."""
    deeds.put_up(answer_id=answer.pk, by=request.membership, at=at)
    return Said(sentence=_("Copied, and noted as put up; paste it on the platform now."), copied=True)


@_deed(Right.ANSWER)
def take_down(request: MemberRequest, answer: PublicAnswer, at: datetime) -> Said:
    """Take back that it stands on the platform."""
    deeds.take_down(answer_id=answer.pk, by=request.membership, at=at)
    return Said(sentence=_("It is to be put up again."))


def _review(request: MemberRequest, pk: int) -> Review:
    return get_object_or_404(reviews_visible_to(request.user).filter(shop=request.shop), pk=pk)


def _go_on(request: MemberRequest, asked: Asked, chosen: int, said: Said) -> HttpResponse:
    if is_part(request):
        return page(request, asked, chosen, said=said)
    messages.success(request, said.sentence)
    address = reverse("followups-reviews", args=[request.shop.key])
    return redirect(f"{address}?{asked.query(pk=chosen or None)}")


def _next_of(request: MemberRequest, asked: Asked, pk: int, at: datetime) -> int:
    """Give the key of the review after this one, else of the one before; 0 if it is the last."""
    keys = list(poor_reviews(request.shop, asked.shown, at=at).values_list("pk", flat=True)[: 2 * ON_A_PAGE])
    place = keys.index(pk) if pk in keys else -1
    return next(iter([*keys[place + 1 :], *reversed(keys[: max(place, 0)])]), 0)

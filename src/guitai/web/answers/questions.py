"""What agents asked the lead for buyers: answered in one field, kept as knowledge with one tick."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.knowledge import asking, asking_queries
from guitai.domains.knowledge.asking_queries import OpenQuestion, QuestionWaiter
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the page shows it; ``seconds`` are left until it falls due, below 0 when it has."""

    question: OpenQuestion
    waiters: list[QuestionWaiter]
    seconds: int

    @classmethod
    def of(cls, question: OpenQuestion, at: datetime) -> "Row":
        """Set the clock of a question."""
        return cls(question, list(question.waiters.all()), round((question.due_at - at).total_seconds()))

    @property
    def level(self) -> str:
        """How near the promised time is: the words of the desk's clocks."""
        if self.seconds <= 0:
            return "late"
        return "soon" if self.seconds <= asking_queries.SOON.total_seconds() else "calm"

    @property
    def clock(self) -> str:
        """What the clock says."""
        hours, minutes = divmod(abs(self.seconds) // 60, 60)
        time = _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
        return (_("%(time)s left") if self.seconds > 0 else _("%(time)s late")) % {"time": time}

    @property
    def told(self) -> int:
        """How many of those who wait were told the answer."""
        return sum(waiter.told_at is not None for waiter in self.waiters)


@require_GET
@never_cache
@member_required()
def questions(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what waits for an answer, the first to fall due at the front; or what was answered."""
    at, shop = timezone.now(), request.shop
    answered = request.GET.get("show") == "answered"
    found = asking_queries.answered_questions(shop) if answered else asking_queries.open_questions(shop)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "tab": "questions",
        "rows": [Row.of(question, at) for question in page],
        "entries": page,
        "answered": answered,
        "query": "show=answered" if answered else "",
        "open": asking_queries.open_count(shop),
        "due_soon": asking_queries.due_soon(shop, at=at),
        "may_answer": may(request.membership, Right.EDIT_KNOWLEDGE),
    }
    return render(request, "answers/questions.html", context)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def answer(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Answer a question; whoever waits is told at once."""
    get_object_or_404(asking_queries.questions_visible_to(request.user), pk=pk, shop=request.shop)
    answered = asking.answer_question(
        question_id=pk,
        by=request.membership,
        answer=request.POST.get("answer", ""),
        at=timezone.now(),
        keep="keep" in request.POST,
    )
    waiting = answered.waiters.count()
    said = ngettext(
        "Answered; the agent of %(count)s buyer was told.",
        "Answered; the agents of %(count)s buyers were told.",
        waiting,
    )
    messages.success(request, said % {"count": waiting})
    return redirect("questions", shop_key)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def drop(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a question away that needs no answer."""
    get_object_or_404(asking_queries.questions_visible_to(request.user), pk=pk, shop=request.shop)
    asking.drop_question(question_id=pk, by=request.membership, at=timezone.now())
    messages.success(request, _("The question was taken away."))
    return redirect("questions", shop_key)

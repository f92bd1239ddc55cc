"""What can be asked about the questions that wait for the lead, and those whose answer a buyer waits for."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from guitai.common.statements import Question, given
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.knowledge.entry_models import OpenQuestion as OpenQuestion
from guitai.domains.knowledge.entry_models import QuestionWaiter as QuestionWaiter

# A buyer who was not told by then bought elsewhere, or asked again.
WAITS_FOR = timedelta(days=14)
SOON = timedelta(hours=2)
_MOST = 200
State = OpenQuestion.State


def questions_visible_to(person: Person) -> QuerySet[OpenQuestion]:
    """Give the questions of the shops this person works in now."""
    return whole().filter(shop__in=accounts.memberships_of(person).values("shop"))


def waiters_visible_to(person: Person) -> QuerySet[QuestionWaiter]:
    """Give who waits for an answer in the shops this person works in now."""
    return QuestionWaiter.objects.filter(question__in=questions_visible_to(person))


def open_questions(shop: Shop) -> QuerySet[OpenQuestion]:
    """Give what waits for an answer, the first to fall due at the front."""
    return whole().filter(shop=shop, state=State.OPEN).order_by("due_at", "pk")


def answered_questions(shop: Shop) -> QuerySet[OpenQuestion]:
    """Give what was answered, the latest first."""
    return whole().filter(shop=shop, state=State.ANSWERED).order_by("-answered_at", "-pk")


def due_soon(shop: Shop, *, at: datetime) -> int:
    """Count the questions that fall due within two hours, or have."""
    return OpenQuestion.objects.filter(shop=shop, state=State.OPEN, due_at__lte=at + SOON).count()


def open_count(shop: Shop) -> int:
    """Count the questions that wait for an answer."""
    return OpenQuestion.objects.filter(shop=shop, state=State.OPEN).count()


def for_desk(shop: Shop, *, at: datetime) -> list[dict[str, Any]]:
    """Give what a desk shows: questions that wait, and answers that a buyer at the desk was not told yet."""
    untold = QuestionWaiter.objects.filter(conversation__isnull=False, told_at=None)
    answered = Q(state=State.ANSWERED, answered_at__gt=at - WAITS_FOR, pk__in=untold.values("question"))
    shown = whole().filter(Q(state=State.OPEN) | answered, shop=shop).order_by("due_at", "pk")
    return [question_shape(question) for question in shown[:_MOST]]


def beside(member: Membership, *, at: datetime) -> list[dict[str, Any]]:
    """Give what a member asked beside another program and has not told the buyer yet, newest first.

    Each as pages show it: ``id`` is that of the waiter, ``buyer_id`` None where nobody was chosen.
    """
    waiting = (
        QuestionWaiter.objects.filter(
            question__shop=member.shop_id, conversation=None, asked_by=member, told_at=None
        )
        .filter(asked_at__gt=at - WAITS_FOR)
        .exclude(question__state=State.WITHDRAWN)
        .select_related("question__product", "question__answered_by")
        .order_by("-asked_at", "-pk")
    )
    return [
        {
            "id": waiter.pk,
            "buyer": waiter.buyer_name,
            "buyer_id": waiter.buyer,
            "question": waiter.question.question,
            "product": _product(waiter.question),
            "state": waiter.question.state,
            "due_at": _moment(waiter.question.due_at),
            "answer": waiter.question.answer,
            "answered_by": _name(waiter.question.answered_by),
        }
        for waiter in waiting[:_MOST]
    ]


def untold(member: Membership, *, buyer: int | None) -> list[tuple[int, str]]:
    """Give the answers a buyer was not told yet: who waits, and what is to be told.

    :param buyer: their key; None means the one this member asked for without choosing anybody.
    """
    if buyer is not None:
        return _untold.all(shop=member.shop_id, buyer=buyer)
    waiting = QuestionWaiter.objects.filter(
        question__state=State.ANSWERED, buyer=None, asked_by=member, told_at=None
    )
    return list(waiting.values_list("pk", "question__answer"))


def question_shape(question: OpenQuestion) -> dict[str, Any]:
    """Give a question as pages show it; product, people and who waits should be at hand already."""
    return {
        "id": question.pk,
        "question": question.question,
        "note": question.note,
        "product": _product(question),
        "asked_by": _name(question.asked_by),
        "asked_at": _moment(question.asked_at),
        "due_at": _moment(question.due_at),
        "state": question.state,
        "answer": question.answer,
        "answered_by": _name(question.answered_by),
        "answered_at": _moment(question.answered_at),
        "waiters": [
            {
                "id": waiter.pk,
                "conversation": waiter.conversation,
                "buyer": {"id": waiter.buyer, "name": waiter.buyer_name},
                "asked_by": _name(waiter.asked_by),
                "asked_at": _moment(waiter.asked_at),
                "told_at": _moment(waiter.told_at),
            }
            for waiter in question.waiters.all()
        ],
    }


def whole() -> QuerySet[OpenQuestion]:
    """Give questions with all that pages show of them."""
    people = OpenQuestion.objects.select_related("product", "asked_by", "answered_by", "entry")
    return people.prefetch_related("waiters__asked_by")


# Asked with every reply that is sent.
_untold = Question(
    lambda: (
        QuestionWaiter.objects.filter(
            question__shop=given("shop"),
            question__state=State.ANSWERED.value,
            buyer=given("buyer"),
            told_at=None,
        )
        .order_by("pk")
        .values_list("pk", "question__answer")
    )
)


def _product(question: OpenQuestion) -> dict[str, Any] | None:
    product = question.product
    return {"id": product.pk, "title": product.short_name or product.title} if product else None


def _name(member: Membership | None) -> dict[str, Any] | None:
    return {"id": member.pk, "name": member.nickname} if member else None


def _moment(at: datetime | None) -> str | None:
    """Give a time as the live protocol writes it: UTC with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None

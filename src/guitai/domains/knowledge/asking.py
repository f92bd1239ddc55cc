"""Facts nobody knows yet: asked for a buyer, answered by the lead within a day, told to the buyer (S6).

The same question about the same product is asked once; whoever asks it again waits for the same answer.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from guitai.common import events
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.knowledge import entering
from guitai.domains.knowledge.asking_queries import question_shape, untold, whole
from guitai.domains.knowledge.drafts import EntryDraft
from guitai.domains.knowledge.entry_models import OpenQuestion, Origin, QuestionWaiter
from guitai.domains.knowledge.errors import NotOpenError, QuestionRefusedError
from guitai.domains.knowledge.events import QuestionChanged, QuestionDue
from guitai.domains.knowledge.likeness import bare
from guitai.kernel.normalised import normalise
from guitai.kernel.text import clean

# What buyers are told they may expect.
ANSWERED_WITHIN = timedelta(hours=24)
RINGS_BEFORE = timedelta(hours=2)
# A reply that shares fewer pairs of letters with an answer says something else.
_FEWEST_PAIRS = 4
LONGEST_QUESTION, LONGEST_NOTE, LONGEST_ANSWER = 200, 300, 2000
State = OpenQuestion.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an agent wants to know, and for whom: a talk of ours, or a buyer beside another program.

    ``conversation`` and ``buyer`` are keys; None where there is none.
    """

    question: str
    product: Product | None = None
    note: str = ""
    conversation: int | None = None
    buyer: int | None = None
    buyer_name: str = ""


@transaction.atomic
def ask_question(*, by: Membership, wanted: Wanted, at: datetime) -> QuestionWaiter:
    """Ask the lead what nobody knows; what is asked already about this product gets one more who waits.

    :raises QuestionRefusedError: if the question is empty or too long, or the product another shop's.
    """
    text = _question(by, wanted)
    question, _is_new = (
        OpenQuestion.objects.select_for_update(of=("self",))
        .select_related("product", "asked_by", "answered_by")
        .get_or_create(
            shop=by.shop,
            key=_key(text, wanted.product),
            state=State.OPEN,
            defaults={
                "product": wanted.product,
                "question": text,
                "note": clean(wanted.note)[:LONGEST_NOTE],
                "asked_by": by,
                "asked_at": at,
                "due_at": at + ANSWERED_WITHIN,
            },
        )
    )
    for_whom: dict[str, Any] = (
        {"conversation": wanted.conversation}
        if wanted.conversation is not None
        else {"conversation": None, "buyer": wanted.buyer, "asked_by": by}
    )
    said = {"buyer": wanted.buyer, "buyer_name": wanted.buyer_name[:120], "asked_by": by, "asked_at": at}
    waiter, _is_new = QuestionWaiter.objects.get_or_create(question=question, **for_whom, defaults=said)
    _announce(question, at)
    return waiter


@transaction.atomic
def answer_question(
    *, question_id: int, by: Membership, answer: str, at: datetime, keep: bool = True
) -> OpenQuestion:
    """Answer a question: everybody who waits is told at once.

    :param keep: also make it an entry of the knowledge, of the question's product.
    :raises QuestionRefusedError: if the answer is empty or too long.
    :raises NotOpenError: if it is settled already; the sentence says how.
    """
    text = clean(answer)
    if not text:
        raise QuestionRefusedError(_("Write the answer first."), field="answer")
    _check_length(text, LONGEST_ANSWER, "answer")
    question = _open(question_id, by.shop_id)
    if keep:
        draft = EntryDraft(questions=(question.question,), answer=text, product=question.product)
        question.entry = entering.save_entry(shop=by.shop, by=by, draft=draft, at=at, origin=Origin.ASKED)
    question.state, question.answer = State.ANSWERED, text
    question.answered_by, question.answered_at = by, at
    question.save(update_fields=["state", "answer", "answered_by", "answered_at", "entry"])
    _announce(question, at)
    return question


@transaction.atomic
def withdraw_question(*, waiter_id: int, by: Membership, at: datetime) -> OpenQuestion:
    """Take back what one asked; a question nobody waits for any more is withdrawn.

    :raises NotOpenError: if it is settled already, or somebody else asked it.
    """
    asked = QuestionWaiter.objects.filter(pk=waiter_id, question__shop=by.shop_id).first()
    if asked is None:
        raise NotOpenError(_("There is no such question in this shop."))
    question = _open(asked.question_id, by.shop_id)
    if asked.asked_by_id != by.pk:
        raise NotOpenError(_("Only %(name)s may withdraw this.") % {"name": asked.asked_by.nickname})
    asked.delete()
    if not QuestionWaiter.objects.filter(question=question).exists():
        _withdraw(question)
    _announce(question, at)
    return question


@transaction.atomic
def drop_question(*, question_id: int, by: Membership, at: datetime) -> OpenQuestion:
    """Take a question away that needs no answer, whoever asked it.

    :raises NotOpenError: if it is settled already.
    """
    question = _open(question_id, by.shop_id)
    _withdraw(question)
    _announce(question, at)
    return question


@transaction.atomic
def mark_told(*, waiter_id: int, by: Membership, at: datetime) -> OpenQuestion:
    """Note that a buyer was told the answer; twice is once.

    :raises NotOpenError: if there is no such question, or no answer yet.
    """
    waiter = (
        QuestionWaiter.objects.select_for_update(of=("self",))
        .filter(pk=waiter_id, question__shop=by.shop_id, question__state=State.ANSWERED)
        .first()
    )
    if waiter is None:
        raise NotOpenError(_("There is no answer that this buyer waits for."))
    question = whole().get(pk=waiter.question_id)
    if waiter.told_at is None:
        waiter.told_by, waiter.told_at = by, at
        waiter.save(update_fields=["told_by", "told_at"])
        _announce(question, at)
    return question


def tell_answers(*, by: Membership, buyer: int | None, text: str, at: datetime) -> int:
    """Note which answers a reply that left tells its buyer; give how many.

    :param buyer: their key; None where nobody was chosen beside another program.
    """
    waiting = untold(by, buyer=buyer)
    told = [waiter_id for waiter_id, answer in waiting if _says(text, answer)]
    for waiter_id in told:
        mark_told(waiter_id=waiter_id, by=by, at=at)
    return len(told)


@transaction.atomic
def ring_due(*, shop: Shop, at: datetime) -> int:
    """Call the lead to what falls due within two hours, and again when it has; give how often."""
    soon = Q(due_at__lte=at + RINGS_BEFORE, rung_at=None)
    late = Q(due_at__lte=at, rung_at__lt=F("due_at"))
    due = OpenQuestion.objects.select_for_update().filter(soon | late, shop=shop, state=State.OPEN)
    rung = list(due.order_by("due_at", "pk"))
    for question in rung:
        question.rung_at = at
        events.publish(
            QuestionDue(
                shop_id=shop.pk,
                question_id=question.pk,
                question=question.question,
                late=question.due_at <= at,
                at=at,
            )
        )
    OpenQuestion.objects.bulk_update(rung, ["rung_at"])
    return len(rung)


def _question(by: Membership, wanted: Wanted) -> str:
    text = clean(wanted.question)
    if not _bare(text):
        raise QuestionRefusedError(_("Write what the lead is to find out."), field="question")
    _check_length(text, LONGEST_QUESTION, "question")
    if wanted.product is not None and wanted.product.shop_id != by.shop_id:
        raise QuestionRefusedError(_("This product belongs to another shop."), field="product")
    return text


def _check_length(text: str, most: int, field: str) -> None:
    if len(text) > most:
        raise QuestionRefusedError(
            _("The text has %(length)s characters; at most %(most)s are kept.")
            % {"length": len(text), "most": most},
            field=field,
        )


def _bare(text: str) -> str:
    """Give what is compared of a question: no marks, one script, one width."""
    return "".join(filter(str.isalnum, normalise(text).text))


def _says(text: str, answer: str) -> bool:
    """Say whether a reply holds an answer: as it is, or half of the shorter one stands in the other."""
    said, wanted = _bare(text), _bare(answer)
    if wanted and wanted in said:
        return True
    pairs, sought = ({one[at : at + 2] for at in range(len(one) - 1)} for one in (said, wanted))
    shared = len(pairs & sought)
    return shared >= _FEWEST_PAIRS and 2 * shared >= min(len(pairs), len(sought))


def _key(question: str, product: Product | None) -> str:
    told = f"{product.pk if product else ''}\n{bare(normalise(question).text)}"
    return hashlib.sha256(told.encode()).hexdigest()


def _open(question_id: int, shop_id: int) -> OpenQuestion:
    """Give a question that waits, held until the commit."""
    question = whole().select_for_update(of=("self",)).filter(pk=question_id, shop=shop_id).first()
    if question is None:
        raise NotOpenError(_("There is no such question in this shop."))
    if question.state == State.ANSWERED and question.answered_by:
        raise NotOpenError(_("%(name)s has answered this already.") % {"name": question.answered_by.nickname})
    if question.state != State.OPEN:
        raise NotOpenError(_("This question was withdrawn."))
    return question


def _withdraw(question: OpenQuestion) -> None:
    question.state = State.WITHDRAWN
    question.save(update_fields=["state"])


def _announce(question: OpenQuestion, at: datetime) -> None:
    told = whole().get(pk=question.pk)
    events.publish(QuestionChanged(shop_id=told.shop_id, question=question_shape(told), at=at))

"""Answer a review in public: write, agree or send back, put up, take that back (P7).

An answer is checked by the guard as a draft to a buyer is, and holds nothing that says who the buyer is.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import events
from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.accounts.queries import Right, may
from guitai.domains.catalog import queries as catalog
from guitai.domains.followups.actions import todos
from guitai.domains.followups.errors import PublicAnswerRefusedError
from guitai.domains.followups.events import PublicAnswerChanged
from guitai.domains.followups.models import Outcome, PublicAnswer, Todo
from guitai.domains.followups.public_answers import LONGEST
from guitai.domains.followups.queries import RUNNING
from guitai.domains.guard import actions as guard_actions
from guitai.domains.guard import queries as guard
from guitai.domains.guard.queries import Outcome as Became
from guitai.domains.guard.queries import Place
from guitai.domains.knowledge.filling import unfilled_slots
from guitai.domains.trade.models import Review
from guitai.engines.rulebook.facts import AgentFacts, Facts, ProductFacts
from guitai.engines.rulebook.types import Language, Severity, Verdict
from guitai.kernel.text import clean

State = PublicAnswer.State

LONGEST_REASON = 200
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_LEAST_NAME = 2  # a single letter is in every text


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a draft: the answer it is now, or None and what the guard found."""

    answer: PublicAnswer | None
    verdict: Verdict


@transaction.atomic
def write(
    *,
    review_id: int,
    text: str,
    by: Membership,
    at: datetime,
    template: str = "",
    confirmed: Collection[str] = (),
    language: Language = "zh",
) -> Written:
    """Write an answer, or another in its place, unless the guard holds it; who may agree has agreed with it.

    :param confirmed: the rules whose findings the writer has looked at twice.
    :raises PublicAnswerRefusedError: if the review is answered, or the text empty, too long, with open slots,
        or with what says who the buyer is.
    """
    review = _to_be_answered(review_id, by.shop_id)
    text = _whole(text, review)
    verdict = _looked_at(text, review, by, at, language)
    held = verdict.severity == Severity.BLOCK or any(
        each.severity == Severity.CONFIRM and each.rule not in confirmed for each in verdict.findings
    )
    _keep_verdict(text, review, verdict, by, at, held=held)
    if held:
        return Written(None, verdict)
    agreed = may(by, Right.APPROVE)
    settled = {"settled_by": by, "settled_at": at} if agreed else {"settled_by": None, "settled_at": None}
    told = {"text": text, "template": template[:30], "by": by, "at": at, "reason": "", **settled}
    answer, _is_new = PublicAnswer.objects.update_or_create(
        review=review,
        defaults=told | {"shop_id": by.shop_id, "state": State.AGREED if agreed else State.ASKED},
    )
    return Written(_told(answer, "public_answer_written", by, at), verdict)


@transaction.atomic
def agree(*, answer_id: int, by: Membership, at: datetime) -> PublicAnswer:
    """Let an answer go out as it is written.

    :raises PublicAnswerRefusedError: if it does not wait for that.
    """
    answer = _locked(answer_id, by.shop_id, State.ASKED)
    answer.state, answer.settled_by, answer.settled_at = State.AGREED, by, at
    answer.save(update_fields=["state", "settled_by", "settled_at"])
    return _told(answer, "public_answer_agreed", by, at)


@transaction.atomic
def send_back(*, answer_id: int, reason: str, by: Membership, at: datetime) -> PublicAnswer:
    """Let an answer be written anew; the reason tells how.

    :raises PublicAnswerRefusedError: if it does not wait for an answer, or no reason is given.
    """
    answer = _locked(answer_id, by.shop_id, State.ASKED, State.AGREED)
    reason = clean(reason)[:LONGEST_REASON]
    if not reason:
        raise PublicAnswerRefusedError(_("Say what should be different, then send it back."), why="reason")
    answer.state, answer.reason, answer.settled_by, answer.settled_at = State.REFUSED, reason, by, at
    answer.save(update_fields=["state", "reason", "settled_by", "settled_at"])
    return _told(answer, "public_answer_sent_back", by, at)


@transaction.atomic
def put_up(*, answer_id: int, by: Membership, at: datetime) -> PublicAnswer:
    """Note that an answer stands on the platform, which ends the to-do about its review.

    :raises PublicAnswerRefusedError: if nobody has agreed to it, or it is put up already.
    """
    answer = _locked(answer_id, by.shop_id, State.AGREED)
    answer.state, answer.posted_by, answer.posted_at = State.POSTED, by, at
    answer.save(update_fields=["state", "posted_by", "posted_at"])
    for todo in Todo.objects.filter(review=answer.review_id, state__in=RUNNING):
        todos.close(todo_id=todo.pk, outcome=Outcome.ANSWERED, by=by, at=at)
    return _told(answer, "public_answer_put_up", by, at)


@transaction.atomic
def take_down(*, answer_id: int, by: Membership, at: datetime) -> PublicAnswer:
    """Take back that an answer was put up; its to-do is open again.

    :raises PublicAnswerRefusedError: if nobody said so, or an import has told of the answer by now.
    """
    answer = _locked(answer_id, by.shop_id, State.POSTED)
    if answer.review.reply:
        raise PublicAnswerRefusedError(_("The platform's list tells of an answer already."), why="answered")
    answer.state, answer.posted_by, answer.posted_at = State.AGREED, None, None
    answer.save(update_fields=["state", "posted_by", "posted_at"])
    ended = Todo.objects.filter(review=answer.review_id, outcome=Outcome.ANSWERED)
    for todo in ended.exclude(state__in=RUNNING):
        todos.reopen(todo_id=todo.pk, by=by, at=at)
    return _told(answer, "public_answer_taken_down", by, at)


@transaction.atomic
def settle_seen(*, shop: Shop, at: datetime) -> int:
    """Take what a platform's list tells as answered for put up, whoever did it; give how many there were."""
    open_still = PublicAnswer.objects.select_for_update(of=("self",)).filter(shop=shop)
    seen = open_still.exclude(state=State.POSTED).exclude(review__reply="").select_related("review")
    for answer in seen:
        answer.state, answer.posted_at = State.POSTED, answer.review.replied_at or at
        answer.save(update_fields=["state", "posted_at"])
        _announce(answer, None, at)
    return len(seen)


def _to_be_answered(review_id: int, shop_id: int) -> Review:
    found = Review.objects.select_for_update(of=("self",)).filter(pk=review_id, shop=shop_id)
    review = found.select_related("order", "product").first()
    if review is None:
        raise PublicAnswerRefusedError(_("There is no such review in this shop."), why="gone")
    if review.reply or PublicAnswer.objects.filter(review=review, state=State.POSTED).exists():
        raise PublicAnswerRefusedError(_("This review is answered in public already."), why="answered")
    return review


def _locked(answer_id: int, shop_id: int, *states: PublicAnswer.State) -> PublicAnswer:
    found = PublicAnswer.objects.select_for_update(of=("self",)).select_related("review", "by")
    answer = found.filter(pk=answer_id, shop=shop_id).first()
    if answer is None:
        raise PublicAnswerRefusedError(_("There is no such answer in this shop."), why="gone")
    if answer.state not in states:
        sentence = _("The answer is %(state)s by now; reload the page.")
        raise PublicAnswerRefusedError(sentence % {"state": answer.get_state_display()}, why="state")
    return answer


def _whole(text: str, review: Review) -> str:
    text = clean(text)
    if not text:
        raise PublicAnswerRefusedError(_("The answer is empty; write something first."), why="empty")
    if len(text) > LONGEST:
        sentence = _("The answer has %(length)s characters; %(most)s are allowed.")
        raise PublicAnswerRefusedError(sentence % {"length": len(text), "most": LONGEST}, why="long")
    if slots := unfilled_slots(text):
        sentence = _("%(slot)s is not filled in yet.")
        raise PublicAnswerRefusedError(sentence % {"slot": slots[0].name}, why="slot")
    if _PHONE.search(text) or any(said in text for said in _private(review)):
        raise PublicAnswerRefusedError(
            _("Everybody reads this: take out the order's number and the buyer's name, phone and address."),
            why="private",
        )
    return text


def _private(review: Review) -> set[str]:
    """Give what says who wrote the review, and what they ordered; what is masked says nothing."""
    order = review.order
    said = {review.order_number, review.buyer_account}
    if order is not None:
        said |= {order.number, order.receiver, order.phone, order.address}
    return {each for each in said if len(each) >= _LEAST_NAME and "*" not in each}


def _looked_at(text: str, review: Review, by: Membership, at: datetime, language: Language) -> Verdict:
    """Check an answer; what would need the lead is looked at by the lead, or twice by who is one."""
    facts = Facts(
        now=at,
        shop=catalog.shop_facts(by.shop, at=at),
        agent=AgentFacts(name=by.nickname),
        product=ProductFacts(title=review.product.title if review.product else review.title),
    )
    verdict = guard.check(shop=by.shop, text=text, facts=facts, language=language)
    if verdict.severity != Severity.APPROVE or not may(by, Right.APPROVE):
        return verdict
    findings = tuple(
        replace(each, severity=Severity.CONFIRM) if each.severity == Severity.APPROVE else each
        for each in verdict.findings
    )
    return Verdict(Severity.CONFIRM, findings)


def _keep_verdict(
    text: str, review: Review, verdict: Verdict, by: Membership, at: datetime, *, held: bool
) -> None:
    if not verdict.findings:
        return
    looked = Became.CONFIRMED if verdict.severity == Severity.CONFIRM else Became.SENT
    guard_actions.keep_verdict(
        shop=by.shop,
        member=by,
        place=Place.DESK,
        text=text,
        verdict=verdict,
        outcome=Became.HELD if held else looked,
        at=at,
        account=review.buyer_account,
    )


def _told(answer: PublicAnswer, deed: str, by: Membership, at: datetime) -> PublicAnswer:
    record(deed, subject=answer.review, by=by, at=at, shop_id=answer.shop_id, text=answer.text)
    _announce(answer, by, at)
    return answer


def _announce(answer: PublicAnswer, by: Membership | None, at: datetime) -> None:
    events.publish(
        PublicAnswerChanged(
            shop_id=answer.shop_id,
            answer_id=answer.pk,
            review_id=answer.review_id,
            state=answer.state,
            writer_id=answer.by_id,
            by_id=by.pk if by else None,
            at=at,
        )
    )

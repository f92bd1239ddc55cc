"""Keep what was found in a draft, and what its writer did next."""

from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When

from guitai.common.statements import Question, given
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard.models import Outcome, Place, Verdict, VerdictFinding
from guitai.domains.guard.queries import version_of
from guitai.engines.rulebook import types

# After this nobody is still at the draft.
HELD_FOR = timedelta(minutes=30)

# Asked after every reply; nearly always there is nothing.
_anything_held = Question(
    lambda: (
        Verdict.objects.filter(
            conversation=given("conversation"), member=given("member"), outcome=Outcome.HELD.value
        )
        .order_by()
        .values_list("pk")[:1]
    )
)


class About(TypedDict, total=False):
    """Where a draft was written, as far as there is such a place; ``account`` is the buyer's."""

    conversation: int | None
    account: str
    message: int | None
    rules_version: int


@transaction.atomic
def keep_verdict(
    *,
    shop: Shop,
    member: Membership | None,
    place: Place,
    text: str,
    verdict: types.Verdict,
    outcome: Outcome,
    at: datetime,
    **about: Unpack[About],
) -> Verdict:
    """Keep a draft in which something was found, with what became of it.

    A draft that is held already with the same words and severity is the same one: it gets the outcome.
    """
    conversation, account = about.get("conversation"), about.get("account", "")
    known = _held(shop.pk, conversation, member.pk if member else None, account)
    kept = known.filter(text=text, severity=verdict.severity).first()
    if kept is None:
        kept = Verdict(shop=shop, member=member, place=place, text=text, severity=verdict.severity, at=at)
        kept.conversation, kept.account = conversation, account
        kept.rules_version = about["rules_version"] if "rules_version" in about else version_of(shop)
    kept.message = about.get("message")
    kept.outcome, kept.outcome_at = outcome, None if outcome == Outcome.HELD else at
    is_new = kept.pk is None
    kept.save()
    if is_new:
        VerdictFinding.objects.bulk_create(_finding(kept, finding) for finding in verdict.findings)
    return kept


def settle_held(
    *, shop_id: int, conversation: int | None, member_id: int, sent_text: str, at: datetime, account: str = ""
) -> int:
    """Take a reply that was sent as the end of the drafts held before it; give how many there were.

    Those with the same words were sent after all, the others rewritten. Where there is no conversation, they
    are found by the buyer's account.
    """
    if conversation is not None and not _anything_held.first(conversation=conversation, member=member_id):
        return 0
    held = _held(shop_id, conversation, member_id, account).filter(at__gt=at - HELD_FOR)
    outcome = Case(When(text=sent_text, then=Value(Outcome.SENT)), default=Value(Outcome.REWRITTEN))
    return held.update(outcome=outcome, outcome_at=at, sent_text=sent_text)


def drop_stale(*, at: datetime) -> int:
    """Take drafts that were held for long as given up; give how many there were."""
    stale = Verdict.objects.filter(outcome=Outcome.HELD, at__lte=at - HELD_FOR)
    return stale.update(outcome=Outcome.DROPPED, outcome_at=at)


def _held(shop_id: int, conversation: int | None, member_id: int | None, account: str) -> QuerySet[Verdict]:
    held = Verdict.objects.filter(
        shop=shop_id, conversation=conversation, member=member_id, outcome=Outcome.HELD
    )
    return held.filter(account=account) if conversation is None else held


def _finding(verdict: Verdict, finding: types.Finding) -> VerdictFinding:
    return VerdictFinding(
        verdict=verdict,
        rule=finding.rule,
        category=finding.category,
        severity=finding.severity,
        start=finding.start,
        end=finding.end,
        matched=finding.matched,
        why=finding.why,
        rewrite=finding.rewrite,
    )

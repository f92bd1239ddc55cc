"""What can be asked about contradictions between answers, and about questions without an entry."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.accounts.queries import Right
from guitai.domains.insight.answer_models import AnswerConflict as AnswerConflict
from guitai.domains.insight.answer_models import AnswersLook as AnswersLook
from guitai.domains.insight.answer_models import Finding as Finding
from guitai.domains.insight.answer_models import KnowledgeGap as KnowledgeGap

# Whoever looks ended without a word if it took longer.
LOOKS_FOR = timedelta(minutes=10)


def conflicts_visible_to(person: Person) -> QuerySet[AnswerConflict]:
    """Give the contradictions of the shops whose knowledge this person edits."""
    return AnswerConflict.objects.filter(shop__in=_edited_by(person)).select_related("decided_by")


def gaps_visible_to(person: Person) -> QuerySet[KnowledgeGap]:
    """Give the questions without an entry of the shops whose knowledge this person edits."""
    return KnowledgeGap.objects.filter(shop__in=_edited_by(person)).select_related("decided_by")


def conflicts_of(membership: Membership) -> QuerySet[AnswerConflict]:
    """Give a shop's contradictions: those with the knowledge first, then by how often it was said."""
    found = conflicts_visible_to(membership.person).filter(shop=membership.shop_id)
    return found.order_by("-against_knowledge", "-count", "-last_at", "pk")


def gaps_of(membership: Membership) -> QuerySet[KnowledgeGap]:
    """Give a shop's questions without an entry, the most frequent first."""
    return gaps_visible_to(membership.person).filter(shop=membership.shop_id)


def last_look(shop: Shop) -> AnswersLook:
    """Say when a shop's answers were looked through."""
    return AnswersLook.objects.filter(shop=shop).first() or AnswersLook(shop=shop)


def is_looking(look: AnswersLook, *, at: datetime) -> bool:
    """Say whether the answers are being looked through, or soon will be."""
    return look.asked_at is not None and at - look.asked_at < LOOKS_FOR


def _edited_by(person: Person) -> list[int]:
    places = accounts.memberships_of(person)
    return [place.shop_id for place in places if accounts.may(place, Right.EDIT_KNOWLEDGE)]

"""What can be asked about the entries of the knowledge and what agents suggest for it."""

from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.accounts.rights import Right
from guitai.domains.catalog.models import Product
from guitai.domains.knowledge.drafts import EntryRow
from guitai.domains.knowledge.entry_models import Candidate as Candidate
from guitai.domains.knowledge.entry_models import Entry as Entry
from guitai.domains.knowledge.entry_models import EntryWording as EntryWording
from guitai.domains.knowledge.entry_models import SuggestionUse as SuggestionUse
from guitai.kernel.text import clean

RUNS_OUT_WITHIN = timedelta(days=7)


class EntryState(StrEnum):
    """How an entry stands on a day. What runs out is in force still, for seven days at most."""

    IN_FORCE = "in_force"
    RUNS_OUT = "runs_out"
    TO_COME = "to_come"
    OVER = "over"
    UNAPPROVED = "unapproved"
    RETIRED = "retired"


class EntryOrder(StrEnum):
    """In what order entries are listed."""

    CHANGED = "changed"
    USED = "used"
    ENDING = "ending"
    OLDEST = "oldest"


def entries_visible_to(person: Person) -> QuerySet[Entry]:
    """Give the entries of the shops this person works in now."""
    return Entry.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def wordings_visible_to(person: Person) -> QuerySet[EntryWording]:
    """Give the wordings of the entries this person may see."""
    return EntryWording.objects.filter(entry__in=entries_visible_to(person))


def candidates_visible_to(person: Person) -> QuerySet[Candidate]:
    """Give what this person suggested, and all of it in the shops whose knowledge they edit."""
    edited, places = _edited_and_places(person)
    return Candidate.objects.filter(Q(shop__in=edited) | Q(by__in=places))


def uses_visible_to(person: Person) -> QuerySet[SuggestionUse]:
    """Give what became of suggestions to this person, and to everybody where they edit the knowledge."""
    edited, places = _edited_and_places(person)
    return SuggestionUse.objects.filter(Q(shop__in=edited) | Q(membership__in=places))


def in_force(shop: Shop, *, on: date) -> QuerySet[Entry]:
    """Give the entries a shop offers on a day: approved, in use and valid then."""
    return Entry.objects.filter(is_in_state(EntryState.IN_FORCE, on=on), shop=shop)


def is_in_state(state: EntryState, *, on: date) -> Q:
    """Give the condition under which an entry stands so on a day."""
    approved = Q(retired_at=None, approved_at__isnull=False)
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    match state:
        case EntryState.IN_FORCE:
            return approved & begun & (Q(valid_until=None) | Q(valid_until__gte=on))
        case EntryState.RUNS_OUT:
            return approved & begun & Q(valid_until__gte=on, valid_until__lt=on + RUNS_OUT_WITHIN)
        case EntryState.TO_COME:
            return approved & Q(valid_from__gt=on)
        case EntryState.OVER:
            return approved & Q(valid_until__lt=on)
        case EntryState.UNAPPROVED:
            return Q(retired_at=None, approved_at=None)
        case EntryState.RETIRED:
            return Q(retired_at__isnull=False)


def state_of(entry: Entry, *, on: date) -> EntryState:
    """Say how an entry stands on a day."""
    if entry.retired_at:
        return EntryState.RETIRED
    if entry.approved_at is None:
        return EntryState.UNAPPROVED
    if entry.valid_from and entry.valid_from > on:
        return EntryState.TO_COME
    if entry.valid_until is None:
        return EntryState.IN_FORCE
    if entry.valid_until < on:
        return EntryState.OVER
    return EntryState.RUNS_OUT if entry.valid_until < on + RUNS_OUT_WITHIN else EntryState.IN_FORCE


def entries_to_edit(
    shop: Shop,
    *,
    on: date,
    q: str = "",
    product: Product | None = None,
    state: EntryState | None = None,
    weaknesses: bool = False,
    order: EntryOrder = EntryOrder.CHANGED,
) -> QuerySet[Entry]:
    """Give a shop's entries for its pages, with product and wordings; without a state all but the retired.

    :param q: words that all occur in a wording, the answer or the product's code.
    """
    chosen = Entry.objects.filter(_holding(shop, q), shop=shop)
    chosen = chosen.filter(is_in_state(state, on=on)) if state else chosen.filter(retired_at=None)
    if product is not None:
        chosen = chosen.filter(product=product)
    if weaknesses:
        chosen = chosen.filter(is_weakness=True)
    return _in_order(chosen, order).select_related("product", "owner").prefetch_related("wordings")


def counts_by_state(shop: Shop, *, on: date) -> dict[EntryState, int]:
    """Give how many entries of a shop stand how."""
    counted = {state.value: Count("pk", filter=is_in_state(state, on=on)) for state in EntryState}
    told: dict[str, int] = Entry.objects.filter(shop=shop).aggregate(**counted)
    return {EntryState(name): count for name, count in told.items()}


def waiting_count(membership: Membership) -> int:
    """Give how many suggestions wait that this member decides about, or made."""
    return waiting_for(membership).count()


def waiting_for(membership: Membership) -> QuerySet[Candidate]:
    """Give the suggestions that wait, oldest first: all to who edits the knowledge, to others their own."""
    waiting = Candidate.objects.filter(shop=membership.shop_id, state=Candidate.State.WAITING)
    if not accounts.may(membership, Right.EDIT_KNOWLEDGE):
        waiting = waiting.filter(by=membership)
    return waiting.select_related("entry", "product", "by").order_by("at", "pk")


def decided_lately(membership: Membership) -> QuerySet[Candidate]:
    """Give what became of suggestions, latest first; of their own to those who do not edit the knowledge."""
    decided = Candidate.objects.filter(shop=membership.shop_id).exclude(state=Candidate.State.WAITING)
    if not accounts.may(membership, Right.EDIT_KNOWLEDGE):
        decided = decided.filter(by=membership)
    return decided.select_related("by", "decided_by").order_by("-decided_at", "-pk")


def to_export(shop: Shop) -> list[EntryRow]:
    """Give the entries in use as rows of a sheet."""
    texts = wordings_by_entry(shop)
    return [
        EntryRow(
            questions=tuple(texts[entry.pk]),
            answer=entry.answer,
            product=entry.product.code if entry.product else "",
            category=entry.product.category if entry.product else "",
            is_weakness=entry.is_weakness,
            validity=(entry.valid_from, entry.valid_until),
        )
        for entry in Entry.objects.filter(shop=shop, retired_at=None).select_related("product")
    ]


def wordings_by_entry(shop: Shop) -> defaultdict[int, list[str]]:
    """Give the wordings of a shop's entries in use, by the entry's key and in their order."""
    texts: defaultdict[int, list[str]] = defaultdict(list)
    asked = EntryWording.objects.filter(entry__shop=shop, entry__retired_at=None)
    for entry, text in asked.order_by("entry", "position", "pk").values_list("entry", "text"):
        texts[entry].append(text)
    return texts


def _edited_and_places(person: Person) -> tuple[list[int], list[int]]:
    places = list(accounts.memberships_of(person))
    edited = [place.shop_id for place in places if accounts.may(place, Right.EDIT_KNOWLEDGE)]
    return edited, [place.pk for place in places]


def _holding(shop: Shop, q: str) -> Q:
    wanted = Q()
    for part in clean(q).split():
        asked = EntryWording.objects.filter(entry__shop=shop, text__icontains=part).values("entry")
        wanted &= Q(pk__in=asked) | Q(answer__icontains=part) | Q(product__code__iexact=part)
    return wanted


def _in_order(chosen: QuerySet[Entry], order: EntryOrder) -> QuerySet[Entry]:
    match order:
        case EntryOrder.USED:
            used = (
                SuggestionUse.objects.filter(
                    shop=OuterRef("shop"), kind=SuggestionUse.Kind.ENTRY, key=OuterRef("pk")
                )
                .values("key")
                .annotate(total=Sum(F("used") + F("changed")))
                .values("total")
            )
            return chosen.annotate(times=Coalesce(Subquery(used), 0)).order_by("-times", "-pk")
        case EntryOrder.ENDING:
            return chosen.order_by(F("valid_until").asc(nulls_last=True), "-pk")
        case EntryOrder.OLDEST:
            return chosen.order_by("updated_at", "pk")
        case EntryOrder.CHANGED:
            return chosen.order_by("-updated_at", "-pk")

"""What can be asked about quick phrases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.knowledge.drafts import PhraseRow
from guitai.domains.knowledge.filling import Slot, fill
from guitai.domains.knowledge.filling import unfilled_slots as _unfilled_slots
from guitai.domains.knowledge.models import PhraseFolder as PhraseFolder
from guitai.domains.knowledge.models import PhraseUse
from guitai.domains.knowledge.models import QuickPhrase as QuickPhrase
from guitai.domains.knowledge.models import Scope as Scope
from guitai.domains.knowledge.ranking import Searchable, Wanted, nearly, rank
from guitai.kernel.text import fold

NEVER_USED_AFTER = timedelta(days=30)
_SCOPE_ORDER = {Scope.PERSONAL: 0, Scope.TEAM: 1, Scope.SHOP: 2}


@dataclass(frozen=True, slots=True)
class ReadyPhrase:
    """A quick phrase as the desk offers it: filled with what is known, naming what is not."""

    id: int
    title: str
    text: str
    filled: str
    missing: tuple[str, ...]
    folder: str
    scope: str
    code: str
    picture_id: int | None


@dataclass(frozen=True, slots=True)
class MemberUsage:
    """How often one member used one phrase."""

    title: str
    phrase_id: int
    nickname: str
    count: int


def unfilled_slots(text: str) -> tuple[Slot, ...]:
    """Find what is still to be filled in before a text may be sent: ``{…}`` and ``***``."""
    return _unfilled_slots(text)


def visible_to(person: Person) -> QuerySet[QuickPhrase]:
    """Give the phrases this person may see: their shops', their own groups' there, and their own."""
    places = accounts.memberships_of(person).order_by().values("pk")
    return (
        QuickPhrase.objects.filter(shop__memberships__in=places)
        .filter(
            Q(scope=Scope.SHOP) | Q(scope=Scope.TEAM, group__memberships__in=places) | Q(owner__in=places)
        )
        .distinct()
    )


def folders_visible_to(person: Person) -> QuerySet[PhraseFolder]:
    """Give the folders of the shops this person works in now."""
    return PhraseFolder.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def uses_visible_to(person: Person) -> QuerySet[PhraseUse]:
    """Give the counts of the phrases this person may see."""
    return PhraseUse.objects.filter(phrase__in=visible_to(person))


def offered_to(membership: Membership) -> QuerySet[QuickPhrase]:
    """Give the phrases in use that a member may insert: their own, their groups' and the shop's."""
    return QuickPhrase.objects.filter(_reach(membership), shop_id=membership.shop_id, retired_at=None)


def phrases_for(
    membership: Membership, *, q: str = "", facts: Mapping[str, str], limit: int | None = None
) -> list[ReadyPhrase]:
    """Give the phrases a member means by what they typed, best first; all of them when they typed nothing.

    Among equals the member's own come first, then what they use most.

    :param facts: what is known of buyer, order, product, agent and shop, by the names of the slots.
    """
    offered = list(
        offered_to(membership)
        .select_related("folder")
        .annotate(used=Sum("uses__count", filter=Q(uses__membership=membership), default=0))
    )
    offered.sort(
        key=lambda phrase: (_SCOPE_ORDER[Scope(phrase.scope)], -phrase.used, phrase.position, phrase.pk)
    )
    return [_ready(phrase, facts) for phrase in _matching(offered, q)[:limit]]


def phrases_to_edit(
    shop: Shop,
    *,
    reach: QuerySet[QuickPhrase],
    folder: PhraseFolder | None = None,
    q: str = "",
    retired: bool = False,
) -> list[QuickPhrase]:
    """Give a shop's phrases for its setup pages, by folder and position, or best first for what was typed.

    :param reach: the phrases whoever asks may see.
    """
    chosen = reach.filter(shop=shop, retired_at__isnull=not retired)
    if folder is not None:
        chosen = chosen.filter(folder=folder)
    listed = list(
        chosen.select_related("folder", "group", "owner", "picture")
        .annotate(used=Sum("uses__count", default=0), last_used=Max("uses__day"))
        .order_by("folder__position", "folder__pk", "position", "pk")
    )
    return _matching(listed, q)


def never_used(shop: Shop, *, reach: QuerySet[QuickPhrase], at: datetime) -> list[QuickPhrase]:
    """Give the phrases in use that are older than thirty days and that nobody ever inserted."""
    return list(
        reach.filter(shop=shop, retired_at=None, uses=None, created_at__lte=at - NEVER_USED_AFTER)
        .select_related("folder", "group", "owner")
        .order_by("created_at", "pk")
    )


def usage_since(shop: Shop, *, reach: QuerySet[QuickPhrase], since: date) -> list[MemberUsage]:
    """Give how often each member used each phrase since a day, most used first."""
    return [
        MemberUsage(
            title=row["phrase__title"],
            phrase_id=row["phrase_id"],
            nickname=row["nickname"],
            count=row["total"],
        )
        for row in PhraseUse.objects.filter(phrase__in=reach, phrase__shop=shop, day__gte=since)
        .values("phrase_id", "phrase__title", nickname=F("membership__nickname"))
        .annotate(total=Sum("count"))
        .order_by("-total", "phrase_id", "nickname")
    ]


def folders_of(shop: Shop) -> list[PhraseFolder]:
    """Give a shop's folders in order, each with how many phrases in use lie in it (``phrases_in_use``)."""
    in_use = Count("quick_phrases", filter=Q(quick_phrases__retired_at=None))
    folders = PhraseFolder.objects.filter(shop=shop).annotate(phrases_in_use=in_use)
    return list(folders.order_by("position", "pk"))


def to_export(shop: Shop, *, reach: QuerySet[QuickPhrase]) -> list[PhraseRow]:
    """Give the phrases in use as rows of a sheet."""
    return [
        PhraseRow(
            scope=phrase.scope,
            group=phrase.group.name if phrase.group else "",
            folder=phrase.folder.name if phrase.folder else "",
            code=phrase.code,
            title=phrase.title,
            text=phrase.text,
        )
        for phrase in phrases_to_edit(shop, reach=reach)
    ]


def _reach(membership: Membership) -> Q:
    groups = membership.groups.values("pk")
    return Q(scope=Scope.SHOP) | Q(scope=Scope.TEAM, group__in=groups) | Q(owner=membership)


def _matching(phrases: Sequence[QuickPhrase], q: str) -> list[QuickPhrase]:
    """Keep those that fit what was typed, best first; slips are forgiven only where nothing fits as it is."""
    wanted = Wanted.of(q)
    if not wanted.text:
        return list(phrases)
    searchable = [(phrase, _searchable(phrase)) for phrase in phrases]
    ranked = [(place, phrase) for phrase, forms in searchable if (place := rank(forms, wanted)) is not None]
    if ranked:
        return [phrase for _place, phrase in sorted(ranked, key=lambda found: found[0])]
    return [phrase for phrase, forms in searchable if nearly(forms, wanted)]


def _searchable(phrase: QuickPhrase) -> Searchable:
    folder = phrase.folder.name if phrase.folder else ""
    title = fold(phrase.title)
    return Searchable(
        code=fold(phrase.code),
        title=title,
        words=f"{title} {fold(phrase.text)} {fold(folder)}",
        initials=tuple(phrase.initials.split()),
        pinyin=tuple(phrase.pinyin.split()),
    )


def _ready(phrase: QuickPhrase, facts: Mapping[str, str]) -> ReadyPhrase:
    filled = fill(phrase.text, facts)
    return ReadyPhrase(
        id=phrase.pk,
        title=phrase.title,
        text=phrase.text,
        filled=filled.text,
        missing=filled.missing,
        folder=phrase.folder.name if phrase.folder else "",
        scope=phrase.scope,
        code=phrase.code,
        picture_id=phrase.picture_id,
    )

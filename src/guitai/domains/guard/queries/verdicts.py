"""What was found in drafts, and what their writers did next."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard.models import Outcome, Place, Verdict, VerdictFinding
from guitai.engines.rulebook.types import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHits:
    """How often a rule found something; ``held`` did not leave at once, ``sent`` left as it was after all."""

    rule: str
    hits: int
    held: int
    rewritten: int
    sent: int


def verdicts_of(
    shop: Shop,
    *,
    since: datetime,
    until: datetime,
    rule: str | None = None,
    member: Membership | None = None,
    severity: Severity | None = None,
    place: Place | None = None,
) -> QuerySet[Verdict]:
    """Give the drafts of a period in which something was found, newest first, with findings and writers.

    :param until: does not belong to the period.
    :param rule: only those in which this rule found something.
    """
    verdicts = Verdict.objects.filter(shop=shop, at__gte=since, at__lt=until)
    if rule is not None:
        verdicts = verdicts.filter(Exists(VerdictFinding.objects.filter(rule=rule, verdict=OuterRef("pk"))))
    if member is not None:
        verdicts = verdicts.filter(member=member)
    if severity is not None:
        verdicts = verdicts.filter(severity=severity)
    if place is not None:
        verdicts = verdicts.filter(place=place)
    return verdicts.select_related("member").prefetch_related("findings").order_by("-at", "-pk")


def hits_by_rule(shop: Shop, *, since: datetime, until: datetime) -> list[RuleHits]:
    """Give how many drafts of a period each rule found something in, the most first."""

    def drafts(*outcomes: Outcome) -> Count:
        return Count("verdict", distinct=True, filter=Q(verdict__outcome__in=outcomes))

    rows = (
        VerdictFinding.objects.filter(verdict__shop=shop, verdict__at__gte=since, verdict__at__lt=until)
        .values("rule")
        .annotate(
            hits=Count("verdict", distinct=True),
            held=drafts(*(outcome for outcome in Outcome if outcome != Outcome.SENT)),
            rewritten=drafts(Outcome.REWRITTEN),
            sent=drafts(Outcome.SENT, Outcome.CONFIRMED, Outcome.GRANTED),
        )
        .order_by("-hits", "rule")
    )
    return [RuleHits(**row) for row in rows]


def has_verdicts(shop: Shop) -> bool:
    """Say whether anything was ever found in what this shop writes; what was not checked has no findings."""
    return Verdict.objects.filter(shop=shop).exists()


@dataclass(frozen=True, slots=True)
class FindingOf:
    """What a rule found in what a member wrote to a buyer, and when; ``buyer`` is their account."""

    member_id: int
    buyer: str
    at: datetime
    rule: str
    severity: str


def findings_between(shop: Shop, *, since: datetime, until: datetime) -> list[FindingOf]:
    """Give what was found in what members wrote to buyers, or were about to; the period's end is left out.

    Quick phrases and automatic replies are nobody's words.
    """
    found = VerdictFinding.objects.filter(
        verdict__shop=shop,
        verdict__at__gte=since,
        verdict__at__lt=until,
        verdict__member__isnull=False,
        verdict__place__in=(Place.DESK, Place.SIDECAR, Place.IMPORTED),
    )
    rows = found.order_by("pk").values_list(
        "verdict__member", "verdict__account", "verdict__at", "rule", "severity"
    )
    return [
        FindingOf(member, buyer, at, rule, Severity(severity).word)
        for member, buyer, at, rule, severity in rows
    ]

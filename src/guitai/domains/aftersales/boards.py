"""What a board of cases asks of many at once: whose turn each is, told without reading every case."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.models import Case, PlaybookText
from guitai.domains.aftersales.models import CaseLine as CaseLine
from guitai.domains.aftersales.playbook_texts import parsed
from guitai.engines.playbooks import Who as Who

# What a row does not show; a trail alone may be longer than all the rest.
_NOT_IN_A_ROW = ("trail", "stages", "said", "buyer__phone")


def rows_of(shop: Shop, keys: Sequence[int]) -> list[Case]:
    """Give a shop's cases of these keys with what a row shows; those of one playbook share its text."""
    lines = CaseLine.objects.only("case", "title", "quantity").order_by("pk")
    rows = Case.objects.filter(shop=shop, pk__in=keys).select_related("buyer", "owner", "task")
    return list(rows.defer(*_NOT_IN_A_ROW).prefetch_related("playbook", Prefetch("lines", lines)))


def turn_counts(cases: QuerySet[Case]) -> dict[str, int]:
    """Give how many of these running cases wait for whom (``Who``), the first to be asked first."""
    rows = cases.select_related(None).prefetch_related(None).order_by()
    standing = list(rows.values_list("playbook", "step").annotate(count=Count("pk")))
    turns = _turns({playbook for playbook, _step, _count in standing})
    counts = dict.fromkeys((str(who) for who in Who), 0)
    for playbook, step, count in standing:
        if (playbook, step) in turns:
            counts[turns[playbook, step]] += count
    return counts


def at_turn(cases: QuerySet[Case], who: str, *, shop: Shop) -> QuerySet[Case]:
    """Give those of a shop's running cases that wait for one of the ``Who``."""
    standing = Case.objects.filter(shop=shop, state=Case.State.RUNNING).order_by()
    turns = _turns(set(standing.values_list("playbook", flat=True).distinct()))
    wanted: dict[int, list[str]] = {}
    for (playbook, step), turn in turns.items():
        if turn == who:
            wanted.setdefault(playbook, []).append(step)
    if not wanted:
        return cases.none()
    there = Q()
    for playbook, steps in wanted.items():
        there |= Q(playbook=playbook, step__in=steps)
    return cases.filter(there)


def whose_counts(shop: Shop, *, member: Membership, at: datetime) -> dict[str, int]:
    """Give how many cases run: ``all``, one's own (``mine``), nobody's (``free``), ``late``."""
    running = Case.objects.filter(shop=shop, state=Case.State.RUNNING).order_by()
    counts: dict[str, int] = running.aggregate(
        all=Count("pk"),
        mine=Count("pk", filter=Q(owner=member)),
        free=Count("pk", filter=Q(owner=None)),
        late=Count("pk", filter=Q(due_at__lte=at)),
    )
    return counts


def _turns(playbooks: set[int]) -> dict[tuple[int, str], str]:
    """Give who is asked at each step of these texts."""
    texts = PlaybookText.objects.filter(pk__in=playbooks)
    return {
        (text.pk, step.key): str(step.who) for text in texts for step in parsed(text.written).steps.values()
    }

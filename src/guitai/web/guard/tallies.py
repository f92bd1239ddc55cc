"""What was found, counted by rule, agent or day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from guitai.domains.guard.queries import Outcome, Verdict

BY = {"rule": _("By rule"), "agent": _("By agent"), "day": _("By day")}
COLUMNS = {"rule": _("Rule"), "agent": _("Agent"), "day": _("Day")}
_KEYS = {"rule": F("findings__rule"), "agent": F("member"), "day": TruncDate("at")}
# What left the shop as it was written, after all.
_LEFT = (Outcome.SENT, Outcome.CONFIRMED, Outcome.GRANTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many drafts, and what became of them; ``narrowed`` are the filters that show them one by one."""

    name: str
    narrowed: dict[str, Any]
    drafts: int
    rewritten: int
    dropped: int
    left: int


def tallied(verdicts: QuerySet[Verdict], *, by: str, names: Mapping[Any, str]) -> list[Tally]:
    """Count drafts by one of ``BY``: days newest first, the others by their number.

    :param names: of rules, or of agents by their keys.
    """

    def those(*outcomes: Outcome) -> Count:
        return Count("pk", distinct=True, filter=Q(outcome__in=outcomes))

    rows = (
        verdicts.select_related(None)
        .prefetch_related(None)
        .order_by()
        .values(key=_KEYS[by])
        .annotate(
            drafts=Count("pk", distinct=True),
            rewritten=those(Outcome.REWRITTEN),
            dropped=those(Outcome.DROPPED),
            left=those(*_LEFT),
        )
        .order_by("-key" if by == "day" else "-drafts", "key")
    )
    return [
        Tally(name=_name(row["key"], names), narrowed=_NARROWED[by](row.pop("key")), **row) for row in rows
    ]


def _name(key: Any, names: Mapping[Any, str]) -> str:
    return "—" if key is None else names.get(key, str(key))


_NARROWED: dict[str, Callable[[Any], dict[str, Any]]] = {
    "rule": lambda rule: {"rule": rule},
    "agent": lambda member: {"member": member},
    "day": lambda day: {"since": day, "until": day},
}

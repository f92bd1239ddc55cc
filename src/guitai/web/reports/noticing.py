"""What stands out in a period, in plain sentences: who is below a target, which days went badly."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guitai.domains.performance.queries.figures import FigureRow
from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import Unit
from guitai.web.formats import Number, written
from guitai.web.reports.links import Links
from guitai.web.reports.showing import BY_KEY, name_of, shown, worse

# Fewer rounds, buyers or orders than these say nothing about anybody.
ENOUGH = 10
# How much worse than the rest is worth a word: points of a share, times of a wait.
_POINTS = Decimal("0.1")
_TIMES = Decimal("1.5")
_OF_DAYS = ("average_response", "rate_3min", "reply_rate")
_OF_AGENTS = ("average_response", "rate_3min", "reply_rate", "conversion")
MOST = 8
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Named:
    """One of those a sentence is about, with the address of what is behind its figure."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """A sentence and those it is about."""

    sentence: str
    about: Sequence[Named]


def noticed(
    whole: FigureRow,
    *,
    agents: Sequence[FigureRow],
    days: Sequence[FigureRow],
    targets: Mapping[str, Decimal],
    links: Links,
) -> list[Noticed]:
    """Give what stands out, the gravest first.

    Where a figure has a target agents are held to it, else to the shop's own figure; so many talks that one
    alone cannot make it are asked for first.
    """
    found = [
        *_unanswered(whole, links),
        *(told for key in targets if (told := _below_target(key, targets[key], agents, links))),
        *(
            told
            for key in _OF_AGENTS
            if key not in targets and (told := _behind_the_shop(key, whole, agents, links))
        ),
        *(told for key in _OF_DAYS if (told := _bad_days(key, whole, days, links))),
    ]
    return found[:MOST]


def _unanswered(whole: FigureRow, links: Links) -> Iterator[Noticed]:
    count = whole.values["unreplied"].value
    if count:
        sentence = _("Buyers who never got an answer:")
        yield Noticed(sentence, [Named(written(count, Unit.COUNT), links.behind("unreplied"))])


def _below_target(key: str, target: Number, agents: Sequence[FigureRow], links: Links) -> Noticed | None:
    figure = BY_KEY.get(key)
    # A sum that was agreed for the shop says nothing about one agent.
    if figure is None or not figure.whole:
        return None
    below = [row for row in agents if _is_worse(key, row.values.get(key), target)]
    sentence = _("%(figure)s misses the target of %(target)s:") % {
        "figure": name_of(key),
        "target": written(target, figure.unit),
    }
    return _told(key, sentence, below, links)


def _behind_the_shop(key: str, whole: FigureRow, agents: Sequence[FigureRow], links: Links) -> Noticed | None:
    limit = _limit(key, whole)
    if limit is None or len(agents) < 2:
        return None
    sentence = _("%(figure)s is far behind the shop's %(value)s:") % {
        "figure": name_of(key),
        "value": shown(whole.values[key], BY_KEY[key].unit),
    }
    return _told(key, sentence, [row for row in agents if _is_worse(key, row.values.get(key), limit)], links)


def _bad_days(key: str, whole: FigureRow, days: Sequence[FigureRow], links: Links) -> Noticed | None:
    limit = _limit(key, whole)
    if limit is None or len(days) < 2:
        return None
    sentence = _("Days on which %(figure)s was far worse than the period's %(value)s:") % {
        "figure": name_of(key),
        "value": shown(whole.values[key], BY_KEY[key].unit),
    }
    return _told(key, sentence, [row for row in days if _is_worse(key, row.values.get(key), limit)], links)


def _limit(key: str, whole: FigureRow) -> Decimal | None:
    """Give from where on a figure is far worse than the shop's."""
    value, figure = whole.values[key].value, BY_KEY[key]
    if value is None:
        return None
    exact = Decimal(str(value))
    if figure.unit is Unit.SHARE:
        return exact - _POINTS
    return exact * _TIMES


def _is_worse(key: str, value: Value | None, than: Number) -> bool:
    if value is None or value.value is None or (value.whole or 0) < ENOUGH:
        return False
    return worse(BY_KEY[key], Decimal(str(value.value)), Decimal(str(than)))


def _told(key: str, sentence: str, rows: Iterable[FigureRow], links: Links) -> Noticed | None:
    told = list(rows)
    about = [Named(f"{_name(row)} {_value(key, row)}", _link(key, row, links)) for row in told[:MOST_NAMED]]
    if len(told) > MOST_NAMED:
        about.append(Named(f"+{len(told) - MOST_NAMED}", links.behind(key)))
    return Noticed(sentence, about) if about else None


def _name(row: FigureRow) -> str:
    return row.agent.name if row.agent else _day(row.day)


def _day(day: date | None) -> str:
    return date_format(day, "n-j") if day else ""


def _value(key: str, row: FigureRow) -> str:
    return shown(row.values[key], BY_KEY[key].unit)


def _link(key: str, row: FigureRow, links: Links) -> str:
    return links.behind(key, agent=row.agent.account) if row.agent else links.behind(key, day=row.day)

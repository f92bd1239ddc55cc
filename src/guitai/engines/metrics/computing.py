"""Compute all figures over fact tables: sums by the backend, rates at the very end."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from ibis.expr.types import Table

from guitai.engines.metrics import inquiries, reception, sales, service, talks
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain, of_whom, within
from guitai.engines.metrics.keys import FIGURES, Figure, Unit
from guitai.engines.metrics.settings import Settings

Sums = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as it is shown: ``part`` over ``whole`` where it is a rate, None where nothing is to tell.

    Money is in yuan. ``late`` says that it is not known yet.
    """

    value: float | int | Decimal | None
    part: float | int | Decimal | None = None
    whole: float | int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one agent, day, hour …: ``keys`` says of what."""

    keys: Mapping[str, Any]
    values: Mapping[str, Value]


def figures(
    facts: Facts,
    grain: Grain,
    settings: Settings,
    *,
    as_of: datetime,
    first: date | None = None,
    last: date | None = None,
) -> list[Row]:
    """Give every figure, a row for each combination of the grain's keys, in their order.

    :param as_of: the local moment at which is told what is late.
    :param first: the first business day that is counted, ``last`` the last; orders before and after still
        say what became of an inquiry.
    """
    summed = gathered(tables(facts, grain, settings, first=first, last=last), grain)
    return rows_of(summed, grain, settings, as_of=as_of, there=optional(facts))


def gathered(tables: Iterable[Table], grain: Grain) -> dict[tuple[Any, ...], Sums]:
    """Compute tables of sums, and put together what they say of the same agent, day …"""
    summed: dict[tuple[Any, ...], Sums] = {}
    for table in tables:
        columns = table.to_pyarrow().to_pydict()
        keys = zip(*[columns.pop(name) for name in grain.keys], strict=True)
        for key, row in zip(keys, zip(*columns.values(), strict=True), strict=True):
            summed.setdefault(key, {}).update(zip(columns, row, strict=True))
    return summed


def rows_of(
    summed: Mapping[tuple[Any, ...], Sums],
    grain: Grain,
    settings: Settings,
    *,
    as_of: datetime,
    there: Collection[str] = (),
    keys: Collection[str] = (),
) -> list[Row]:
    """Make rows of figures of gathered sums, in the order of their keys; of some ``keys`` or of all."""
    rows = []
    for key, sums in sorted(summed.items()):
        made = values(sums, settings, as_of=as_of, agents=not grain.of_shop, there=there)
        told = {name: value for name, value in made.items() if not keys or name in keys}
        rows.append(Row(dict(zip(grain.keys, key, strict=True)), told))
    return rows


def optional(facts: Facts) -> frozenset[str]:
    """Give the names of the optional tables that are there."""
    return frozenset(each.name for each in fields(facts) if getattr(facts, each.name) is not None)


def tables(
    facts: Facts,
    grain: Grain,
    settings: Settings,
    *,
    first: date | None = None,
    last: date | None = None,
    chats: Table | None = None,
) -> Iterator[Table]:
    """Give the sums, as tables with the grain's keys; each is computed when it is asked for.

    :param chats: those of the facts (:func:`~guitai.engines.metrics.talks.chats`), where there are such.
    """
    if chats is None:
        chats = talks.computed_chats(facts.messages, settings)

    def whose(table: Table) -> Table:
        return of_whom(table, facts.groups, grain)

    def inside(table: Table) -> Table:
        return within(table, first, last)

    counted = inside(chats)
    owned = whose(counted)
    met = reception.per_buyer(owned, grain)
    yield reception.buyers(met, grain)
    if grain.hours:
        said = whose(inside(talks.people_only(facts.messages, settings)))
        yield reception.words_by_hour(said, grain)
    else:
        yield reception.words(owned, grain)
    yield reception.transfers(owned, grain)
    yield reception.waits(whose(talks.rounds(counted.filter(counted.kept), settings)), grain, settings)
    yield reception.concurrency(whose(talks.conversations(counted)), grain, settings)
    asked = inquiries.inquiries(met, facts.orders, grain, settings)
    yield inquiries.outcomes(service.about(asked, facts, grain, settings), grain)
    yield service.solved(service.returns(met, chats, settings), grain)
    yield sales.totals(whose(inside(sales.sold(facts, chats, settings))), grain)
    if facts.reminders is not None:
        reminded = sales.reminded(whose(facts.reminders), facts, grain, settings)
        yield sales.recoveries(inside(reminded), grain)
    for kind in service.KINDS:
        if (rows := getattr(facts, kind.table)) is not None:
            yield service.totals(whose(inside(kind.read(rows, settings))), kind, grain)


def values(
    sums: Sums,
    settings: Settings,
    *,
    as_of: datetime,
    agents: bool,
    there: Collection[str] = (),
) -> dict[str, Value]:
    """Make figures of sums.

    :param agents: whether they are of agents or groups, and not of the shop.
    :param there: the optional tables that are there (:func:`optional`); figures that need another are left
        out.
    """
    sums = {**sums, **_made(sums)}
    late = _late(sums, settings, as_of)
    return {
        figure.key: _value(figure, sums, late=figure.late in late)
        for figure in FIGURES
        if not (agents and figure.for_shop) and (not figure.needs or figure.needs in there)
    }


def _made(sums: Sums) -> Sums:
    def of(name: str) -> Any:
        return sums.get(name) or 0

    return {
        "met": of("received") + of("unreplied"),
        "net_sales": of("sales") - of("refunded"),
    }


def _late(sums: Sums, settings: Settings, as_of: datetime) -> set[str]:
    """Say what is not known yet: whether the last who asked will have paid, the last promise be kept …"""
    waits = {
        "inquiry": (sums.get("last_inquiry"), settings.order_days + settings.inquiry_late_days),
        "reminder": (sums.get("last_reminder"), settings.reminder_days),
        "solved": (sums.get("last_solved"), 1 + settings.solved_days),
        "promise": (sums.get("last_promise"), 1),
        "case": (sums.get("last_case"), 1 + ceil(settings.case_settle_hours / 24)),
    }
    begins = settings.day_begins
    return {
        name
        for name, (day, days) in waits.items()
        if day is not None and as_of < datetime.combine(day + timedelta(days=days), begins)
    }


def _value(figure: Figure, sums: Sums, *, late: bool) -> Value:
    part = sums.get(figure.part) or 0
    if figure.unit is Unit.YUAN:
        part = Decimal(part) / 100
    if not figure.whole:
        return Value(part)
    whole = sums.get(figure.whole) or 0
    if figure.unit is Unit.SHARE and figure.part == "silent_sales":
        whole = Decimal(whole) / 100
        part = Decimal(part) / 100
    if late:
        return Value(None, part, whole, late=True)
    return Value(figure.per * part / whole if whole else None, part, whole)

"""Agents side by side: ranked by any figure, held to their targets, with the trend of that figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.performance.queries.agents import AgentName
from guitai.domains.performance.queries.figures import Cut, FigureRow
from guitai.domains.performance.queries.pay import Targets, targets_by_agent, without_sums
from guitai.engines.metrics.computing import Value
from guitai.web.members import MemberRequest, member_required
from guitai.web.pay.choosing import is_a_month
from guitai.web.pay.columns import chosen_columns, remember
from guitai.web.pay.sparkline import Sparkline, sparkline
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked
from guitai.web.reports.showing import BY_KEY, ShownFigure, figure_of, name_of, worse

COLUMNS = (
    *("consulted", "received", "unreplied", "reply_rate", "first_response", "average_response"),
    *(
        "rate_30s",
        "rate_3min",
        "answer_ratio",
        "max_concurrent",
        "inquiries",
        "ordered",
        "paid",
        "conversion",
    ),
    *("lost", "sales", "orders", "buyers", "average_order_value", "items_per_buyer", "refunded", "net_sales"),
    *("refund_rate", "reminder_rate"),
)
SHOWN = (
    *("received", "reply_rate", "first_response", "average_response", "rate_3min", "inquiries"),
    *("conversion", "net_sales", "average_order_value", "refund_rate"),
)
# What agents are ranked by until somebody says otherwise: the first of these that is known.
_FIRST_SORTS = ("-conversion", "-received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column's heading; ``query`` sorts by it, ``order`` is ascending, descending or empty."""

    key: str
    name: str
    query: str
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """An agent's row; ``rank`` is 1 for the best, the same for equals, None where nothing is to rank."""

    agent: AgentName
    rank: int | None
    figures: Sequence[ShownFigure]
    trend: Sparkline | None


@require_GET
@member_required(Right.SEE_FIGURES)
def agents(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Rank the agents of the shop, or of one group."""
    asked = Asked.of(request, kept=("sort", "group"))
    asked = replace(asked, filters=replace(asked.filters, agent=""))
    columns = chosen_columns(request, COLUMNS, SHOWN)
    report = asked.report(Cut.AGENT)
    rows = _of_group(request, asked, report.rows)
    key, falling = _sort(asked, columns, rows)
    ranked = _ranked(asked, rows, columns, key=key, falling=falling)
    context = asked.context(report) | {
        "agents": [],
        "headings": [_heading(asked, each, key, falling=falling) for each in columns],
        "ranked": ranked,
        "sorted_by": name_of(key),
        "groups": accounts.groups_of(request.shop),
        "choices": [(each, name_of(each), each in columns) for each in COLUMNS],
    }
    table = _table(ranked, rows, columns)
    return remember(
        tables.answer(request, "pay/agents.html", context, [table], name="agents"), request, columns
    )


def _sort(asked: Asked, columns: Sequence[str], rows: Sequence[FigureRow]) -> tuple[str, bool]:
    """Read ``sort`` of the address: a figure, with a minus in front where the highest come first."""
    wanted = asked.kept.get("sort", "")
    if wanted.removeprefix("-") not in columns:
        usual = [each for each in _FIRST_SORTS if any(_number(row, each[1:]) is not None for row in rows)]
        wanted = next((each for each in usual if each[1:] in columns), f"-{columns[0]}")
    return wanted.removeprefix("-"), wanted.startswith("-")


def _of_group(request: MemberRequest, asked: Asked, rows: Sequence[FigureRow]) -> list[FigureRow]:
    named = [row for row in rows if row.agent]
    group = asked.kept.get("group", "")
    if not any(str(each.pk) == group for each in accounts.groups_of(request.shop)):
        return named
    members = accounts.active_members(request.shop).filter(groups=int(group))
    inside = set(members.values_list("pk", flat=True))
    return [row for row in named if row.agent and row.agent.membership_id in inside]


def _ranked(
    asked: Asked, rows: Sequence[FigureRow], columns: Sequence[str], *, key: str, falling: bool
) -> list[Ranked]:
    before = _by_account(asked.report(Cut.AGENT, filters=asked.filters.before).rows)
    trends = _trends(asked, key)
    over = asked.filters.months if asked.filters.is_long else asked.filters.every_day
    targets = targets_by_agent(asked.shop, month=asked.filters.last.replace(day=1))
    whole_month = is_a_month(asked.filters)
    ranks = _ranks(rows, key)
    return [
        Ranked(
            agent=row.agent,
            rank=ranks.get(row.agent.account),
            figures=_figures(
                asked,
                row,
                columns,
                key,
                before,
                without_sums(targets(row.agent.membership_id), but_not=whole_month),
            ),
            trend=sparkline(trends.get(row.agent.account, {}), BY_KEY[key].unit, over),
        )
        for row in sorted(rows, key=lambda row: _place(row, key, falling=falling))
        if row.agent
    ]


def _figures(
    asked: Asked,
    row: FigureRow,
    columns: Sequence[str],
    key: str,
    before: Mapping[str, FigureRow],
    targets: Targets,
) -> list[ShownFigure]:
    account = row.agent.account if row.agent else ""
    then = before[account].values.get(key) if account in before else None
    return [
        figure_of(
            each,
            row.values.get(each, Value(None)),
            link=asked.links.behind(each, agent=account),
            before=then if each == key else None,
            target=targets.get(each),
        )
        for each in columns
    ]


def _ranks(rows: Sequence[FigureRow], key: str) -> dict[str, int]:
    """Give each agent's rank: one more than there are better ones."""
    known = {
        row.agent.account: value for row in rows if row.agent and (value := _number(row, key)) is not None
    }
    figure = BY_KEY[key]
    if not figure.better:
        return {
            account: 1 + sum(other > value for other in known.values()) for account, value in known.items()
        }
    return {
        account: 1 + sum(worse(figure, value, other) for other in known.values())
        for account, value in known.items()
    }


def _place(row: FigureRow, key: str, *, falling: bool) -> tuple[bool, Decimal, str]:
    """Sort by the figure, then by name; who has none comes last either way."""
    value = _number(row, key)
    name = row.agent.name if row.agent else ""
    if value is None:
        return True, Decimal(0), name
    return False, -value if falling else value, name


def _number(row: FigureRow, key: str) -> Decimal | None:
    value = row.values.get(key, Value(None)).value
    return None if value is None else Decimal(str(value))


def _by_account(rows: Sequence[FigureRow]) -> dict[str, FigureRow]:
    return {row.agent.account: row for row in rows if row.agent}


def _trends(asked: Asked, key: str) -> dict[str, dict[date, float]]:
    found: dict[str, dict[date, float]] = {}
    for row in asked.report(Cut.AGENT_MONTH if asked.filters.is_long else Cut.AGENT_DAY).rows:
        value, at = _number(row, key), row.day or row.month
        if row.agent and at and value is not None:
            found.setdefault(row.agent.account, {})[at] = float(value)
    return found


def _heading(asked: Asked, key: str, sorted_by: str, *, falling: bool) -> Heading:
    best_first = key if BY_KEY[key].better == "lower" else f"-{key}"
    wanted, order = best_first, ""
    if key == sorted_by:
        wanted = key if falling else f"-{key}"
        order = "descending" if falling else "ascending"
    query = asked.filters.query(**{**asked.kept, "sort": wanted})
    return Heading(key=key, name=name_of(key), query=query, order=order)


def _table(ranked: Sequence[Ranked], rows: Sequence[FigureRow], columns: Sequence[str]) -> tables.Table:
    values = _by_account(rows)
    return tables.Table(
        _("Agents"),
        [
            tables.Column(_("Agent"), numeric=False),
            tables.Column(_("Rank")),
            *[tables.Column(name_of(key)) for key in columns],
        ],
        [
            [
                tables.words(each.agent.name),
                tables.words("—" if each.rank is None else str(each.rank)),
                *[tables.figure(key, values[each.agent.account].values.get(key)) for key in columns],
            ]
            for each in ranked
        ],
    )

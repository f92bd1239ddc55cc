"""What buyers ask and in what mood they are; every figure opens the talks behind it."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right, may
from guitai.domains.insight import asked_queries as queries
from guitai.domains.insight.asked_queries import AskedSums
from guitai.engines.metrics.keys import Unit
from guitai.engines.understanding.summing import TalkSum
from guitai.engines.understanding.types import Mood
from guitai.web.charts import Chart, Series
from guitai.web.formats import written
from guitai.web.members import MemberRequest, member_required
from guitai.web.moods import LOSING, MOODS
from guitai.web.reports import tables
from guitai.web.reports.asked_moods import Part, parts_of_moods
from guitai.web.reports.asked_names import (
    UPSET_NAME,
    UPSET_WORD,
    TalkLinks,
    days_of,
    intent_name,
)
from guitai.web.reports.asked_shares import Share, change, count, figure
from guitai.web.reports.asking import Asked
from guitai.web.reports.showing import ShownFigure
from guitai.web.reports.waiting import may_wait

DRAWN = 12
# So many talks are counted while one waits for the page.
QUICK = 20_000


@require_GET
@member_required(Right.SEE_FIGURES)
def what_is_asked(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what was asked in how many talks, and their moods, against the period before."""
    asked = Asked.of(request)
    days, earlier = days_of(asked.shop, asked.filters), asked.filters.before
    there, unread = queries.talks_there(asked.shop, days)
    is_waiting = there > QUICK and may_wait(request)
    context = asked.context() | {
        "waiting": is_waiting,
        "unread": unread,
        "before": earlier,
        "examples": _examples(request),
        "imports": may(request.membership, Right.IMPORT),
    }
    parts: list[Part] = []
    if there and not is_waiting:
        now = queries.asked_between(asked.shop, days)
        then = queries.asked_between(asked.shop, replace(days, first=earlier.first, last=earlier.last))
        parts = _parts(asked, now, then)
        context |= {"parts": parts, "figures": _figures(asked, now.whole, then.whole)}
    shown = [part.table for part in parts]
    return tables.answer(request, "reports/asked.html", context, shown, name="asked")


def _examples(request: MemberRequest) -> dict[str, int]:
    """Say how much there is to learn from; nothing to who may not put it right."""
    if not may(request.membership, Right.CORRECT_READINGS):
        return {}
    return queries.corrections_there(request.shop)


def _parts(asked: Asked, now: AskedSums, then: AskedSums) -> list[Part]:
    """Give what the page shows one beneath the other; nothing, where nothing was read."""
    if not now.whole.talks:
        return []
    ranked = sorted(now.intents, key=lambda intent: (-now.intents[intent].talks, intent))
    # What nobody asks any more is told too.
    gone = sorted(then.intents.keys() - now.intents.keys(), key=lambda intent: -then.intents[intent].talks)
    rows = [_row(asked, intent, now, then) for intent in (*ranked, *gone)]
    return [Part(_table(rows), _drawn(asked, ranked[:DRAWN], now)), *parts_of_moods(asked, now, then)]


def _figures(asked: Asked, now: TalkSum, then: TalkSum) -> list[ShownFigure]:
    links, whole, before = TalkLinks(asked.shop, asked.filters), now.talks, then.talks
    talks = ShownFigure(
        key="talks", name=_("Talks read"), text=written(whole, Unit.COUNT), link=links.to() if whole else ""
    )
    told = (
        (UPSET_NAME, now.upset, then.upset, "lower", {"mood": UPSET_WORD}),
        (LOSING, now.losing, then.losing, "lower", {"losing": 1}),
        (
            MOODS[Mood.CONTENT],
            now.moods[Mood.CONTENT],
            then.moods[Mood.CONTENT],
            "higher",
            {"mood": Mood.CONTENT},
        ),
    )
    return [
        talks,
        *[
            figure(
                str(name),
                str(name),
                Share(part, whole),
                Share(was, before),
                link=links.to(**to),
                better=better,
            )
            for name, part, was, better, to in told
        ],
    ]


def _drawn(asked: Asked, intents: list[str], now: AskedSums) -> Chart:
    links = TalkLinks(asked.shop, asked.filters)
    return Chart(
        id="intents",
        title=_("What is asked most"),
        kind="funnel",
        categories=[intent_name(intent) for intent in intents],
        series=[Series(_("Number of talks"), [float(now.intents[intent].talks) for intent in intents])],
        unit=Unit.COUNT,
        links=[[links.to(intent=intent) for intent in intents]],
    )


def _table(rows: list[list[tables.Cell]]) -> tables.Table:
    return tables.Table(
        _("What is asked"),
        [
            tables.Column(_("Asked about"), numeric=False),
            tables.Column(_("Number of talks")),
            tables.Column(_("Share of talks")),
            tables.Column(_("Period before")),
            tables.Column(_("Change")),
            tables.Column(str(UPSET_NAME)),
            tables.Column(str(LOSING)),
        ],
        rows,
        note=_(
            "A talk counts once for each thing asked in it, so shares add up to more than 100%. The last"
            " two columns are shares of the talks of their row."
        ),
    )


def _row(asked: Asked, intent: str, now: AskedSums, then: AskedSums) -> list[tables.Cell]:
    links, earlier = TalkLinks(asked.shop, asked.filters), TalkLinks(asked.shop, asked.filters.before)
    found, was = now.intents.get(intent, TalkSum()), then.intents.get(intent, TalkSum())
    share, before = Share(found.talks, now.whole.talks), Share(was.talks, then.whole.talks)
    there = links.to(intent=intent)
    return [
        tables.words(intent_name(intent), link=there if found.talks else ""),
        count(found.talks, there),
        share.cell(there),
        before.cell(earlier.to(intent=intent)),
        change(share, before),
        Share(found.upset, found.talks).cell(links.to(intent=intent, mood=UPSET_WORD)),
        Share(found.losing, found.talks).cell(links.to(intent=intent, losing=1)),
    ]

"""The talks behind a figure of what buyers ask, each with the line for which it stands there."""

from collections.abc import Mapping, Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right, may
from guitai.domains.insight import asked_queries as queries
from guitai.domains.insight.asked_queries import ToldTalk
from guitai.domains.performance.queries.agents import AgentName, agents_of
from guitai.kernel.days import SHANGHAI
from guitai.web.members import MemberRequest, member_required
from guitai.web.moods import LOSING
from guitai.web.reports import tables
from guitai.web.reports.asked_names import days_of, intent_name, mood_name, moods_meant
from guitai.web.reports.asking import Asked

ON_A_PAGE = 50
# A workbook of them is read by a person as well.
MOST = 2000


@require_GET
@member_required(Right.SEE_FIGURES)
def talks(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the talks in which this was asked, in this mood, or in which interest was lost; newest first."""
    asked = Asked.of(request, kept=("intent", "mood", "losing"))
    intent, word, losing = (asked.kept.get(name, "") for name in ("intent", "mood", "losing"))
    moods, is_losing = moods_meant(word), losing == "1"
    found = queries.talks_behind(
        asked.shop, days_of(asked.shop, asked.filters), intent=intent, moods=moods, losing=is_losing
    )
    is_sheet = request.GET.get("format") == "xlsx"
    page = Paginator(found, MOST if is_sheet else ON_A_PAGE).get_page(request.GET.get("page"))
    told = queries.told(list(page), intent=intent, by_mood=bool(moods), losing=is_losing)
    names = agents_of(asked.shop)
    agent = names.get(asked.filters.agent)
    narrowed = (
        intent_name(intent) if intent else "",
        mood_name(word),
        str(LOSING) if is_losing else "",
        agent.name if agent else asked.filters.agent,
    )
    context = asked.context() | {
        "narrowed": [word for word in narrowed if word],
        "entries": page,
        "query": asked.filters.query(**asked.kept),
        "back": asked.filters.query(),
        "corrects": may(request.membership, Right.CORRECT_READINGS),
    }
    return tables.answer(
        request, "reports/asked_talks.html", context, [_table(asked, told, names)], name="talks"
    )


def _table(asked: Asked, told: Sequence[ToldTalk], names: Mapping[str, AgentName]) -> tables.Table:
    headings = (_("Last line"), _("Buyer"), _("What they said"), _("Mood"), _("Agent"))
    return tables.Table(
        _("Conversations"),
        [tables.Column(heading, numeric=False) for heading in headings],
        [_row(asked, each, names) for each in told],
    )


def _row(asked: Asked, told: ToldTalk, names: Mapping[str, AgentName]) -> list[tables.Cell]:
    talk, link = told.conversation, asked.links.talk(told.conversation.pk)
    agent = talk.agent.nickname if talk.agent else talk.agent_account
    moods = [mood_name(talk.mood), str(LOSING) if told.is_losing else ""]
    return [
        tables.words(talk.last_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"), link=link),
        tables.words(str(talk.buyer), link=link),
        tables.words(told.line, mark="why"),
        tables.words(" · ".join(filter(None, moods))),
        tables.words(agent or _("nobody")),
    ]

"""The talks and orders behind a figure: every figure of the reports leads here."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right, may
from guitai.domains.catalog import queries as catalog
from guitai.domains.performance.queries import behind
from guitai.domains.performance.queries.agents import account_of, agents_of
from guitai.domains.performance.queries.behind import Behind, ChatBehind, OrderBehind
from guitai.domains.performance.queries.keeping import kept
from guitai.engines.metrics.behind import NoFigureError
from guitai.kernel.days import SHANGHAI
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports import tables
from guitai.web.reports.asking import Asked
from guitai.web.reports.showing import BY_KEY, name_of
from guitai.web.reports.waiting import may_wait

MOST = 200
_KINDS = {"0": False, "1": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Narrowed:
    """What a figure's place in its table narrows the talks to; ``on`` is one of the days asked for."""

    hour: int | None
    weekday: int | None
    returning: bool | None
    product: str
    on: date | None

    @classmethod
    def of(cls, asked: Asked) -> "_Narrowed":
        """Read what the page keeps; what makes no sense is left out."""
        given, days = asked.kept, {day.isoformat(): day for day in asked.filters.every_day}
        return cls(
            hour=_whole(given, "hour", 24),
            weekday=_whole(given, "weekday", 7),
            returning=_KINDS.get(given.get("returning", "")),
            product=given.get("product", ""),
            on=days.get(given.get("on", "")),
        )

    def told(self, asked: Asked) -> list[str]:
        """Say it in words."""
        kinds = {False: _("New"), True: _("Returning")}
        titles = catalog.titles_of(asked.shop.pk, [self.product]) if self.product else {}
        words = (
            None if self.on is None else self.on.isoformat(),
            None if self.weekday is None else str(WEEKDAYS[self.weekday]),
            None if self.hour is None else f"{self.hour:02d}:00–{self.hour:02d}:59",
            None if self.returning is None else kinds[self.returning],
            titles.get(self.product, self.product),
        )
        return [word for word in words if word]

    def as_asked(self, asked: Asked) -> dict[str, Any]:
        """Give it as the query of what is behind takes it."""
        filters = asked.filters
        return {
            "first": self.on or filters.first,
            "last": self.on or filters.last,
            "since": filters.first,
            "hour": self.hour,
            "weekday": self.weekday,
            "returning": self.returning,
            "product": self.product,
        }


@require_GET
@member_required(Right.ANSWER)
def behind_figure(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the talks and orders a figure was made of, those counted in it marked.

    Whoever may not see the shop's figures sees what is behind their own.
    """
    asked = _asked(request)
    key = asked.kept.get("figure", "")
    key = key if key in BY_KEY else "received"
    narrowed = _Narrowed.of(asked)
    found = _found(asked, key, narrowed, only_kept=may_wait(request))
    names = {account: agent.name for account, agent in agents_of(asked.shop).items()}
    every = [*_talks(asked, found.chats, names), *_orders(found.orders, names)] if found else []
    agent = asked.filters.agent
    context = asked.context() | {
        "figure": name_of(key),
        "narrowed": [*narrowed.told(asked), *([names.get(agent, agent)] if agent else [])],
        "waiting": found is None,
        "more": found is not None and found.more,
        "most": MOST,
    }
    if not may(request.membership, Right.SEE_FIGURES):
        context["agents"] = []
    return tables.answer(request, "reports/behind.html", context, every, name="behind")


def _asked(request: MemberRequest) -> Asked:
    asked = Asked.of(request, kept=("figure", "hour", "weekday", "returning", "product", "on"))
    if may(request.membership, Right.SEE_FIGURES):
        return asked
    return replace(asked, filters=replace(asked.filters, agent=account_of(request.membership)))


def _whole(given: Mapping[str, str], name: str, below: int) -> int | None:
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and int(text) < below else None


def _found(asked: Asked, key: str, narrowed: _Narrowed, *, only_kept: bool) -> Behind | None:
    """Give what is there; nothing, where nothing is known of such a figure."""
    filters = asked.filters

    def make() -> Behind:
        with suppress(NoFigureError):
            return behind.chats_behind(
                asked.shop,
                key=key,
                at=asked.at,
                agent=filters.agent,
                limit=MOST,
                **narrowed.as_asked(asked),
            )
        return Behind()

    name = f"behind {key} {filters.agent} {narrowed}"
    return kept(
        asked.shop,
        name,
        first=filters.first,
        last=filters.last,
        at=asked.at,
        make=make,
        only_kept=only_kept,
    )


def _talks(asked: Asked, chats: list[ChatBehind], names: Mapping[str, str]) -> list[tables.Table]:
    if not chats:
        return []
    headings = (_("First message"), _("Buyer"), _("Agent"), _("Counted"))
    return [
        tables.Table(
            _("Conversations"),
            [tables.Column(heading, numeric=False) for heading in headings],
            [_talk(asked, chat, names) for chat in chats],
        )
    ]


def _talk(asked: Asked, chat: ChatBehind, names: Mapping[str, str]) -> list[tables.Cell]:
    link = asked.links.talk(chat.conversation_id) if chat.conversation_id else ""
    return [
        tables.words(_moment(chat.first_at), link=link),
        tables.words(chat.buyer or _("unnamed"), link=link),
        tables.words(names.get(chat.agent, chat.agent)),
        tables.words(_("counted"), mark="counted") if chat.counted else tables.words(_("in the whole only")),
    ]


def _orders(orders: list[OrderBehind], names: Mapping[str, str]) -> list[tables.Table]:
    if not orders:
        return []
    headings = (_("Order"), _("Buyer"), _("Agent"), _("Ordered"), _("Paid"))
    columns = [tables.Column(heading, numeric=False) for heading in headings]
    rows = [_order(order, names) for order in orders]
    return [tables.Table(_("Orders"), [*columns, tables.Column(_("Amount"))], rows)]


def _order(order: OrderBehind, names: Mapping[str, str]) -> list[tables.Cell]:
    from_whom = names.get(order.agent, order.agent) if order.agent else _("nobody: silent")
    return [
        tables.words(order.number),
        tables.words(order.buyer),
        tables.words(from_whom),
        tables.words(_moment(order.created_at)),
        tables.words(_moment(order.paid_at) if order.paid_at else _("not paid")),
        tables.money(order.sales_fen),
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")

"""A week of agents' figures as a tool like 赤兔 shows them.

Most are counted as docs/reference/metrics.md says, and rounded. Others as such tools are known to:
lines of the robot are messages of the agent, the average response is of the rounds that began from 8 to 23
o'clock, none longer than ten minutes, a sale is whose buyer ordered the same day, and whether the last days'
buyers have paid is not counted yet. On the days of the rush somebody helped out whom the shop's people don't
list.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import xlsxwriter
from generator.catalogue import MADE, add_sheet
from generator.chats import Blocks
from generator.shops import AS_OF, Shop
from generator.trade import Trade

DAYS = tuple(AS_OF.date() - timedelta(days=ago) for ago in range(7, 0, -1))
FILE = f"chitu-{DAYS[0]:%Y%m%d}-{DAYS[-1]:%Y%m%d}.xlsx"
_HEADINGS = (
    *("日期", "客服昵称", "聊天人数", "接待人数", "未回复人数", "回复率", "慢接待人数"),
    *("买家消息数", "客服消息数", "答问比", "首次响应(秒)", "平均响应(秒)"),
    *("询单人数", "询单->最终付款转化率", "销售额"),
)
_HELPER = ("小夏", 9, 8, 1, "88.89%", 2, 27, 19, "0.70", 41, 58, 5, "延迟统计", "367.00")
_NOTICES = ("当前用户来自 ", "由 ")
_FROM, _TO, _LONGEST, _SLOW = time(8), time(23), 600, 180  # seconds
_AFTER_SALES = timedelta(days=15)
_KNOWN_AFTER = timedelta(days=5)  # two days to order, and three to pay

Cells = list[str | float]


@dataclass(frozen=True, slots=True)
class _Chat:
    """What was said on a day: who (买, 客 or 机) and when."""

    buyer: str
    lines: list[tuple[str, datetime]]

    def many(self, *who: str) -> int:
        return sum(said in who for said, _ in self.lines)

    @property
    def asked_at(self) -> datetime:
        return next(at for who, at in self.lines if who == "买")

    @property
    def received(self) -> bool:
        return bool(self.many("买") and self.many("客"))

    def rounds(self) -> list[tuple[datetime, float | None]]:
        """Give when each round began, and after how many seconds it was answered."""
        said = [line for line in self.lines if line[0] != "机"]
        turns = [line for before, line in pairwise([("", AS_OF), *said]) if line[0] != before[0]]
        ends = [at for _, at in turns[1:]] + [None]
        return [
            (at, end and (end - at).total_seconds())
            for (who, at), end in zip(turns, ends, strict=True)
            if who == "买"
        ]


def write_figures(path: Path, shop: Shop, blocks: Blocks, trades: Iterable[Trade]) -> None:
    """Write the table: a line for each agent and day; the same bytes for the same talks."""
    orders: dict[str, list[Trade]] = defaultdict(list)
    for trade in trades:
        orders[trade.buyer.nick].append(trade)
    rows: list[Cells] = []
    for day in DAYS:
        for agent in shop.agents:
            chats = list(_chats(shop, agent.name, blocks[agent.name], day))
            rows.append(
                [str(day), f"{shop.name}:{agent.name}", *_reception(chats), *_sold(chats, day, orders)]
            )
        if day >= DAYS[-2]:
            rows.append([str(day), f"{shop.name}:{_HELPER[0]}", *_HELPER[1:]])
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": MADE})
    add_sheet(book, "客服绩效", list(_HEADINGS), rows)
    book.close()


def _chats(
    shop: Shop, agent: str, talks: dict[str, list[tuple[str, str, str]]], day: date
) -> Iterator[_Chat]:
    names = {f"{shop.name}:{agent}": "客"}
    for buyer, messages in talks.items():
        lines = [
            ((names | {buyer: "买"}).get(sender, "机"), datetime.fromisoformat(at))
            for sender, at, text in messages
            if at.startswith(str(day)) and not text.startswith(_NOTICES)
        ]
        chat = _Chat(buyer, lines)
        if chat.many("买", "客"):
            yield chat


def _reception(chats: list[_Chat]) -> Cells:
    rounds = [one for chat in chats for one in chat.rounds()]
    firsts = [waited for chat in chats for _, waited in chat.rounds()[:1] if waited is not None]
    capped = [
        min(_LONGEST if waited is None else waited, _LONGEST)
        for at, waited in rounds
        if _FROM <= at.time() < _TO
    ]
    received = sum(chat.received for chat in chats)
    unreplied = sum(bool(chat.many("买") and not chat.many("客")) for chat in chats)
    asked, answered = (sum(chat.many(*who) for chat in chats) for who in ("买", "客机"))
    return [
        len(chats),
        received,
        unreplied,
        _share(received, received + unreplied),
        sum(any((waited or 0) > _SLOW for _, waited in chat.rounds()) for chat in chats),
        asked,
        answered,
        f"{answered / asked:.2f}" if asked else "-",
        *(round(sum(each) / len(each)) if each else "-" for each in (firsts, capped)),
    ]


def _sold(chats: list[_Chat], day: date, orders: dict[str, list[Trade]]) -> Cells:
    received = [chat for chat in chats if chat.received]
    asked = [chat for chat in received if not _is_after_sales(chat, orders[chat.buyer])]
    paid = sum(
        any(
            trade.paid and chat.asked_at < trade.created and trade.created.date() <= day + timedelta(days=1)
            for trade in orders[chat.buyer]
        )
        for chat in asked
    )
    sales = sum(
        trade.goods + trade.postage
        for chat in received
        for trade in orders[chat.buyer]
        if trade.paid and trade.created.date() == day
    )
    is_late = day + _KNOWN_AFTER > AS_OF.date()
    return [len(asked), "延迟统计" if is_late else _share(paid, len(asked)), f"{sales}.00"]


def _is_after_sales(chat: _Chat, trades: list[Trade]) -> bool:
    since = chat.asked_at - _AFTER_SALES
    return any(trade.paid and since <= trade.paid < chat.asked_at for trade in trades)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "-"

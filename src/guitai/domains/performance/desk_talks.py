"""Talks of the tables as facts: whose each line is, when a talk changed hands, what was recommended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from guitai.common.rows import stored_time
from guitai.domains.chat import fact_rows as chat
from guitai.domains.chat.fact_rows import HandingRow, LineRow, ReadingRow, TalkRow
from guitai.domains.chat.models import Author
from guitai.engines.transcripts.authors import is_robot
from guitai.engines.transcripts.whose import answered_by, letters, products_linked, transfer

Row = tuple[Any, ...]

_AT_ONCE = 1000  # conversations
_talk = attrgetter("talk_id")


@dataclass(slots=True)
class Said:
    """Rows of facts, their columns in the order of ``engines.metrics.facts``; moments are as stored."""

    messages: list[Row] = field(default_factory=list)
    recommendations: list[Row] = field(default_factory=list)
    asked: list[Row] = field(default_factory=list)
    moods: list[Row] = field(default_factory=list)


def said_between(
    shop_key: str,
    talk_ids: Sequence[int],
    members: Mapping[int, str],
    *,
    since: datetime,
    until: datetime,
    understood: bool = False,
) -> Iterator[Said]:
    """Give what was said in some conversations within a business day, some talks at a time.

    :param members: the accounts of the shop's people by membership.
    :param understood: give what buyers asked and how they felt, too.
    """
    for start in range(0, len(talk_ids), _AT_ONCE):
        some = talk_ids[start : start + _AT_ONCE]
        yield _Batch(shop_key, members, since, until).read(some, understood=understood)


class _Batch:
    def __init__(self, shop_key: str, members: Mapping[int, str], since: datetime, until: datetime) -> None:
        self._shop_key, self._members, self._since, self._until = shop_key, members, since, until
        self._period = stored_time(since), stored_time(until)
        self._said = Said()
        self._readings: Mapping[int, ReadingRow] = {}

    def read(self, talk_ids: Sequence[int], *, understood: bool) -> Said:
        """Give the rows of these talks."""
        talks = chat.talks(talk_ids)
        if understood:
            self._readings = chat.readings(talk_ids)
        handings = {talk: list(rows) for talk, rows in groupby(chat.handings(talk_ids), key=_talk)}
        lines = chat.lines(talk_ids, since=self._since, until=self._until)
        for talk_id, said in groupby(lines, key=_talk):
            self._read(talks[talk_id], list(said), handings.get(talk_id, []))
        for card in chat.cards(talk_ids, since=self._since, until=self._until):
            account = self._members[card.member_id]
            self._said.recommendations.append(
                (self._shop_key, account, talks[card.talk_id].buyer, card.at, card.product)
            )
        return self._said

    def _read(self, talk: TalkRow, lines: Sequence[LineRow], handings: Sequence[HandingRow]) -> None:
        accounts = answered_by([self._own_account(talk, line) for line in lines])
        for line, account in zip(lines, accounts, strict=True):
            self._add(talk, line, account or self._holder(talk, handings, line.sent_at))
        for at, number, account, event in self._transfers(handings):
            self._said.messages.append(
                (self._shop_key, account, talk.buyer, "system", at, number, 0, event, "")
            )

    def _own_account(self, talk: TalkRow, line: LineRow) -> str:
        """Give whose a line is by itself; all of an export that names its agent is that agent's."""
        if line.imported and talk.names_agent:
            return talk.account
        if line.author == Author.AGENT and line.member_id:
            return self._members[line.member_id]
        return talk.account if line.imported and line.author in {Author.AGENT, Author.ROBOT} else ""

    def _holder(self, talk: TalkRow, handings: Sequence[HandingRow], at: str) -> str:
        """Give who had a talk at a moment of a day on which nobody answered."""
        before = [handing.to_id for handing in handings if handing.at <= at]
        member = before[-1] if before else (None if handings else talk.member_id)
        return self._members[member] if member else ""

    def _add(self, talk: TalkRow, line: LineRow, account: str) -> None:
        author, event = line.author, ""
        if line.imported and author == Author.SYSTEM:
            event = transfer(line.text, account)
        # What a buyer tells a robot is told to nobody.
        if is_robot(account):
            author = "robot" if author == Author.BUYER else author
            account = ""
        elif author == Author.BUYER and (reading := self._readings.get(talk.id)):
            self._add_understood((self._shop_key, account, talk.buyer, line.sent_at), line.id, reading)
        self._said.messages.append(
            (
                self._shop_key,
                account,
                talk.buyer,
                author,
                line.sent_at,
                line.id,
                letters(line.text),
                event,
                line.text,
            )
        )
        if author == Author.AGENT:
            self._said.recommendations += [
                (self._shop_key, account, talk.buyer, line.sent_at, product)
                for product in products_linked(line.text)
            ]

    def _add_understood(self, whose: Row, line_id: int, reading: ReadingRow) -> None:
        """Give what was asked in a buyer's line; with their last, how they felt then."""
        self._said.asked += [(*whose, intent) for intent in reading.asked.get(line_id, ())]
        if line_id == reading.last_line_id:
            self._said.moods.append((*whose, reading.mood, reading.satisfaction, reading.losing_interest))

    def _transfers(self, handings: Sequence[HandingRow]) -> Iterator[tuple[str, int, str, str]]:
        """Give when a talk left one agent and came to another, that day; also by way of the queue."""
        since, until = self._period
        left: int | None = None
        for handing in handings:
            before, after = handing.from_id, handing.to_id
            within = since <= handing.at < until and before != after
            came_from = before or left
            if within and before:
                yield handing.at, handing.id, self._members[before], "transfer_out"
            if within and after and came_from not in {None, after} and not handing.is_new:
                yield handing.at, handing.id, self._members[after], "transfer_in"
            left = before if after is None else None

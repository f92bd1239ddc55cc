"""Facts of a large made-up shop, always the same ones, a day at a time, so that they never pile up in memory.

A shop of 180 accounts, 120 of them on duty a day, with some 220,000 messages: buyers come by a curve of the
day, three of ten were there before, three of ten who ask order, six of sixteen orders are silent. Some chats
are passed on, some never answered, some one-sided, some begin with a robot.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench import replies
from guitai.engines.metrics.facts import MESSAGES, ORDERS, REFUNDS, REMINDERS

SEED = 20_260_401
SHOP = "云裳旗舰店"
FIRST_DAY = date(2024, 1, 1)
_AGENTS, _ON_DUTY, _CHATS_A_DAY = 180, 120, 22_000
_SECONDS = 86_400
# Of a hundred buyers so many come in each hour.
_HOURS = (
    1.5,
    0.8,
    0.4,
    0.2,
    0.2,
    0.3,
    0.8,
    1.8,
    3.5,
    5.5,
    6.8,
    6.3,
    5,
    5.2,
    6,
    6.2,
    5.8,
    5,
    4.8,
    6.5,
    8.5,
    9,
    7,
    3,
)
_WEEKDAYS = (1.02, 1.0, 0.98, 0.98, 1.0, 1.05, 0.97)
_ASKED = (
    "在吗",
    "这件有货吗",
    "165 52公斤穿什么码",
    "昨天拍的什么时候发货呀？",
    "可以发顺丰吗？我补差价",
    "会起球吗",
)
_POOL = 3_000  # replies; agents mostly use quick phrases
_AUTHORS = pa.array(["buyer", "agent", "robot", "system"])
_BUYER, _AGENT, _ROBOT, _SYSTEM = range(4)
_EVENTS = pa.array(["", "transfer_in", "transfer_out"])
_AT = {"messages": "at", "orders": "created_at", "refunds": "", "reminders": "at"}
_SCHEMAS = {"messages": MESSAGES, "orders": ORDERS, "refunds": REFUNDS, "reminders": REMINDERS}

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows there are of each kind, and of how many days."""

    days: int
    rows: Mapping[str, int]


@dataclass(slots=True)
class _Shop:
    """What goes on from day to day: chance, numbers used up, and what happens on days to come."""

    chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(SEED))
    buyers: int = 0
    lines: int = 0
    orders: int = 0
    recent: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    ahead: dict[tuple[str, int], list[Columns]] = field(default_factory=lambda: defaultdict(list))

    def put(self, name: str, columns: Columns) -> None:
        """Keep rows for the days they happen on."""
        days = columns[_AT[name]] // _SECONDS
        for day in np.unique(days):
            those = days == day
            self.ahead[name, int(day)].append({key: values[those] for key, values in columns.items()})

    def take(self, name: str, day: int) -> Columns:
        """Give what happens on a day, in order; nothing where nothing does."""
        pieces = self.ahead.pop((name, day), [])
        if not pieces:
            return {}
        columns = {key: np.concatenate([piece[key] for piece in pieces]) for key in pieces[0]}
        order = np.argsort(columns[_AT[name]], kind="stable")
        return {key: values[order] for key, values in columns.items()}


def write_facts(folder: Path, messages: int) -> Written:
    """Write facts with so many messages below ``folder``, a file for each kind and day."""
    shop, rows, day = _Shop(), dict.fromkeys(_SCHEMAS, 0), 0
    words = _Words()
    refunds: list[pa.Table] = []
    while rows["messages"] < messages:
        _happen(shop, day)
        left = messages - rows["messages"]
        made = {
            "messages": words.messages(shop, shop.take("messages", day))[:left],
            "orders": _orders(shop.take("orders", day)),
            "reminders": _reminders(shop.take("reminders", day)),
        }
        for name, table in made.items():
            _write(folder / name / f"day={FIRST_DAY + timedelta(days=day)}", table)
            rows[name] += table.num_rows
        refunds.append(_refunds(shop, made["orders"]))
        day += 1
    _write(folder / "refunds", pa.concat_tables(refunds))
    rows["refunds"] = sum(map(len, refunds))
    return Written(day, rows)


def _write(folder: Path, table: pa.Table) -> None:
    folder.mkdir(parents=True)
    pq.write_table(table, folder / "facts.parquet", compression="zstd", row_group_size=122_880)


def _happen(shop: _Shop, day: int) -> None:
    """Let a day's chats begin, with what comes of them."""
    chance = shop.chance
    weekday = (FIRST_DAY + timedelta(days=day)).weekday()
    count = int(chance.poisson(_CHATS_A_DAY * _WEEKDAYS[weekday]))
    share = np.array(_HOURS) / sum(_HOURS)
    began = day * _SECONDS + chance.choice(24, count, p=share) * 3600 + chance.integers(0, 3600, count)
    chats = {
        "began": began,
        "agent": chance.permutation(_AGENTS)[:_ON_DUTY][chance.integers(0, _ON_DUTY, count)],
        "buyer": _buyers(shop, count),
        "lines": 2 + chance.negative_binomial(2, 0.2, count),
    }
    passed_on = np.flatnonzero(chance.random(count - 1) < 0.02)
    chats["buyer"][passed_on + 1] = chats["buyer"][passed_on]
    chats["began"][passed_on + 1] = chats["began"][passed_on] + 300
    shop.put("messages", _talks(chance, chats, passed_on))
    _buy(shop, day, chats)


def _buyers(shop: _Shop, count: int) -> np.ndarray:
    """Give buyers: most are new, the others were there in the last weeks."""
    found = np.arange(shop.buyers, shop.buyers + count)
    shop.buyers += count
    if len(shop.recent):
        again = shop.chance.random(count) < 0.3
        found[again] = shop.chance.choice(shop.recent, again.sum())
    shop.recent = np.concatenate([shop.recent, found])[-20 * _CHATS_A_DAY :]
    return found


def _talks(chance: np.random.Generator, chats: Columns, passed_on: np.ndarray) -> Columns:
    """Give the lines of chats: who, and when."""
    lines = chats["lines"]
    count, begins = int(lines.sum()), np.cumsum(lines) - lines
    chat = np.repeat(np.arange(len(lines)), lines)
    first = np.zeros(count, bool)
    first[begins] = True
    turns = np.cumsum((chance.random(count) < 0.62) & ~first)
    author = ((turns - turns[begins][chat]) % 2).astype(np.int8)
    kind = chance.random(len(lines))[chat]
    author[kind < 0.03] = _BUYER  # never answered
    author[(kind >= 0.03) & (kind < 0.05)] = _AGENT  # never asked
    author[begins[chance.random(len(lines)) < 0.15] + 1] = _ROBOT
    waits = np.where(author == _AGENT, chance.lognormal(2.9, 1.1, count), chance.lognormal(3.5, 1.3, count))
    waits += (chance.random(count) < 0.015) * chance.integers(600, 7200, count)
    waits[first] = 0
    spent = np.cumsum(waits)
    event = np.zeros(count, np.int8)
    event[begins[passed_on + 1]] = 1
    event[begins[passed_on] + lines[passed_on] - 1] = 2
    author[event > 0] = _SYSTEM
    return {
        "agent": chats["agent"][chat],
        "buyer": chats["buyer"][chat],
        "author": author,
        "at": chats["began"][chat] + (spent - spent[begins][chat]).astype(np.int64),
        "event": event,
    }


def _buy(shop: _Shop, day: int, chats: Columns) -> None:
    """Let some of those who ask order, and others silently; who forgets to pay may be reminded."""
    chance = shop.chance
    asked = np.flatnonzero(chance.random(len(chats["buyer"])) < 0.3)
    silent = int(0.6 * len(asked))
    later = np.where(chance.random(len(asked)) < 0.75, 1200, 43_200) * chance.exponential(1, len(asked))
    created = np.concatenate(
        [
            chats["began"][asked] + later.astype(np.int64),
            day * _SECONDS + chance.integers(0, _SECONDS, silent),
        ]
    )
    count = len(created)
    state = chance.random(count)
    waits = np.where(state < 0.88, chance.lognormal(4.2, 0.8, count), chance.integers(1800, 300_000, count))
    number = 3_000_000_000_000_000_000 + np.arange(shop.orders, shop.orders + count)
    shop.orders += count
    shop.put(
        "orders",
        {
            "number": number,
            "buyer": np.concatenate([chats["buyer"][asked], _buyers(shop, silent)]),
            "created_at": created,
            "paid_at": np.where(state < 0.93, created + waits.astype(np.int64), 0),
            "paid_fen": (chance.lognormal(9.6, 0.5, count)).astype(np.int64),
            "postage_fen": np.where(chance.random(count) < 0.1, 1000, 0),
            "items": 1 + chance.geometric(0.7, count),
            "red": chance.random(count) < 0.01,
        },
    )
    forgot = np.flatnonzero((state[: len(asked)] >= 0.88) & (chance.random(len(asked)) < 0.6))
    shop.put(
        "reminders",
        {
            "agent": chats["agent"][asked[forgot]],
            "order": number[forgot],
            "at": created[forgot] + chance.integers(600, 7200, len(forgot)),
        },
    )


class _Words:
    """What is said: agents' replies from a pool; buyers' questions, half of them with a number."""

    def __init__(self) -> None:
        texts = [*replies.texts(_POOL), *_ASKED, "@所有会员 店庆全场五折"]
        self._texts = pa.array(texts)
        self._lengths = np.array([len("".join(text.split())) for text in texts], np.int32)

    def messages(self, shop: _Shop, said: Columns) -> pa.Table:
        """Give a day's messages."""
        author, count = said["author"], len(said["at"])
        chance = shop.chance
        asked = _POOL + chance.integers(0, len(_ASKED), count)
        which = np.where(author == _BUYER, asked, chance.integers(0, _POOL, count))
        which[(author == _AGENT) & (chance.random(count) < 0.003)] = len(self._texts) - 1
        numbered = (author == _BUYER) & (chance.random(count) < 0.5)
        number = chance.integers(1_000_000, 9_999_999, count)
        suffix = pc.if_else(pa.array(numbered), pc.cast(pa.array(number), pa.string()), "")
        seq = np.arange(shop.lines, shop.lines + count)
        shop.lines += count
        return _table(
            "messages",
            agent=_agents(said["agent"]),
            buyer=_names(said["buyer"]),
            author=_AUTHORS.take(pa.array(author)),
            at=_moments(said["at"]),
            seq=pa.array(seq),
            characters=pa.array(self._lengths[which] + 7 * numbered, pa.int32()),
            event=_EVENTS.take(pa.array(said["event"])),
            text=pc.binary_join_element_wise(self._texts.take(pa.array(which)), suffix, ""),
        )


def _orders(placed: Columns) -> pa.Table:
    paid = placed["paid_at"] > 0
    return _table(
        "orders",
        number=pc.cast(pa.array(placed["number"]), pa.string()),
        buyer=_names(placed["buyer"]),
        created_at=_moments(placed["created_at"]),
        paid_at=pc.if_else(pa.array(paid), _moments(placed["paid_at"]), None),
        paid_fen=pa.array(placed["paid_fen"] * paid),
        postage_fen=pa.array(placed["postage_fen"] * paid),
        refund_fen=pa.array(np.zeros(len(paid), np.int64)),
        items=pa.array(placed["items"]),
        flag=pc.if_else(pa.array(placed["red"]), "red", ""),
    )


def _reminders(given: Columns) -> pa.Table:
    if not given:
        return _SCHEMAS["reminders"].to_pyarrow().empty_table()
    return _table(
        "reminders",
        agent=_agents(given["agent"]),
        order=pc.cast(pa.array(given["order"]), pa.string()),
        at=_moments(given["at"]),
    )


def _refunds(shop: _Shop, orders: pa.Table) -> pa.Table:
    """Give refunds of one paid order in sixteen, in full; some are not completed yet."""
    paid = orders.filter(pc.is_valid(orders["paid_at"]))
    some = paid.filter(pa.array(shop.chance.random(paid.num_rows) < 1 / 16))
    done = pa.array(shop.chance.random(some.num_rows) < 0.85)
    return _table("refunds", order=some["number"], amount_fen=some["paid_fen"], completed=done)


def _agents(places: np.ndarray) -> pa.Array:
    return pa.array([f"{SHOP}:客服{place:03d}" for place in range(_AGENTS)]).take(pa.array(places))


def _names(numbers: np.ndarray) -> pa.Array:
    return pc.binary_join_element_wise("tb_", pc.cast(pa.array(numbers), pa.string()), "")


def _moments(seconds: np.ndarray) -> pa.Array:
    beginning = np.datetime64(FIRST_DAY, "ms")
    return pa.array(beginning + (seconds * 1000).astype("timedelta64[ms]"))


def _table(name: str, **columns: Any) -> pa.Table:
    schema = _SCHEMAS[name].to_pyarrow()
    count = len(next(iter(columns.values())))
    shop = pa.array([SHOP]).take(pa.array(np.zeros(count, np.int8)))
    return pa.table({"shop": shop, **columns}).cast(schema)

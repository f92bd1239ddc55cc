"""Shops of plain rows as tables the engine reads, and the worked cases as such shops."""

import shlex
from collections import defaultdict
from dataclasses import asdict, fields
from datetime import datetime, time, timedelta
from fractions import Fraction
from pathlib import Path

import ibis
import pyarrow as pa
import pytest
import yaml
from tests.by_hand.facts import (
    Case,
    Finding,
    Item,
    Lost,
    Member,
    Message,
    Order,
    Promise,
    Rating,
    Recommendation,
    Refund,
    Reminder,
    Shop,
)

from guitai.engines.metrics import computing, facts
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain
from guitai.engines.metrics.keys import FIGURES, Unit
from guitai.engines.metrics.settings import Attribution, Settings

CASES = Path(__file__).parent / "cases"
LATEST = datetime.fromisoformat("2026-12-31")
MAIN = "云裳女装"
AGENTS = {"甲": f"{MAIN}:甲", "乙": f"{MAIN}:乙", "丙": f"{MAIN}:丙", "主": MAIN, "-": ""}
NAMES = AGENTS | {f"{name}账号": account for name, account in AGENTS.items()}

# Rates of counts, of which the cases give both.
RATES = {figure.key for figure in FIGURES if figure.unit is Unit.SHARE} - {"silent_share"}


def tables(shops: list[Shop], connection=None) -> Facts:
    """Give the facts of shops; of what is optional there is a table if all bring one."""
    duckdb = ibis.duckdb.connect(threads=1)

    def table(name):
        rows = [{"shop": shop.name, **asdict(row)} for shop in shops for row in getattr(shop, name)]
        made = pa.Table.from_pylist(rows, schema=getattr(facts, name.upper()).to_pyarrow())
        if connection:
            return connection.create_table(name, made)
        duckdb.con.from_arrow(made).create(name)
        return duckdb.table(name)

    # What no figure is computed of, a shop of these has not.
    there = (each.name for each in fields(Facts))
    return Facts(
        **{
            name: table(name)
            for name in there
            if all(getattr(shop, name, None) is not None for shop in shops)
        }
    )


def told(given: Facts, grain: Grain, settings: Settings, **when) -> dict[str, dict[tuple, dict]]:
    """Give the engine's figures by shop and row, a row being named by its agent, day and hour."""
    found = defaultdict(dict)
    for row in computing.figures(given, grain, settings, **when):
        keys = dict(row.keys)
        found[keys.pop("shop")][tuple(keys.values())] = row.values
    return found


def summed(given: Facts, grain: Grain, settings: Settings, needed: set[str], **days) -> dict:
    """Give the engine's sums by shop and row, of the tables alone that hold some of those needed."""
    needed, wanted = set(needed), []
    for table in computing.tables(given, grain, settings, **days):
        if needed & set(table.columns):
            wanted.append(table)
            needed -= set(table.columns)
        if not needed:
            break
    found = defaultdict(dict)
    for (shop, *row), sums in computing.gathered(wanted, grain).items():
        found[shop][tuple(row)] = sums
    return found


def shown(rows: dict) -> dict:
    """Give figures so that they can be compared, without rows that say nothing."""
    return {
        row: {
            key: (None if told.value is None else round(float(told.value), 6), told.late)
            for key, told in figures.items()
        }
        for row, figures in rows.items()
        if any(told.value for told in figures.values()) or any(told.late for told in figures.values())
    }


def differs(key, expected, told):
    """Say how a figure is not what the case says, or nothing."""
    if expected in (None, "late"):
        same = told.value is None and told.late == (expected == "late")
    else:
        same = told.value is not None and not told.late
        same = same and float(told.value) == pytest.approx(float(Fraction(str(expected))))
        if key in RATES and hasattr(told, "part"):
            same = same and f"{told.part}/{told.whole}" == expected
    return "" if same else f"{key}: {expected} by hand, not {told}"


def cases() -> list[dict]:
    return [
        {"file": path.stem, **case}
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


def shop_of(case: dict) -> Shop:
    # Without a list of refunds what the orders say counts; other tables may as well be empty.
    there = READ.keys() - {"refunds"} | case.keys() & {"refunds"}
    optional = {name: [READ[name](line) for line in case.get(KEYS.get(name, name), ())] for name in there}
    return Shop(
        name=case["name"],
        messages=[message(line, seq) for seq, line in enumerate(case.get("talk", ()))],
        orders=[order(line) for line in case.get("orders", ())],
        **optional,
    )


def moment(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day} {clock}")


def settings_of(case: dict) -> Settings:
    return Settings(**{name: _setting(name, value) for name, value in case.get("settings", {}).items()})


def when_of(case: dict) -> dict:
    first, last = case.get("period", (None, None))
    as_of = case.get("as_of")
    return {
        "as_of": moment(*as_of.split()) if as_of else LATEST,
        "first": first and moment(first, "00:00").date(),
        "last": last and moment(last, "00:00").date(),
    }


def _setting(name, value):
    if name == "rule":
        return Attribution(value)
    if name == "conversation_ends":
        return timedelta(minutes=value)
    if isinstance(value, list):
        return tuple(value)
    return time.fromisoformat(value) if isinstance(value, str) and ":" in value else value


def message(line: str, seq: int) -> Message:
    """Read a line of a case's talk."""
    day, clock, *rest = line.split(" ", 3)
    what = "" if ">" in rest[0] else rest.pop(0)
    pair, _, text = " ".join(rest).partition(" ")
    who, whom = pair.split(">")
    by_agent = who in AGENTS
    author = "system" if what.startswith("transfer") else what or ("agent" if by_agent else "buyer")
    agent, buyer = (who, whom) if by_agent else (whom, who)
    return Message(
        agent=AGENTS[agent],
        buyer=NAMES.get(buyer, buyer),
        author=author,
        at=moment(day, clock),
        seq=seq,
        characters=len("".join(text.split())),
        event=what if what.startswith("transfer") else "",
        text=text,
    )


def order(line):
    number, buyer, day, clock, *rest = shlex.split(line)
    paid = None
    if rest[0] == "paid":
        paid, rest = moment(*rest[1:3]), rest[3:]
    yuan, *more = rest
    given = dict(each.split("=") for each in more)
    return Order(
        number=number,
        buyer=buyer,
        created_at=moment(day, clock),
        paid_at=paid,
        paid_fen=round(float(yuan) * 100) if paid else 0,
        postage_fen=int(given.get("postage", 0)) * 100,
        refund_fen=int(given.get("refund", 0)) * 100,
        items=int(given.get("items", 1)),
        flag=given.get("flag", ""),
    )


def _refund(line):
    order, yuan, *how = line.split()
    return Refund(order=order, amount_fen=int(yuan) * 100, completed=not how)


def reminder(line):
    day, clock, agent, order = line.split()
    return Reminder(agent=AGENTS[agent], order=order, at=moment(day, clock))


def item(line):
    order, product, quantity, yuan = line.split()
    return Item(order=order, product=product, quantity=int(quantity), amount_fen=int(yuan) * 100)


def _finding(line):
    day, clock, agent, buyer, severity = line.split()
    return Finding(agent=AGENTS[agent], buyer=buyer, at=moment(day, clock), severity=severity)


def _rating(line):
    day, clock, agent, buyer, rating = line.split()
    return Rating(agent=AGENTS[agent], buyer=buyer, at=moment(day, clock), rating=int(rating))


def _recommendation(line):
    day, clock, agent, buyer, product = line.split()
    return Recommendation(agent=AGENTS[agent], buyer=buyer, at=moment(day, clock), product=product)


def _lost(line):
    day, agent, buyer, *reason = line.split()
    return Lost(agent=AGENTS[agent], buyer=buyer, day=moment(day, "00:00").date(), reason="".join(reason))


def _promise(line):
    agent, buyer, *words = line.split()
    return Promise(agent=AGENTS[agent], buyer=buyer, **_moments(words))


def _case(line):
    agent, buyer, *words = line.split()
    return Case(agent=AGENTS[agent], buyer=buyer, **_moments(words))


def _moments(words):
    """Read ``made 09 10:00 due 09 11:00 …``."""
    threes = zip(words[::3], words[1::3], words[2::3], strict=True)
    return {f"{name}_at": moment(day, clock) for name, day, clock in threes}


def _member(line):
    agent, group = line.split()
    return Member(agent=AGENTS[agent], group=group)


READ = {
    "refunds": _refund,
    "reminders": reminder,
    "items": item,
    "findings": _finding,
    "ratings": _rating,
    "recommendations": _recommendation,
    "lost": _lost,
    "promises": _promise,
    "cases": _case,
    "groups": _member,
}
# ``groups`` are the figures expected of them.
KEYS = {"groups": "members"}

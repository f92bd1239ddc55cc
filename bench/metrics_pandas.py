"""All figures by agent and day with pandas, as somebody would write them who knows it well."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

KEYS = ["shop", "agent", "day"]
_CHAT = ["shop", "agent", "buyer", "day"]
_TEN_MINUTES = pd.Timedelta(minutes=10)


def sums(folder: Path) -> pd.DataFrame:
    """Give the sums of each agent and day that the figures are made of."""
    said = pd.read_parquet(
        folder / "messages", columns=[*_CHAT[:3], "author", "at", "seq", "characters", "event", "text"]
    )
    orders = pd.read_parquet(folder / "orders")
    said["day"] = said["at"].dt.normalize()
    moved = said[said["event"] != ""]
    said = said[said["author"].isin(["buyer", "agent"])].copy()
    said["counts"] = ~said.pop("text").str.startswith("@")
    said["by_agent"] = said.pop("author") == "agent"
    said = said.drop(columns="event").sort_values([*_CHAT, "at", "seq"])
    said["chat"] = said.groupby(_CHAT, sort=False).ngroup()
    chats = _chats(said, moved)
    asked = chats[
        chats["kept"]
        & (chats["agent"] != "")
        & (chats["agent_counted"] > 0)
        & chats["first_asked_at"].notna()
    ]
    parts = [
        _reception(chats),
        _responses(said, chats),
        _concurrency(said, chats),
        _inquiries(asked, orders),
        _solved(asked, chats),
        _sold(orders, chats, pd.read_parquet(folder / "refunds")),
        _reminded(orders, pd.read_parquet(folder / "reminders")),
    ]
    return pd.concat(parts, axis=1).reset_index()


def _chats(said: pd.DataFrame, moved: pd.DataFrame) -> pd.DataFrame:
    grouped = said.groupby("chat")
    chats = grouped[_CHAT].first()
    chats["first_at"], chats["last_at"] = grouped["at"].first(), grouped["at"].last()
    chats["agent_messages"] = grouped["by_agent"].sum()
    chats["buyer_messages"] = grouped.size() - chats["agent_messages"]
    chats["agent_characters"] = said["characters"].where(said["by_agent"], 0).groupby(said["chat"]).sum()
    for author, which in (("agent", said["by_agent"]), ("buyer", ~said["by_agent"])):
        chats[f"{author}_counted"] = (which & said["counts"]).groupby(said["chat"]).sum()
    asked = said[~said["by_agent"] & said["counts"]]
    chats["first_asked_at"] = asked.groupby("chat")["at"].first()
    for event in ("transfer_in", "transfer_out"):
        those = moved[moved["event"] == event][_CHAT].drop_duplicates().assign(**{event: True})
        chats[event] = chats[_CHAT].merge(those, on=_CHAT, how="left")[event].notna().to_numpy()
    mains = chats.loc[chats["agent"] != "", ["shop", "agent"]].drop_duplicates()
    mains = set(mains["shop"] + "/" + mains["agent"].str.split(":").str[0])
    own = (chats["shop"] + "/" + chats["buyer"].str.split(":").str[0]).isin(mains)
    silent = chats["transfer_out"] & (chats["agent_counted"] == 0)
    chats["kept"] = (chats["buyer_counted"] > 0) & ~own & ~silent
    return chats


def _by(rows: pd.DataFrame, **made: Any) -> pd.DataFrame:
    """Sum up columns by agent and day."""
    rows = rows[rows["agent"] != ""]
    return (
        pd.DataFrame({name: column.loc[rows.index] for name, column in made.items()})
        .groupby([rows[key] for key in KEYS])
        .sum()
    )


def _reception(chats: pd.DataFrame) -> pd.DataFrame:
    return _by(
        chats,
        consulted=pd.Series(1, chats.index),
        received=chats["kept"] & (chats["agent_counted"] > 0),
        unreplied=chats["kept"] & (chats["agent_counted"] == 0),
        buyer_messages=chats["buyer_messages"],
        agent_messages=chats["agent_messages"],
        agent_characters=chats["agent_characters"],
        transferred_in=chats["transfer_in"],
        transferred_out=chats["transfer_out"],
    )


def _responses(said: pd.DataFrame, chats: pd.DataFrame) -> pd.DataFrame:
    heard = said[said["counts"]]
    same = (heard["chat"] == heard["chat"].shift()) & (heard["by_agent"] == heard["by_agent"].shift())
    turns = heard[~same].copy()
    follows = turns["chat"] == turns["chat"].shift(-1)
    turns["wait"] = (turns["at"].shift(-1) - turns["at"]).dt.total_seconds().where(follows)
    turns["is_first"] = turns.groupby("chat").cumcount() <= 1
    opened = turns[~turns["by_agent"] & chats["kept"].reindex(turns["chat"]).to_numpy()]
    wait, first, hour = opened["wait"], opened["is_first"], opened["at"].dt.hour
    by_day, by_jd_day = hour.between(8, 22), first & hour.between(9, 22)
    return _by(
        opened,
        rounds=pd.Series(1, opened.index),
        answered=wait.notna(),
        waited=wait,
        firsts_answered=wait.notna() & first,
        firsts_waited=wait.where(first),
        fast=wait <= 30,
        day_rounds=by_day,
        day_within=by_day & (wait <= 180),
        day_capped=wait.fillna(600).clip(upper=600).where(by_day),
        jd_firsts=by_jd_day,
        jd_firsts_fast=by_jd_day & (wait <= 30),
    )


def _concurrency(said: pd.DataFrame, chats: pd.DataFrame) -> pd.DataFrame:
    before = said["at"].shift().where(said["chat"] == said["chat"].shift())
    begins = before.isna() | (said["at"] > before + _TEN_MINUTES)
    stretch = begins.cumsum()
    grouped = said.groupby(stretch)
    found = grouped[KEYS].first()
    found["begins_at"], found["ends_at"] = grouped["at"].first(), grouped["at"].last() + _TEN_MINUTES
    found = found[found["agent"] != ""]
    moves = pd.concat(
        [
            found[KEYS].assign(moment=found["begins_at"], step=1),
            found[KEYS].assign(moment=found["ends_at"], step=-1),
        ]
    ).sort_values([*KEYS, "moment", "step"])
    moves["depth"] = moves.groupby(KEYS)["step"].cumsum()
    return moves.groupby(KEYS).agg(max_concurrent=("depth", "max"))


def _inquiries(asked: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    placed = orders.loc[orders["buyer"] != "", ["shop", "buyer", "created_at", "paid_at"]]
    both = asked[["shop", "buyer", "day", "first_asked_at"]].reset_index().merge(placed, on=["shop", "buyer"])
    first, paid_at, day = both["first_asked_at"], both["paid_at"], both["day"]
    days_after = (both["created_at"].dt.normalize() - day).dt.days
    both["after_sales"] = (paid_at < first) & (paid_at >= first - pd.Timedelta(days=15))
    both["ordered"] = (both["created_at"] > first) & (days_after <= 1)
    both["ordered_same_day"] = both["ordered"] & (days_after == 0)
    both["paid_next_day"] = both["ordered"] & (paid_at < day + pd.Timedelta(days=2))
    both["paid"] = both["ordered"] & paid_at.notna()
    names = ["after_sales", "ordered_same_day", "ordered", "paid_next_day", "paid"]
    found = both.groupby("chat")[names].any().reindex(asked.index, fill_value=False)
    found = asked[~found["after_sales"]].join(found[names[1:]])
    return _by(found, inquiries=pd.Series(1, found.index), **{name: found[name] for name in names[1:]})


def _solved(asked: pd.DataFrame, chats: pd.DataFrame) -> pd.DataFrame:
    wrote = chats.loc[(chats["buyer_counted"] > 0) & (chats["buyer"] != ""), ["shop", "buyer", "day"]]
    wrote = wrote.drop_duplicates().sort_values(["shop", "buyer", "day"])
    wrote["next_day"] = wrote.groupby(["shop", "buyer"])["day"].shift(-1)
    found = asked[_CHAT].merge(wrote, on=["shop", "buyer", "day"], how="left")
    back = found["next_day"] <= found["day"] + pd.Timedelta(days=7)
    return _by(found, talked=pd.Series(1, found.index), solved_once=~back)


def _sold(orders: pd.DataFrame, chats: pd.DataFrame, refunds: pd.DataFrame) -> pd.DataFrame:
    paid = orders[orders["paid_at"].notna() & (orders["buyer"] != "")]
    talks = chats.loc[chats["agent"] != "", ["shop", "agent", "buyer", "first_at", "last_at"]]
    near = paid[["shop", "number", "buyer", "created_at"]].merge(talks, on=["shop", "buyer"])
    since = near["created_at"] - pd.Timedelta(days=2)
    near = near[(near["first_at"] <= near["created_at"]) & (near["last_at"] >= since)]
    near = near.sort_values(["last_at", "first_at", "agent"], ascending=[False, False, True])
    whose = near.drop_duplicates(["shop", "number"])[["shop", "number", "agent"]]
    sold = paid.merge(whose, on=["shop", "number"])
    given = refunds[refunds["completed"]].groupby(["shop", "order"], as_index=False)["amount_fen"].sum()
    sold = sold.merge(given, left_on=["shop", "number"], right_on=["shop", "order"], how="left")
    sold["day"] = sold["created_at"].dt.normalize()
    found = _by(
        sold,
        sales=sold["paid_fen"],
        orders=pd.Series(1, sold.index),
        items=sold["items"],
        refunded=sold["amount_fen"],
        refunded_orders=sold["amount_fen"].notna(),
    )
    found["buyers"] = sold.groupby(KEYS)["buyer"].nunique()
    return found


def _reminded(orders: pd.DataFrame, reminders: pd.DataFrame) -> pd.DataFrame:
    both = reminders.merge(orders, left_on=["shop", "order"], right_on=["shop", "number"])
    unpaid = both["paid_at"].isna() | (both["paid_at"] > both["at"])
    both = both[(both["created_at"] <= both["at"]) & unpaid & (both["agent"] != "")]
    firsts = both.sort_values("at").drop_duplicates(["shop", "agent", "number"]).copy()
    firsts["day"] = firsts["at"].dt.normalize()
    won = firsts["paid_at"] < firsts["day"] + pd.Timedelta(days=3)
    return _by(
        firsts,
        reminded=pd.Series(1, firsts.index),
        reminder_recovered=won,
        reminder_sales=firsts["paid_fen"].where(won, 0),
    ).astype(np.int64)

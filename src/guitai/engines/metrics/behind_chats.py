"""The chats behind figures: which they are and what each brings to the sums figures are made of."""

from collections.abc import Callable

import ibis
from ibis.expr.types import Table

from guitai.engines.metrics import reception, service, talks
from guitai.engines.metrics.grain import business_day, of_whom
from guitai.engines.metrics.inquiries import OUTCOMES
from guitai.engines.metrics.scene import Scene

Family = Callable[[Scene], Table]
_ROUNDS = ("firsts_waited", "waited", "fast", "day_within", "day_capped", "jd_firsts_fast")


def _met(scene: Scene) -> Table:
    met = scene.met
    received, unreplied = met.received.cast("int64"), met.unreplied.cast("int64")
    met = met.mutate(consulted=1, received=received, unreplied=unreplied, met=received + unreplied)
    return scene.of_meetings(met, **_same(met, "consulted", "received", "unreplied", "met"))


def _same(table: Table, *names: str) -> dict[str, ibis.Value]:
    return {name: table[name].cast("int64") for name in names}


def _asked(scene: Scene) -> Table:
    asked = scene.asked.mutate(inquiries=True)
    names = ("inquiries", *OUTCOMES, "lost", "recommended", "lost_explained")
    return scene.of_meetings(asked, **_same(asked, *(name for name in names if name in asked.columns)))


def _solved(scene: Scene) -> Table:
    talked = service.returns(scene.met, scene.chats, scene.settings).mutate(talked=True)
    return scene.of_meetings(talked, **_same(talked, "talked", "solved_once"))


def _words(scene: Scene) -> Table:
    if scene.hour is None:
        return scene.cut(scene.counted)
    said = talks.people_only(scene.facts.messages, scene.settings)
    said = scene.cut(said.mutate(hour=said["at"].hour()))
    by_agent = said.author == "agent"
    found = said.group_by(list(talks.CHAT)).agg(
        buyer_messages=(~by_agent).sum(),
        agent_messages=by_agent.sum(),
        agent_characters=said.characters.sum(where=by_agent).fill_null(0),
    )
    return _with_times(scene, found)


def _with_times(scene: Scene, found: Table) -> Table:
    return found.inner_join(scene.counted.select(*talks.CHAT, "first_at", "last_at"), list(talks.CHAT))


def _moved(scene: Scene) -> Table:
    chats = scene.cut(scene.counted.mutate(hour=scene.counted.first_at.hour()))
    return chats.mutate(**_same(chats, "transferred_in", "transferred_out"))


def _rounds(scene: Scene) -> Table:
    kept = scene.counted.filter(scene.counted.kept)
    rounds = scene.cut(talks.rounds(kept, scene.settings))
    return _with_times(scene, rounds.group_by(list(talks.CHAT)).agg(**talks.waits(rounds, scene.settings)))


def _busiest(scene: Scene) -> Table:
    """Give the chats that went on in the first of the moments at which there were most."""
    found = talks.conversations(scene.counted)
    found = found if scene.agent else reception.merged(found, scene.grain)
    found = scene.cut(talks.hourly(found, scene.settings) if scene.hour is not None else found)
    who = list(scene.grain.who)
    depths = talks.overlaps(found, [*who, "day"])
    order = ibis.window(
        group_by=[depths[name] for name in who], order_by=[ibis.desc(depths.depth), depths["at"]]
    )
    peaks = depths.mutate(place=ibis.row_number().over(order))
    peaks = peaks.filter(peaks.place == 0).select(*who, "day", peak="at")
    both = found.inner_join(peaks, [*who, "day"])
    there = both.filter((both.begins_at <= both.peak) & (both.peak < both.ends_at))
    there = there.select(*who, "buyer", "day", max_concurrent=1)
    return scene.meetings().inner_join(there, [*who, "buyer", "day"])


def _families(kind: service.Kind) -> dict[str, Family]:
    def family(scene: Scene) -> Table:
        rows = kind.read(getattr(scene.facts, kind.table), scene.settings)
        rows = scene.cut(of_whom(rows, None, scene.grain))
        rows = rows.mutate(day=business_day(rows[kind.at], scene.settings))
        sums = {name: rows[name].sum() for name in kind.sums}
        found = rows.group_by(list(talks.CHAT)).agg(
            since=rows[kind.at].min(), until=rows[kind.at].max(), **sums
        )
        chats = scene.chats.select(*talks.CHAT, "first_at", "last_at")
        joined = found.left_join(chats, list(talks.CHAT))
        # Who is asked for a rating, or opens a case, need not have talked that day.
        return joined.select(
            *[found[name] for name in (*talks.CHAT, *kind.sums)],
            first_at=ibis.coalesce(joined.first_at, joined.since),
            last_at=ibis.coalesce(joined.last_at, joined.until),
        )

    return dict.fromkeys(kind.sums, family)


FAMILIES: dict[str, Family] = {
    **dict.fromkeys(("consulted", "received", "unreplied"), _met),
    **dict.fromkeys(("buyer_messages", "agent_messages", "agent_characters"), _words),
    **dict.fromkeys(_ROUNDS, _rounds),
    **dict.fromkeys(("transferred_in", "transferred_out"), _moved),
    "max_concurrent": _busiest,
    **dict.fromkeys(("inquiries", *OUTCOMES, "lost", "recommended", "lost_explained"), _asked),
    "solved_once": _solved,
    **{name: family for kind in service.KINDS for name, family in _families(kind).items()},
}

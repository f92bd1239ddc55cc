"""The chat under load: how fast a message is on the other side's screen, how many a second, its weight."""

import asyncio
import gc
import os
import random
import tempfile
import time
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from bench import figures, pages, servers, shops
from bench.crowd import Crowd, Echoes
from bench.figures import Figure
from bench.ledger import Ledger, at_rate, flat_out, spread

SEED = 20_260_401
MEGABYTE = 1_000_000
GOAL_P99, GOAL_SHARE = 50.0, 25.0
GOAL_DESK, GOAL_DESK_REQUESTS, GOAL_WIDGET = 300.0, 12, 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How much of what; each is a flag, and GUITAI_BENCH_<NAME> in the environment."""

    conversations: int = 500
    agents: int = 25
    rate: int = 100
    seconds: int = 30
    in_flight: int = 64
    saturation_seconds: int = 10
    limit_seconds: int = 10
    pages: int = 1


@dataclass(slots=True)
class Found:
    """What one server did under the load."""

    steady: Ledger
    missing: int
    saturation: float
    memory: dict[str, int]
    processor: dict[str, float]
    opening: float


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as folder:
        place = servers.Place(
            folder=Path(folder),
            database_url=os.environ.get("GUITAI_BENCH_DATABASE_URL", ""),
            redis_url=os.environ.get("GUITAI_BENCH_REDIS_URL", ""),
        )
        found = asyncio.run(_measure(place, options))
    facts = {"place": place.name, "processors": psutil.cpu_count(), **asdict(options)}
    title = f"chat: {options.conversations} conversations, {options.rate} messages/s, {place.name}"
    figures.show(title, found)
    figures.keep("chat", at=datetime.now(UTC), facts=facts, figures=found)
    return all(figure.reached is not False for figure in found)


async def _measure(place: servers.Place, options: Options) -> list[Figure]:
    holding = -(-options.conversations // options.agents)
    shop = shops.build(place.environment(), agents=options.agents, holding=holding)
    ours, weights = await _ours(place, shop, options)
    limit = await _limit(place, options)
    return [*_delivery(ours, limit), *_saturation(ours, limit), *_costs(ours, limit), *weights]


async def _ours(place: servers.Place, shop: shops.BenchShop, options: Options) -> tuple[Found, list[Figure]]:
    server = servers.guitai(place, port=servers.free_port())
    server.start()
    crowd = Crowd(server.port, shop, random.Random(SEED))
    try:
        weights = await _weights(server.port, shop) if options.pages else []
        come = partial(crowd.open, options.conversations)
        found = await _load(server, crowd, options, come, options.seconds)
    finally:
        server.stop()
    return found, weights


async def _limit(place: servers.Place, options: Options) -> Found:
    server = servers.limit(place, port=servers.free_port())
    server.start()
    echoes = Echoes(server.port, random.Random(SEED))
    lines = options.conversations + options.agents
    try:
        return await _load(server, echoes, options, partial(echoes.open, lines), options.limit_seconds)
    finally:
        server.stop()


async def _load(
    server: servers.Server,
    people: Crowd | Echoes,
    options: Options,
    come: Callable[[], Coroutine[Any, Any, None]],
    seconds: float,
) -> Found:
    memory = {"started": server.memory()}
    began = time.perf_counter()
    await come()
    opening = time.perf_counter() - began
    memory["open"] = server.memory()
    gc.collect()
    gc.freeze()  # the generator's own pauses are not the server's
    screens = isinstance(people, Crowd)
    if isinstance(people, Crowd):
        people.reading = True
    before = _processor(server)
    await at_rate(people.speak, rate=options.rate, seconds=seconds, chance=random.Random(SEED))
    processor = {who: (used - before[who]) / seconds for who, used in _processor(server).items()}
    steady, missing = people.ledger, await people.ledger.settle(screens=screens)
    people.ledger = Ledger()
    if isinstance(people, Crowd):
        people.reading = False
    before = _processor(server)
    rate = await flat_out(
        people.speak, people.ledger, in_flight=options.in_flight, seconds=options.saturation_seconds
    )
    for who, used in _processor(server).items():
        processor[f"{who}_flat_out"] = (used - before[who]) / options.saturation_seconds
    missing += await people.ledger.settle(screens=screens)
    memory["end"] = server.memory()
    await people.close()
    return Found(steady, missing, rate, memory, processor, opening)


def _processor(server: servers.Server) -> dict[str, float]:
    return {"server": server.processor_seconds(), "generator": time.process_time()}


async def _weights(port: int, shop: shops.BenchShop) -> list[Figure]:
    try:
        desk = await pages.weigh_desk(port, shop_key=shop.key, session=next(iter(shop.sessions.values())))
        widget = await pages.weigh_widget(port, widget_key=shop.widget_key)
    except pages.NoBrowserError as error:
        print(f"pages not weighed: {error}")
        return []
    return [
        _weight("desk_br", "desk, first load, brotli", desk.brotli, at_most=GOAL_DESK),
        _weight("desk_gzip", "desk, first load, gzip", desk.gzip),
        Figure(
            key="desk_requests",
            label="desk, first load, requests",
            value=desk.requests,
            unit="",
            at_most=GOAL_DESK_REQUESTS,
        ),
        _weight("widget_gzip", "widget, script and hello, gzip", widget.gzip, at_most=GOAL_WIDGET),
        _weight("widget_br", "widget, script and hello, brotli", widget.brotli),
        Figure(key="widget_requests", label="widget, requests", value=widget.requests, unit=""),
    ]


def _weight(key: str, label: str, size: int, *, at_most: float | None = None) -> Figure:
    return Figure(key=key, label=label, value=size / 1000, unit="kB", at_most=at_most)


def _delivery(ours: Found, limit: Found) -> list[Figure]:
    echo = spread(limit.steady.to_store())
    ways = {
        "b": ("to_agent", "buyer's send → agent's screen"),
        "a": ("to_buyer", "agent's send → buyer's window"),
    }
    found = []
    for prefix, (key, label) in ways.items():
        for name, value in spread(ours.steady.to_screen(prefix)).items():
            found.append(
                Figure(
                    key=f"{key}_{name}",
                    label=f"{label}, {name}",
                    value=value,
                    unit="ms",
                    beside=echo[name],
                    at_most=GOAL_P99 if name == "p99" else None,
                )
            )
    stored = spread(ours.steady.to_store())["p99"]
    lost = ours.missing + ours.steady.shown_again
    return [
        *found,
        Figure(key="stored_p99", label="send → “stored”, p99", value=stored, unit="ms", beside=echo["p99"]),
        Figure(key="astray", label="messages lost or shown twice", value=lost, unit="", at_most=0),
    ]


def _saturation(ours: Found, limit: Found) -> list[Figure]:
    share = 100 * ours.saturation / limit.saturation
    return [
        Figure(key="opening", label="every conversation opened in", value=ours.opening, unit="s"),
        Figure(
            key="saturation",
            label="messages a second, flat out",
            value=ours.saturation,
            unit="/s",
            beside=limit.saturation,
        ),
        Figure(
            key="share", label="share of the limit", value=share, unit="%", beside=100, at_least=GOAL_SHARE
        ),
    ]


def _costs(ours: Found, limit: Found) -> list[Figure]:
    moments = {"started": "started", "open": "with every socket open", "end": "at the end"}
    memory = [
        Figure(
            key=f"memory_{key}",
            label=f"memory, {label}",
            value=ours.memory[key] / MEGABYTE,
            unit="MB",
            beside=limit.memory[key] / MEGABYTE,
        )
        for key, label in moments.items()
    ]
    names = {
        "server": "server's processor time, at the rate",
        "server_flat_out": "server's processor time, flat out",
        "generator_flat_out": "load generator's own, flat out",
    }
    return memory + [
        Figure(
            key=key,
            label=label,
            value=100 * ours.processor[key],
            unit="% of one",
            beside=100 * limit.processor[key],
        )
        for key, label in names.items()
    ]

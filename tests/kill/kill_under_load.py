"""Kill the server again and again while buyers and agents write, and count what became of every message.

``python -m tests.kill.kill_under_load --kills 50``: exit code 0 if nothing was lost or doubled. On SQLite;
with ``GUITAI_TEST_DATABASE_URL`` and ``GUITAI_TEST_REDIS_URL`` on PostgreSQL and Redis, two web processes.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
from bench import servers, shops

from tests.functional import installation
from tests.kill.clients import Client, everybody

BUYERS, AGENTS = 20, 3
WRITES_FOR = (0.1, 1.5)
ENDS_WITHIN = 120.0
_MESSAGES = """
    SELECT m.local_id, m.id, (SELECT count(*) FROM chat_change c WHERE c.message_id = m.id)
    FROM chat_message m
    JOIN chat_conversation t ON t.id = m.conversation_id
    JOIN accounts_shop s ON s.id = t.shop_id
    WHERE s.key = '{key}' AND m.local_id <> '' ORDER BY m.id
"""
_NUMBERS = """
    SELECT c.seq FROM chat_change c JOIN accounts_shop s ON s.id = c.shop_id
    WHERE s.key = '{key}' ORDER BY c.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the clients said and the database holds; all from ``lost`` to ``refused`` has to be 0."""

    place: str
    kills: int
    said: int
    acknowledged: int
    repeated: int
    lost: int
    doubled: int
    unknown: int
    other_id: int
    out_of_order: int
    untold: int
    numbers_out_of_order: int
    refused: int
    whole: bool

    @property
    def good(self) -> bool:
        """Whether each message is there exactly once, in order, and the database is sound."""
        wrong = (
            self.lost,
            self.doubled,
            self.unknown,
            self.other_id,
            self.out_of_order,
            self.untold,
            self.numbers_out_of_order,
            self.refused,
            self.said - self.acknowledged,
        )
        return self.whole and not any(wrong)


def run(*, kills: int, seed: int) -> Report:
    """Write, kill so many times at random moments, let everybody finish, and look at what is there."""
    with (
        tempfile.TemporaryDirectory(prefix="guitai-kill-") as folder,
        installation.place(Path(folder), "kill") as place,
    ):
        shop = shops.build(place.environment(), agents=AGENTS, holding=BUYERS)
        server = servers.guitai(place, port=servers.free_port())
        server.start()
        try:
            clients = everybody(shop, port=server.port, buyers=BUYERS)
            asyncio.run(_write_and_kill(server, clients, kills=kills, chance=random.Random(seed)))
        finally:
            server.kill()
        return _look(place, shop.key, clients, kills)


async def _write_and_kill(
    server: servers.Server, clients: list[Client], *, kills: int, chance: random.Random
) -> None:
    lives = [asyncio.create_task(client.live()) for client in clients]
    for _kill in range(kills):
        await asyncio.sleep(chance.uniform(*WRITES_FOR))
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
    await asyncio.sleep(1)
    for client in clients:
        client.writing = False
    await asyncio.wait_for(asyncio.gather(*lives), ENDS_WITHIN)


def _look(place: servers.Place, key: str, clients: list[Client], kills: int) -> Report:
    rows, numbers, whole = _stored(place, key)
    held = Counter(local_id for local_id, _pk, _changes in rows)
    ids = {local_id: pk for local_id, pk, _changes in rows}
    said = {local_id for client in clients for local_id in client.said}
    acknowledged = {local_id: pk for client in clients for local_id, pk in client.stored.items()}
    orders = [[ids[local_id] for local_id in client.said if local_id in ids] for client in clients]
    return Report(
        place=place.name,
        kills=kills,
        said=len(said),
        acknowledged=len(acknowledged),
        repeated=sum(client.repeats for client in clients),
        lost=len(said - held.keys()),
        doubled=sum(count > 1 for count in held.values()),
        unknown=len(held.keys() - said),
        other_id=sum(ids.get(local_id) != pk for local_id, pk in acknowledged.items()),
        out_of_order=sum(_falls(order) for order in orders),
        untold=sum(changes != 1 for _local_id, _pk, changes in rows),
        numbers_out_of_order=_falls(numbers),
        refused=sum(len(client.refused) for client in clients),
        whole=whole,
    )


def _stored(place: servers.Place, key: str) -> tuple[list[tuple[str, int, int]], list[int], bool]:
    connection: Any
    if place.database_url:
        connection, whole = psycopg.connect(place.database_url), True
    else:
        connection = sqlite3.connect(place.folder / "guitai.sqlite3")
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    try:
        rows = connection.execute(_MESSAGES.format(key=key)).fetchall()
        numbers = [seq for (seq,) in connection.execute(_NUMBERS.format(key=key)).fetchall()]
    finally:
        connection.close()
    return rows, numbers, whole


def _falls(numbers: list[int]) -> int:
    """Count the places where a list does not grow."""
    return sum(later <= earlier for earlier, later in pairwise(numbers))


def main() -> int:
    """Run as the arguments say and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20_260_401)
    report = run(**vars(parser.parse_args()))
    for name, value in asdict(report).items():
        sys.stdout.write(f"{name.replace('_', ' '):>22}  {value}\n")
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())

"""The ways a file gets into the tables: ``python -m bench.import_ways WAY KIND FILE``, each by itself.

``make`` makes the installation all of them write into. ``ours`` imports as ``guitai import`` does. ``pandas``
reads and stores as its manual says for large files. ``limit`` cuts the lines into cells and stores those as
they are, by one prepared statement, into the same table with its indexes: nothing checked, nothing encrypted.
"""

import csv
import importlib
import json
import os
import re
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_MESSAGE = re.compile(r"(.+)\((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\):  (.*)")
_CHUNK = 50_000
# Columns of trade_order, and what stands above them in the list.
_ORDER = {
    "number": "订单编号",
    "platform_status": "订单状态",
    "close_reason": "订单关闭原因",
    "goods_fen": "买家应付货款",
    "postage_fen": "买家应付邮费",
    "total_fen": "总金额",
    "paid_fen": "买家实际支付金额",
    "refund_fen": "退款金额",
    "item_count": "宝贝总数量",
    "titles": "宝贝标题 ",
    "buyer_message": "买家留言",
    "seller_remark": "订单备注",
    "receiver": "收货人姓名",
    "phone": "联系手机",
    "address": "收货地址 ",
    "created_at": "订单创建时间",
    "paid_at": "订单付款时间 ",
}


def make() -> None:
    """Migrate, and open the shop."""
    _ready()
    importlib.import_module("django.core.management").call_command("migrate", verbosity=0)
    actions = importlib.import_module("guitai.domains.accounts.actions")
    actions.create_shop(key="bench", name="云裳旗舰店", at=datetime.now(UTC))


def ours(_kind: str, path: Path) -> float:
    """Do what ``import_file`` does; give for how long the tables were locked."""
    importing = importlib.import_module("guitai.connectors.files.importing")
    shop = importlib.import_module("guitai.domains.accounts.queries").shop_by_key("bench")
    with importing.prepare_file(path, on_lines=_no_matter) as prepared:
        began = time.perf_counter()
        prepared.store(shop=shop, at=datetime.now(UTC), on_lines=_no_matter)
        return time.perf_counter() - began


def pandas(_kind: str, path: Path) -> float:
    """Read a csv some lines at a time and let pandas insert them."""
    reader = importlib.import_module("pandas").read_csv
    pieces = reader(path, encoding="gb18030", dtype=str, keep_default_na=False, chunksize=_CHUNK)
    with _database() as database:
        same = {"shop_id": 1} | _blank(database, "trade_order", {*_ORDER, "shop_id"})
        columns = {heading: name for name, heading in _ORDER.items()}
        for piece in pieces:
            rows = piece[list(columns)].rename(columns=columns).assign(**same)
            rows.to_sql("trade_order", database, if_exists="append", index=False)
    return 0.0


def limit(kind: str, path: Path) -> float:
    """Store cells as they are."""
    with _database() as database:
        table, named, rows = (_orders if kind == "orders" else _messages)(path)
        same = _blank(database, table, set(named))
        columns = ", ".join([*named, *same])
        places = ", ".join("?" * (len(named) + len(same)))
        constants = tuple(same.values())
        database.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})", ((*row, *constants) for row in rows)
        )
    return 0.0


def _orders(path: Path) -> tuple[str, list[str], Iterator[tuple[Any, ...]]]:
    def rows() -> Iterator[tuple[Any, ...]]:
        with path.open(encoding="gb18030", newline="") as file:
            lines = csv.reader(file)
            headings = next(lines)
            places = [headings.index(heading) for heading in _ORDER.values()]
            for line in lines:
                yield (1, *[line[place] for place in places])

    return "trade_order", ["shop_id", *_ORDER], rows()


def _messages(path: Path) -> tuple[str, list[str], Iterator[tuple[Any, ...]]]:
    def rows() -> Iterator[tuple[Any, ...]]:
        talk = 0
        with path.open(encoding="gb18030") as file:
            for line in file:
                if message := _MESSAGE.match(line):
                    sender, sent_at, text = message.groups()
                    yield talk, "agent" if ":" in sender else "buyer", text, "{}", sent_at
                elif line.startswith("----"):
                    talk += 1

    return "chat_message", ["conversation_id", "author", "text", "card", "sent_at"], rows()


def _blank(database: sqlite3.Connection, table: str, named: set[str]) -> dict[str, Any]:
    """Give what to store in the columns that must hold something and that no cell is for."""
    columns = database.execute(f"PRAGMA table_info({table})").fetchall()
    return {
        name: 0 if "int" in kind or "bool" in kind else ""
        for _place, name, kind, must, default, is_key in columns
        if must and default is None and not is_key and name not in named
    }


@contextmanager
def _database() -> Iterator[sqlite3.Connection]:
    """Give the database inside one transaction, with the settings of guitai.config.env."""
    path = Path(os.environ["GUITAI_DATA"]) / "guitai.sqlite3"
    database = sqlite3.connect(path, isolation_level=None)
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "cache_size=-64000", "wal_autocheckpoint=16000")
    for pragma in pragmas:
        database.execute(f"PRAGMA {pragma}")
    database.execute("BEGIN IMMEDIATE")
    yield database
    if database.in_transaction:  # pandas commits by itself
        database.execute("COMMIT")
    database.close()


def _ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
    importlib.import_module("django").setup()


def _no_matter(_lines: int) -> None:
    pass


def _peak() -> float:
    """Give the most memory the process ever held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def _measure(way: Callable[[str, Path], float], kind: str, path: Path) -> dict[str, float]:
    began, used = time.perf_counter(), time.process_time()
    locked = way(kind, path)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    return {
        "seconds": seconds,
        "processor": processor,
        "locked": locked or seconds,
        "memory": _peak(),
    }


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make()
    else:
        if sys.argv[1] == "ours":
            _ready()
        found = _measure(
            {"ours": ours, "pandas": pandas, "limit": limit}[sys.argv[1]], sys.argv[2], Path(sys.argv[3])
        )
        sys.stdout.write(json.dumps(found))

"""Makes facts of lines: what stands in several exports counts once, and every fact gets its shop."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from guitai.engines.transcripts.whose import PRODUCT_LINK

_SHOWN = 3  # names of shops in a sentence
MEMORY = "2GB"  # what is more goes to disk
_DAYS = {
    "messages": "at",
    "recommendations": "at",
    "orders": "created_at",
    "items": "created_at",
    "reminders": "at",
    "asked": "at",
    "moods": "at",
}

# The variable is the name of the one shop, or null where every line names its own. The main account itself
# speaks under the shop's name alone.
_VIEWS = """
CREATE VIEW shops AS SELECT DISTINCT shop FROM orders;
CREATE VIEW said AS SELECT * REPLACE (
    CASE WHEN shop = '' AND agent IN (FROM shops) THEN agent ELSE shop END AS shop
) FROM messages;
CREATE VIEW counted AS SELECT * FROM orders WHERE NOT deleted AND created_at IS NOT NULL;
CREATE VIEW placed AS SELECT DISTINCT number, coalesce(getvariable('shop'), shop) AS shop FROM orders;
CREATE VIEW sold AS
    SELECT * FROM (
        SELECT "order", item, product, title, quantity, price_fen, seq FROM items
        UNION ALL
        SELECT number, item, product, title, items, price_fen, seq FROM counted WHERE item <> ''
    )
    QUALIFY row_number() OVER (PARTITION BY "order", item ORDER BY seq DESC) = 1;
CREATE VIEW listed AS SELECT "order" AS number, sum(quantity) AS listed FROM sold GROUP BY 1;
CREATE VIEW accounts AS
    SELECT split_part(agent, ':', -1) AS own, any_value(agent) AS agent
    FROM messages WHERE agent <> '' GROUP BY own HAVING count(DISTINCT agent) = 1;
"""
_MESSAGES = """
SELECT coalesce(getvariable('shop'), shop) AS shop, agent, buyer, author, "at", min(seq) AS seq,
    first(characters) AS characters, event, text
FROM said GROUP BY ALL
"""
# Of what several lines say of an order counts the furthest along: paid, more of it refunded, read last.
_ORDERS = """
SELECT coalesce(getvariable('shop'), shop) AS shop, number, buyer, created_at, paid_at, paid_fen,
    postage_fen, refund_fen, CAST(coalesce(nullif(pieces, 0), listed, 0) AS BIGINT) AS items, flag
FROM (
    SELECT *, sum(items) OVER (PARTITION BY number) AS pieces
    FROM (
        FROM counted QUALIFY row_number() OVER (
            PARTITION BY number, item ORDER BY paid_at IS NOT NULL DESC, refund_fen DESC, seq DESC
        ) = 1
    )
    QUALIFY row_number() OVER (
        PARTITION BY number ORDER BY paid_at IS NOT NULL DESC, refund_fen DESC, seq DESC
    ) = 1
)
LEFT JOIN listed USING (number)
"""
# What was paid for an order, less the postage, is shared among its products as their prices are (as many as
# they are, if none has a price), to the last fen.
_ITEMS = """
SELECT shop, "order", product, title, quantity,
    CAST(paid * upto // "all" - paid * (upto - weight) // "all" AS BIGINT) AS amount_fen, created_at
FROM (
    SELECT *, sum(weight) OVER (PARTITION BY "order") AS "all",
        sum(weight) OVER (PARTITION BY "order" ORDER BY seq, item) AS upto
    FROM (
        SELECT sold.*, made.shop, made.created_at, greatest(made.paid_fen - made.postage_fen, 0) AS paid,
            CASE WHEN sum(price_fen * quantity) OVER (PARTITION BY "order") > 0
                THEN price_fen * quantity ELSE greatest(quantity, 1) END AS weight
        FROM sold JOIN made ON made.number = sold.order
    )
)
"""
_RECOMMENDATIONS = f"""
SELECT DISTINCT coalesce(getvariable('shop'), shop) AS shop, agent, buyer, "at",
    unnest(regexp_extract_all(text, '{PRODUCT_LINK}', 1)) AS product
FROM said WHERE author = 'agent' AND contains(text, '.com')
"""  # noqa: S608 - our own pattern
_REFUNDS = """
SELECT coalesce(placed.shop, getvariable('shop'), '') AS shop, given.order, amount_fen, completed
FROM (
    FROM refunds QUALIFY row_number() OVER (PARTITION BY number ORDER BY completed DESC, seq DESC) = 1
) AS given
LEFT JOIN placed ON placed.number = given.order
"""
# An agent may be written without the shop: whoever alone is called so.
_REMINDERS = """
SELECT DISTINCT coalesce(placed.shop, getvariable('shop'), '') AS shop,
    coalesce(accounts.agent, reminders.agent) AS agent, reminders.order, reminders.at
FROM reminders
LEFT JOIN placed ON placed.number = reminders.order
LEFT JOIN accounts ON accounts.own = reminders.agent
"""
_FACTS = {
    "messages": _MESSAGES,
    "orders": _ORDERS,
    "refunds": _REFUNDS,
    "reminders": _REMINDERS,
    "recommendations": _RECOMMENDATIONS,
    "items": _ITEMS,
}
_ALWAYS = frozenset({"messages", "orders", "refunds", "reminders"})
_BESIDE = {"items": "created_at"}  # columns that tell the day alone
_ODD_ITEMS = "SELECT count(*) FROM sold ANTI JOIN counted ON counted.number = sold.order"
_REPEATED_ORDERS = "SELECT count(*) - count(DISTINCT (number, item)) FROM counted"
_ODD_ORDERS = """
SELECT count(DISTINCT number) FILTER (deleted), count(DISTINCT number) FILTER (created_at IS NULL),
    count(DISTINCT number) FILTER (assumed AND NOT deleted)
FROM orders
"""


def settle(lines: Path, folder: Path, *, by_day: bool) -> list[str]:
    """Write the facts of staged lines into ``folder``; gives what was noticed, a sentence each."""
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(lines)}) as connection:
        given = [name for name in _FACTS if (lines / f"{name}.parquet").exists()]
        for name in given:
            connection.read_parquet(str(lines / f"{name}.parquet")).create_view(name)
        connection.execute(_VIEWS)
        noticed = _tell_shops(connection)
        connection.execute(f"CREATE VIEW made AS {_ORDERS}")
        for name in (*given, "recommendations"):
            # Of what no file tells nothing is known; that is not to say that there was none.
            if name in _ALWAYS or connection.sql(_FACTS[name]).limit(1).fetchone():
                write_out(connection.sql(_FACTS[name]), name, folder, by_day=by_day)
        counted = [name for name in given if name != "items"]
        return noticed + _odd_orders(connection) + _repeated(connection, lines, folder, counted)


def write_out(facts: duckdb.DuckDBPyRelation, name: str, folder: Path, *, by_day: bool) -> None:
    """Write the facts of a table: a file, or one for each day if they have days."""
    at = _DAYS.get(name)
    every = f"* EXCLUDE {_BESIDE[name]}" if name in _BESIDE else "*"
    if by_day and at and facts.limit(1).fetchone():
        with_day = facts.order(f'"{at}"').project(f'{every}, CAST("{at}" AS DATE) AS day')
        with_day.write_parquet(str(folder / name), partition_by=["day"], compression="zstd")
    else:
        facts.project(every).write_parquet(str(folder / f"{name}.parquet"))


def _tell_shops(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Tell shops apart where every line says of which it is and chats and orders agree; else all is one."""
    of_orders = {row[0] for row in connection.execute("FROM shops").fetchall()}
    of_chats = {row[0] for row in connection.execute("SELECT DISTINCT shop FROM said").fetchall()}
    named = sorted((of_orders | of_chats) - {""})
    if len(of_orders) > 1 and "" not in of_orders and of_chats <= of_orders:
        connection.execute("SET VARIABLE shop = CAST(NULL AS VARCHAR)")
        return [f"The files are of {len(named)} shops ({_some(named)}); each is counted on its own."]
    connection.execute("SET VARIABLE shop = $name", {"name": named[0] if len(named) == 1 else ""})
    if len(named) < 2:
        return []
    return [
        f"The files name {len(named)} shops ({_some(named)}), but not every line says of which it is; they "
        "are counted as one. For figures of each, give the files of one shop at a time."
    ]


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")


def _odd_orders(connection: duckdb.DuckDBPyConnection) -> list[str]:
    deleted, undated, assumed = connection.execute(_ODD_ORDERS).fetchone() or (0, 0, 0)
    homeless = (connection.execute(_ODD_ITEMS).fetchone() or (0,))[0]
    sentences = {
        f"Orders marked 删除 are left out, since their parts stand in the list too: {deleted:,}.": deleted,
        f"Orders without any time are left out: {undated:,}.": undated,
        f"Orders paid at an unknown time count as paid when they were made: {assumed:,}.": assumed,
        f"Products of orders that no list holds are left out: {homeless:,}.": homeless,
    }
    return [sentence for sentence, count in sentences.items() if count]


def _repeated(
    connection: duckdb.DuckDBPyConnection, lines: Path, folder: Path, given: Sequence[str]
) -> list[str]:
    """Say how many lines said of something what others say as well."""
    found = {name: _rows(lines / f"{name}.parquet") - _written(folder, name) for name in given}
    found["orders"] = (connection.execute(_REPEATED_ORDERS).fetchone() or (0,))[0]
    repeated = [f"{count:,} of {name}" for name, count in found.items() if count]
    return [f"Lines about the same count once: {', '.join(repeated)}."] if repeated else []


def _written(folder: Path, name: str) -> int:
    single = folder / f"{name}.parquet"
    return sum(map(_rows, [single] if single.exists() else (folder / name).rglob("*.parquet")))


def _rows(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)

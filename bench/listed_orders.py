"""Makes a shop with many orders and times its lists: ``python -m bench.listed_orders ORDERS TODOS TIMES``."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import django
import numpy as np
from django.core.management import call_command
from django.db import connection, transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitai.config.settings")
django.setup()

from guitai.common.rows import insert, stored_time, take_ids  # noqa: E402  # tables are loaded only now
from guitai.domains.accounts import actions as accounts  # noqa: E402
from guitai.domains.accounts.models import Shop  # noqa: E402
from guitai.domains.catalog.models import Product, Sku  # noqa: E402
from guitai.domains.chat.models import Conversation, Message  # noqa: E402
from guitai.domains.followups.actions.ringing import ring_due  # noqa: E402
from guitai.domains.followups.filling import Filled, fill, fill_buyers  # noqa: E402
from guitai.domains.followups.models import Todo  # noqa: E402
from guitai.domains.trade.models import Buyer, Order, OrderLine  # noqa: E402

SEED = 20_261_111
AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # 15:00 in Shanghai, after the festival
PRODUCTS, CHANGED = 400, 200
_RATED_LOW, _SHORT = 0.05, 0.03
_UNPAID, _LATE, _TALKED, _LARGE = 0.06, 0.02, 0.55, 0.05
_SECOND = timedelta(seconds=1)
_CHUNK, _MONTH = 50_000, 30 * 86_400
# What a database does at the least to know the same: count what may be listed, and add buyers up.
_COUNTS = {
    "fill": """SELECT count(*), sum(o.paid_fen), max(c.last_at), count(t.id) FROM trade_order o
        LEFT JOIN chat_conversation c ON c.buyer_id = o.buyer_id AND c.last_at > o.created_at
        LEFT JOIN followups_todo t ON t.order_id = o.id
        WHERE o.shop_id = %s AND o.status IN ('unpaid', 'paid', 'part_shipped')""",
    "buyers": """SELECT count(*) FROM (SELECT buyer_id, count(*), sum(paid_fen), max(created_at)
        FROM trade_order WHERE shop_id = %s AND status <> 'closed' AND paid_at IS NOT NULL
        GROUP BY buyer_id) x""",
}


def make(*, orders: int) -> Shop:
    """Make a year of orders, half of them in its last month, as a list of orders would have left them."""
    shop = accounts.create_shop(key="bench", name="云裳旗舰店", at=AT)
    chance = np.random.default_rng(SEED)
    skus = _goods(shop, chance)
    buyers = _buyers(shop, many=max(orders // 3, 1))
    ages = np.sort(
        np.concatenate(
            [
                chance.integers(0, _MONTH, orders // 2),
                chance.integers(_MONTH, 365 * 86_400, orders - orders // 2),
            ]
        )
    )[::-1]
    for start in range(0, orders, _CHUNK):
        _orders(shop, chance, ages[start : start + _CHUNK], buyers, skus, start)
    return shop


def _goods(shop: Shop, chance: np.random.Generator) -> list[tuple[int, str]]:
    with transaction.atomic():
        ids = take_ids(Product, PRODUCTS)
        rows = [
            (key, shop.pk, f"C{key}", f"云裳衬衫 {key}", 15_800, 470 if chance.random() < _RATED_LOW else 490)
            for key in ids
        ]
        columns = ("id", "shop_id", "code", "title", "price_fen", "rating")
        at = stored_time(AT)
        insert(Product, (*columns, "updated_at"), [(*row, at) for row in rows])
        kinds = [
            (key, f"{key}-{kind}", '{"颜色": "米白"}', 15_800, 0 if chance.random() < _SHORT else 50)
            for key in ids
            for kind in range(5)
        ]
        insert(Sku, ("product_id", "code", "properties", "price_fen", "stock"), kinds)
    return [(row[0], row[1]) for row in kinds]


def _buyers(shop: Shop, *, many: int) -> range:
    at = stored_time(AT)
    with transaction.atomic():
        ids = take_ids(Buyer, many)
        columns = ("id", "shop_id", "account", "display_name", "first_seen_at", "last_seen_at")
        insert(Buyer, columns, [(key, shop.pk, f"tb_{key}", f"tb_{key}", at, at) for key in ids])
    return range(ids[0], ids[-1] + 1)


def _orders(
    shop: Shop,
    chance: np.random.Generator,
    ages: np.ndarray[Any, Any],
    buyers: range,
    skus: list[tuple[int, str]],
    first: int,
) -> None:
    with transaction.atomic():
        ids = take_ids(Order, len(ages))
        bought_by = chance.integers(buyers.start, buyers.stop, len(ages)).tolist()
        luck = chance.random((len(ages), 3)).tolist()
        which = chance.integers(0, len(skus), len(ages)).tolist()
        rows, lines, talks = [], [], []
        for place, age in enumerate(ages.tolist()):
            made = AT - age * _SECOND
            rows.append(
                (
                    ids[place],
                    shop.pk,
                    bought_by[place],
                    f"{first + place:018d}",
                    *_state(made, age, luck[place]),
                )
            )
            lines.append((ids[place], 0, skus[which[place]][0], "云裳衬衫", skus[which[place]][1], 15_800, 1))
            if luck[place][2] < _TALKED and age < 40 * 86_400:
                talks.append((bought_by[place], made))
        insert(Order, _ORDER, rows)
        insert(OrderLine, _LINE, lines)
        _talks(shop, talks)


_ORDER = (
    "id", "shop_id", "buyer_id", "number", "status", "created_at", "paid_at", "shipped_at", "finished_at",
    "total_fen", "paid_fen", "item_count",
)  # fmt: skip
_LINE = ("order_id", "position", "product_id", "title", "sku_code", "price_fen", "quantity")


def _state(made: datetime, age: int, luck: list[float]) -> tuple[Any, ...]:
    at, pieces = stored_time(made), 4 if luck[1] < _LARGE else 1
    if luck[0] < _UNPAID:
        status = "unpaid" if age < 3 * 86_400 else "closed"
        return status, at, None, None, None, 15_800 * pieces, 0, pieces
    waits = (30 * 86_400 if luck[1] > 1 - _LATE else 40 * 3_600) * (0.5 + luck[2])
    sent_at = made + int(waits) * _SECOND
    there_at = sent_at + timedelta(days=3)
    status = "paid" if sent_at > AT else "shipped" if there_at > AT else "finished"
    return (
        status,
        at,
        at,
        stored_time(sent_at) if sent_at <= AT else None,
        stored_time(there_at) if there_at <= AT else None,
        15_800 * pieces,
        15_800 * pieces,
        pieces,
    )


def _talks(shop: Shop, talks: list[tuple[int, datetime]]) -> None:
    if not talks:
        return
    ids = take_ids(Conversation, len(talks))
    reading = '{"asked": [{"message": 1, "intent": "price", "score": 1}]}'
    columns = (
        "id", "shop_id", "buyer_id", "channel", "state", "agent_account", "opened_at", "last_at", "closed_at",
        "reading", "mood",
    )  # fmt: skip
    rows = []
    for key, (buyer, made) in zip(ids, talks, strict=True):
        at = stored_time(made)
        rows.append(
            (key, shop.pk, buyer, "imported", "closed", "示例店:小美", at, at, at, reading, "neutral")
        )
    insert(Conversation, columns, rows)
    said = [(key, "buyer", "text", "有点贵", row[6]) for key, row in zip(ids, rows, strict=True)]
    insert(Message, ("conversation_id", "author", "kind", "text", "sent_at"), said)


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _median(do: Callable[[], object], times: int) -> float:
    return sorted(_seconds(do) for _each in range(times))[times // 2]


def _count(shop: Shop, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS[name], [shop.pk])
        cursor.fetchall()


def _changed(shop: Shop, times: int) -> Iterator[float]:
    """Time filling with orders that change: some unpaid ones are paid, others come in."""
    for each in range(times):
        keys = list(
            Order.objects.filter(shop=shop)
            .order_by("-pk")
            .values_list("pk", flat=True)[: (each + 1) * CHANGED]
        )
        some = keys[-CHANGED:]
        Order.objects.filter(pk__in=some[::2]).update(status="closed", paid_at=None)
        Order.objects.filter(pk__in=some[1::2]).update(
            status="unpaid", paid_at=None, created_at=AT - timedelta(hours=2)
        )
        Todo.objects.filter(order__in=some[1::2]).delete()
        yield _seconds(lambda keys=some: fill(shop=shop, at=AT, orders=keys))  # type: ignore[misc]


def _open_todos(shop: Shop, many: int) -> None:
    later = stored_time(AT + timedelta(days=1))
    columns = ("shop_id", "listing", "key", "state", "opened_at", "due_at", "ring_at", "why")
    with transaction.atomic():
        insert(
            Todo,
            columns,
            [(shop.pk, "promise", f"b{each}", "open", later, later, later, "{}") for each in range(many)],
        )


def main(orders: int, todos: int, times: int) -> dict[str, float]:
    """Make the shop, and give what each takes in seconds, with how many to-dos there are then."""
    made = _seconds(lambda: make(orders=orders))
    shop = Shop.objects.get()
    filled: list[Filled] = []
    took = {"making": made}
    took["fill"] = _seconds(lambda: filled.append(fill(shop=shop, at=AT)))
    took["buyers"] = _seconds(lambda: filled.append(fill_buyers(shop=shop, at=AT)))
    took["again"] = _median(lambda: fill(shop=shop, at=AT), times)
    took |= {f"{name}_count": _median(lambda name=name: _count(shop, name), times) for name in _COUNTS}  # type: ignore[misc]
    took["changed"] = sorted(_changed(shop, times))[times // 2]
    took["opened"] = sum(each.opened for each in filled)
    _open_todos(shop, todos)
    took["ring"] = _median(lambda: ring_due(at=AT), times)
    return took


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(main(*map(int, sys.argv[1:4]))))

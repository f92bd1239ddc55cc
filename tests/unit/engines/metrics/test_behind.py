"""What is behind each figure of random shops adds up to it; which chats and orders these are, by hand."""

from collections import defaultdict
from datetime import date

import ibis
import pytest
from tests.by_hand.facts import Shop
from tests.unit.engines.metrics import random_shops
from tests.unit.engines.metrics.made import AGENTS, LATEST, item, message, order, reminder, tables, told

from guitai.engines.metrics.behind import NoFigureError, chats_behind, orders_behind
from guitai.engines.metrics.behind_chats import FAMILIES as OF_CHATS
from guitai.engines.metrics.behind_orders import ASKED
from guitai.engines.metrics.behind_orders import FAMILIES as OF_ORDERS
from guitai.engines.metrics.facts import Facts
from guitai.engines.metrics.grain import Grain
from guitai.engines.metrics.keys import FIGURES, Unit
from guitai.engines.metrics.products import by_product
from guitai.engines.metrics.returning import by_acquaintance
from guitai.engines.metrics.scene import Scene
from guitai.engines.metrics.settings import Settings

WHEN = {"first": date(2026, 11, 9), "last": date(2026, 11, 12)}
AGENT, HOUR = random_shops.AGENTS[0], 9
CUTS = {"shop": {}, "agent": {"agent": AGENT}, "hour": {"hour": HOUR}}
SOLD = OF_ORDERS.keys() - set(ASKED)
# Figures told of new and returning buyers and of products, a few of each kind.
TOLD_APART = {
    ("returning", False): ("consulted", "reply_rate", "conversion", "average_order_value"),
    ("returning", True): ("unreplied", "lost", "buyers", "refund_rate"),
    ("product", "A"): ("conversion", "lost", "sales"),
    ("product", "B"): ("paid", "buyers", "items", "refund_rate"),
}
# Figures of a kind are asked for at once.
KINDS = defaultdict(list)
for figure in FIGURES:
    KINDS[(OF_CHATS | OF_ORDERS)[figure.part]].append(figure)

ASKED_FOR = [
    *(("shop", kind) for kind in KINDS.values()),
    *((cut, kind[:1]) for cut in ("agent", "hour") for kind in list(KINDS.values())[:5]),
]


@pytest.fixture(scope="module")
def facts():
    return tables([random_shops.shop(seed, refunds=True) for seed in range(400, 415)])


@pytest.fixture(scope="module")
def figures(facts):
    """The figures of every shop at each cut."""
    found = {}
    for name, asked in CUTS.items():
        grain = Grain(agents="agent" in asked, hours="hour" in asked)
        rows = told(facts, grain, Settings(), as_of=LATEST, **WHEN)
        key = tuple(asked.values())
        found[name] = {shop: values[key] for shop, values in rows.items() if key in values}
    return found


@pytest.fixture(scope="module")
def told_apart(facts):
    """The figures of every shop, of new and returning buyers and of products."""
    found = defaultdict(dict)
    for name, compute in (("returning", by_acquaintance), ("product", by_product)):
        for row in compute(facts, Grain(agents=False), Settings(), as_of=LATEST, **WHEN):
            found[name, row.keys[name]][row.keys["shop"]] = row.values
    return found


def _scene(facts, **cut):
    return Scene(facts=facts, settings=Settings(), **WHEN, **cut)


def _behind(facts, kind, cut):
    """Give what is behind the figures of a kind, by figure and shop."""
    found = {figure.key: defaultdict(list) for figure in kind}
    tables = (
        (orders_behind if figure.part in SOLD else chats_behind)(figure.key, _scene(facts, **cut)).mutate(
            key=ibis.literal(figure.key)
        )
        for figure in kind
    )
    for row in ibis.union(*tables, distinct=False).to_pyarrow().to_pylist():
        found[row["key"]][row["shop"]].append(row)
    return found


@pytest.mark.parametrize(
    ("cut", "kind"), ASKED_FOR, ids=lambda each: each if isinstance(each, str) else each[0].key
)
def test_what_is_behind_a_figure_adds_up_to_it(facts, figures, cut, kind):
    found = _behind(facts, kind, CUTS[cut])

    assert all(found.values()) or cut != "shop"
    for figure in kind:
        _adds_up(figure, found[figure.key], figures[cut])


@pytest.mark.parametrize("cut", TOLD_APART, ids=str)
def test_what_is_behind_a_figure_of_some_buyers_or_of_a_product_adds_up_to_it(facts, told_apart, cut):
    figures = [figure for figure in FIGURES if figure.key in TOLD_APART[cut]]

    for of_orders in (False, True):
        kind = [figure for figure in figures if (figure.part in SOLD) is of_orders]
        found = _behind(facts, kind, dict([cut]))
        assert all(found.values())
        for figure in kind:
            _adds_up(figure, found[figure.key], told_apart[cut])


def _adds_up(figure, rows, figures):
    assert rows.keys() <= figures.keys()
    for shop, values in figures.items():
        value, given = values[figure.key], rows.get(shop, [])
        fen = 100 if figure.unit is Unit.YUAN or figure.key == "silent_share" else 1
        part = value.part if figure.whole else value.value
        assert _sum(given, "part") == pytest.approx(float(part) * fen), shop
        if figure.whole and not figure.key.startswith("guard_hits"):
            fen = fen if figure.key == "silent_share" else 1
            assert _sum(given, "whole") == pytest.approx(float(value.whole) * fen), shop
        if figure.unit is Unit.COUNT and part == len(given):
            assert all(row["counted"] for row in given)


def _sum(rows, name):
    return sum(row[name] for row in rows)


def _facts(*talk, orders=(), reminders=(), items=()):
    shop = Shop(
        messages=[message(line, seq) for seq, line in enumerate(talk)],
        orders=[order(line) for line in orders],
        reminders=[reminder(line) for line in reminders],
        items=[item(line) for line in items],
    )
    return tables([shop])


def _chats(facts, key, **cut):
    rows = chats_behind(key, _scene(facts, **cut)).to_pyarrow().to_pylist()
    return [(row["agent"][-1:], row["buyer"], row["day"].day, row["counted"]) for row in rows]


def _orders(facts, key, **cut):
    rows = orders_behind(key, _scene(facts, **cut)).to_pyarrow().to_pylist()
    return [(row["number"], row["agent"][-1:], row["counted"]) for row in rows]


def test_the_latest_comes_first_and_what_was_too_slow_is_not_counted():
    facts = _facts("09 10:00 x>甲", "09 10:00:20 甲>x", "09 10:01 x>甲", "09 11:00 y>甲", "09 11:00:20 甲>y")

    assert _chats(facts, "rate_30s") == [("甲", "y", 9, True), ("甲", "x", 9, False)]


def test_a_buyer_of_the_shop_stands_once_with_whom_they_spoke_first():
    facts = _facts("09 10:00 x>-", "09 10:01 x>乙", "09 10:02 x>甲", "09 10:03 甲>x")

    assert _chats(facts, "received") == [("乙", "x", 9, True)]
    assert _chats(facts, "reply_rate", agent=AGENTS["乙"]) == [("乙", "x", 9, False)]


def test_behind_a_sale_stands_the_chat_that_has_it():
    facts = _facts(
        "09 10:00 x>甲",
        "10 10:00 x>甲",
        "10 10:00 y>甲",
        orders=["1 x 10 12:00 paid 10 12:01 50 refund=5", "2 y 10 13:00 paid 10 13:01 70"],
    )

    assert _orders(facts, "refund_rate") == [("2", "甲", False), ("1", "甲", True)]
    assert _chats(facts, "sales") == [("甲", "x", 10, True), ("甲", "y", 10, True)]
    assert _chats(facts, "refunded") == [("甲", "x", 10, True)]


def test_behind_a_conversion_stand_the_orders_it_led_to():
    facts = _facts(
        "09 10:00 x>甲",
        "09 10:01 甲>x",
        "10 09:00 x>甲",
        "10 09:01 甲>x",
        orders=["1 x 10 10:00 50", "2 x 10 11:00 paid 10 11:01 50", "3 x 08 10:00 50"],
    )

    # The first two come of both inquiries, and stand once.
    assert _orders(facts, "conversion") == [("2", "甲", True), ("1", "甲", False)]
    assert _orders(facts, "paid") == [("2", "甲", True)]
    assert _orders(facts, "received") == []


def test_behind_a_reminder_stand_the_order_and_the_talk_of_that_day():
    facts = _facts(
        "09 10:00 x>甲",
        "09 10:05 甲>x 记得付款哦",
        orders=["1 x 09 10:01 paid 10 10:00 50"],
        reminders=["09 10:05 甲 1", "09 11:00 乙 1"],
    )

    assert _orders(facts, "reminder_rate") == [("1", "甲", True)]
    assert _orders(facts, "reminder_rate", agent=AGENTS["乙"]) == [("1", "乙", True)]
    assert _chats(facts, "reminded") == [("甲", "x", 9, True)]


def test_behind_the_most_at_once_stand_those_who_were_there():
    facts = _facts("09 10:00 x>甲", "09 10:09 y>甲", "09 10:15 z>甲", "09 15:00 w>甲")

    assert _chats(facts, "max_concurrent") == [("甲", "y", 9, True), ("甲", "x", 9, True)]


def test_a_weekday_may_be_asked_for():
    facts = _facts("09 10:00 x>甲", "10 10:00 x>甲")

    assert _chats(facts, "consulted", weekday=1) == [("甲", "x", 10, True)]


def test_behind_a_product_stand_the_orders_that_hold_it_with_what_it_brought():
    facts = _facts(
        "09 10:00 x>甲",
        "09 10:01 甲>x",
        orders=["1 x 09 10:05 paid 09 10:06 120", "2 x 09 11:00 60"],
        items=["1 A 1 80", "1 B 1 40", "2 B 1 60"],
    )

    assert _orders(facts, "sales", product="B") == [("1", "甲", True)]
    assert _orders(facts, "ordered", product="B") == [("2", "甲", True), ("1", "甲", True)]
    assert _orders(facts, "ordered", product="A") == [("1", "甲", True)]
    bought = orders_behind("sales", _scene(facts, product="B")).to_pyarrow().to_pylist()
    assert [row["sales_fen"] for row in bought] == [4000]


@pytest.mark.parametrize("key", ["nonsense", "satisfaction", "reminded"])
def test_what_is_no_figure_or_not_known_is_refused(key):
    made = _facts()

    with pytest.raises(NoFigureError):
        chats_behind(key, _scene(Facts(messages=made.messages, orders=made.orders)))


@pytest.mark.parametrize("cut", [{"returning": True}, {"product": "A"}])
def test_a_figure_that_is_not_told_so_finely_is_refused(cut):
    with pytest.raises(NoFigureError, match="so finely"):
        chats_behind("max_concurrent", _scene(_facts(items=["1 A 1 80"]), **cut))

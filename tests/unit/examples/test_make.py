"""The example exports can be made again, and agree with one another."""

import subprocess
import sys
from collections import Counter, defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku
from guitai.engines.tabular.types import OrderStatus
from guitai.engines.transcripts.reading import open_transcript
from guitai.engines.transcripts.types import Author
from guitai.kernel.decoding import Rejection
from guitai.kernel.money import Money

EXAMPLES = Path(__file__).parents[3] / "examples"
SHOPS = ("yunshang", "youmu")
ZERO = Money(0)


def lines_of(path):
    (reading,) = open_export(path)
    lines = list(reading)
    assert not [line for line in lines if isinstance(line, Rejection)]
    return lines


def orders_of(shop):
    return lines_of(next((EXAMPLES / shop).glob("ExportOrderList*.csv")))


def items_of(shop):
    return lines_of(next((EXAMPLES / shop).glob("ExportOrderDetailList*.csv")))


def messages_of(shop):
    return [
        message for path in sorted((EXAMPLES / shop).glob("chats-*.txt")) for message in open_transcript(path)
    ]


@pytest.fixture(scope="module")
def people():
    return yaml.safe_load((EXAMPLES / "people.yaml").read_text(encoding="utf-8"))


def test_the_exports_are_made_again_byte_for_byte(tmp_path):
    subprocess.run([sys.executable, str(EXAMPLES / "make.py"), str(tmp_path)], check=True)

    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {
        path.relative_to(EXAMPLES): path.read_bytes()
        for shop in SHOPS
        for path in (EXAMPLES / shop).iterdir()
    }
    assert made.keys() == kept.keys()
    assert [str(name) for name in made if made[name] != kept[name]] == []


def test_they_are_small_enough_to_be_kept():
    assert sum(path.stat().st_size for path in EXAMPLES.rglob("*") if path.is_file()) < 4_000_000


def test_two_shops_have_three_thousand_orders_with_the_sums_of_their_items():
    orders = {order.order_id: order for shop in SHOPS for order in orders_of(shop)}
    sums, pieces = defaultdict(lambda: ZERO), Counter()
    for item in (item for shop in SHOPS for item in items_of(shop)):
        sums[item.order_id] += item.price * item.quantity
        pieces[item.order_id] += item.quantity
        assert item.status is orders[item.order_id].status

    assert len(orders) == 3000
    assert all((order.goods, order.quantity) == (sums[key], pieces[key]) for key, order in orders.items())
    assert all(order.goods + order.postage == order.total for order in orders.values())
    assert all(len(order.titles) == order.kinds for order in orders.values())


@pytest.mark.parametrize("shop", SHOPS)
def test_orders_are_as_far_as_their_times_say(shop):
    orders = orders_of(shop)

    for order in orders:
        given_up = order.close_reason == "买家未付款"
        sent = order.status in {OrderStatus.SHIPPED, OrderStatus.FINISHED} or order.close_reason == "退款成功"
        assert (order.paid_at is None) == (order.status is OrderStatus.UNPAID or given_up)
        assert (order.status is OrderStatus.CLOSED) == (given_up or order.refunded == order.total)
        assert bool(order.waybill) == sent
        assert order.paid_at is None or order.created_at <= order.paid_at
    assert {order.status for order in orders} >= set(OrderStatus) - {
        OrderStatus.PART_SHIPPED,
        OrderStatus.SIGNED,
        OrderStatus.OTHER,
    }


@pytest.mark.parametrize("shop", SHOPS)
def test_buyers_come_back_and_no_phone_is_anybodys(shop):
    orders = orders_of(shop)
    times = Counter(order.buyer for order in orders)

    assert sum(1 for count in times.values() if count > 1) > 150
    assert all(order.mobile.startswith("1380000") and "路" in order.address for order in orders)


def test_there_are_a_hundred_and_twenty_products_with_stock_sizes_and_honest_facts():
    records = [record for shop in SHOPS for record in lines_of(EXAMPLES / shop / "products.xlsx")]
    by_type = {
        kind: [one for one in records if isinstance(one, kind)] for kind in (Product, Sku, SizeRow, Fact)
    }
    facts = defaultdict(set)
    for fact in by_type[Fact]:
        facts[fact.product_id].add(fact.name)
    stocks = [sku.stock for sku in by_type[Sku]]

    assert len(by_type[Product]) == len(facts) == 120
    assert all(5 <= len(names) <= 10 and "缺点" in names for names in facts.values())
    assert min(stocks) == 0 and sum(1 for stock in stocks if 0 < stock <= 5) > 50
    assert len(by_type[SizeRow]) > 150


@pytest.mark.parametrize("shop", SHOPS)
def test_what_was_ordered_is_in_the_product_sheet(shop):
    skus = {sku.code: sku for sku in lines_of(EXAMPLES / shop / "products.xlsx") if isinstance(sku, Sku)}

    assert all(skus[item.external_code].properties == item.sku for item in items_of(shop))
    assert all(skus[item.external_code].price == item.price for item in items_of(shop))


@pytest.mark.parametrize("shop", SHOPS)
def test_talks_are_many_and_varied(shop):
    messages = messages_of(shop)
    said = [message for message in messages if message.author in {Author.BUYER, Author.AGENT}]

    assert {message.author for message in messages} == set(Author)
    assert len({message.text for message in said}) > len(said) / 3
    assert any("\n" in message.text for message in messages)
    assert any("/:" in message.text for message in said)
    assert not any("{" in message.text or "[" in message.text for message in messages)


def test_there_are_about_two_thousand_talks_some_slow_some_unanswered_some_past_midnight():
    talks = defaultdict(list)
    for shop in SHOPS:
        for message in messages_of(shop):
            talks[message.agent, message.buyer, message.sent_at.date()].append(message)
    waits = [
        (second.sent_at - first.sent_at).total_seconds()
        for talk in talks.values()
        for first, second in pairwise(talk)
        if (first.author, second.author) == (Author.BUYER, Author.AGENT)
    ]

    assert 1800 <= len(talks) <= 2100
    assert all(talk == sorted(talk, key=lambda message: message.sent_at) for talk in talks.values())
    assert any(not any(message.is_agent for message in talk) for talk in talks.values())
    assert sorted(waits)[len(waits) // 2] < 60 and max(waits) > 600
    assert any(message.sent_at.hour == 0 for talk in talks.values() for message in talk)


@pytest.mark.parametrize("shop", SHOPS)
def test_the_table_of_figures_speaks_of_the_talks_of_its_week(shop):
    table = lines_of(next((EXAMPLES / shop).glob("chitu-*.xlsx")))
    met, asked = defaultdict(set), Counter()
    for message in messages_of(shop):
        if message.author in {Author.BUYER, Author.AGENT}:
            met[message.agent, message.sent_at.date()].add(message.buyer)
            asked[message.agent, message.sent_at.date()] += message.author is Author.BUYER
    agents = {message.agent for message in messages_of(shop)}
    known = [line for line in table if line.agent in agents]
    helped = [line for line in table if line.agent not in agents]

    assert {line.source for line in table} == {"chitu"}
    assert (len(known), len(helped)) == (7 * len(agents), 2)
    for line in known:
        figures = dict(line.figures)
        key = line.agent, line.day
        assert (figures["consulted"], figures["buyer_messages"]) == (len(met[key]), asked[key])
    late = {line.day.day for line in known if dict(line.figures).get("conversion", 0) is None}
    assert late == {16, 17, 18, 19}


def test_the_people_have_the_accounts_the_chats_name(people):
    accounts = {account for person in people["people"] for account in person["accounts"].values()}
    agents = {message.agent for shop in SHOPS for message in messages_of(shop)}

    assert agents <= accounts
    assert [person["role"] for person in people["people"]] == ["agent"] * 6 + ["lead", "warehouse"]
    assert {person["shift"] for person in people["people"]} <= people["shifts"].keys()
    assert {group for person in people["people"] for group in person["groups"]} <= people["groups"].keys()


def test_agents_answer_in_their_shifts(people):
    shift = {person["accounts"].get("yunshang"): person["shift"] for person in people["people"]}
    first = {}
    for message in messages_of("yunshang"):
        if message.is_agent:
            first.setdefault((message.agent, message.buyer, message.sent_at.date()), message)

    night = [message for message in first.values() if shift[message.agent] == "night"]
    assert night
    assert all(message.sent_at.hour >= 16 or message.sent_at.hour < 3 for message in night)


def test_the_phrases_have_codes_of_their_own_and_known_categories():
    phrases = yaml.safe_load((EXAMPLES / "phrases.yaml").read_text(encoding="utf-8"))
    groups = [phrases["common"], phrases["yunshang"], phrases["youmu"]]
    codes = [phrase["code"] for group in groups for phrase in group]

    assert len(codes) == len(set(codes))
    assert {phrase["category"] for group in groups for phrase in group} <= phrases["categories"].keys()
    assert all(len(groups[0]) + len(own) >= 60 for own in groups[1:])
    assert not [phrase["text"] for group in groups for phrase in group if "亲" in phrase["text"]]


def test_nothing_in_them_was_written_after_the_day_they_were_made():
    made = datetime.fromisoformat("2026-11-20T00:00:00+08:00")

    assert all(message.sent_at < made for shop in SHOPS for message in messages_of(shop))
    assert all(order.created_at < made for shop in SHOPS for order in orders_of(shop))

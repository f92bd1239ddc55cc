"""Plays the talks of ``contradictions.yaml``: agents talk against the knowledge or one another."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from generator.chats import Blocks
from generator.goods import Product
from generator.people import Buyer, buyers
from generator.shops import Shop

FILE = Path(__file__).parents[1] / "contradictions.yaml"
SHOP = "yunshang"
_FIRST_BUYER = 9000  # their phones are apart from those of all others


def planted() -> list[dict[str, Any]]:
    """Read the contradictions, each with its talks."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return list(told["planted"])


def plant(shop: Shop, blocks: Blocks, products: list[Product], chance: random.Random) -> None:
    """Add the talks to the agents' files, each with a buyer of its own who orders nothing."""
    by_id = {product.product_id: product for product in products}
    talks = [(each, talk) for each in planted() for talk in each["talks"]]
    taken = {nick for files in blocks.values() for nick in files}
    people = [buyer for buyer in buyers(2 * len(talks), _FIRST_BUYER, chance) if buyer.nick not in taken]
    for (each, talk), buyer in zip(talks, people, strict=False):
        product = by_id.get(each.get("product", ""))
        blocks[talk["agent"]][buyer.nick] = _played(shop, talk, buyer, product, chance)


def _played(
    shop: Shop, talk: dict[str, Any], buyer: Buyer, product: Product | None, chance: random.Random
) -> list[tuple[str, str, str]]:
    """Give the lines of a talk; the buyer is there first with a link to what it is about."""
    agent = f"{shop.name}:{talk['agent']}"
    lines = [["买", product.url]] if product else []
    lines += [*talk.get("before", ()), ["买", talk["asks"]], ["客", talk["says"]], *talk.get("after", ())]
    clock = datetime.fromisoformat(talk["at"])
    said = []
    for who, words in lines:
        said.append((buyer.nick if who == "买" else agent, str(clock), words))
        clock += timedelta(seconds=chance.randint(9, 55))
    return said

"""Makes the example exports of two fictional shops anew: ``python examples/make.py [FOLDER]``.

Everything is drawn from one seed, so the files are the same bytes every time. Nobody in them lives, and no
number in them is anybody's.
"""

import random
import sys
from pathlib import Path

from generator.catalogue import products_of, write_products
from generator.chats import occasions_of, talks_of
from generator.contradictions import SHOP, plant
from generator.figures import FILE, write_figures
from generator.people import buyers
from generator.reviews import FILE as REVIEWS
from generator.reviews import write_reviews
from generator.scripts import all_talks
from generator.shops import SHOPS
from generator.trade import trades_of
from generator.writing import write_items, write_orders, write_talks

SEED = 20261120
REVIEWS_SEED = 20261120
PLANTED_SEED = 20261003  # of the planted talks alone, so that more of them move nothing else


def make(folder: Path) -> None:
    """Write the exports of every shop into a folder of its own."""
    patterns = all_talks()
    for number, shop in enumerate(SHOPS):
        chance = random.Random(SEED + number)
        here = folder / shop.key
        here.mkdir(parents=True, exist_ok=True)
        products = products_of(shop, chance)
        people = buyers(round(shop.orders * 0.62), 1 + 5000 * number, chance)
        trades = trades_of(shop, products, people, chance)
        occasions = occasions_of(shop, trades, people, products, chance)
        blocks = talks_of(shop, occasions, patterns, products, chance)
        if shop.key == SHOP:
            plant(shop, blocks, products, random.Random(PLANTED_SEED))
        write_products(here / "products.xlsx", products)
        write_orders(here / "ExportOrderList202611200900.csv", shop, trades)
        write_items(here / "ExportOrderDetailList202611200900.csv", trades)
        for agent in shop.agents:
            write_talks(here / f"chats-{agent.file}.txt", shop, agent.name, blocks[agent.name])
        write_figures(here / FILE, shop, blocks, trades)
        write_reviews(here / REVIEWS, shop.key, trades, random.Random(REVIEWS_SEED + number))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)

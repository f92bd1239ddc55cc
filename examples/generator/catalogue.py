"""Draws a shop's products from its lines, and writes them as the product sheet."""

import random
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from generator.clothes import CHARTS
from generator.goods import Line, Product
from generator.shops import Shop

MADE = datetime.fromisoformat("2026-11-20T00:00:00")


def products_of(shop: Shop, chance: random.Random) -> list[Product]:
    """Draw the products of a shop: as many of each line as the shop keeps; the first of each is on sale."""
    products = []
    for number, line in enumerate(shop.lines, start=1):
        for variety in range(shop.per_line):
            product_id = f"{shop.prefix}{number:02d}{variety + 1:02d}"
            products.append(_product(shop, line, variety, product_id, chance))
    return products


def _product(shop: Shop, line: Line, variety: int, product_id: str, chance: random.Random) -> Product:
    short = line.short[variety % len(line.short)]
    if variety >= len(line.short):
        short = f"{chance.choice(('新款', '加厚', '升级款', '经典款'))}{short}"
    words = chance.sample(line.words, 4)
    low, high = line.price
    facts = {name: chance.choice(values.split("|")) for name, values in line.facts.items()}
    if "成分" in facts:
        # What a thing is made of is one truth, under whichever name a shop keeps it.
        facts["材质"] = facts["成分"]
    facts["缺点"] = chance.choice(line.weaknesses)
    colours = line.colours[: chance.randint(min(2, len(line.colours)), len(line.colours))]
    product = Product(
        product_id=product_id,
        title=f"{shop.name[:2]}{words[0]}{words[1]}{short}{words[2]}{line.noun}{words[3]}",
        short=short,
        category=line.category,
        price=chance.randint(low // 10, high // 10) * 10 + 9,
        colours=colours,
        sizes=line.sizes,
        second=line.second,
        facts=facts,
        chart=line.chart,
        rating=f"{chance.choice((4.7, 4.8, 4.8, 4.9, 4.9, 4.6))}",
        on_sale=chance.random() > 0.04 or variety == 0,
        points="；".join([*chance.sample(line.words, 2), *list(facts.values())[:1]]),
    )
    for colour in colours:
        for size in line.sizes:
            product.stock[colour, size] = _stock(chance)
    return product


def _stock(chance: random.Random) -> int:
    luck = chance.random()
    if luck < 0.07:
        return 0
    return chance.randint(1, 5) if luck < 0.2 else chance.randint(6, 260)


def write_products(path: Path, products: list[Product]) -> None:
    """Write the product sheet; the same bytes for the same products."""
    book = xlsxwriter.Workbook(path, {"strings_to_urls": False})
    book.set_properties({"created": MADE})
    add_sheet(
        book,
        "商品",
        ["商品编号", "标题", "类目", "价格", "状态", "评分", "链接", "卖点"],
        [
            [p.product_id, p.title, p.category, p.price, _state(p), float(p.rating), p.url, p.points]
            for p in products
        ],
    )
    add_sheet(
        book,
        "SKU",
        ["商品编号", "SKU编号", "规格", "价格", "库存"],
        [
            [p.product_id, p.sku_code(colour, size), p.sku_text(colour, size), p.price, stock]
            for p in products
            for (colour, size), stock in p.stock.items()
        ],
    )
    charted = [(p, size, CHARTS[p.chart][size]) for p in products if p.chart for size in p.sizes]
    measures = list(dict.fromkeys(name for _, _, chart in charted for name in chart))
    if charted:
        rows = [
            [p.product_id, size, *(chart.get(name, "") for name in measures)] for p, size, chart in charted
        ]
        add_sheet(book, "尺码表", ["商品编号", "尺码", *measures], rows)
    add_sheet(
        book,
        "属性",
        ["商品编号", "属性名", "属性值"],
        [[p.product_id, name, value] for p in products for name, value in p.facts.items()],
    )
    book.close()


def _state(product: Product) -> str:
    return "在售" if product.on_sale else "下架"


def add_sheet(
    book: xlsxwriter.Workbook, name: str, headings: list[str], rows: Sequence[Sequence[str | float]]
) -> None:
    """Write a sheet of a workbook, its headings in bold."""
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)

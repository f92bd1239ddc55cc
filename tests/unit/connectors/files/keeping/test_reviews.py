"""A list of reviews goes into the tables with its orders and products, whichever came first."""

from datetime import datetime
from pathlib import Path

from tests.factories.catalog import ProductFactory
from tests.integration.exported import Pieces, review
from tests.unit.connectors.files.exports import order

from guitai.connectors.files.importing import import_file
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.models import Order, Review


def _bring(folder: Path, shop: Shop, now: datetime, kind: str, *rows: object) -> None:
    path = Pieces(kind, rows).write(folder / f"{kind}.csv")
    import_file(path, shop=shop, at=now)


def test_a_review_finds_its_order_and_product(tmp_path: Path, shop: Shop, now: datetime):
    product = ProductFactory(shop=shop, title="纯色衬衫")
    _bring(tmp_path, shop, now, "taobao_orders", order(1))

    _bring(tmp_path, shop, now, "reviews", review(1, stars="中评"))

    kept = Review.objects.get()
    assert (kept.order, kept.product, kept.stars) == (Order.objects.get(), product, 3)
    assert (kept.order_number, kept.buyer_account) == ("351531314000000001", "小鱼")


def test_a_review_that_came_before_its_order_is_joined(tmp_path: Path, shop: Shop, now: datetime):
    _bring(tmp_path, shop, now, "reviews", review(1), review(2))
    assert not Review.objects.exclude(order=None).exists()

    _bring(tmp_path, shop, now, "taobao_orders", order(2))

    assert Review.objects.exclude(order=None).get().order == Order.objects.get()


def test_reviews_without_a_number_of_their_own_are_told_apart(tmp_path: Path, shop: Shop, now: datetime):
    other = review(1) | {"宝贝标题": "羊毛袜"}

    _bring(tmp_path, shop, now, "reviews", review(1), other, review(1))

    assert len({each.number for each in Review.objects.all()}) == 2

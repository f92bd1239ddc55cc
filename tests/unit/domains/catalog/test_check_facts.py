"""What a shop promises and what is true of a product, as rules look at it; what nobody said is None."""

from datetime import datetime, timedelta

from tests.factories.catalog import ActivityFactory, ProductFactFactory, ProductFactory, TermsFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.queries import product_facts, shop_facts
from guitai.engines.rulebook.facts import Activity, ProductFacts, ShopFacts
from guitai.kernel.money import Money


def test_of_a_shop_that_promised_nothing_only_its_settings_are_known(shop: Shop, now: datetime) -> None:
    shop.refresh_from_db()

    assert shop_facts(shop, at=now) == ShopFacts(
        name="云裳女装", dispatch_cutoff=shop.dispatch_cutoff, dispatch_hours=48, contact_limit=3
    )


def test_promises_are_told_as_they_were_written_down(shop: Shop, now: datetime) -> None:
    TermsFactory(shop=shop, links=["shop.example.com"])

    facts = shop_facts(shop, at=now)

    assert (facts.couriers, facts.free_postage, facts.postage_exceptions) == (("圆通速递",), True, ("新疆",))
    assert (facts.gifts, facts.activities, facts.price_match_days) == (("短袜一双",), (), 15)
    assert facts.links == ("shop.example.com",)


def test_written_down_without_couriers_or_gifts_there_are_no_gifts_and_couriers_are_unknown(
    shop: Shop, now: datetime
) -> None:
    TermsFactory(shop=shop, couriers=[], gifts=[])

    facts = shop_facts(shop, at=now)

    assert (facts.couriers, facts.gifts) == (None, ())


def test_activities_that_are_not_over_are_told_with_their_gifts_while_they_run(
    shop: Shop, now: datetime
) -> None:
    running = ActivityFactory(shop=shop, gifts=["洗衣袋"])
    coming = ActivityFactory(
        shop=shop, name="第二件半价", starts_at=now + timedelta(days=1), ends_at=None, gifts=["帽子"]
    )
    ActivityFactory(shop=shop, name="旧", starts_at=now - timedelta(days=9), ends_at=now)
    ActivityFactory(shop=shop, name="撤", retired_at=now)

    facts = shop_facts(shop, at=now)

    assert facts.activities == (
        Activity("满300减30", running.starts_at, running.ends_at),
        Activity("第二件半价", coming.starts_at, None),
    )
    assert facts.gifts == ("洗衣袋",)


def test_of_another_shop_nothing_is_told(shop: Shop, other_shop: Shop, now: datetime) -> None:
    TermsFactory(shop=other_shop)
    ActivityFactory(shop=other_shop)

    assert shop_facts(shop, at=now).activities is None


def test_a_product_tells_its_facts_the_weak_ones_too(shop: Shop) -> None:
    product = ProductFactory(shop=shop, title="纯色衬衫")
    ProductFactFactory(product=product, name="材质", value="棉95%", position=1)
    ProductFactFactory(product=product, name="起球", value="会轻微起球", is_weakness=True, position=2)

    assert product_facts(shop_id=shop.pk, product_id=product.pk) == ProductFacts(
        title="纯色衬衫", price=Money(15800), facts={"材质": "棉95%", "起球": "会轻微起球"}
    )


def test_a_product_without_facts_has_its_price_and_another_shops_tells_nothing(
    shop: Shop, other_shop: Shop
) -> None:
    product = ProductFactory(shop=shop, title="纯色衬衫")

    assert product_facts(shop_id=shop.pk, product_id=product.pk).price == Money(15800)
    assert product_facts(shop_id=other_shop.pk, product_id=product.pk) == ProductFacts()

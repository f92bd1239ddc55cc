"""Two goods are shown together once, in the lead's order; one of another shop never."""

from datetime import datetime

import pytest
from tests.factories.catalog import PairingFactory, ProductFactory

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog import actions, queries
from guitai.domains.catalog.errors import PairingRefusedError
from guitai.domains.catalog.models import Pairing


def test_two_goods_are_paired_once_with_the_latest_note(shop: Shop, lead: Membership, now: datetime) -> None:
    shirt, skirt = ProductFactory(shop=shop), ProductFactory(shop=shop)

    for note in ("同色系", " 一套更显瘦 "):
        actions.pair(product=shirt, goes_with=skirt, note=note, by=lead, at=now)

    (pairing,) = queries.pairings_of(shirt)
    assert (pairing.goes_with, pairing.note) == (skirt, "一套更显瘦")
    assert not queries.pairings_of(skirt).exists()
    assert [entry.deed for entry in audit.entries(shop_id=shop.pk)] == ["paired", "paired"]


def test_both_ways_is_two_pairings(shop: Shop, lead: Membership, now: datetime) -> None:
    shirt, skirt = ProductFactory(shop=shop), ProductFactory(shop=shop)

    actions.pair(product=shirt, goes_with=skirt, both_ways=True, by=lead, at=now)

    assert [pairing.goes_with for pairing in queries.pairings_of(skirt)] == [shirt]


def test_later_ones_come_after_and_what_is_off_sale_is_left_out(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    shirt, *others = ProductFactory.create_batch(4, shop=shop)
    for other in others:
        actions.pair(product=shirt, goes_with=other, by=lead, at=now)
    others[1].on_sale = False
    others[1].save()

    assert [pairing.goes_with for pairing in queries.pairings_of(shirt)] == [others[0], others[2]]


@pytest.mark.parametrize("which", ["itself", "theirs", "long"])
def test_what_can_be_no_pair_is_refused(
    shop: Shop, other_shop: Shop, lead: Membership, now: datetime, which: str
) -> None:
    shirt, skirt = ProductFactory(shop=shop), ProductFactory(shop=shop)
    other = {"itself": shirt, "theirs": ProductFactory(shop=other_shop), "long": skirt}[which]

    with pytest.raises(PairingRefusedError):
        actions.pair(
            product=shirt, goes_with=other, note="衬" * 121 if which == "long" else "", by=lead, at=now
        )

    assert not Pairing.objects.exists()


def test_a_pairing_is_taken_away_and_that_is_written_down(
    shop: Shop, lead: Membership, now: datetime
) -> None:
    pairing = PairingFactory(product__shop=shop)

    actions.unpair(pairing=pairing, by=lead, at=now)

    assert not Pairing.objects.exists()
    assert audit.entries(shop_id=shop.pk).get().deed == "unpaired"


def test_pairings_are_found_by_the_words_of_either_product_and_seen_in_the_own_shop_alone(
    shop: Shop, lead: Membership, other_lead: Membership
) -> None:
    pairing = PairingFactory(product=ProductFactory(shop=shop, title="米白衬衫"))

    assert list(queries.pairings_in(shop, q="衬衫")) == [pairing]
    assert not queries.pairings_in(shop, q="雨伞").exists()
    assert list(queries.pairings_visible_to(lead.person)) == [pairing]
    assert not queries.pairings_visible_to(other_lead.person).exists()

"""Entries of one product that ask the same are found, anew when one of them changed."""

from datetime import datetime, timedelta

from tests.factories.catalog import ProductFactory
from tests.factories.knowledge import EntryFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge import entering
from guitai.domains.knowledge.duplicates import duplicates_in


def test_the_same_question_of_one_product_is_a_duplicate(shop: Shop, other_shop: Shop) -> None:
    product = ProductFactory(shop=shop)
    first = EntryFactory(shop=shop, questions=["会起球吗"], product=product)
    second = EntryFactory(shop=shop, questions=["怎么洗", "请问会起球吗"], product=product)
    EntryFactory(shop=shop, questions=["会起球吗"])
    EntryFactory(shop=other_shop, questions=["会起球吗"])

    assert [group.keys for group in duplicates_in(shop)] == [(first.pk, second.pk)]


def test_a_change_is_noticed(shop: Shop, lead: Membership, now: datetime) -> None:
    EntryFactory(shop=shop, questions=["包邮吗"])
    other = EntryFactory(shop=shop, questions=["请问包邮吗"])
    before = duplicates_in(shop)

    entering.retire_entry(entry=other, by=lead, at=now + timedelta(minutes=1))

    assert len(before) == 1
    assert duplicates_in(shop) == []

"""What agents noted about a buyer stays with the buyer."""

from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.trade.marks import pass_on_marks


def test_tags_and_vip_mark_go_to_the_buyer_who_keeps_their_own(shop: Shop) -> None:
    masked = BuyerFactory(shop=shop, account="j****db", tags=["爽快", "急"], is_vip=True)
    known = BuyerFactory(shop=shop, account="jd_0aaaa0aaaa0db", tags=["老客", "急"])

    pass_on_marks(from_id=masked.pk, to_id=known.pk)

    masked.refresh_from_db()
    known.refresh_from_db()
    assert (known.tags, known.is_vip) == (["老客", "急", "爽快"], True)
    assert (masked.tags, masked.is_vip) == ([], False)


def test_a_vip_stays_one(shop: Shop) -> None:
    masked = BuyerFactory(shop=shop, account="j****db", tags=["急"])
    known = BuyerFactory(shop=shop, account="jd_0aaaa0aaaa0db", is_vip=True)

    pass_on_marks(from_id=masked.pk, to_id=known.pk)

    known.refresh_from_db()
    assert (known.tags, known.is_vip) == (["急"], True)

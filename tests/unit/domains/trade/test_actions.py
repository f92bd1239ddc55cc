"""Personal data is shown with a record; a buyer is met once."""

from datetime import datetime, timedelta

from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade import actions
from guitai.domains.trade.models import Buyer


def test_looking_at_a_receiver_is_kept_without_what_was_seen(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    order = OrderFactory(buyer=BuyerFactory(shop=shop))

    seen = actions.reveal_personal_data(order=order, by=agent, at=now)

    entry = AuditEntry.objects.get()
    assert (seen.receiver, seen.phone) == ("张三丰", "13800000001")
    assert (entry.deed, entry.shop_id, entry.by_label, entry.at) == (
        "personal_data_seen",
        shop.pk,
        "小美",
        now,
    )
    assert "13800000001" not in str(entry.facts)


def test_a_buyer_is_made_at_the_first_visit_and_met_again(shop: Shop, now: datetime) -> None:
    later = now + timedelta(hours=1)

    first = actions.meet_buyer(shop_id=shop.pk, account="小鱼", name="小鱼", at=now)
    again = actions.meet_buyer(shop_id=shop.pk, account="小鱼", name="余小姐", at=later)

    assert first == again
    buyer = Buyer.objects.get()
    assert (buyer.display_name, buyer.first_seen_at, buyer.last_seen_at) == ("小鱼", now, later)

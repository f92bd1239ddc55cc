from datetime import datetime

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop


def test_history_tells_who_did_what_newest_first(
    shop: Shop, lead: Membership, agent: Membership, now: datetime
):
    audit.record("member_added", subject=agent, by=lead, at=now, shop_id=shop.pk, role="agent")
    audit.record("shop_changed", subject=shop, by=None, at=now, shop_id=shop.pk)

    second, first = audit.entries(shop_id=shop.pk)

    assert (first.by_label, first.deed, first.subject_kind, first.subject_label) == (
        "王芳",
        "member_added",
        "membership",
        "小美",
    )
    assert first.facts == {"role": "agent"}
    assert (second.by_id, second.by_label) == (None, "guitai")
    assert "小美" not in str(second)
    assert str(first) == f"2026-03-02 02:00 王芳 member_added membership {agent.pk}"


def test_history_of_one_shop_is_not_anothers(shop: Shop, other_shop: Shop, now: datetime):
    audit.record("shop_changed", subject=shop, by=None, at=now, shop_id=shop.pk)

    assert not audit.entries(shop_id=other_shop.pk).exists()


def test_history_outlives_the_rows_it_speaks_of(shop: Shop, agent: Membership, now: datetime):
    audit.record("member_added", subject=agent, by=None, at=now, shop_id=shop.pk)

    agent.delete()

    assert audit.entries(shop_id=shop.pk).get().subject_label == "小美"

from datetime import datetime

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.intake import actions, queries


def save(lead: Membership, now: datetime, **columns: str):
    return actions.save_mapping(
        shop=lead.shop, by=lead, kind="taobao_orders", columns=columns, file_name="erp.csv", at=now
    )


def test_a_mapping_is_remembered_and_one_with_the_same_headings_replaced(lead: Membership, now: datetime):
    save(lead, now, order_id="单号", buyer="客户")
    save(lead, now, order_id="编码", buyer="客户")
    save(lead, now, order_id="客户", buyer="单号")

    known = [mapping.columns for mapping in queries.mappings_of(lead.shop)]

    assert known == [{"order_id": "客户", "buyer": "单号"}, {"order_id": "编码", "buyer": "客户"}]


def test_a_mapping_is_the_shops_own_and_can_be_forgotten(lead: Membership, other_shop: Shop, now: datetime):
    mapping = save(lead, now, order_id="单号")

    assert list(queries.mappings_of(other_shop)) == []
    actions.remove_mapping(mapping=mapping, by=lead, at=now)
    assert list(queries.mappings_of(lead.shop)) == []

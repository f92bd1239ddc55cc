"""A product on the stage that sold for weeks, and a fault that four buyers have in three days."""

from datetime import datetime, timedelta

FAULT = "开线"
CASES = 4


def come_apart(key: str, username: str, code: str, other: str, at: datetime) -> dict[str, int]:
    """Let a product be reported by four buyers, and let the clock's look at it happen.

    The shop has kept cases for ten weeks, of the other product now and then.
    """
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.aftersales.actions.issues import look_for_faults
    from guitai.domains.catalog.queries import by_code
    from tests.factories.faults import case_of, send

    shop = accounts.shop_by_key(key)
    assert shop
    agent = accounts.active_members(shop).get(person__username=username)
    product, usual = by_code(shop_id=shop.pk, code=code), by_code(shop_id=shop.pk, code=other)
    assert product and usual
    for each in (product, usual):
        send(shop, each, days=80, pieces=10, until=at)
    for weeks in range(0, 11, 2):
        case_of(usual, at=at - timedelta(weeks=weeks, hours=2), owner=agent, fault="色差")
    for number in range(CASES):
        case_of(product, at=at - timedelta(hours=18 * number + 1), owner=agent, fault=FAULT)
    return {"issues": len(look_for_faults(shop=shop, at=at))}

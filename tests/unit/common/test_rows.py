"""Many rows at once: keys given out first, plain values in, the same rows out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.common.rows import (
    among,
    as_stored,
    insert,
    loaded_time,
    overwrite,
    overwrite_rows,
    stored,
    stored_time,
    take_ids,
)
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.models import Buyer, Order, Parcel
from guitai.kernel.days import SHANGHAI

AT = datetime(2026, 3, 1, 10, 0, tzinfo=SHANGHAI)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(SHANGHAI))  # noqa: DTZ001 - bounds
COLUMNS = ("id", "shop_id", "account", "display_name", "first_seen_at", "last_seen_at")


@given(MOMENTS, MOMENTS)
def test_moments_are_kept_to_the_microsecond_and_sort_as_they_come(one: datetime, other: datetime) -> None:
    # In UTC: of two zones, Python calls an hour that came twice (1991, summer time) never equal.
    assert loaded_time(stored_time(one)) == one.astimezone(UTC)
    assert (stored_time(one) < stored_time(other)) == (one.astimezone(UTC) < other.astimezone(UTC))


def test_a_moment_is_stored_as_django_stores_it(shop: Shop) -> None:
    insert(Buyer, COLUMNS, [(*take_ids(Buyer, 1), shop.pk, "小鱼", "小鱼", stored_time(AT), stored_time(AT))])
    BuyerFactory(shop=shop, first_seen_at=AT)

    assert Buyer.objects.filter(first_seen_at=AT).count() == 2
    assert not Buyer.objects.filter(first_seen_at__lt=AT).exists()


def test_columns_that_are_not_named_get_their_defaults(shop: Shop) -> None:
    (key,) = take_ids(Buyer, 1)
    insert(Buyer, COLUMNS, [(key, shop.pk, "小鱼", "余小姐", stored_time(AT), stored_time(AT))])

    buyer = Buyer.objects.get()
    assert (buyer.pk, buyer.display_name, buyer.phone, buyer.is_vip, buyer.tags) == (
        *(key, "余小姐", "", False, []),
    )


def test_keys_are_never_given_out_twice(shop: Shop) -> None:
    first = take_ids(Buyer, 3)
    second = take_ids(Buyer, 2)
    deleted = BuyerFactory(shop=shop)
    given_out = [*first, *second, deleted.pk]
    deleted.delete()
    given_out += take_ids(Buyer, 1)

    assert given_out == sorted(set(given_out))
    assert len(take_ids(Buyer, 0)) == 0


def test_no_rows_are_no_statement(shop: Shop, django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        insert(Buyer, COLUMNS, [])
        overwrite([], ["tags"])
        overwrite_rows(Buyer, ["tags"], [])


def test_many_values_are_looked_for_at_once(shop: Shop, other_shop: Shop) -> None:
    wanted = [BuyerFactory(shop=shop, account=f"买家{number}") for number in range(3)]
    BuyerFactory(shop=shop, account="")
    BuyerFactory(shop=other_shop, account="买家0")
    order = OrderFactory(buyer=wanted[0])
    Parcel.objects.create(order=order, waybill="YT1")

    found = Buyer.objects.filter(among(Buyer, "account", ["买家0", "买家1", "买家2", "", "'"]), shop=shop)
    assert set(found) == set(wanted)
    assert Parcel.objects.filter(among(Parcel, "order_id", [order.pk, 0])).count() == 1
    assert not Order.objects.filter(among(Order, "number", [])).exists()


def test_a_long_list_is_found_by_the_index_and_not_by_looking_at_every_buyer(shop: Shop) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL goes by the size of a table, and reads one this small as it likes")

    plan = Buyer.objects.filter(among(Buyer, "account", ["a", "b"]), shop=shop).explain()

    assert "trade_buyer_one_account" in plan


def test_some_columns_are_overwritten_and_sealed(shop: Shop) -> None:
    buyer = BuyerFactory(shop=shop, account="小鱼", display_name="小鱼")
    buyer.phone, buyer.account, buyer.last_seen_at = "13800000001", "别人", AT + timedelta(days=1)

    overwrite([buyer], ["phone", "last_seen_at"])

    after = Buyer.objects.get()
    assert (after.phone, after.account, after.last_seen_at) == ("13800000001", "小鱼", buyer.last_seen_at)
    assert not Buyer.objects.extra(where=["phone LIKE '%%138%%'"]).exists()


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 3, 1, 7, 59, 59, tzinfo=SHANGHAI), "2026-02-28 23:59:59"),
        (datetime(2026, 3, 1, 10, 0, 0, 7, tzinfo=SHANGHAI), "2026-03-01 02:00:00.000007"),
        (datetime(1991, 7, 1, 9, 5, 3, tzinfo=SHANGHAI), "1991-07-01 00:05:03"),  # summer time
    ],
)
def test_a_moment_can_be_asked_for_as_it_is_stored(shop: Shop, at: datetime, text: str) -> None:
    assert stored_time(at) == text
    BuyerFactory(shop=shop, first_seen_at=at)
    [given_back] = Buyer.objects.values_list(as_stored("first_seen_at"), flat=True)
    assert stored(given_back) == text

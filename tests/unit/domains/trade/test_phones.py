"""Phones are compared by their digits, and found without being readable."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from tests.factories.trade import OrderFactory

from guitai.domains.trade.models import Order
from guitai.domains.trade.phones import phone_digits, phone_key


@pytest.mark.parametrize(
    "written",
    [
        "13800000001",
        "138 0000 0001",
        "+86-138-0000-0001",
        "008613800000001",
        "１３８００００００01",
        "13800000001-1234",
    ],
)
def test_one_number_in_any_writing_is_the_same_digits(written: str) -> None:
    assert phone_digits(written) == "13800000001"


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0571-88880001", "057188880001"),
        ("88880001", "88880001"),
        ("138****0001", ""),
        ("12345", ""),
        ("", ""),
    ],
)
def test_a_line_has_its_digits_and_what_is_masked_or_none_has_none(written: str, digits: str) -> None:
    assert phone_digits(written) == digits


def test_a_key_tells_nothing_and_is_the_same_for_the_same_number() -> None:
    assert phone_key("138-0000-0001") == phone_key("13800000001")
    assert phone_key("13800000001") != phone_key("13800000002")
    assert "13800000001" not in phone_key("13800000001")
    assert phone_key("138****0001") == ""


@pytest.mark.django_db
def test_orders_from_before_the_keys_get_theirs_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    orders = [OrderFactory(phone=f"1380000000{number}", phone_key="") for number in range(5)]
    masked = OrderFactory(phone="138****0001", phone_key="")
    migration = import_module("guitai.domains.trade.migrations.0005_phone_keys")
    monkeypatch.setattr(migration, "_AT_ONCE", 2)

    migration.fill(apps, SimpleNamespace(connection=connection))

    keys = dict(Order.objects.values_list("pk", "phone_key"))
    assert [keys[order.pk] for order in orders] == [phone_key(order.phone) for order in orders]
    assert keys[masked.pk] == ""

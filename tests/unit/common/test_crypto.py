import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from guitai.common.crypto import digest, seal, unseal
from guitai.domains.trade.models import Buyer

OTHER_KEY = base64.urlsafe_b64encode(b"another key of thirty-two bytes!")


@given(st.text())
def test_what_is_sealed_is_read_again_and_not_seen(text: str):
    sealed = seal(text)

    assert unseal(sealed) == text
    assert len(text) < 4 or text not in sealed


def test_the_same_text_is_sealed_differently_each_time():
    assert seal("13800000001") != seal("13800000001")


def test_another_key_reads_nothing_and_says_what_to_do():
    sealed = seal("13800000001")

    with override_settings(DATA_KEY=OTHER_KEY), pytest.raises(ImproperlyConfigured, match=r"data\.key"):
        unseal(sealed)


def test_equal_values_are_found_by_a_digest_nobody_makes_without_the_key():
    mine = digest("13800000001")

    assert digest("13800000001") == mine != digest("13800000002")
    with override_settings(DATA_KEY=OTHER_KEY):
        assert digest("13800000001") != mine


def test_a_sealed_column_is_plain_in_python_and_not_in_the_table(buyer: Buyer):
    buyer.phone = "13800000001"
    buyer.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM trade_buyer")
        stored = cursor.fetchone()[0]

    buyer.refresh_from_db()
    assert buyer.phone == "13800000001"
    assert "13800000001" not in stored
    assert unseal(stored) == "13800000001"


def test_nothing_stays_nothing(buyer: Buyer):
    buyer.refresh_from_db()

    assert buyer.phone == ""

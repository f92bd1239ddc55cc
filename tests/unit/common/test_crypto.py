import base64
from binascii import a2b_base64, b2a_base64

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from guitai.common.crypto import UnreadableError, digest, seal, seal_bytes, unseal, unseal_bytes
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


def test_what_was_sealed_with_fernet_is_still_read():
    before = Fernet(settings.DATA_KEY).encrypt("张三".encode()).decode()

    assert unseal(before) == "张三"
    with override_settings(DATA_KEY=OTHER_KEY), pytest.raises(ImproperlyConfigured, match=r"data\.key"):
        unseal(before)


@pytest.mark.parametrize("token", ["2$", "2$x", "2$AAAA", "plain text", "gAAAAA", "é"])
def test_what_was_never_sealed_is_refused(token: str):
    with pytest.raises(ImproperlyConfigured):
        unseal(token)


@given(st.text(min_size=1), st.integers(min_value=0))
def test_a_token_that_was_changed_anywhere_is_refused(text: str, place: int):
    sealed = bytearray(a2b_base64(seal(text)[2:]))
    sealed[place % len(sealed)] ^= 1

    with pytest.raises(ImproperlyConfigured):
        unseal("2$" + b2a_base64(sealed, newline=False).decode())


@given(st.binary())
def test_what_a_file_held_is_read_again_under_its_name_and_not_seen(data: bytes):
    sealed = seal_bytes(data, name="a")

    assert unseal_bytes(sealed, name="a") == data
    assert len(data) < 4 or data not in sealed


def test_a_file_under_another_name_or_damaged_or_of_another_key_is_not_read():
    sealed = seal_bytes(b"a picture", name="a")
    damaged = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for data, name in (
        (sealed, "b"),
        (damaged, "a"),
        (b"", "a"),
        (sealed[:9], "a"),
        (b"XX" + sealed[2:], "a"),
    ):
        with pytest.raises(UnreadableError):
            unseal_bytes(data, name=name)
    with override_settings(DATA_KEY=OTHER_KEY), pytest.raises(UnreadableError):
        unseal_bytes(sealed, name="a")

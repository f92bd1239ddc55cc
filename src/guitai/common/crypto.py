"""Personal data at rest: encrypted columns, and a keyed digest to find a row by a value nobody can read.

docs/adr/0008 says which cipher and why; what was sealed before with Fernet is still read.
"""

import hashlib
import os
from binascii import a2b_base64, b2a_base64
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField

_MARK = "2$"  # no Fernet token begins so: those are base64 and begin with gAAAAA
_NONCE = 12
_FILE_MARK = b"G1"  # how a sealed file begins


class UnreadableError(Exception):
    """A sealed file can't be read with this installation's key; its name is what it was asked for by."""


class DataKey:
    """An installation's data key, at hand for whoever seals many values.

    Each purpose has a key of its own, so that what is known of one tells nothing of the others.
    """

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(key)
        self._cipher = AESGCMSIV(hashlib.blake2b(key=key, person=b"seal", digest_size=32).digest())
        self._file_cipher = AESGCMSIV(hashlib.blake2b(key=key, person=b"file", digest_size=32).digest())
        digest_key = hashlib.blake2b(key=key, person=b"digest", digest_size=32).digest()
        self._keyed = hashlib.blake2b(key=digest_key, digest_size=16)

    def seal(self, text: str) -> str:
        """Encrypt and sign a text (AES-256-GCM-SIV, RFC 8452)."""
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode(), None)
        return _MARK + str(b2a_base64(sealed, newline=False), "ascii")

    def unseal(self, token: str) -> str:
        """Give back what was sealed.

        :raises ImproperlyConfigured: if this installation's key is not the one it was sealed with.
        """
        try:
            if not token.startswith(_MARK):
                return self._fernet.decrypt(token.encode()).decode()
            sealed = a2b_base64(token[len(_MARK) :])
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()
        except (InvalidToken, InvalidTag, ValueError) as error:
            raise ImproperlyConfigured(
                "Stored personal data can't be read: the data key is not the one it was written with. "
                "Put back the data.key file (or GUITAI_DATA_KEY) that belongs to this database."
            ) from error

    def seal_bytes(self, data: bytes, *, name: str) -> bytes:
        """Encrypt and sign what a file holds, so that it can be read under its own name alone."""
        nonce = os.urandom(_NONCE)
        return _FILE_MARK + nonce + self._file_cipher.encrypt(nonce, data, name.encode())

    def unseal_bytes(self, sealed: bytes, *, name: str) -> bytes:
        """Give back what :meth:`seal_bytes` sealed under this name.

        :raises UnreadableError: if it was damaged, sealed under another name or with another key.
        """
        start = len(_FILE_MARK)
        nonce, rest = sealed[start : start + _NONCE], sealed[start + _NONCE :]
        try:
            if not sealed.startswith(_FILE_MARK):
                raise UnreadableError(name)
            return self._file_cipher.decrypt(nonce, rest, name.encode())
        except (InvalidTag, ValueError) as error:
            raise UnreadableError(name) from error

    def digest(self, text: str) -> str:
        """Give a keyed fingerprint by which equal values are found; without the key it tells nothing."""
        state = self._keyed.copy()
        state.update(text.encode())
        return state.hexdigest()


_keys = lru_cache(maxsize=4)(DataKey)


def data_key() -> DataKey:
    """Give the key of this installation."""
    return _keys(settings.DATA_KEY)


def seal(text: str) -> str:
    """Do as :meth:`DataKey.seal` does."""
    return data_key().seal(text)


def unseal(token: str) -> str:
    """Do as :meth:`DataKey.unseal` does."""
    return data_key().unseal(token)


def seal_bytes(data: bytes, *, name: str) -> bytes:
    """Do as :meth:`DataKey.seal_bytes` does."""
    return data_key().seal_bytes(data, name=name)


def unseal_bytes(sealed: bytes, *, name: str) -> bytes:
    """Do as :meth:`DataKey.unseal_bytes` does."""
    return data_key().unseal_bytes(sealed, name=name)


def digest(text: str) -> str:
    """Do as :meth:`DataKey.digest` does."""
    return data_key().digest(text)


class SealedField(_Text):
    """A text column that is encrypted in the database and plain in Python; can't be searched."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way in; nothing stays nothing."""
        return seal(value) if value else value

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Decrypt on the way out."""
        return unseal(value) if value else value

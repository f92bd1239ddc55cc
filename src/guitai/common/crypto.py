"""Personal data at rest: encrypted columns, and a keyed digest to find a row by a value nobody can read."""

import hashlib
import hmac
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> Fernet:
    return Fernet(key)


def seal(text: str) -> str:
    """Encrypt and sign a text with the installation's data key (Fernet: AES-128-CBC, HMAC-SHA-256)."""
    return _cipher(settings.DATA_KEY).encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """Give back what was sealed.

    :raises ImproperlyConfigured: if this installation's key is not the one it was sealed with.
    """
    try:
        return _cipher(settings.DATA_KEY).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "Stored personal data can't be read: the data key is not the one it was written with. "
            "Put back the data.key file (or GUITAI_DATA_KEY) that belongs to this database."
        ) from error


def digest(text: str) -> str:
    """Give a keyed fingerprint by which equal values are found; without the key it tells nothing."""
    return hmac.new(settings.DATA_KEY, text.encode(), hashlib.sha256).hexdigest()


class SealedField(_Text):
    """A text column that is encrypted in the database and plain in Python; can't be searched."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way in; nothing stays nothing."""
        return seal(value) if value else value

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Decrypt on the way out."""
        return unseal(value) if value else value

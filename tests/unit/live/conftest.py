"""Sockets live by the real clock."""

from datetime import datetime

import pytest
from django.utils import timezone
from tests.sockets import wires

__all__ = ["wires"]


@pytest.fixture
def now() -> datetime:
    """This very moment."""
    return timezone.now()

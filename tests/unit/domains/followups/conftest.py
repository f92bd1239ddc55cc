"""Hears what is announced."""

import pytest

from guitai.common import events


@pytest.fixture
def heard(monkeypatch):
    """Give what was announced of a kind, as if it were committed."""
    published = []
    monkeypatch.setattr(events, "publish", published.append)
    return lambda kind: [event for event in published if isinstance(event, kind)]

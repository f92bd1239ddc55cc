"""What tests of after-sales share."""

import pytest
from tests.factories.aftersales import BACK, SHORT

from guitai.domains.aftersales import playbook_texts


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Two short playbooks in the place of those that come with the program."""
    texts = {"back": BACK, "short": SHORT}
    monkeypatch.setattr(playbook_texts, "shipped", lambda: texts)
    return texts

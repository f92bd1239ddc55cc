"""A new shop is not empty where every shop is alike."""

from datetime import UTC, datetime

import pytest

from guitai.domains.accounts import actions
from guitai.domains.knowledge import guide_queries, queries


@pytest.mark.django_db
def test_a_new_shop_has_the_folders_and_guides_of_the_trade(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        shop = actions.create_shop(key="neu", name="新店", at=datetime(2026, 11, 22, tzinfo=UTC))

    assert len(queries.folders_of(shop)) >= 13
    assert "申请退款" in [guide.title for guide in guide_queries.guides_of(shop)]

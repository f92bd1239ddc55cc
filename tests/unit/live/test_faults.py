import json
from datetime import datetime

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.faults import ProductIssueFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.events import FaultAlarm
from guitai.live import bus, faults, groups


def _alarm(issue_id: int, shop: Shop, at: datetime) -> FaultAlarm:
    return FaultAlarm(shop_id=shop.pk, issue_id=issue_id, product_id=1, fault="damaged", cases=3, at=at)


def test_leads_hear_of_it_in_their_language_with_the_way_there(
    shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch
):
    told = []
    monkeypatch.setattr(bus, "tell", lambda group, said: told.append((group, said)))
    product = ProductFactory(shop=shop, title="针织衫")
    issue = ProductIssueFactory(shop=shop, product=product, fault="damaged", opened_at=now)

    faults.fault_alarmed(_alarm(issue.pk, shop, now))

    ((group, said),) = told
    assert (group, said["type"], said["right"]) == (groups.of_floor(shop.pk), "tell_leads", "approve")
    frame = json.loads(said["texts"]["en"])
    assert (frame["kind"], frame["issue"]) == ("fault", issue.pk)
    assert frame["url"] == f"/s/yunshang/issues/{issue.pk}/"
    assert frame["reason"] == "针织衫 shows a fault more often than usual: arrived damaged, 3 cases."


def test_of_an_issue_that_is_gone_nothing_is_told(shop: Shop, now: datetime, monkeypatch: pytest.MonkeyPatch):
    told = []
    monkeypatch.setattr(bus, "tell", lambda group, said: told.append(said))

    faults.fault_alarmed(_alarm(404, shop, now))

    assert told == []

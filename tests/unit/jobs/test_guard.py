from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.guard import ApprovalFactory, VerdictFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.guard.models import Approval, Outcome
from guitai.jobs import guard


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job lets go of connections that grew old; this test's own transaction must stay."""
    monkeypatch.setattr(guard, "close_old_connections", lambda: None)


def test_each_minute_old_requests_lapse_and_old_drafts_are_dropped(agent: Membership):
    at = timezone.now()
    old, fresh = at - timedelta(minutes=31), at - timedelta(minutes=1)
    requests = [ApprovalFactory(verdict__member=agent, asked_at=when) for when in (old, fresh)]
    drafts = [VerdictFactory(member=agent, at=when) for when in (old, fresh)]

    guard.end_what_was_left.call_local()

    for row in (*requests, *drafts):
        row.refresh_from_db()
    assert [request.state for request in requests] == [Approval.State.LAPSED, Approval.State.WAITING]
    assert [draft.outcome for draft in drafts] == [Outcome.DROPPED, Outcome.HELD]

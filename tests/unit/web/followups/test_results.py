import io
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.unit.web.followups.conftest import FOLLOWUPS, Open

from guitai.domains.accounts.models import Membership

RESULTS = f"{FOLLOWUPS}results/"


@pytest.fixture(autouse=True)
def _ended(agent: Membership, other_agent: Membership, open_todo: Open, now: datetime) -> None:
    done = {"state": "done", "closed_at": now}
    open_todo("甲", **done, outcome="paid", closed_by=agent, attempts=2, brought_fen=15800)
    open_todo("乙", **done, outcome="declined", closed_by=agent, attempts=1)
    open_todo("丙", owner=other_agent, listing="late")
    open_todo("丁", owner=None, state="left", outcome="paid", closed_at=now)


def test_a_lead_reads_the_lists_and_the_agents(lead: Membership, signed_in: Any):
    body = signed_in(lead).get(RESULTS).content.decode()

    by_agent = body[body.index('id="by-agent"') :]
    assert by_agent.index("小美") < by_agent.index("阿杰")
    assert "¥158.00" in by_agent
    assert body.count("<tr>") == 2 + 2 + 3  # with the headings


def test_a_lead_narrows_to_one_agent_and_an_agent_sees_only_their_own(
    lead: Membership, other_agent: Membership, client: Client, signed_in: Any
):
    his = signed_in(lead).get(f"{RESULTS}?agent={other_agent.pk}").content.decode()
    assert "¥158.00" not in his

    own = client.get(f"{RESULTS}?agent={other_agent.pk}").content.decode()
    assert "¥158.00" in own
    assert 'id="by-agent"' not in own


def test_the_workbook_holds_the_same(lead: Membership, signed_in: Any):
    response = signed_in(lead).get(f"{RESULTS}xlsx/")

    assert response["Content-Disposition"].startswith('attachment; filename="follow-ups-yunshang-')
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    by_list, by_agent = (book.get_sheet_by_index(at).to_python()[1:] for at in (0, 1))
    assert [row[2:7] for row in by_list] == [[3, 2, 1, 3, 158], [1, 0, 0, 0, 0]]
    assert [row[0] for row in by_agent][:2] == ["小美", "阿杰"]


def test_days_in_which_nothing_came_say_so(client: Client):
    assert "empty-title" in client.get(f"{RESULTS}?from=2020-01-01&to=2020-01-07").content.decode()

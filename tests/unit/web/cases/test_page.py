from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.aftersales import LedgerLineFactory
from tests.factories.chat import ConversationFactory
from tests.factories.warehouse import TaskFactory
from tests.unit.web.cases.conftest import CASES, HTMX, Open

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case

HERE = f"{CASES}7/"


def _page(client: Client, query: str = "", **more: Any) -> str:
    response = client.get(f"{HERE}?{query}", **more)
    assert response.status_code == 200
    return response.content.decode()


def test_the_step_stands_with_its_question_evidence_words_and_answers(client: Client, case: Case):
    body = _page(client)

    step = body[body.index("case-step") : body.index("case-pictures")]
    for wanted in (
        "Are there photos?",
        "waits for: Buyer",
        "Photos of the parcel",
        "麻烦您拍一下纯色衬衫",
        "this step",
    ):
        assert wanted in step
    assert 'value="photos"' in step and 'data-key="1"' in step
    assert 'value="none"' in step and 'data-key="2"' in step
    assert "1 picture" in step


def test_what_is_known_of_the_order_stands_beside(client: Client, case: Case, agent: Membership):
    talk = ConversationFactory(buyer=case.buyer, agent=agent)

    body = _page(client)

    for wanted in ("35153131408888", "¥158.00", "纯色衬衫", f'href="/s/yunshang/desk/?c={talk.pk}"'):
        assert wanted in body


def test_what_the_warehouse_is_asked_has_no_answers_here(client: Client, open_case: Open):
    case = open_case(number=7, step="resend")
    case.task = TaskFactory(order=case.order, kind="resend")
    case.save()

    body = _page(client)

    assert "The warehouse is asked" in body
    assert "case-answers" not in body


def test_the_way_here_stands_beneath_the_last_first(client: Client, open_case: Open, now: datetime):
    line = {
        "playbook": 0,
        "answer": "none",
        "by": 1,
        "name": "小美",
        "at": now.isoformat(),
        "note": "手机坏了",
    }
    case = open_case(number=7, step="decide")
    case.trail = [line | {"playbook": case.playbook_id, "step": "look"}]
    case.save()

    body = _page(client)

    trail = body[body.index('class="case-trail"') :]
    assert trail.index("手机坏了") < trail.index("Opened")
    assert "Are there photos?" in trail
    assert 'data-key="u"' in body


def test_ledger_lines_and_stages_are_shown(client: Client, case: Case, now: datetime):
    LedgerLineFactory(case=case, by=case.owner, note="打过电话")
    sent = now - timedelta(days=3)
    case.stages = {"sent": sent.isoformat(), "received": now.isoformat()}
    case.save()

    body = _page(client)

    assert "打过电话" in body and "¥20.00" in body
    stages = body[body.index('class="case-stages"') :]
    assert stages.index("sent back") < stages.index("3 days") < stages.index("received")


@pytest.mark.parametrize("columns", [{"step": "give"}, {"fault": "开线"}, {"owner": None}])
def test_looking_again_brings_the_clocks_alone_until_something_changes(
    client: Client, case: Case, columns: dict[str, Any]
):
    stamp = client.get(HERE, headers=HTMX).context["stamp"]

    same = client.get(f"{HERE}?stamp={stamp}", headers=HTMX)
    assert same["HX-Reswap"] == "none"
    assert 'id="case-clock-step"' in same.content.decode()
    assert "case-answers" not in same.content.decode()

    Case.objects.filter(pk=case.pk).update(**columns)
    again = client.get(f"{HERE}?stamp={stamp}", headers=HTMX)
    assert "HX-Reswap" not in again
    assert again.content.decode().lstrip().startswith('<div id="case"')


def test_who_is_typing_is_told_that_the_case_went_on(client: Client, case: Case):
    stamp = client.get(HERE, headers=HTMX).context["stamp"]
    Case.objects.filter(pk=case.pk).update(step="give")

    told = client.get(f"{HERE}?stamp={stamp}&typing=1", headers=HTMX)

    assert told["HX-Retarget"] == "#case-moved"
    assert 'data-key="l"' in told.content.decode()
    assert "case-answers" not in told.content.decode()


def test_a_case_that_ended_can_only_be_reopened(client: Client, open_case: Open, now: datetime):
    open_case(number=7, state="ended", outcome="refunded", ended_at=now, due_at=None)

    body = _page(client)

    assert "paid back" in body
    assert "7/reopen/" in body
    for gone in ("7/kind/", "7/give/", "7/answer/", "7/attempt/"):
        assert gone not in body


def test_a_case_that_was_merged_leads_on(client: Client, open_case: Open, now: datetime):
    into = open_case(number=8, kind="lost")
    open_case(number=7, state="merged", ended_at=now, merged_into=into, due_at=None)

    body = _page(client)

    assert "Merged into case 8" in body
    assert f'href="{CASES}8/"' in body
    assert "7/reopen/" not in body


def test_another_shops_case_is_not_there(case: Case, neighbour: Membership, signed_in: Any, client: Client):
    browser = signed_in(neighbour)

    assert browser.get(HERE).status_code == 404
    assert browser.get("/s/nanshan/cases/7/").status_code == 404
    assert client.get(f"{CASES}8/").status_code == 404
    assert client.get(f"{CASES}{10**30}/").status_code == 404


def test_nobody_outsourced_reads_a_buyers_name(outsourced: Membership, signed_in: Any, case: Case):
    assert "tb_demo01" not in _page(signed_in(outsourced))


def test_the_page_asks_few_questions(client: Client, case: Case, django_assert_max_num_queries: Any):
    with django_assert_max_num_queries(32):
        _page(client)

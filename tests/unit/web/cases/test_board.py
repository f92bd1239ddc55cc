import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.factories.aftersales import PlaybookTextFactory
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.unit.web.cases.conftest import CASES, HTMX, Open

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case, PlaybookText


def _board(client: Client, query: str = "", **more: Any) -> str:
    response = client.get(f"{CASES}?{query}", **more)
    assert response.status_code == 200
    return response.content.decode()


def _numbers(body: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="case-(\d+)"', body)]


def test_a_row_says_what_is_asked_of_whom_and_what_it_is_about(client: Client, open_case: Open):
    open_case(number=7, cost_fen=2000)

    row = _board(client)
    row = row[row.index('id="case-7"') : row.index("</li>", row.index('id="case-7"'))]

    for wanted in (
        "#7",
        "arrived damaged",
        "Are there photos?",
        "Buyer",
        "tb_demo01",
        "纯色衬衫",
        "¥20.00",
        "小美",
    ):
        assert wanted in row
    assert 'data-level="soon"' in row


def test_the_first_clock_to_run_out_stands_on_top(client: Client, open_case: Open, now: datetime):
    for number, minutes in ((1, 50), (2, -5), (3, 10)):
        open_case(number=number, due_at=now + timedelta(minutes=minutes))
    open_case(number=4, due_at=None)

    body = _board(client)

    assert _numbers(body) == [2, 3, 1, 4]
    assert body.count('data-level="late"') == 1
    assert 'data-late="1"' in body


def test_each_row_stands_in_the_column_of_whose_turn_it_is(client: Client, open_case: Open):
    open_case(number=1, step="look")
    open_case(number=2, step="give")
    open_case(number=3, step="decide")

    body = _board(client)

    heads = re.findall(r'board-head" data-column="(\d)">(\w+) <span class="num">(\d)', body)
    assert heads == [("1", "Agent", "1"), ("2", "Buyer", "1"), ("3", "Lead", "1")]
    assert re.findall(r'<li data-column="(\d)">', body) == ["2", "1", "3"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", [1, 2, 3, 4]),
        ("whose=mine", [1, 4]),
        ("whose=free", [2]),
        ("late=1", [1]),
        ("kind=lost", [3]),
        ("turn=agent", [4]),
        ("turn=courier", []),
        ("q=8888", [1, 2, 4]),
        ("q=%233", [3]),
        ("q=沙发", []),
        ("whose=everyone&kind=weather&turn=sun&owner=x&page=x", [1, 2, 3, 4]),
    ],
)
def test_the_address_narrows(
    client: Client, open_case: Open, other_agent: Membership, now: datetime, query: str, shown: list[int]
):
    other = OrderFactory(buyer=BuyerFactory(shop=other_agent.shop), number="900000000000017777")
    open_case(number=1, due_at=now - timedelta(minutes=1))
    open_case(number=2, owner=None)
    open_case(number=3, owner=other_agent, kind="lost", order=other)
    open_case(number=4, step="give")

    assert sorted(_numbers(_board(client, query))) == shown


def test_an_owner_is_chosen(client: Client, open_case: Open, other_agent: Membership):
    open_case(number=1)
    open_case(number=2, owner=other_agent)

    assert _numbers(_board(client, f"owner={other_agent.pk}")) == [2]


def test_what_is_over_stands_on_the_other_tab(client: Client, open_case: Open, now: datetime):
    open_case(number=1)
    open_case(number=2, state="ended", outcome="refunded", ended_at=now, due_at=None)

    assert _numbers(_board(client)) == [1]
    over = _board(client, "over=1")
    assert _numbers(over) == [2]
    assert "paid back" in over


def test_nobody_outsourced_reads_a_buyers_name(outsourced: Membership, signed_in: Any, case: Case):
    body = _board(signed_in(outsourced))

    assert "t*" in body
    assert "tb_demo01" not in body


def test_who_neither_answers_nor_keeps_ledgers_stays_outside(warehouse: Membership, signed_in: Any):
    assert signed_in(warehouse).get(CASES).status_code == 403


@time_machine.travel(datetime(2026, 3, 2, 2, 0, 30, tzinfo=UTC), tick=False)
def test_looking_again_brings_nothing_until_something_changes(signed_in: Any, agent: Membership, case: Case):
    agent.person.language = "en"
    agent.person.save()
    client = signed_in(agent)
    stamp = client.get(CASES, headers=HTMX).context["stamp"]

    assert client.get(f"{CASES}?stamp={stamp}", headers=HTMX).status_code == 204
    Case.objects.filter(pk=case.pk).update(step="give")
    again = client.get(f"{CASES}?stamp={stamp}", headers=HTMX)
    assert again.content.decode().lstrip().startswith('<div id="cases"')
    assert "What does the buyer want?" in again.content.decode()


def test_nothing_under_way_says_the_next_step(client: Client):
    assert "empty-title" in _board(client)
    assert "No case is like that" in _board(client, "late=1")


@pytest.mark.slow
def test_ten_thousand_are_read_by_the_page_with_few_questions(
    client: Client,
    agent: Membership,
    case: Case,
    playbook: PlaybookText,
    django_assert_max_num_queries: Any,
    now: datetime,
):
    other = PlaybookTextFactory(shop=agent.shop, version=2)
    Case.objects.bulk_create(
        Case(
            shop=agent.shop, number=number, kind="damaged", buyer=case.buyer, order=case.order,
            playbook=other if number % 2 else playbook, step="give", owner=agent, opened_by=agent,
            opened_at=now, step_since=now, answer_due_at=now, due_at=now + timedelta(minutes=number),
        )
        for number in range(100, 10_100)
    )  # fmt: skip

    with django_assert_max_num_queries(16):
        body = _board(client)

    assert len(_numbers(body)) == 200
    assert 'Agent <span class="num">10000</span>' in body
    assert "page=2" in body
    assert _numbers(_board(client, "page=51")) == [10_099]

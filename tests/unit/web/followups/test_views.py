import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.followups import TodoFactory
from tests.unit.web.followups.conftest import FOLLOWUPS, HTMX, Open

from guitai.domains.accounts.models import Membership
from guitai.domains.followups.models import Listing, Todo
from guitai.domains.followups.processes import put_default_processes


def _body(client: Client, query: str = "", **more: Any) -> str:
    response = client.get(f"{FOLLOWUPS}?{query}", **more)
    assert response.status_code == 200
    return response.content.decode()


def test_one_sees_what_one_has_to_do_and_why(client: Client, mine: list[Todo], open_todo: Open):
    open_todo("丙买家", owner=None)

    body = _body(client)

    rows = body[body.index("<ul>") :]
    assert rows.index("甲买家") < rows.index("乙买家")
    assert "丙买家" not in body
    assert "¥158.00" in rows
    assert 'data-level="late"' in rows
    assert 'data-level="soon"' in rows


def test_the_first_is_open_with_its_wording_its_talk_and_its_keys(client: Client, mine: list[Todo]):
    opened = _body(client)
    opened = opened[opened.index("followups-opened") : opened.index("followups-rows")]

    assert f'href="/s/yunshang/desk/?c={mine[0].buyer.conversations.get().pk}"' in opened
    assert "纯色衬衫" in opened[opened.index("<textarea") :]
    for key in ("1", "2", "3", "4", "c", "o", "p", "t", "x"):
        assert f'data-key="{key}"' in opened
    assert 'data-key="a"' not in opened  # it is hers


def test_another_is_opened_by_its_address_and_nonsense_is_left_out(client: Client, mine: list[Todo]):
    assert f"{mine[1].pk}/close/" in _body(client, f"pk={mine[1].pk}")
    for query in ("pk=x&list=weather&whose=all&page=x", "page=99&later=2"):
        assert f"{mine[0].pk}/close/" in _body(client, query)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"甲买家", "乙买家"}),
        ("list=asked", {"乙买家"}),
        ("whose=free", {"丙买家"}),
        ("later=1", {"戊买家"}),
        ("whose=all", {"甲买家", "乙买家", "丙买家", "丁买家"}),
        ("whose=all&list=late", {"丁买家"}),
    ],
)
def test_the_address_narrows(
    lead: Membership, agent: Membership, other_agent: Membership, mine: list[Todo], open_todo: Open,
    signed_in: Any, now: datetime, query: str, shown: set[str],
):  # fmt: skip
    open_todo("丙买家", owner=None)
    open_todo("丁买家", owner=other_agent, listing=Listing.LATE)
    open_todo("戊买家", next_at=now + timedelta(days=1))
    reader = lead if "all" in query else agent

    body = _body(signed_in(reader), query)

    body = body[body.index("followups-rows") :]
    assert {name for name in ("甲买家", "乙买家", "丙买家", "丁买家", "戊买家") if name in body} == shown


def test_an_agent_does_not_look_through_everybodys(client: Client, other_agent: Membership, open_todo: Open):
    open_todo("丁买家", owner=other_agent)

    body = _body(client, "whose=all")

    assert "丁买家" not in body
    assert '?whose=all"' not in body[body.index("followups-lists") :]


def test_a_part_is_the_middle_alone(client: Client, mine: list[Todo]):
    assert _body(client, headers=HTMX).lstrip().startswith('<div id="followups"')
    back = HTMX | {"hx-history-restore-request": "true"}
    assert "<html" in _body(client, headers=back)


def test_where_a_platform_forbids_it_the_page_says_what_to_do_instead(
    client: Client, agent: Membership, mine: list[Todo]
):
    agent.shop.platform = "jd"
    agent.shop.save()

    body = _body(client)

    assert "京东" in body
    assert 'data-key="c"' not in body


def test_a_promise_has_no_wording_and_says_what_was_said(client: Client, agent: Membership):
    TodoFactory(owner=agent)

    body = _body(client)

    assert "10分钟后回复您" in body
    assert "<textarea" not in body


def test_nothing_to_do_says_the_next_step(client: Client):
    assert "empty-title" in _body(client)


def test_ten_thousand_are_read_by_the_page_with_as_many_questions_as_one(
    client: Client, mine: list[Todo], agent: Membership, django_assert_max_num_queries: Any, now: datetime
):
    Todo.objects.bulk_create(
        Todo(shop=agent.shop, owner=agent, listing="unpaid", key=f"k{number}", opened_at=now, due_at=now)
        for number in range(10_000)
    )

    with django_assert_max_num_queries(30):
        body = _body(client)

    assert body.count('class="followups-row"') == 50
    assert "page=2" in body
    assert len(body) < 150_000


@pytest.mark.parametrize("page", ["", "closed/", "results/", "processes/", "settings/"])
def test_every_page_is_open_to_those_whose_it_is(
    lead: Membership, client: Client, warehouse: Membership, signed_in: Any, now: datetime, page: str
):
    put_default_processes(shop=lead.shop, at=now)

    assert signed_in(lead).get(FOLLOWUPS + page).status_code == 200
    assert client.get(FOLLOWUPS + page).status_code == (403 if page == "settings/" else 200)
    assert signed_in(warehouse).get(FOLLOWUPS + page).status_code == 403


def test_a_lead_with_nothing_to_do_sees_what_the_others_have(
    client: Client, lead: Membership, agent: Membership, open_todo: Open
):
    open_todo("丁买家", owner=agent)
    client.force_login(lead.person)
    assert "丁买家" in _body(client)

    open_todo("己买家", owner=lead)
    own = _body(client)
    assert "己买家" in own
    assert "丁买家" not in own


def test_what_came_since_is_told_without_moving_anything(
    client: Client, mine: list[Todo], open_todo: Open, agent: Membership
):
    since = max(todo.pk for todo in mine)
    assert f"since={since}&amp;pk={mine[0].pk}" in _body(client)
    before = _body(client, f"list=unpaid&since={since}", headers=HTMX)
    open_todo("己买家"), open_todo("庚买家", owner=None), open_todo("辛买家", listing=Listing.LATE)

    told = _body(client, f"list=unpaid&since={since}&pk={mine[0].pk}", headers=HTMX)

    assert "data-key" not in before
    assert "己买家" not in told
    assert f"list=unpaid&amp;whose=mine&amp;pk={mine[0].pk}" in told
    assert re.search(r"</svg>\D*1\D", told[told.index("data-key") :])


@pytest.mark.parametrize("since", ["x", "", "9" * 30])
def test_a_page_that_says_nonsense_of_what_it_shows_is_answered(client: Client, mine: list[Todo], since: str):
    assert "followups-newer" in _body(client, f"since={since}", headers=HTMX)


def test_who_comes_back_from_the_next_page_stands_at_the_end(client: Client, mine: list[Todo]):
    assert f"{mine[1].pk}/close/" in _body(client, "pk=last")

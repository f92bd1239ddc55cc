"""A platform's list of sessions comes in once, and what it says later is added."""

from dataclasses import replace
from datetime import UTC, datetime

from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import ServiceSession
from guitai.domains.chat.sessions import SessionDraft, put_sessions

DRAFT = SessionDraft(
    session_id="cid-1",
    started_at=datetime(2026, 7, 21, 13, 50, 10, tzinfo=UTC),
    buyer_account="jd_0aaaa0aaaa0db",
    agent_account="示例店-小何",
    first_response_s=4.0,
    buyer_messages=3,
)


def put(shop: Shop, *drafts: SessionDraft) -> tuple[int, int, int]:
    tally = put_sessions(shop=shop, drafts=drafts)
    return tally.added, tally.updated, tally.unchanged


def test_a_session_comes_once(shop: Shop, other_shop: Shop) -> None:
    assert put(shop, DRAFT, DRAFT) == (1, 0, 1)
    assert put(shop, DRAFT) == (0, 0, 1)
    assert put(other_shop, DRAFT) == (1, 0, 0)

    row = ServiceSession.objects.get(shop=shop)
    assert (row.buyer_account, row.first_response_s, row.average_response_s) == (
        "jd_0aaaa0aaaa0db",
        4.0,
        None,
    )


def test_a_rating_that_comes_later_is_added_and_what_is_not_named_stays(shop: Shop) -> None:
    put(shop, DRAFT)

    assert put(shop, replace(DRAFT, satisfaction="满意", rating=4, first_response_s=None)) == (0, 1, 0)
    assert put(shop, DRAFT) == (0, 0, 1)

    row = ServiceSession.objects.get()
    assert (row.satisfaction, row.rating, row.first_response_s) == ("满意", 4, 4.0)


def test_without_a_number_moment_buyer_and_agent_make_it_the_same(shop: Shop) -> None:
    bare = replace(DRAFT, session_id="")

    assert put(shop, bare, replace(bare, agent_account="示例店-小李")) == (2, 0, 0)
    assert put(shop, replace(bare, solved="是")) == (0, 1, 0)

"""The playbooks of a shop as they are now, and what their versions differ in."""

from datetime import datetime

from tests.factories.aftersales import SHORT, CaseFactory, PlaybookTextFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.playbook_changes import change_step, remove_answer
from guitai.domains.aftersales.playbook_queries import (
    changes_between,
    playbook_kept,
    playbooks_kept,
    texts_of,
)


def test_a_new_shop_keeps_what_comes_with_the_program(shop: Shop, books: dict[str, str]):
    assert [(each.key, each.version, each.is_own, each.cases) for each in playbooks_kept(shop)] == [
        ("back", 0, False, 0),
        ("short", 0, False, 0),
    ]


def test_its_own_text_stands_in_the_place_of_the_shipped_one(
    shop: Shop, other_shop: Shop, lead: Membership, books: dict[str, str]
):
    own = change_step(SHORT, "look", {"say": "亲，请拍照。"})
    PlaybookTextFactory(shop=shop, version=1)
    PlaybookTextFactory(shop=shop, version=2, written=own, is_own=True, by=lead)
    PlaybookTextFactory(shop=other_shop, version=7)

    kept = playbook_kept(shop, "short")

    assert kept is not None
    assert (kept.written, kept.version, kept.is_own) == (own, 2, True)
    assert kept.book.steps["look"].say == "亲，请拍照。"


def test_running_cases_are_counted_by_whichever_version(
    shop: Shop, other_shop: Shop, books: dict[str, str], now: datetime
):
    for version in (1, 2):
        text = PlaybookTextFactory(shop=shop, version=version)
        CaseFactory(order__buyer__shop=shop, playbook=text)
    over = {"state": "ended", "outcome": "kept", "ended_at": now}
    CaseFactory(order__buyer__shop=shop, playbook=text, **over)
    CaseFactory(order__buyer__shop=other_shop)

    assert {each.key: each.cases for each in playbooks_kept(shop)} == {"back": 0, "short": 2}


def test_there_is_none_of_another_key(shop: Shop, books: dict[str, str]):
    assert playbook_kept(shop, "tea") is None


def test_the_newest_version_comes_first(shop: Shop, other_shop: Shop):
    for version in (1, 2):
        PlaybookTextFactory(shop=shop, version=version)
    PlaybookTextFactory(shop=other_shop)
    PlaybookTextFactory(shop=shop, key="back")

    assert [row.version for row in texts_of(shop, "short")] == [2, 1]


def test_versions_differ_in_their_values_not_in_their_layout():
    laid_out_anew = change_step(SHORT, "look", {})
    other = remove_answer(
        change_step(SHORT, "look", {"say": "亲，请拍照。", "stage": "sent"}), "look", "none"
    )

    assert changes_between(SHORT, laid_out_anew) == []
    assert changes_between(SHORT, other) == [
        ("steps.look.stage", "", "sent"),
        ("steps.look.say", "亲，麻烦您拍一下{商品}。", "亲，请拍照。"),
        ("steps.look.answers.none.zh", "拍不了", ""),
        ("steps.look.answers.none.en", "None", ""),
        ("steps.look.answers.none.to", "decide", ""),
        ("steps.look.answers.none.wants.zh", "为什么", ""),
        ("steps.look.answers.none.wants.en", "why", ""),
    ]

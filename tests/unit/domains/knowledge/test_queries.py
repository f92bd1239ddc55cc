"""Who finds which phrases, filled with what is known."""

from datetime import datetime, timedelta

import pytest
from tests.factories.knowledge import PhraseFolderFactory, QuickPhraseFactory

from guitai.domains.accounts.models import Group, Membership, Person, Shop
from guitai.domains.knowledge import actions, queries, rights
from guitai.domains.knowledge.models import PhraseUse, QuickPhrase, Scope


@pytest.fixture
def phrases(
    shop: Shop, other_shop: Shop, presale: Group, aftersale: Group, agent: Membership, other_agent: Membership
) -> dict[str, QuickPhrase]:
    """One phrase of each circle: the shop's, both groups', both agents', the neighbours'."""
    agent.groups.add(presale)
    return {
        "shop": QuickPhraseFactory(shop=shop, title="店铺"),
        "own group": QuickPhraseFactory(shop=shop, scope=Scope.TEAM, group=presale, title="售前"),
        "other group": QuickPhraseFactory(shop=shop, scope=Scope.TEAM, group=aftersale, title="售后"),
        "own": QuickPhraseFactory(shop=shop, scope=Scope.PERSONAL, owner=agent, title="我的"),
        "another's": QuickPhraseFactory(shop=shop, scope=Scope.PERSONAL, owner=other_agent, title="别人的"),
        "next door": QuickPhraseFactory(shop=other_shop, title="邻店"),
    }


def titles(phrases: object) -> set[str]:
    return {phrase.title for phrase in phrases}  # type: ignore[attr-defined]


def test_a_member_is_offered_their_own_their_groups_and_the_shops(
    phrases: dict[str, QuickPhrase], agent: Membership
) -> None:
    found = queries.phrases_for(agent, facts={})

    assert [phrase.title for phrase in found] == ["我的", "售前", "店铺"]


def test_the_door_knows_who_asks(
    phrases: dict[str, QuickPhrase],
    agent: Membership,
    former: Membership,
    neighbour: Membership,
    nobody: Person,
) -> None:
    assert titles(queries.visible_to(agent.person)) == {"我的", "售前", "店铺"}
    assert titles(queries.visible_to(neighbour.person)) == {"邻店"}
    assert titles(queries.visible_to(former.person)) == set()
    assert titles(queries.visible_to(nobody)) == set()


def test_folders_and_counts_have_doors_too(
    shop: Shop, agent: Membership, former: Membership, neighbour: Membership, nobody: Person, now: datetime
) -> None:
    phrase = QuickPhraseFactory(shop=shop, folder=PhraseFolderFactory(shop=shop))
    actions.record_use(membership=agent, phrase_ids=[phrase.pk], at=now)

    for door in (queries.folders_visible_to, queries.uses_visible_to):
        assert door(agent.person).count() == 1
        assert not any(door(person).exists() for person in (neighbour.person, former.person, nobody))


def test_a_phrase_comes_filled_and_says_what_is_missing(shop: Shop, agent: Membership) -> None:
    folder = PhraseFolderFactory(shop=shop, name="快递")
    QuickPhraseFactory(shop=shop, title="查件", text="{买家}您好，单号{单号}", folder=folder, code="cj")

    found = queries.phrases_for(agent, q="cj", facts={"买家": "小鱼"})

    assert [(phrase.filled, phrase.missing, phrase.folder, phrase.scope) for phrase in found] == [
        ("小鱼您好，单号{单号}", ("单号",), "快递", "shop")
    ]


def test_what_was_typed_is_found_best_first(shop: Shop, agent: Membership) -> None:
    QuickPhraseFactory(shop=shop, title="其他", text="退款")
    QuickPhraseFactory(shop=shop, title="退款步骤")
    QuickPhraseFactory(shop=shop, title="申请退款")

    found = queries.phrases_for(agent, q="退款", facts={})

    assert [phrase.title for phrase in found] == ["退款步骤", "申请退款", "其他"]


def test_a_slip_is_forgiven_only_where_nothing_fits(shop: Shop, agent: Membership) -> None:
    QuickPhraseFactory(shop=shop, title="退款步骤")

    assert [phrase.title for phrase in queries.phrases_for(agent, q="tuikaun", facts={})] == ["退款步骤"]


def test_retired_phrases_are_not_offered(shop: Shop, agent: Membership, now: datetime) -> None:
    QuickPhraseFactory(shop=shop, retired_at=now)

    assert queries.phrases_for(agent, facts={}) == []


def test_what_a_member_uses_most_comes_first(shop: Shop, agent: Membership, now: datetime) -> None:
    seldom, often = QuickPhraseFactory.create_batch(2, shop=shop)
    actions.record_use(membership=agent, phrase_ids=[seldom.pk, often.pk, often.pk], at=now)

    assert [phrase.id for phrase in queries.phrases_for(agent, facts={})] == [often.pk, seldom.pk]


def test_many_phrases_take_few_queries(
    shop: Shop, agent: Membership, django_assert_max_num_queries: object
) -> None:
    QuickPhraseFactory.create_batch(30, shop=shop, folder=PhraseFolderFactory(shop=shop))

    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert len(queries.phrases_for(agent, q="dy", facts={})) == 30


def test_phrases_nobody_used_for_a_month_are_listed(shop: Shop, agent: Membership, now: datetime) -> None:
    old = QuickPhraseFactory(shop=shop, created_at=now - timedelta(days=31))
    used = QuickPhraseFactory(shop=shop, created_at=now - timedelta(days=31))
    QuickPhraseFactory(shop=shop, created_at=now - timedelta(days=29))
    QuickPhraseFactory(shop=shop, created_at=now - timedelta(days=31), retired_at=now)
    actions.record_use(membership=agent, phrase_ids=[used.pk], at=now)

    assert queries.never_used(shop, reach=rights.within_reach(agent), at=now) == [old]


def test_use_is_summed_by_member_since_a_day(shop: Shop, agent: Membership, now: datetime) -> None:
    phrase = QuickPhraseFactory(shop=shop, title="欢迎")
    for days in (0, 1, 40):
        PhraseUse.objects.create(
            phrase=phrase, membership=agent, day=now.date() - timedelta(days=days), count=2
        )

    rows = queries.usage_since(shop, reach=rights.within_reach(agent), since=now.date() - timedelta(days=7))

    assert [(row.title, row.nickname, row.count) for row in rows] == [("欢迎", "小美", 4)]


def test_unfilled_slots_are_found_through_the_door_of_the_chat() -> None:
    assert [slot.name for slot in queries.unfilled_slots("单号{单号}")] == ["单号"]

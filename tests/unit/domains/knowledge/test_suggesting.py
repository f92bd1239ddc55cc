"""What is suggested for a question: what the shop knows and this member may use, filled in."""

from datetime import datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactFactory, ProductFactory
from tests.factories.knowledge import EntryFactory, QuickPhraseFactory

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.knowledge import indexes
from guitai.domains.knowledge.models import Scope
from guitai.domains.knowledge.suggesting import Suggestion, is_preparing, suggest

QUESTION = "衣服洗了会起球吗"


@pytest.fixture
def shirt(shop: Shop) -> Product:
    return ProductFactory(shop=shop, short_name="纯色衬衫")


def _texts(
    member: Membership,
    now: datetime,
    *,
    question: str = QUESTION,
    product: Product | None = None,
    **facts: str,
) -> list[str]:
    found = suggest(member, question, product=product, facts=facts, at=now)
    return [one.text for one in found]


def test_an_entry_answers_filled_with_what_is_known_and_says_what_is_not(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    entry = EntryFactory(shop=shop, answer="{买家}您好，不易起球，{洗涤}", questions=[QUESTION, "起不起球"])

    (found,) = suggest(agent, QUESTION, product=None, facts={"买家": "小林"}, at=now)

    assert (found.kind, found.id, found.title) == ("entry", entry.pk, QUESTION)
    assert (found.text, found.missing) == ("小林您好，不易起球，{洗涤}", ("洗涤",))
    assert 0 < found.score <= 1


def test_what_is_not_in_force_is_not_suggested(shop: Shop, agent: Membership, now: datetime) -> None:
    today = now.date()
    EntryFactory(shop=shop, answer="未批准", questions=[QUESTION], approved_by=None)
    EntryFactory(shop=shop, answer="停用", questions=[QUESTION], retired_at=now)
    EntryFactory(shop=shop, answer="过期", questions=[QUESTION], valid_until=today - timedelta(days=1))
    EntryFactory(shop=shop, answer="有效", questions=[QUESTION], valid_from=today, valid_until=today)

    assert _texts(agent, now) == ["有效"]


def test_what_was_taken_out_of_use_meanwhile_is_gone_at_once(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    entry = EntryFactory(shop=shop, answer="不易起球", questions=[QUESTION])
    assert _texts(agent, now) == ["不易起球"]

    entry.retired_at = now
    entry.save()

    assert _texts(agent, now) == []


def test_another_products_answers_and_facts_are_left_out(
    shop: Shop, agent: Membership, shirt: Product, now: datetime
) -> None:
    EntryFactory(shop=shop, product=shirt, answer="衬衫不起球", questions=[QUESTION], is_weakness=True)
    EntryFactory(shop=shop, product=ProductFactory(shop=shop), answer="毛衣会起球", questions=[QUESTION])

    (found,) = suggest(agent, QUESTION, product=shirt, facts={}, at=now)

    assert (found.text, found.product, found.is_weakness) == ("衬衫不起球", "纯色衬衫", True)
    assert _texts(agent, now) == []


def test_a_fact_of_the_product_in_view_is_told_as_the_shop_wrote_it(
    shop: Shop, agent: Membership, shirt: Product, now: datetime
) -> None:
    fact = ProductFactFactory(product=shirt, name="材质", value="棉95% 氨纶5%")
    ProductFactFactory(product=ProductFactory(shop=shop), name="材质", value="羊毛100%")

    (found,) = suggest(agent, "材质", product=shirt, facts={}, at=now)

    assert (found.kind, found.id, found.title, found.text) == ("fact", fact.pk, "材质", "棉95% 氨纶5%")


def test_phrases_reach_as_far_as_those_they_are_for(
    shop: Shop, agent: Membership, other_agent: Membership, presale: Group, now: datetime
) -> None:
    for text, more in (
        ("全店的", {}),
        ("售前的", {"scope": Scope.TEAM, "group": presale}),
        ("阿杰的", {"scope": Scope.PERSONAL, "owner": other_agent}),
    ):
        QuickPhraseFactory(shop=shop, title=QUESTION, text=text, **more)
    QuickPhraseFactory(shop=shop, title=QUESTION, text="停用的", retired_at=now)

    assert set(_texts(agent, now)) == {"全店的"}
    assert set(_texts(other_agent, now)) == {"全店的", "阿杰的"}


def test_the_neighbours_knowledge_stays_next_door(
    shop: Shop, other_shop: Shop, agent: Membership, neighbour: Membership, now: datetime
) -> None:
    EntryFactory(shop=other_shop, answer="邻店", questions=[QUESTION])

    assert _texts(agent, now) == []
    assert _texts(neighbour, now) == ["邻店"]


def test_the_same_text_stands_there_once_and_three_are_enough(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    QuickPhraseFactory(shop=shop, title=QUESTION, text="不易起球")
    for answer in ("不易起球", "一", "二", "三"):
        EntryFactory(shop=shop, answer=answer, questions=[QUESTION])

    found = _texts(agent, now)

    assert len(found) == len(set(found)) == 3


def test_where_nothing_fits_nothing_is_suggested(shop: Shop, agent: Membership, now: datetime) -> None:
    EntryFactory(shop=shop, answer="可以开发票", questions=["能开发票吗"])

    assert _texts(agent, now, question="什么时候有新款") == []
    assert _texts(agent, now, question=" ") == []


def test_what_is_not_ready_yet_says_so(
    shop: Shop, agent: Membership, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "FEW_TEXTS", 0)
    EntryFactory(shop=shop, answer="不易起球", questions=[QUESTION])

    found: list[Suggestion] = suggest(agent, QUESTION, product=None, facts={}, at=now)

    assert found == []
    assert is_preparing(shop, at=now)

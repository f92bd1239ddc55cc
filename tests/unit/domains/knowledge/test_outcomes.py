"""What became of suggestions: sent as they were, changed, learned from or passed over."""

from datetime import datetime

import pytest
from tests.factories.catalog import ProductFactFactory, ProductFactory
from tests.factories.knowledge import EntryFactory, QuickPhraseFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge.models import Scope, SuggestionUse
from guitai.domains.knowledge.outcomes import Fate, Kind, Offered, fate_of, record_outcome

SENT = "16:00前付款的订单当天发出，之后的次日发出。"


@pytest.mark.parametrize(
    ("suggested", "sent", "fate"),
    [
        (SENT, SENT, Fate.USED),
        (SENT, "您好！16:00前付款的订单当天发出 之后的次日发出哦～有需要再联系我们", Fate.USED),
        ("运单号{单号}，请查收", "运单号YT8800112233445，请查收", Fate.USED),
        (SENT, SENT.replace("订单", "单子"), Fate.CHANGED),
        (SENT, SENT.replace("16:00", "15:00"), Fate.LEARN),
        ("这款可以机洗的", "这款不可以机洗的", Fate.LEARN),
        ("这款不起球的，放心", "这款起球的，放心", Fate.LEARN),
        ("您的运单号{单号}，发出后请您注意查收", "您的运单号YT88001122，发出后请注意查收", Fate.CHANGED),
        (SENT, "16:00前付款的订单当天发出，其余的要等到周一才有人打包发出。", Fate.LEARN),
        (SENT, "这件没有货了，建议您看看另一款。", Fate.IGNORED),
    ],
)
def test_what_became_of_a_suggestion(suggested: str, sent: str, fate: Fate) -> None:
    assert fate_of(suggested, sent) is fate


def _counts() -> dict[tuple[str, int], tuple[int, int, int]]:
    return {(use.kind, use.key): (use.used, use.changed, use.ignored) for use in SuggestionUse.objects.all()}


def test_what_was_sent_changed_and_passed_over_is_counted_by_day(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    entry, phrase = EntryFactory(shop=shop), QuickPhraseFactory(shop=shop)
    fact = ProductFactFactory(product=ProductFactory(shop=shop))
    as_it_was = Offered(kind=Kind.ENTRY, id=entry.pk, text=SENT)
    edited = Offered(kind=Kind.PHRASE, id=phrase.pk, text=SENT.replace("之后", "以后"))
    passed_over = Offered(kind=Kind.FACT, id=fact.pk)

    learned = [
        record_outcome(membership=agent, offered=[each], text=SENT, at=now)
        for each in (as_it_was, as_it_was, edited, passed_over)
    ]

    assert _counts() == {
        ("entry", entry.pk): (2, 0, 0),
        ("phrase", phrase.pk): (0, 1, 0),
        ("fact", fact.pk): (0, 0, 1),
    }
    assert learned == [[], [], [], []]
    assert {use.membership for use in SuggestionUse.objects.all()} == {agent}


def test_what_says_something_else_is_counted_as_changed_and_to_be_learned(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    offered = Offered(kind=Kind.ENTRY, id=EntryFactory(shop=shop).pk, text=SENT)

    learned = record_outcome(membership=agent, offered=[offered], text=SENT.replace("16", "15"), at=now)

    assert learned == [offered]
    assert list(_counts().values()) == [(0, 1, 0)]


def test_what_is_not_the_members_counts_nothing(
    shop: Shop, other_shop: Shop, agent: Membership, other_agent: Membership, now: datetime
) -> None:
    theirs = QuickPhraseFactory(shop=shop, scope=Scope.PERSONAL, owner=other_agent)
    elsewhere = EntryFactory(shop=other_shop)
    fact = ProductFactFactory(product=ProductFactory(shop=other_shop))
    offered = [
        Offered(kind=Kind.PHRASE, id=theirs.pk, text=SENT),
        Offered(kind=Kind.ENTRY, id=elsewhere.pk, text="别的"),
        Offered(kind=Kind.FACT, id=fact.pk),
    ]

    assert record_outcome(membership=agent, offered=offered, text=SENT, at=now) == []
    assert not SuggestionUse.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        None,
        "x",
        [3],
        [{}],
        [{"kind": "spell", "id": 1}],
        [{"kind": "fact", "id": "1"}],
        [{"kind": "fact", "id": 0}],
    ],
)
def test_what_a_page_says_wrongly_counts_nothing(given: object) -> None:
    assert Offered.listed(given) == []


def test_what_a_page_says_is_read() -> None:
    said = [
        {"kind": "entry", "id": 7, "text": "好"},
        {"kind": "fact", "id": 8, "text": 3},
        *[{"kind": "fact", "id": 1}] * 20,
    ]

    offered = Offered.listed(said)

    assert offered[:2] == [Offered(kind=Kind.ENTRY, id=7, text="好"), Offered(kind=Kind.FACT, id=8)]
    assert len(offered) == 10

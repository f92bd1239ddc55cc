"""Talks get the buyers they are proved to be with, whichever file came first, and nothing else does."""

from datetime import datetime, timedelta

import pytest
from tests.factories.chat import ConversationFactory, MessageFactory, ServiceSessionFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.common.journal import Journal, take_back
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Channel, Conversation, NamedOrder, State
from guitai.domains.chat.recognising import note_orders, recognise_between, recognise_named
from guitai.domains.trade.models import Buyer

HE = "示例店-小何"
MASK, ONE, OTHER = "j****db", "jd_0aaaa0aaaa0db", "jd_9bbbb9bbbb9db"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def masked(shop: Shop, now: datetime) -> Buyer:
    return BuyerFactory(shop=shop, account=MASK, tags=["急"], is_vip=True)


def talk(buyer: Buyer, at: datetime, *, agent: str = HE, key: str = "k1") -> Conversation:
    """Ten minutes of an imported talk."""
    return ConversationFactory(
        buyer=buyer,
        channel=Channel.IMPORTED,
        opened_at=at,
        last_at=at + 10 * MINUTE,
        closed_at=at + 10 * MINUTE,
        agent_account=agent,
        external_key=key,
    )


def session(shop: Shop, at: datetime, **more: object) -> object:
    return ServiceSessionFactory(shop=shop, started_at=at, **more)


def recognise(shop: Shop, at: datetime, journal: Journal | None = None) -> None:
    recognise_between(shop=shop, since=at, until=at + 10 * MINUTE, journal=journal)


def whose(conversation: Conversation) -> tuple[str, str]:
    conversation.refresh_from_db()
    return conversation.buyer.account, conversation.masked_as


def test_a_proved_talk_becomes_its_buyers(shop: Shop, masked: Buyer, now: datetime) -> None:
    conversation = talk(masked, now)
    row = session(shop, now - timedelta(seconds=3), rating=4)

    recognise(shop, now)

    row.refresh_from_db()  # type: ignore[attr-defined]
    assert whose(conversation) == (ONE, MASK)
    assert (conversation.rating, row.conversation) == (4, conversation)  # type: ignore[attr-defined]
    buyer = Buyer.objects.get(account=ONE)
    assert (buyer.first_seen_at, buyer.last_seen_at) == (now, now + 10 * MINUTE)


def test_what_came_of_it_is_told_anew(shop: Shop, masked: Buyer, now: datetime) -> None:
    conversation = talk(masked, now)
    MessageFactory(conversation=conversation, text="这件会起球吗", external_key="m1")
    OrderFactory(buyer=BuyerFactory(shop=shop, account=ONE), created_at=now + 20 * MINUTE)
    session(shop, now)

    recognise(shop, now)

    conversation.refresh_from_db()
    assert conversation.summary.startswith("这件会起球吗 → ")
    assert conversation.summary.endswith("¥158.00")


def test_a_second_look_changes_nothing(shop: Shop, masked: Buyer, now: datetime) -> None:
    talk(masked, now)
    session(shop, now, rating=4)
    recognise(shop, now)
    before = [list(model.objects.values()) for model in (Conversation, Buyer)]

    journal = Journal.begin(shop_id=shop.pk, at=now)
    recognise(shop, now, journal)
    journal.close()

    assert [list(model.objects.values()) for model in (Conversation, Buyer)] == before
    assert take_back(journal.id).restored == 0


@pytest.mark.parametrize(
    "sessions",
    [
        [(ONE, HE, 0), (OTHER, HE, 1)],
        [(ONE, "示例店-小李", 0)],
        [(ONE, HE, 5)],
        [("jd_0aaaa0aaaa0dc", HE, 0)],
    ],
    ids=["two candidates", "wrong agent", "outside the tolerance", "another mask"],
)
def test_what_is_not_proved_stays_apart(
    shop: Shop, masked: Buyer, now: datetime, sessions: list[tuple[str, str, int]]
) -> None:
    conversation = talk(masked, now)
    for buyer, agent, minutes in sessions:
        session(shop, now + minutes * MINUTE, buyer_account=buyer, agent_account=agent, rating=5)

    recognise(shop, now)

    assert whose(conversation) == (MASK, "")
    assert conversation.rating is None
    assert not conversation.service_sessions.exists()


def test_a_second_candidate_that_comes_later_takes_the_proof_away(
    shop: Shop, masked: Buyer, now: datetime
) -> None:
    conversation = talk(masked, now)
    session(shop, now)
    recognise(shop, now)
    session(shop, now + MINUTE, buyer_account=OTHER)

    recognise(shop, now)

    assert whose(conversation) == (MASK, "")
    assert not conversation.service_sessions.exists()


def test_buyers_who_share_a_mask_are_told_apart(shop: Shop, masked: Buyer, now: datetime) -> None:
    later = now + timedelta(hours=3)
    first, second = talk(masked, now), talk(masked, later, agent="示例店-小李", key="k2")
    session(shop, now)
    session(shop, later, buyer_account=OTHER, agent_account="示例店-小李")

    recognise_between(shop=shop, since=now, until=later)

    assert (whose(first)[0], whose(second)[0]) == (ONE, OTHER)


def test_marks_go_along_when_nothing_is_left_behind_the_mask(
    shop: Shop, masked: Buyer, now: datetime
) -> None:
    later = now + timedelta(days=1)
    talk(masked, now)
    talk(masked, later, key="k2")
    session(shop, now)
    session(shop, later)

    recognise(shop, now)
    assert Buyer.objects.get(account=ONE).tags == []

    recognise(shop, later)
    buyer = Buyer.objects.get(account=ONE)
    assert (buyer.tags, buyer.is_vip) == (["急"], True)
    masked.refresh_from_db()
    assert (masked.tags, masked.is_vip) == ([], False)


def test_marks_stay_behind_a_mask_that_two_buyers_wore(shop: Shop, masked: Buyer, now: datetime) -> None:
    later = now + timedelta(days=1)
    talk(masked, now)
    talk(masked, later, key="k2")
    session(shop, now)
    session(shop, later, buyer_account=OTHER)

    recognise_between(shop=shop, since=now, until=later)

    assert Buyer.objects.filter(account__in=(ONE, OTHER), is_vip=False, tags=[]).count() == 2
    masked.refresh_from_db()
    assert (masked.tags, masked.is_vip) == (["急"], True)


def test_a_talk_at_work_stays_whose_it_is(
    shop: Shop, masked: Buyer, agent: Membership, now: datetime
) -> None:
    conversation = talk(masked, now)
    Conversation.objects.update(state=State.OPEN, closed_at=None, agent=agent)
    session(shop, now)

    recognise(shop, now)

    assert whose(conversation) == (MASK, "")


def test_a_talk_with_a_full_name_gets_its_session_and_keeps_its_rating(shop: Shop, now: datetime) -> None:
    buyer = BuyerFactory(shop=shop, account=ONE)
    conversation = talk(buyer, now)
    Conversation.objects.update(rating=2)
    row = session(shop, now + 5 * MINUTE, rating=5)

    recognise(shop, now)

    row.refresh_from_db()  # type: ignore[attr-defined]
    assert whose(conversation) == (ONE, "")
    assert (conversation.rating, row.conversation) == (2, conversation)  # type: ignore[attr-defined]


def test_around_midnight_a_session_stays_with_the_talk_that_had_it(shop: Shop, now: datetime) -> None:
    buyer = BuyerFactory(shop=shop, account=ONE)
    evening, morning = talk(buyer, now), talk(buyer, now + 11 * MINUTE, key="k2")
    row = session(shop, now + 10 * MINUTE)

    for _time in range(2):
        recognise_between(shop=shop, since=now, until=now + 21 * MINUTE)
        row.refresh_from_db()  # type: ignore[attr-defined]
        assert row.conversation == evening  # type: ignore[attr-defined]

    assert not morning.service_sessions.exists()


def test_an_order_named_in_the_talk_proves_it_whichever_comes_first(shop: Shop, now: datetime) -> None:
    wears = BuyerFactory(shop=shop, account="t******7")
    first = talk(wears, now, agent="云裳女装:小美")
    second = talk(wears, now, agent="云裳女装:阿杰", key="k2")
    full = BuyerFactory(shop=shop, account="tb_demo07")
    OrderFactory(buyer=full, number="3515313140001")

    note_orders(shop=shop, named={"k1": ["3515313140001"], "k2": ["3515313140002"], "gone": ["3"]})
    recognise(shop, now)
    assert (whose(first), whose(second)) == (("tb_demo07", "t******7"), ("t******7", ""))

    OrderFactory(buyer=full, number="3515313140002")
    recognise_named(shop=shop, numbers=["3515313140002"])
    assert whose(second) == ("tb_demo07", "t******7")


def test_an_order_of_somebody_else_proves_nothing(shop: Shop, other_shop: Shop, now: datetime) -> None:
    conversation = talk(BuyerFactory(shop=shop, account="t******7"), now)
    OrderFactory(buyer=BuyerFactory(shop=shop, account="阿福"), number="3515313140001")
    OrderFactory(buyer=BuyerFactory(shop=other_shop, account="tb_demo07"), number="3515313140002")
    note_orders(shop=shop, named={"k1": ["3515313140001", "3515313140002"]})

    recognise(shop, now)

    assert whose(conversation) == ("t******7", "")


def test_numbers_are_noted_once(shop: Shop, masked: Buyer, now: datetime) -> None:
    talk(masked, now)

    for _time in range(2):
        note_orders(shop=shop, named={"k1": ["12300000002", "12300000001", "12300000001"]})

    assert list(NamedOrder.objects.order_by("pk").values_list("number", flat=True)) == [
        "12300000001",
        "12300000002",
    ]


def test_other_shops_sessions_and_talks_are_left(
    shop: Shop, other_shop: Shop, masked: Buyer, now: datetime
) -> None:
    conversation = talk(masked, now)
    session(other_shop, now)

    recognise(shop, now)
    recognise(other_shop, now)

    assert whose(conversation) == (MASK, "")


@pytest.mark.parametrize("vip", [True, False])
def test_it_can_be_taken_back(shop: Shop, masked: Buyer, now: datetime, vip: bool) -> None:
    Buyer.objects.update(is_vip=vip, tags=[])
    conversation = talk(masked, now)
    session(shop, now, rating=4)
    journal = Journal.begin(shop_id=shop.pk, at=now)
    recognise(shop, now, journal)
    journal.close()

    take_back(journal.id)

    masked.refresh_from_db()
    assert (whose(conversation), conversation.rating, masked.is_vip) == ((MASK, ""), None, vip)
    # The marks came with the deed, and go with it.
    assert not Buyer.objects.filter(account=ONE).exists()


def test_many_talks_take_a_bounded_number_of_questions(
    shop: Shop, masked: Buyer, now: datetime, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        at = now + number * timedelta(hours=1)
        talk(masked, at, key=f"k{number}")
        session(shop, at, buyer_account=f"jd_{number:04}db")

    with django_assert_max_num_queries(25):  # type: ignore[operator]
        recognise_between(shop=shop, since=now, until=now + timedelta(hours=40))

    assert not Conversation.objects.filter(masked_as="").exists()

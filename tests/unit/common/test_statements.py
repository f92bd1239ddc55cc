"""What is asked and written by statements made once is what Django's own querysets and rows ask and write."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Count, DateTimeField, OuterRef, Subquery
from tests.factories.accounts import ShopFactory
from tests.factories.chat import ConversationFactory
from tests.factories.trade import BuyerFactory

from guitai.common import statements
from guitai.common.models import AuditEntry
from guitai.common.statements import Question, given
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.chat.models import Conversation, Presence

MINUTE = timedelta(minutes=1)


def _columns(record: Any) -> dict[str, Any]:
    return {column.attname: getattr(record, column.attname) for column in record._meta.concrete_fields}


def test_it_gives_the_same_rows_with_their_related_ones_and_asks_once(
    agent: Membership, presale: Group, django_assert_num_queries
):
    held = ConversationFactory(
        buyer=BuyerFactory(shop=agent.shop, tags=["老客"], phone="13800000000"), agent=agent
    )
    grouped = ConversationFactory(buyer=BuyerFactory(shop=agent.shop), group=presale)
    related = ("buyer", "agent", "group", "agent__person")
    rows = Conversation.objects.select_related(*related).order_by("pk")
    question = Question(lambda: rows.filter(shop=given("shop")))

    with django_assert_num_queries(1):
        found = question.all(shop=agent.shop_id)
        people = [
            (one.buyer.phone, one.buyer.tags, one.agent and one.agent.person, one.group) for one in found
        ]

    assert [_columns(one) for one in found] == [_columns(one) for one in rows]
    assert found == [held, grouped]
    assert people == [
        ("13800000000", ["老客"], agent.person, None),
        (grouped.buyer.phone, [], None, presale),
    ]
    assert found[0].as_stored == rows[0].as_stored
    assert not found[0]._state.adding


def test_it_gives_tuples_and_what_a_row_is_annotated_with(agent: Membership, conversation: Conversation):
    held = Conversation.objects.filter(agent=OuterRef("pk"), state=given("state")).values("agent")
    members = Membership.objects.annotate(held=Subquery(held.values(many=Count("pk"))))
    tuples = Question(lambda: members.filter(pk=given("pk")).values_list("nickname", "held", "skills"))
    models = Question(lambda: members.filter(pk=given("pk")))

    assert tuples.all(pk=agent.pk, state="open") == [("小美", 1, [])]
    assert tuples.first(pk=agent.pk, state="closed") == ("小美", None, [])
    assert tuples.first(pk=agent.pk + 1000, state="open") is None
    assert models.first(pk=agent.pk, state="open").held == 1


def test_it_is_made_once_and_only_when_it_is_asked(shop: Shop, other_shop: Shop):
    made = []

    def make() -> Any:
        made.append(1)
        return Shop.objects.filter(key=given("key"))

    question = Question(make)
    assert not made

    assert [question.first(key=one.key) for one in (shop, other_shop, shop)] == [shop, other_shop, shop]
    assert question.all(key="' OR 1=1 --") == []
    assert len(made) == 1


@pytest.mark.parametrize(("minutes", "found"), [(-1, True), (0, True), (1, False)])
def test_a_moment_is_given_as_the_database_keeps_it(
    agent: Membership, now: datetime, minutes: int, found: bool
):
    Presence.objects.create(membership=agent, state="online", since=now, seen_at=now)
    question = Question(lambda: Presence.objects.filter(seen_at__gte=given("since", DateTimeField())))

    assert bool(question.all(since=now + minutes * MINUTE)) is found


@pytest.mark.parametrize("name", ["", "plain", "it's", "100%", "%s", "a b", "女装"])
def test_whatever_never_changes_may_stand_in_it(db: None, name: str):
    shop = ShopFactory(name=name)
    ShopFactory(name="another")
    question = Question(lambda: Shop.objects.filter(name=name, key=given("key"), platform="taobao"))

    assert question.all(key=shop.key) == [shop]


def test_a_new_row_is_stored_whole_and_learns_its_key(shop: Shop, now: datetime):
    entry = AuditEntry(
        shop_id=shop.pk,
        by_label="王芳",
        deed="x",
        subject_kind="shop",
        subject_id="1",
        facts={"旧": [1, None]},
        at=now,
    )

    statements.insert(entry)

    assert _columns(AuditEntry.objects.get()) == _columns(entry)
    entry.deed = "y"
    entry.save()  # is no longer new
    assert AuditEntry.objects.get().deed == "y"


def test_only_the_named_columns_of_one_row_are_written(shop: Shop, presale: Group, agent: Membership):
    ConversationFactory(buyer=BuyerFactory(shop=shop))
    conversation = ConversationFactory(buyer=BuyerFactory(shop=shop))
    before = {row.pk: _columns(row) for row in Conversation.objects.all()}
    conversation.group_id, conversation.unread, conversation.last_text = presale.pk, 7, "不写"

    statements.overwrite(conversation, ("unread", "group_id"))
    statements.overwrite(conversation, ())

    before[conversation.pk] |= {"group_id": presale.pk, "unread": 7}
    assert {row.pk: _columns(row) for row in Conversation.objects.all()} == before

"""Entries are looked through with filters in the address, by product, and by how they are used."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.catalog import ProductFactFactory, ProductFactory
from tests.factories.knowledge import EntryFactory, SuggestionUseFactory

from guitai.domains.accounts.models import Membership, Shop


@pytest.fixture
def client(agent: Membership) -> Client:
    client = Client()
    client.force_login(agent.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def shown(client: Client, name: str, *args: object, **asked: object) -> str:
    response = client.get(reverse(name, args=["yunshang", *args]), asked)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_list_is_narrowed_by_its_address(shop: Shop, client: Client) -> None:
    product = ProductFactory(shop=shop, code="C100")
    EntryFactory(shop=shop, questions=["包邮吗", "要邮费吗"], answer="满99包邮")
    EntryFactory(shop=shop, questions=["会起球吗"], answer="会一点", product=product, is_weakness=True)
    EntryFactory(shop=shop, questions=["旧问题"], retired_at=timezone.now())

    everything = shown(client, "knowledge")
    found = shown(client, "knowledge", q="邮费")
    of_product = shown(client, "knowledge", product="C100", weak="1")
    of_nothing = shown(client, "knowledge", product="C999")
    retired = shown(client, "knowledge", state="retired", order="nonsense")

    assert "包邮吗" in everything and "会起球吗" in everything and "旧问题" not in everything
    assert "包邮吗" in found and "会起球吗" not in found
    assert "会起球吗" in of_product and "包邮吗" not in of_product
    assert "包邮吗" not in of_nothing
    assert "旧问题" in retired and "包邮吗" not in retired


def test_a_list_asks_the_database_as_often_for_fifty_as_for_five(shop: Shop, client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            shown(client, "knowledge", order="used")
        return len(questions)

    for _each in range(5):
        EntryFactory(shop=shop, questions=["一", "二"], product=ProductFactory(shop=shop))
    few = asked()
    for _each in range(60):
        EntryFactory(shop=shop, questions=["一", "二"], product=ProductFactory(shop=shop))

    assert asked() <= few <= 20


def test_a_product_shows_facts_and_weaknesses_beside_its_entries(
    shop: Shop, other_shop: Shop, client: Client
) -> None:
    product = ProductFactory(shop=shop)
    ProductFactFactory(product=product, name="材质", value="棉95%")
    ProductFactFactory(product=product, name="不足", value="深色前两次会浮色", is_weakness=True)
    EntryFactory(shop=shop, product=product, questions=["会缩水吗"], answer="约2%")
    EntryFactory(shop=shop, product=product, questions=["会起球吗"], answer="腋下会", is_weakness=True)
    strange = ProductFactory(shop=other_shop)

    page = shown(client, "knowledge-product", product.pk)

    assert all(words in page for words in ("棉95%", "深色前两次会浮色", "会缩水吗", "约2%", "腋下会"))
    assert client.get(reverse("knowledge-product", args=["yunshang", strange.pk])).status_code == 404


def test_use_is_counted_and_agents_are_compared_for_the_lead_alone(
    shop: Shop, agent: Membership, lead: Membership, client: Client
) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"], created_at=timezone.now() - timedelta(days=60))
    EntryFactory(shop=shop, questions=["没人问过"], created_at=timezone.now() - timedelta(days=60))
    today = timezone.localdate()
    SuggestionUseFactory(membership=agent, key=entry.pk, day=today, used=41, changed=2, ignored=3)

    for_agents = shown(client, "knowledge-use")
    client.force_login(lead.person, backend="django.contrib.auth.backends.ModelBackend")
    for_leads = shown(client, "knowledge-use")

    assert "41" in for_agents and "没人问过" in for_agents
    assert 'id="by-member"' not in for_agents
    assert 'id="by-member"' in for_leads

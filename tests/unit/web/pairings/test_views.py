"""A lead says what goes with what; what buyers put together is one click away."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.catalog import PairingFactory, ProductFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Pairing
from guitai.domains.trade.models import BoughtTogether

PAGE = "/s/yunshang/knowledge/pairings/"


def _signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def leads(lead: Membership) -> Client:
    return _signed_in(lead)


def test_two_goods_are_paired_by_code_and_by_title(leads: Client, shop: Shop) -> None:
    shirt = ProductFactory(shop=shop, code="A1", title="米白衬衫")
    skirt = ProductFactory(shop=shop, code="A2", title="黑色半身裙")

    answer = leads.post(PAGE, {"product": "A1", "goes_with": "半身裙", "note": "一套更显瘦"}, follow=True)

    pairing = Pairing.objects.get()
    assert (pairing.product, pairing.goes_with) == (shirt, skirt)
    assert "一套更显瘦" in answer.content.decode()


@pytest.mark.parametrize(("words", "said"), [("雨伞", "雨伞"), ("衬衫", "黑衬衫"), ("A1", "alert")])
def test_what_cannot_be_paired_is_said_and_what_was_typed_stays(
    leads: Client, shop: Shop, words: str, said: str
) -> None:
    ProductFactory(shop=shop, code="A1", title="米白衬衫")
    ProductFactory(shop=shop, code="A2", title="黑衬衫")

    answer = leads.post(PAGE, {"product": "A1", "goes_with": words})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{words}"' in page
    assert said in page
    assert not Pairing.objects.exists()


def test_a_pairing_is_removed_and_the_neighbours_is_not_there(
    leads: Client, shop: Shop, other_shop: Shop
) -> None:
    ours = PairingFactory(product=ProductFactory(shop=shop))
    theirs = PairingFactory(product=ProductFactory(shop=other_shop))

    assert leads.post(f"{PAGE}{theirs.pk}/remove/").status_code == 404
    leads.post(f"{PAGE}{ours.pk}/remove/")

    assert list(Pairing.objects.all()) == [theirs]


def test_what_was_bought_together_is_proposed_with_its_figures(leads: Client, shop: Shop) -> None:
    shirt, skirt = ProductFactory(shop=shop, title="米白衬衫"), ProductFactory(shop=shop, title="半身裙")
    BoughtTogether.objects.create(
        shop=shop,
        product=shirt.pk,
        other=skirt.pk,
        orders=37,
        support=0.1,
        confidence=0.625,
        lift=2.51,
        found_at=timezone.now(),
    )

    page = leads.get(PAGE).content.decode()

    assert "37" in page
    assert "62.5%" in page
    assert "× 2.5" in page


def test_agents_see_none_of_it(agent: Membership) -> None:
    assert _signed_in(agent).get(PAGE).status_code == 403

"""What waits to be written back is listed, and marked as sent with undo; contradictions are settled."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from tests.factories.trade import ImportedRemarkFactory, OrderFactory, RemarkFactory

from guitai.domains.accounts.models import Membership, Platform, Shop
from guitai.domains.trade import remark_sending
from guitai.domains.trade.models import Order, Remark
from guitai.domains.trade.remarks import meanings_of

PAGE = "/s/yunshang/remarks/"


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def order(shop: Shop, agent: Membership) -> Order:
    order = OrderFactory(shop=shop, buyer__shop=shop, seller_remark="老客", number="880088")
    RemarkFactory(order=order, by=agent, text="改发顺丰 小美/03.02", flag="red")
    return order


@pytest.fixture
def writer() -> Iterator[list[str]]:
    """A platform that keeps the remarks it is told."""
    told: list[str] = []

    class Writer:
        def write(self, *, shop: Shop, number: str, remark: str, flag: str) -> None:
            told.append(remark)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(remark_sending, "_writers", {Platform.TAOBAO: Writer()})
        yield told


def test_what_waits_is_marked_as_sent_and_taken_back(order: Order, agent: Membership) -> None:
    client = signed_in(agent)
    page = client.get(PAGE)
    assert "老客；改发顺丰 小美/03.02" in page.content.decode()
    later = RemarkFactory(order=order, by=agent, text="后写的")

    sent = client.post(f"{PAGE}sent/", {"upto": page.context["upto"]}, follow=True)
    assert list(Remark.objects.filter(sent_at=None)) == [later]

    client.post(f"{PAGE}sent/undo/", {"sent": sent.context["sent_at"]})
    assert Remark.objects.filter(sent_at=None).count() == 2


@pytest.mark.parametrize("told", ["", "gestern", "2026-13-01T00:00:00+00:00", "2026-03-01T00:00:00"])
def test_an_undo_of_no_moment_undoes_nothing(
    order: Order, agent: Membership, now: datetime, told: str
) -> None:
    Remark.objects.update(sent_at=now)

    signed_in(agent).post(f"{PAGE}sent/undo/", {"sent": told})

    assert not Remark.objects.filter(sent_at=None).exists()


@pytest.mark.parametrize("upto", ["", "x", "9" * 30])
def test_nothing_named_marks_nothing(order: Order, agent: Membership, upto: str) -> None:
    signed_in(agent).post(f"{PAGE}sent/", {"upto": upto})

    assert Remark.objects.filter(sent_at=None).count() == 1


def test_a_contradiction_is_settled_on_the_page(order: Order, agent: Membership) -> None:
    Order.objects.update(seller_remark="不改了")
    ImportedRemarkFactory(order=order, text="不改了")
    client = signed_in(agent)
    assert "不改了" in client.get(PAGE).content.decode()

    client.post(f"{PAGE}settle/", {"number": order.number, "holds": "platform"})

    assert Remark.objects.get(source="imported").holds == "platform"
    assert client.get(PAGE).context["count"] == 0


def test_the_lead_names_the_flags_and_an_agent_reads_them(
    shop: Shop, lead: Membership, agent: Membership
) -> None:
    signed_in(lead).post(f"{PAGE}meanings/", {"red": "加急"})

    assert meanings_of(shop)["red"] == "加急"
    assert "readonly" in signed_in(agent).get(PAGE).content.decode()
    assert signed_in(agent).post(f"{PAGE}meanings/", {"red": "x"}).status_code == 403


def test_a_meaning_that_is_too_long_is_refused(shop: Shop, lead: Membership) -> None:
    answer = signed_in(lead).post(f"{PAGE}meanings/", {"red": "长" * 41}, follow=True)

    assert "toast-trouble" in answer.content.decode()


def test_it_is_written_back_where_a_connector_can(order: Order, agent: Membership, writer: list[str]) -> None:
    client = signed_in(agent)
    assert f'action="{PAGE}write/"' in client.get(PAGE).content.decode()

    client.post(f"{PAGE}write/")

    assert writer == ["老客；改发顺丰 小美/03.02"]


def test_nothing_offers_to_write_back_where_none_can(order: Order, agent: Membership) -> None:
    client = signed_in(agent)
    assert f'action="{PAGE}write/"' not in client.get(PAGE).content.decode()

    answer = client.post(f"{PAGE}write/", follow=True)

    assert "toast-trouble" in answer.content.decode()
    assert not Remark.objects.exclude(sent_at=None).exists()

from datetime import UTC, datetime

import pytest

from guitai.domains.accounts.queries import Membership
from guitai.engines.rulebook.facts import Activity, AgentFacts, Facts, ShopFacts
from guitai.kernel.money import Money
from guitai.web.guard.forms import FilterForm, TextForm, TrialForm

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SHOP = ShopFacts(name="云裳女装", gifts=("袜子",), activities=(Activity("满300减30"),))
BASE = Facts(now=AT, shop=SHOP, agent=AgentFacts(name="小美", authority=Money(2000)))


def made_up(base: Facts = BASE, **typed: str) -> Facts:
    form = TrialForm({"text": "您好", **typed})
    assert form.is_valid(), form.errors
    return form.facts(base, at=AT)


def test_the_form_begins_with_what_is_known_about_the_shop():
    initial = TrialForm.of(BASE).initial

    assert (initial["gifts"], initial["activities"], initial["authority"]) == ("袜子", "满300减30", "20.00")


def test_a_list_that_was_emptied_means_there_is_none():
    assert made_up(gifts="", activities="").shop.gifts == ()
    assert made_up(activities="").shop.activities == ()


def test_a_list_nobody_ever_filled_in_stays_unknown():
    assert made_up(couriers="").shop.couriers is None
    assert made_up(couriers="圆通, 中通").shop.couriers == ("圆通", "中通")


def test_lines_said_before_and_product_facts_are_read():
    facts = made_up(
        buyer_said="能便宜吗", agent_said="我看看", product_facts="材质：棉 95%\n没有冒号\n产地: 杭州"
    )

    assert [(line.by, line.text) for line in facts.previous] == [("buyer", "能便宜吗"), ("agent", "我看看")]
    assert facts.product.facts == {"材质": "棉 95%", "产地": "杭州"}


@pytest.mark.parametrize(("whose", "own"), [("buyer", 1), ("somebody else", 0), ("", 1)])
def test_an_order_is_this_buyers_or_somebody_elses(whose: str, own: int):
    facts = made_up(whose=whose, receiver="李婷", price="158.5", given="10")

    assert (len(facts.own_orders), len(facts.others_orders)) == (own, 1 - own)
    [order] = facts.orders
    assert (order.amount, order.given) == (Money(15850), Money(1000))


def test_without_anything_about_an_order_there_is_none():
    assert made_up(price="158").orders == ()


def test_the_whole_rule_keeps_its_indentation_and_the_ends_of_lines_of_files():
    form = TextForm({"written": "  a:\r\n  - b\r\n"})

    assert form.is_valid()
    assert form.cleaned_data["written"] == "  a:\n  - b\n"


def test_filters_that_make_no_sense_say_nothing():
    form = FilterForm({"since": "gestern", "rule": "b"}, members=Membership.objects.none(), rules={"a": "甲"})

    assert (form.value("since"), form.value("rule")) == (None, None)

"""Facts as the command line gives them."""

from datetime import datetime, time

import pytest

from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.errors import FactsError
from guitai.engines.rulebook.facts import NO_FACTS
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money


def test_without_a_context_nothing_is_known():
    assert read_facts({}) is NO_FACTS


def test_all_of_the_contract_is_read():
    facts = read_facts(
        {
            "now": "2026-11-21T15:30:00+08:00",
            "shop": {
                "name": "云裳旗舰店",
                "dispatch_cutoff": "16:00",
                "dispatch_hours": 48,
                "couriers": ["圆通"],
                "free_postage": True,
                "postage_exceptions": ["新疆"],
                "gifts": ["运费险"],
                "activities": [{"name": "满300减30", "from": "2026-11-20", "to": "2026-11-30"}],
                "price_match_days": 15,
            },
            "agent": {"name": "小美", "authority": "20.00"},
            "buyer": {"id": "tb_a", "no_contact": False, "contacts_7d": 2, "mood": "angry"},
            "orders": [{"id": "1", "buyer": "tb_a", "amount": "158.00", "given": "5.00"}],
            "product": {"title": "衬衫", "price": "158.00", "facts": {"材质": "棉", "重量": 250}},
            "proactive": True,
            "previous": [{"from": "buyer", "text": "在吗", "at": "2026-11-21T15:29:00"}],
            "something_new": 1,
        }
    )

    assert facts.shop.dispatch_cutoff == time(16)
    assert facts.shop.activities[0].end == datetime(2026, 12, 1, tzinfo=SHANGHAI)
    assert facts.agent.authority == Money(2000)
    assert facts.orders[0].given == Money(500)
    assert facts.product.facts == {"材质": "棉", "重量": "250"}
    assert facts.previous[0].at == datetime(2026, 11, 21, 15, 29, tzinfo=SHANGHAI)
    assert facts.proactive


def test_what_nobody_said_is_not_known():
    facts = read_facts({"shop": {"name": "云裳"}})

    assert facts.shop.gifts is None
    assert facts.shop.free_postage is None
    assert facts.shop.activities is None


@pytest.mark.parametrize(
    ("context", "sentence"),
    [
        ({"now": "gestern"}, "context.now is 'gestern'; write a time like"),
        ({"shop": []}, "context.shop is []; write an object"),
        ({"shop": {"gifts": "袜子"}}, "context.shop.gifts is '袜子'; write a list of texts"),
        ({"shop": {"free_postage": "yes"}}, "write true or false"),
        ({"shop": {"dispatch_hours": -1}}, "write a whole number"),
        ({"shop": {"dispatch_cutoff": "4pm"}}, "write a time of day"),
        ({"shop": {"activities": {}}}, "write a list of objects"),
        ({"orders": [{}, {"amount": "much"}]}, "context.orders[1].amount is 'much'; write yuan"),
        ({"orders": ["1"]}, "context.orders[0] is '1'"),
        ({"buyer": {"id": {}}}, "context.buyer.id is {}; write text"),
        ({"product": {"facts": {"材质": []}}}, "context.product.facts.材质"),
        ({"shop": {"name": ["很长" * 60]}}, "…; write text"),
    ],
)
def test_what_cannot_be_read_is_named(context, sentence):
    with pytest.raises(FactsError) as refusal:
        read_facts(context)

    assert sentence in refusal.value.sentence

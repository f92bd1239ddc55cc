"""Whether what the shop knows answers a question."""

import pytest
from tests.factories.catalog import ProductFactFactory, ProductFactory
from tests.factories.knowledge import EntryFactory, QuickPhraseFactory

from guitai.domains.knowledge.answering import answers_to
from guitai.kernel.days import business_day


@pytest.mark.parametrize("thoroughly", [False, True])
def test_entries_and_phrases_answer_and_facts_of_some_product_do_not(shop, now, thoroughly):
    EntryFactory(shop=shop, questions=["可以开发票吗"], answer="可以，在订单里申请")
    QuickPhraseFactory(shop=shop, title="发货时间", text="16点前付款当天发出")
    ProductFactFactory(product=ProductFactory(shop=shop), name="内衬", value="有")

    answered = answers_to(shop, on=business_day(now), thoroughly=thoroughly)

    assert min(answered("可以开发票吗"), answered("发货时间")) > 0.8
    assert answered("裙子里面有没有内衬") < 0.5


def test_where_nothing_is_known_nothing_is_answered(shop, now):
    assert answers_to(shop, on=business_day(now))("可以开发票吗") == 0.0

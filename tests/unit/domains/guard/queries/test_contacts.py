"""How often the shop went to a buyer by itself."""

from datetime import timedelta

import pytest
from tests.factories.guard import ContactFactory, NoContactFactory

from guitai.domains.guard.models import Contact
from guitai.domains.guard.queries import ContactState, asks_to_stop, contact_state, wish_of

WEEK = timedelta(days=7)


def asked(shop, now, account="tb_demo01"):
    return contact_state(shop_id=shop.pk, account=account, at=now)


def test_the_contacts_of_seven_days_are_counted_over_all_ways(shop, now):
    ages = (timedelta(0), timedelta(days=3), WEEK - timedelta(seconds=1), WEEK)
    for age, kind in zip(ages, Contact.Kind, strict=False):
        ContactFactory(shop=shop, kind=kind, at=now - age)

    assert asked(shop, now) == ContactState(contacts_7d=3, no_contact=False)


def test_other_buyers_and_shops_count_for_themselves(shop, other_shop, now):
    for place, account in ((other_shop, "tb_demo01"), (shop, "tb_b"), (shop, "")):
        ContactFactory(shop=place, account=account, at=now)
        NoContactFactory(shop=place, account=account)

    assert asked(shop, now) == ContactState()
    assert wish_of(shop_id=shop.pk, account="tb_demo01") is None


def test_who_wants_none_is_known_without_any_contact(shop, now):
    kept = NoContactFactory(shop=shop)

    assert asked(shop, now) == ContactState(contacts_7d=0, no_contact=True)
    assert wish_of(shop_id=shop.pk, account="tb_demo01") == kept


@pytest.mark.parametrize(("account", "questions"), [("tb_demo01", 1), ("", 0)])
def test_both_are_one_question_and_none_for_a_buyer_without_an_account(
    shop, now, django_assert_num_queries, account, questions
):
    NoContactFactory(shop=shop, account=account)

    with django_assert_num_queries(questions):
        assert asked(shop, now, account).no_contact is bool(account)


@pytest.mark.parametrize(
    "said",
    ["别再联系我了", "不要再打电话了！！", "再发消息就投诉你们", "请勿打 扰", "退订", "說了不要給我發消息"],
)
def test_a_buyer_who_asks_the_shop_to_stop_is_understood(said):
    assert asks_to_stop(said)


@pytest.mark.parametrize(
    "said", ["不要再发顺丰了", "别发了，我不要了", "怎么没人联系我", "能联系一下快递吗", "你们没骚扰我", ""]
)
def test_other_words_of_the_kind_are_about_something_else(said):
    assert not asks_to_stop(said)

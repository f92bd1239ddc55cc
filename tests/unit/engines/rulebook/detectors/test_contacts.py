"""Numbers, accounts, mail addresses and links that lead away."""

import pytest
from tests.unit.engines.rulebook.made import detected, matched, rule, vocabulary

from guitai.engines.rulebook.types import Platform

WORDS = vocabulary(contact_apps=["微信", "qq", "vx"], contact_verbs=["加我", "打我"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("微信abc12345", ["微信abc12345"]),
        ("vx: shop_88", ["vx: shop_88"]),
        ("qq号是 三三四五六七八", ["qq号是 三三四五六七八"]),
        ("加我13812345678", ["13812345678"]),
        ("打我0571 88881234", ["0571 88881234"]),
        ("加我8613812345678", ["8613812345678"]),
        ("发到shop.01@example.com", ["shop.01@example.com"]),
        ("微信支付", []),
        ("qq1234", []),
        ("13812345678", []),
        ("加我12345", []),
        ("qq95338", []),
        ("qq：8 8 6 6 5 5", ["qq：8 8 6 6 5 5"]),
        ("微信4008001234", []),
    ],
)
def test_contacts_are_found(text, found):
    assert detected("contact_details", text, words=WORDS) == found


def test_phones_nobody_is_invited_to_call_are_another_matter():
    assert detected("contact_details", "13812345678", words=WORDS, invited=False) == ["13812345678"]
    assert detected("contact_details", "加我13812345678", words=WORDS, invited=False) == []


def test_numbers_of_known_orders_are_no_contacts():
    orders = {"orders": [{"id": "1", "phone": "13812345678"}]}

    assert detected("contact_details", "加我13812345678", orders, WORDS) == []
    assert detected("contact_details", "微信一三八12345678", orders, WORDS) == []


def test_the_buyers_own_mail_may_be_repeated():
    said = {"previous": [{"from": "buyer", "text": "发到me12@example.com"}]}

    assert detected("contact_details", "已发me12@example.com", said, WORDS) == []


def test_a_short_number_counts_when_the_contact_was_named_before():
    across = rule(WORDS, trigger=[{"detector": "contact_details"}], across_messages=True)
    said = {"previous": [{"from": "agent", "text": "我qq"}]}

    assert matched("8765", across, words=WORDS, context=said) == ["8765"]


ALLOWED = {"taobao": ["taobao.com"], "jd": ["jd.com"]}


@pytest.mark.parametrize(
    ("text", "platform", "found"),
    [
        ("看https://weidian.com/a?b=1 拍", Platform.TAOBAO, ["https://weidian.com/a?b=1"]),
        ("看item.jd.com", Platform.TAOBAO, ["item.jd.com"]),
        ("WWW．Example．COM", Platform.TAOBAO, ["WWW．Example．COM"]),
        ("https://item.taobao.com/item.htm?id=1", Platform.TAOBAO, []),
        ("item.jd.com", Platform.JD, []),
        ("item.jd.com", None, []),
        ("nottaobao.com", Platform.TAOBAO, ["nottaobao.com"]),
        ("shop.example.com/x", Platform.JD, []),
        ("1.5米", Platform.JD, []),
        ("http://dwz.mk/abc", Platform.TAOBAO, ["http://dwz.mk/abc"]),
        ("去weidian点com看", Platform.TAOBAO, ["weidian点com"]),
        ("weidian . com", Platform.TAOBAO, ["weidian . com"]),
        ("a.com.cn", Platform.TAOBAO, ["a.com.cn"]),
        ("http://item.taobao.com/1.html", Platform.TAOBAO, []),
        ("8点app推送", Platform.TAOBAO, []),
        ("18点com", Platform.TAOBAO, []),
    ],
)
def test_links_to_elsewhere_are_found(text, platform, found):
    shop = {"shop": {"links": ["https://shop.example.com"]}}

    assert detected("foreign_link", text, shop, platform=platform, allowed=ALLOWED) == found


def test_a_link_of_the_shop_may_be_a_domain_alone():
    assert detected("foreign_link", "kefu.example", {"shop": {"links": ["localhost"]}}) == []

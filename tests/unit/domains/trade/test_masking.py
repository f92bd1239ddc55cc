"""Personal data is shown so that it is recognised, not used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.domains.knowledge.filling import unfilled_slots
from guitai.domains.trade.masking import (
    district_of,
    is_masked,
    masked_address,
    masked_name,
    masked_phone,
    may_be,
)


def test_of_a_name_the_first_character_is_left() -> None:
    assert [masked_name(name) for name in ("张三", "欧阳娜娜", "")] == ["张*", "欧*", ""]


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13800000001", "138****0001"), ("0571-88880001", "057****0001"), ("12345", "**"), ("", "")],
)
def test_of_a_phone_the_middle_is_hidden(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("浙江省 杭州市 西湖区 某某街道某某路1号", "浙江省 杭州市 西湖区"),
        ("浙江省杭州市西湖区某某路1号", "浙江省 杭州市 西湖区"),
        ("上海 上海市 浦东新区 某某路1号", "上海 上海市 浦东新区"),
        ("某某路1号", ""),
        ("", ""),
    ],
)
def test_of_an_address_the_district_is_left(address: str, district: str) -> None:
    assert district_of(address) == district


def test_a_masked_address_says_that_there_is_more() -> None:
    assert masked_address("浙江省 杭州市 西湖区 某某路1号") == "浙江省 杭州市 西湖区 **"
    assert masked_address("某某路1号") == "**"
    assert masked_address("") == ""


@given(st.text(st.sampled_from("0123456789-+ "), min_size=8, max_size=16))
def test_a_masked_phone_hides_all_but_seven_digits(phone: str) -> None:
    assert sum(letter.isdigit() for letter in masked_phone(phone)) <= 7


def test_masked_data_may_be_sent() -> None:
    shown = (
        f"{masked_name('张三')} {masked_phone('13800000001')} {masked_address('浙江省 杭州市 西湖区 路1号')}"
    )

    assert unfilled_slots(shown) == ()


@pytest.mark.parametrize(
    ("account", "masked", "fits"),
    [
        ("jd_0aaaa0aaaa0db", "j****db", True),
        ("jdb", "j****db", False),  # nothing of it would be hidden
        ("jd_0aaaa0aaaa0dc", "j****db", False),
        ("kd_0aaaa0aaaa0db", "j****db", False),
        ("tb_demo07", "t******7", True),
        ("小鱼爱吃猫粮", "小******粮", True),
        ("tb_demo08", "t******7", False),
        ("jd_0aaaa0aaaa0db", "j***db", False),  # no platform writes three stars
        ("jd_0aaaa0aaaa0db", "jd****db", False),
        ("tb_demo07", "t****7", False),
        ("j****db", "j****db", False),  # a mask is nobody's account
        ("t******7", "t****07", False),
        ("jd_0aaaa0aaaa0db", "jd_0aaaa0aaaa0db", False),
        ("jd_0aaaa0aaaa0db", "****", False),
    ],
)
def test_an_account_fits_the_mask_a_platform_makes_of_it(account: str, masked: str, fits: bool) -> None:
    assert may_be(account, masked) is fits


def test_a_name_with_stars_in_it_is_masked() -> None:
    masked = {
        name: is_masked(name) for name in ("j****db", "t******7", "t**7", "jd_0aaaa0aaaa0db", "a*b", "")
    }

    assert [name for name, hidden in masked.items() if hidden] == ["j****db", "t******7", "t**7"]

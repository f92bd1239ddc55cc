"""Addresses taken apart."""

import pytest

from guitai.engines.rulebook.addresses import Address, parts


@pytest.mark.parametrize(
    ("address", "areas", "places"),
    [
        ("浙江省杭州市西湖区文三路1号", ("浙江", "杭州", "西湖"), ("文3路",)),
        ("浙江省 杭州市 西湖区 某某街道某某路1号(310000)", ("浙江", "杭州", "西湖"), ("某某街道", "某某路")),
        ("上海市浦东新区世纪大道100号", ("上海", "浦东"), ("世纪大道",)),
        ("江蘇省蘇州市姑蘇區人民路８號", ("江苏", "苏州", "姑苏"), ("人民路",)),
        ("杭州市文三路1号锦绣花园3栋502", ("杭州",), ("文3路", "锦绣花园")),
        ("杭州市文三路十二号院锦绣花园", ("杭州",), ("文3路", "锦绣花园")),
        ("新疆维吾尔自治区乌鲁木齐市", ("新疆维吾尔", "乌鲁木齐"), ()),
        ("", (), ()),
    ],
)
def test_an_address_has_areas_and_places(address, areas, places):
    assert parts(address) == Address(areas, places)

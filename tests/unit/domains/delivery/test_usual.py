import pytest

from guitai.domains.delivery.usual import key_by_waybill, usual_couriers
from guitai.kernel.text import fold


def test_no_name_is_that_of_two_couriers():
    names = [fold(name) for each in usual_couriers() for name in (each.name, *each.aliases)]

    assert len(usual_couriers()) == 11
    assert len(names) == len(set(names))


def test_each_has_a_phone_a_page_for_its_waybills_and_the_way_to_a_claim():
    for each in usual_couriers():
        assert each.phone.isdecimal()
        assert each.query.startswith("https://")
        assert "{waybill}" in each.query
        assert 0 < len(each.claims) <= 500


@pytest.mark.parametrize(
    ("waybill", "key"),
    [
        ("SF1234567890123", "shunfeng"),
        (" yt1234567890 ", "yuantong"),
        ("JD0123456789", "jingdong"),
        ("777123456789", ""),
        ("", ""),
    ],
)
def test_a_waybill_tells_its_courier_only_where_its_beginning_is_no_others(waybill, key):
    assert key_by_waybill(waybill) == key

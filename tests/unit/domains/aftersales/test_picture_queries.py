"""Pictures are found again by buyer, order, product and fault, in their own shop alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.aftersales import CaseFactory
from tests.factories.catalog import ProductFactory
from tests.factories.pictures import CasePictureFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.models import CasePicture
from guitai.domains.aftersales.picture_queries import (
    FaultCount,
    Sought,
    beside,
    case_meant,
    faults_of,
    found,
    order_meant,
    page_of,
    picture_of_shop,
    pictures_of_case,
    product_meant,
    products_with_pictures,
    sees_originals,
)
from guitai.kernel.periods import Period


@pytest.fixture
def seam(shop: Shop) -> CasePicture:
    """A seam of 小雨's shirt, order …8888, in case 12."""
    buyer = BuyerFactory(shop=shop, account="tb_Demo01", display_name="小雨")
    order = OrderFactory(buyer=buyer, number="35153131408888")
    return CasePictureFactory(
        shop=shop,
        buyer=buyer,
        order=order,
        product=ProductFactory(shop=shop, title="纯色衬衫长袖", short_name="米白衬衫", code="CS-01"),
        fault="袖口脱线",
        case=CaseFactory(order=order, number=12),
    )


@pytest.fixture
def colour(shop: Shop, seam: CasePicture) -> CasePicture:
    """Colour that came off another buyer's dress, a day later."""
    buyer = BuyerFactory(shop=shop, account="tb_other", display_name="阿云")
    return CasePictureFactory(
        shop=shop,
        buyer=buyer,
        order=OrderFactory(buyer=buyer, number="99990000111122"),
        product=ProductFactory(shop=shop, title="碎花连衣裙", code="LYQ-7"),
        fault="掉色",
        at=seam.at + timedelta(days=1),
    )


@pytest.mark.parametrize(
    "text",
    [
        "tb_demo01",
        "DEMO",
        "小雨",
        "35153131408888",
        "8888",
        "８８８８",
        "衬衫",
        "米白",
        "cs-01",
        "脱线",
        "衬衫 脱线",
        "小雨 8888 袖口",
        "#12",
    ],
)
def test_it_is_found_by_what_people_know_of_it(seam: CasePicture, colour: CasePicture, text: str) -> None:
    assert list(found(seam.shop, Sought(text=text))) == [seam]


@pytest.mark.parametrize("text", ["888", "3515", "CS", "脱线 阿云", "#13", "#8888", "%", "12", "'"])
def test_what_fits_nothing_finds_nothing(seam: CasePicture, colour: CasePicture, text: str) -> None:
    assert not found(seam.shop, Sought(text=text)).exists()


def test_nothing_sought_is_everything_the_newest_first(seam: CasePicture, colour: CasePicture) -> None:
    assert list(found(seam.shop, Sought())) == [colour, seam]


def test_it_is_narrowed_by_product_fault_case_and_days(seam: CasePicture, colour: CasePicture) -> None:
    day = timedelta(days=1)
    for sought in (
        Sought(product=seam.product_id),
        Sought(fault="袖口脱线"),
        Sought(case=12),
        Sought(period=Period(seam.at, seam.at + day)),
        Sought(text="衬衫", fault="袖口脱线", case=12),
    ):
        assert list(found(seam.shop, sought)) == [seam]
    assert not found(seam.shop, Sought(fault="脱线")).exists()
    assert not found(seam.shop, Sought(period=Period(seam.at - day, seam.at))).exists()


def test_another_shop_and_what_was_taken_away_are_never_found(
    seam: CasePicture, other_shop: Shop, now: datetime
) -> None:
    assert not found(other_shop, Sought(text="脱线")).exists()
    assert picture_of_shop(other_shop, picture_id=seam.pk) is None
    assert not products_with_pictures(other_shop).exists()
    assert faults_of(other_shop) == []

    CasePicture.objects.update(removed_at=now)
    assert not found(seam.shop, Sought()).exists()
    assert picture_of_shop(seam.shop, picture_id=seam.pk) is None
    assert not pictures_of_case(seam.case).exists()


def test_pages_follow_one_another_by_key_and_leave_nothing_out(shop: Shop) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    rows = [CasePictureFactory(shop=shop, at=at + timedelta(hours=hours)) for hours in (0, 1, 1, 1, 2)]
    seen, after = [], None
    for _page in range(3):
        page = page_of(shop, Sought(), after=after, size=2)
        seen += [each.pk for each in page.pictures]
        after = page.older
        CasePictureFactory(shop=shop, at=at + timedelta(days=1))  # what comes meanwhile moves no page

    assert seen == [rows[place].pk for place in (4, 3, 2, 1, 0)]
    assert after is None


def test_a_key_of_another_shop_begins_at_the_newest(seam: CasePicture, other_shop: Shop) -> None:
    theirs = CasePictureFactory(shop=other_shop, at=seam.at - timedelta(days=9))

    assert page_of(seam.shop, Sought(), after=theirs.pk).pictures == [seam]


def test_one_knows_its_neighbours_in_what_is_sought(seam: CasePicture, colour: CasePicture) -> None:
    oldest = CasePictureFactory(shop=seam.shop, fault="掉色", at=seam.at - timedelta(days=1))

    assert beside(seam, seam.shop, Sought()) == (colour.pk, oldest.pk)
    assert beside(colour, seam.shop, Sought(fault="掉色")) == (None, oldest.pk)


def test_faults_are_counted_and_those_of_cases_are_known_too(seam: CasePicture, now: datetime) -> None:
    for more in ({}, {"removed_at": now}):
        CasePictureFactory(shop=seam.shop, fault="掉色", **more)
    CasePictureFactory(shop=seam.shop, fault="掉色")
    CaseFactory(order=seam.order, fault="起球")
    CasePictureFactory(fault="别家")

    assert faults_of(seam.shop) == [FaultCount("掉色", 2), FaultCount("袖口脱线", 1), FaultCount("起球", 0)]


def test_products_with_pictures_are_named_once(seam: CasePicture, colour: CasePicture) -> None:
    CasePictureFactory(shop=seam.shop, product=seam.product)
    ProductFactory(shop=seam.shop, title="没有图的")

    assert [product.code for product in products_with_pictures(seam.shop)] == ["LYQ-7", "CS-01"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("CS-01", "CS-01"), ("cs-01", "CS-01"), ("碎花", "LYQ-7"), ("碎花连衣裙", "LYQ-7"), ("米白", "CS-01")],
)
def test_a_product_is_meant_by_code_or_title(
    seam: CasePicture, colour: CasePicture, text: str, code: str
) -> None:
    product = product_meant(seam.shop, text=text)

    assert product is not None and product.code == code


def test_what_means_two_or_none_means_nothing(
    seam: CasePicture, colour: CasePicture, other_shop: Shop
) -> None:
    ProductFactory(shop=seam.shop, title="碎花半身裙")
    OrderFactory(buyer=seam.buyer, number="77778888")

    assert product_meant(seam.shop, text="碎花") is None
    assert product_meant(other_shop, text="CS-01") is None
    assert product_meant(seam.shop, text="  ") is None
    assert order_meant(seam.shop, text="8888") is None
    assert order_meant(seam.shop, text="122") is None
    assert order_meant(seam.shop, text="") is None
    assert order_meant(other_shop, text="35153131408888") is None


def test_an_order_is_meant_by_its_number_or_its_last_digits(seam: CasePicture, colour: CasePicture) -> None:
    OrderFactory(buyer=seam.buyer, number="8888")

    assert order_meant(seam.shop, text="8888").number == "8888"
    assert order_meant(seam.shop, text=" 1122 ") == colour.order


def test_a_case_is_meant_by_its_number_in_its_shop(seam: CasePicture, other_shop: Shop) -> None:
    assert case_meant(seam.shop, number=12) == seam.case
    assert case_meant(other_shop, number=12) is None
    assert case_meant(seam.shop, number=None) is None


def test_originals_are_for_who_may_see_personal_data(
    agent: Membership, warehouse: Membership, outsourced: Membership
) -> None:
    assert sees_originals(agent) and sees_originals(warehouse)
    assert not sees_originals(outsourced)


def test_more_pictures_are_not_more_questions(seam: CasePicture, colour: CasePicture) -> None:
    with CaptureQueriesContext(connection) as asked:
        for each in page_of(seam.shop, Sought(text="t")).pictures:
            str((each.buyer, each.order, each.product, each.case, each.by, each.picture))

    assert len(asked) == 1

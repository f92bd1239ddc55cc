"""Whose picture it is stands in full for who may see it, masked for others."""

import pytest
from tests.factories.pictures import CasePictureFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import CasePicture
from guitai.web.pictures.showing import PictureShown, case_address


@pytest.fixture
def picture(agent: Membership) -> CasePicture:
    buyer = BuyerFactory(shop=agent.shop, account="tb_demo01", display_name="林小雨")
    return CasePictureFactory(
        shop=agent.shop, buyer=buyer, order=OrderFactory(buyer=buyer, number="35153131408888")
    )


def test_who_may_see_personal_data_reads_the_name(picture: CasePicture, agent: Membership) -> None:
    shown = PictureShown.of(picture, to=agent)

    assert (shown.buyer, shown.account, shown.number_ends) == ("林小雨", "tb_demo01", "8888")


def test_an_outsourced_agent_reads_its_first_sign(picture: CasePicture, outsourced: Membership) -> None:
    shown = PictureShown.of(picture, to=outsourced)

    assert (shown.buyer, shown.account) == ("林*", "")


def test_what_is_not_known_is_empty(agent: Membership) -> None:
    shown = PictureShown.of(CasePictureFactory(shop=agent.shop), to=agent)

    assert (shown.buyer, shown.account, shown.number_ends) == ("", "", "")
    assert case_address(agent.shop, shown.picture) == ""

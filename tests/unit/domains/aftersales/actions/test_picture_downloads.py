"""Who downloads what is written down; originals and names are for who may see personal data."""

from datetime import datetime

import pytest
from django.utils import translation
from tests.factories.chat import PictureFactory
from tests.factories.pictures import CasePictureFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.actions import picture_downloads
from guitai.domains.aftersales.actions.picture_downloads import download_chosen, download_found
from guitai.domains.aftersales.errors import CasePictureRefusedError
from guitai.domains.aftersales.models import CasePicture
from guitai.domains.aftersales.picture_queries import Sought


@pytest.fixture
def filed(shop: Shop) -> list[CasePicture]:
    """Two of a buyer's order, and one nobody knows the order of."""
    buyer = BuyerFactory(shop=shop, account="tb_demo01")
    order = OrderFactory(buyer=buyer, number="35153131408888")
    known = {"shop": shop, "buyer": buyer, "fault": "脱线"}
    return [
        CasePictureFactory(order=order, **known),
        CasePictureFactory(order=order, **known),
        CasePictureFactory(**known),
    ]


def test_the_chosen_are_given_as_they_came_under_the_buyers_id(
    filed: list[CasePicture], agent: Membership, now: datetime
) -> None:
    download = download_chosen(shop=agent.shop, picture_ids=[each.pk for each in filed], by=agent, at=now)

    assert [(each.stem, each.sealed) for each in download.pictures] == [
        ("tb_demo01_脱线_1", filed[2].original_sha256),
        ("tb_demo01_35153131408888_脱线_1", filed[1].original_sha256),
        ("tb_demo01_35153131408888_脱线_2", filed[0].original_sha256),
    ]


def test_that_it_was_downloaded_is_kept(filed: list[CasePicture], agent: Membership, now: datetime) -> None:
    download_chosen(shop=agent.shop, picture_ids=[filed[1].pk], by=agent, at=now)

    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.by_id, entry.shop_id) == ("pictures_downloaded", agent.pk, agent.shop_id)
    assert entry.facts == {"pictures": [filed[1].pk], "originals": True}


def test_an_outsourced_agent_gets_what_is_shown_and_no_name(
    filed: list[CasePicture], outsourced: Membership, now: datetime
) -> None:
    download = download_found(shop=outsourced.shop, sought=Sought(), by=outsourced, at=now)

    assert [each.sealed for each in download.pictures] == ["", "", ""]
    assert [each.stem for each in download.pictures] == [
        "t-_脱线_1",
        "t-_35153131408888_脱线_1",
        "t-_35153131408888_脱线_2",
    ]
    assert AuditEntry.objects.get().facts["originals"] is False


def test_a_picture_of_a_talk_has_no_other_original(shop: Shop, agent: Membership, now: datetime) -> None:
    picture = CasePictureFactory(shop=shop, source=CasePicture.Source.CHAT, message=7)

    download = download_chosen(shop=shop, picture_ids=[picture.pk], by=agent, at=now)

    assert (download.pictures[0].sealed, download.pictures[0].picture) == ("", picture.picture)


def test_all_that_is_found_is_given_and_no_more(
    filed: list[CasePicture], shop: Shop, agent: Membership, now: datetime
) -> None:
    CasePictureFactory(shop=shop, fault="掉色")
    CasePictureFactory(shop=shop, fault="脱线", removed_at=now)
    CasePictureFactory(fault="脱线")

    download = download_found(shop=shop, sought=Sought(fault="脱线"), by=agent, at=now)

    assert len(download.pictures) == len(filed)


def test_nothing_of_another_shop_is_given(
    filed: list[CasePicture], other_shop: Shop, neighbour: Membership, now: datetime
) -> None:
    keys = [each.pk for each in filed]
    for shop in (other_shop, filed[0].shop):
        with pytest.raises(CasePictureRefusedError):
            download_chosen(shop=shop, picture_ids=keys, by=neighbour, at=now)

    assert not AuditEntry.objects.exists()


def test_too_many_are_refused_with_their_number(
    filed: list[CasePicture], agent: Membership, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_downloads, "MOST_PICTURES", 2)

    with translation.override("en"), pytest.raises(CasePictureRefusedError) as refused:
        download_found(shop=agent.shop, sought=Sought(), by=agent, at=now)

    assert refused.value.sentence == "These are 3 pictures; at most 2 are downloaded at once. Choose fewer."
    assert not AuditEntry.objects.exists()


def test_too_large_together_is_refused_by_what_would_be_given(
    shop: Shop, agent: Membership, outsourced: Membership, now: datetime
) -> None:
    for _each in range(2):
        small = PictureFactory(shop_id=shop.pk, size=1000)
        CasePictureFactory(shop=shop, picture=small, original_size=300 * 1024 * 1024)

    with translation.override("en"), pytest.raises(CasePictureRefusedError, match="600 MB; at most 500 MB"):
        download_found(shop=shop, sought=Sought(), by=agent, at=now)
    assert len(download_found(shop=shop, sought=Sought(), by=outsourced, at=now).pictures) == 2


def test_choosing_nothing_is_told(shop: Shop, agent: Membership, now: datetime) -> None:
    with translation.override("en"), pytest.raises(CasePictureRefusedError, match="Choose the pictures"):
        download_chosen(shop=shop, picture_ids=[], by=agent, at=now)

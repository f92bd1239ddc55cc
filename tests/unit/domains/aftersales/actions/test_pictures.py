"""Pictures are filed as is said or as their case is, filed elsewhere, taken away and brought back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.factories.catalog import ProductFactory
from tests.factories.chat import MessageFactory
from tests.factories.pictures import CasePictureFactory, photo
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory

from guitai.common.files import PictureRefusedError, keep_picture
from guitai.common.models import AuditEntry, Picture
from guitai.common.originals import read_original
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.actions.pictures import (
    describe,
    file_from_chat,
    file_upload,
    may_remove,
    remove,
    restore,
)
from guitai.domains.aftersales.errors import CasePictureRefusedError
from guitai.domains.aftersales.events import CaseChanged
from guitai.domains.aftersales.models import Case, CasePicture
from guitai.domains.chat.models import Conversation, Kind, Message
from guitai.domains.trade.models import Buyer, Order

PHOTO = photo()


@pytest.fixture
def order(buyer: Buyer) -> Order:
    return OrderFactory(buyer=buyer, number="35153131408888")


@pytest.fixture
def case(order: Order, agent: Membership) -> Case:
    """A case about one shirt whose seam came apart."""
    case = CaseFactory(order=order, owner=agent, fault="脱线")
    CaseLineFactory(case=case, product=ProductFactory(shop=case.shop, title="纯色衬衫"))
    return case


@pytest.fixture
def message(conversation: Conversation, now: datetime) -> Message:
    picture = keep_picture(photo("green"), shop_id=conversation.shop_id, at=now)
    return MessageFactory(conversation=conversation, kind=Kind.PICTURE, text="", picture=picture)


def _described(filed: CasePicture, by: Membership, at: datetime, **more: Any) -> CasePicture:
    said = {"fault": filed.fault, "product": filed.product, "order": filed.order, "note": filed.note, **more}
    return describe(picture_id=filed.pk, by=by, at=at, **said)


def test_what_is_brought_for_a_case_is_filed_as_the_case_is(
    shop: Shop, case: Case, agent: Membership, now: datetime, announced: Any
) -> None:
    with announced() as events:
        filed = file_upload(shop=shop, data=PHOTO, by=agent, at=now, case=case)

    filed.refresh_from_db()
    assert (filed.case, filed.order, filed.buyer) == (case, case.order, case.buyer)
    assert (filed.product, filed.fault) == (case.lines.get().product, "脱线")
    assert (filed.source, filed.by, filed.at) == (CasePicture.Source.UPLOAD, agent, now)
    assert filed.original_size == len(PHOTO)
    assert read_original(filed.original_sha256) == PHOTO
    assert [type(event) for event in events] == [CaseChanged]
    assert AuditEntry.objects.get().deed == "picture_filed"


def test_what_is_said_goes_before_what_the_case_says(
    shop: Shop, case: Case, agent: Membership, now: datetime
) -> None:
    other = ProductFactory(shop=shop)

    filed = file_upload(
        shop=shop, data=PHOTO, by=agent, at=now, case=case, product=other, fault=" 掉\u3000色 ", note="左袖"
    )

    assert (filed.product, filed.fault, filed.note) == (other, "掉 色", "左袖")


def test_of_several_products_none_is_guessed(
    shop: Shop, case: Case, agent: Membership, now: datetime
) -> None:
    CaseLineFactory(case=case, product=ProductFactory(shop=shop))

    assert file_upload(shop=shop, data=PHOTO, by=agent, at=now, case=case).product is None


def test_a_line_nobody_knows_the_product_of_leaves_it_open(
    shop: Shop, case: Case, agent: Membership, now: datetime
) -> None:
    CaseLineFactory(case=case, product=None)

    assert file_upload(shop=shop, data=PHOTO, by=agent, at=now, case=case).product is None


def test_without_a_case_the_order_says_buyer_and_product(
    shop: Shop, order: Order, warehouse: Membership, now: datetime
) -> None:
    product = ProductFactory(shop=shop)
    OrderLineFactory(order=order, product=product)

    filed = file_upload(shop=shop, data=PHOTO, by=warehouse, at=now, order=order, fault="污渍")

    assert (filed.buyer, filed.product, filed.case) == (order.buyer, product, None)
    assert filed.source == CasePicture.Source.WAREHOUSE
    assert AuditEntry.objects.get().subject_kind == "casepicture"


def test_nothing_known_is_filed_under_nothing(shop: Shop, agent: Membership, now: datetime) -> None:
    filed = file_upload(shop=shop, data=PHOTO, by=agent, at=now)

    assert (filed.buyer, filed.order, filed.product, filed.fault) == (None, None, None, "")


def test_a_merged_case_hands_its_pictures_on(
    shop: Shop, case: Case, agent: Membership, now: datetime
) -> None:
    merged = CaseFactory(
        order=case.order, owner=agent, state=Case.State.MERGED, merged_into=case, ended_at=now
    )

    assert file_upload(shop=shop, data=PHOTO, by=agent, at=now, case=merged).case == case


@pytest.mark.parametrize("data", [b"", b"<svg/>", PHOTO[:40], b"\xff" * (8 * 1024 * 1024 + 1)])
def test_what_is_no_picture_leaves_nothing(shop: Shop, agent: Membership, now: datetime, data: bytes) -> None:
    with pytest.raises(PictureRefusedError):
        file_upload(shop=shop, data=data, by=agent, at=now)

    assert (CasePicture.objects.count(), Picture.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(("name", "factory"), [("order", OrderFactory), ("product", ProductFactory)])
def test_nothing_of_another_shop_is_filed_under(
    shop: Shop, other_shop: Shop, agent: Membership, now: datetime, name: str, factory: Any
) -> None:
    theirs = (
        factory(buyer=BuyerFactory(shop=other_shop)) if factory is OrderFactory else factory(shop=other_shop)
    )

    with pytest.raises(CasePictureRefusedError):
        file_upload(shop=shop, data=PHOTO, by=agent, at=now, **{name: theirs})

    assert not Picture.objects.exists()


def test_nobody_files_in_another_shop(case: Case, neighbour: Membership, now: datetime) -> None:
    for more in ({"shop": case.shop}, {"shop": neighbour.shop, "case": case}):
        with pytest.raises(CasePictureRefusedError):
            file_upload(data=PHOTO, by=neighbour, at=now, **more)


def test_a_case_keeps_its_order_and_its_buyer(
    shop: Shop, case: Case, agent: Membership, now: datetime
) -> None:
    other = OrderFactory(buyer=BuyerFactory(shop=shop))

    with translation.override("en"), pytest.raises(CasePictureRefusedError, match="stays with its order"):
        file_upload(shop=shop, data=PHOTO, by=agent, at=now, case=case, order=other)

    Case.objects.filter(pk=case.pk).update(order=None)
    case.refresh_from_db()
    with translation.override("en"), pytest.raises(CasePictureRefusedError, match="another buyer's"):
        file_upload(shop=shop, data=PHOTO, by=agent, at=now, case=case, order=other)


@pytest.mark.parametrize(("name", "most"), [("fault", 40), ("note", 200)])
def test_words_have_their_length(shop: Shop, agent: Membership, now: datetime, name: str, most: int) -> None:
    assert getattr(file_upload(shop=shop, data=PHOTO, by=agent, at=now, **{name: "线" * most}), name)

    with pytest.raises(CasePictureRefusedError) as refused:
        file_upload(shop=shop, data=PHOTO, by=agent, at=now, **{name: "线" * (most + 1)})

    assert refused.value.facts == {"field": name}


def test_a_picture_of_the_talk_is_filed_as_it_is_kept_there(
    case: Case, message: Message, agent: Membership, now: datetime
) -> None:
    filed = file_from_chat(message_id=message.pk, by=agent, at=now, case=case)

    assert (filed.picture, filed.original_sha256) == (message.picture, message.picture.sha256)
    assert (filed.case, filed.order, filed.buyer, filed.fault) == (case, case.order, case.buyer, "脱线")
    assert (filed.source, filed.message) == (CasePicture.Source.CHAT, message.pk)


def test_without_a_case_whoever_sent_it_is_the_buyer(
    message: Message, agent: Membership, now: datetime
) -> None:
    filed = file_from_chat(message_id=message.pk, by=agent, at=now, fault="起球")

    assert (filed.buyer, filed.order, filed.fault) == (message.conversation.buyer, None, "起球")


def test_the_same_line_is_filed_in_a_case_once(
    case: Case, message: Message, agent: Membership, other_agent: Membership, now: datetime
) -> None:
    first = file_from_chat(message_id=message.pk, by=agent, at=now, case=case)
    again = file_from_chat(message_id=message.pk, by=other_agent, at=now + timedelta(hours=1), case=case)

    assert again == first
    assert (CasePicture.objects.get().by, AuditEntry.objects.count()) == (agent, 1)


def test_one_filed_without_a_case_joins_it_and_another_case_has_its_own(
    case: Case, message: Message, agent: Membership, now: datetime
) -> None:
    alone = file_from_chat(message_id=message.pk, by=agent, at=now, fault="起球")
    joined = file_from_chat(message_id=message.pk, by=agent, at=now, case=case)
    other = CaseFactory(order=case.order, owner=agent, kind="lost")

    apart = file_from_chat(message_id=message.pk, by=agent, at=now, case=other)

    assert (joined.pk, joined.case, joined.fault) == (alone.pk, case, "起球")
    assert (apart.case, CasePicture.objects.count()) == (other, 2)


def test_one_that_was_taken_away_comes_back_when_it_is_filed_again(
    case: Case, message: Message, agent: Membership, now: datetime
) -> None:
    filed = file_from_chat(message_id=message.pk, by=agent, at=now, case=case)
    remove(picture_id=filed.pk, by=agent, at=now)

    file_from_chat(message_id=message.pk, by=agent, at=now, case=case)

    assert CasePicture.objects.get().removed_at is None


def test_lines_of_others_and_without_a_picture_are_not_filed(
    message: Message, case: Case, agent: Membership, neighbour: Membership, shop: Shop, now: datetime
) -> None:
    words = MessageFactory(conversation=message.conversation)
    theirs = CaseFactory(order__buyer__shop=shop, owner=agent)
    for known in (
        {"message_id": words.pk, "by": agent},
        {"message_id": message.pk, "by": neighbour},
        {"message_id": 0, "by": agent},
        {"message_id": message.pk, "by": agent, "case": theirs},
    ):
        with pytest.raises(CasePictureRefusedError):
            file_from_chat(at=now, **known)

    assert not CasePicture.objects.exists()


def test_a_picture_is_filed_elsewhere(shop: Shop, order: Order, agent: Membership, now: datetime) -> None:
    filed = CasePictureFactory(shop=shop, fault="脱线", note="旧")
    product = ProductFactory(shop=shop)

    _described(filed, agent, now, fault="掉色", product=product, order=order, note="新")

    filed.refresh_from_db()
    assert (filed.fault, filed.product, filed.order, filed.note) == ("掉色", product, order, "新")
    assert filed.buyer == order.buyer
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.facts["order"]) == ("picture_described", order.number)


def test_an_order_taken_off_takes_its_buyer_along_but_not_who_sent_it(
    shop: Shop, order: Order, message: Message, agent: Membership, now: datetime
) -> None:
    brought = CasePictureFactory(shop=shop, order=order, buyer=order.buyer)
    said = file_from_chat(message_id=message.pk, by=agent, at=now)

    assert _described(brought, agent, now, order=None).buyer is None
    assert _described(said, agent, now, order=None).buyer == message.conversation.buyer


def test_a_cases_picture_stays_with_its_order(
    shop: Shop, case: Case, agent: Membership, now: datetime
) -> None:
    filed = file_upload(shop=shop, data=PHOTO, by=agent, at=now, case=case)

    with pytest.raises(CasePictureRefusedError):
        _described(filed, agent, now, order=None)
    assert _described(filed, agent, now, fault="开线").fault == "开线"


def test_a_neighbour_describes_nothing(
    shop: Shop, other_shop: Shop, agent: Membership, neighbour: Membership, now: datetime
) -> None:
    filed = CasePictureFactory(shop=shop, fault="脱线")

    with pytest.raises(CasePictureRefusedError):
        _described(filed, neighbour, now, fault="x")
    with pytest.raises(CasePictureRefusedError):
        _described(filed, agent, now, product=ProductFactory(shop=other_shop))
    filed.refresh_from_db()
    assert (filed.fault, filed.product) == ("脱线", None)


@pytest.mark.parametrize(
    ("who", "minutes", "may"),
    [("agent", 10, True), ("agent", 11, False), ("other_agent", 0, False), ("lead", 999, True)],
)
def test_who_filed_it_takes_it_away_for_a_while_and_a_lead_any_time(
    request: pytest.FixtureRequest, agent: Membership, now: datetime, who: str, minutes: int, may: bool
) -> None:
    filed = CasePictureFactory(shop=agent.shop, by=agent, at=now)
    by, at = request.getfixturevalue(who), now + timedelta(minutes=minutes)

    assert may_remove(filed, by, at=at) is may
    if not may:
        with pytest.raises(CasePictureRefusedError):
            remove(picture_id=filed.pk, by=by, at=at)
    else:
        remove(picture_id=filed.pk, by=by, at=at)
    filed.refresh_from_db()
    assert filed.removed_at == (at if may else None)


def test_what_was_taken_away_is_brought_back_and_is_not_there_in_between(
    lead: Membership, now: datetime
) -> None:
    filed = CasePictureFactory(shop=lead.shop)
    remove(picture_id=filed.pk, by=lead, at=now)

    with pytest.raises(CasePictureRefusedError):
        _described(filed, lead, now)
    with pytest.raises(CasePictureRefusedError):
        remove(picture_id=filed.pk, by=lead, at=now)

    assert restore(picture_id=filed.pk, by=lead, at=now).removed_at is None
    assert list(AuditEntry.objects.values_list("deed", flat=True)) == ["picture_removed", "picture_restored"]


def test_a_neighbour_takes_nothing_away_and_brings_nothing_back(
    shop: Shop, other_lead: Membership, now: datetime
) -> None:
    there, gone = CasePictureFactory(shop=shop), CasePictureFactory(shop=shop, removed_at=now)

    for deed, filed in ((remove, there), (restore, gone), (restore, there)):
        with pytest.raises(CasePictureRefusedError):
            deed(picture_id=filed.pk, by=other_lead, at=now)

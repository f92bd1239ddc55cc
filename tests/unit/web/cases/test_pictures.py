import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory
from tests.unit.web.cases.conftest import CASES, HTMX

from guitai.common.files import keep_picture
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.models import Message

HERE = f"{CASES}7/"


def _png(colour: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(written, format="PNG")
    return written.getvalue()


def _file(colour: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{colour}.png", _png(colour), "image/png")


def _sent(case: Case, agent: Membership, colour: str, **more: object) -> Message:
    buyer = more.pop("buyer", case.buyer)
    picture = keep_picture(_png(colour), shop_id=agent.shop_id, at=timezone.now())
    usual = {"kind": "picture", "text": "", "picture": picture, "sent_at": timezone.now()}
    talk = buyer.conversations.first() or ConversationFactory(buyer=buyer, agent=agent)
    message: Message = MessageFactory(conversation=talk, **usual | more)
    return message


def _offered(body: str) -> list[int]:
    return [int(key) for key in re.findall(r'class="case-offer"\s+name="message"\s+value="(\d+)"', body)]


def test_pictures_from_the_camera_are_filed_in_the_case(client: Client, case: Case):
    body = client.post(f"{HERE}pictures/", {"files": [_file("red"), _file("blue")]}, headers=HTMX)

    assert case.pictures.count() == 2
    assert "2 pictures are filed." in body.content.decode()
    for filed in case.pictures.all():
        assert f"/s/yunshang/pictures/{filed.pk}/small/" in body.content.decode()


def test_of_several_the_good_ones_are_filed_and_the_other_is_named(client: Client, case: Case):
    bad = SimpleUploadedFile("list.png", b"no picture", "image/png")

    body = client.post(f"{HERE}pictures/", {"files": [_file("red"), bad]}, headers=HTMX).content.decode()

    assert case.pictures.count() == 1
    assert "1 picture is filed." in body
    assert "list.png: " in body[body.index("case-pictures") :]


@pytest.mark.parametrize("count", [0, 21])
def test_none_and_too_many_are_refused(client: Client, case: Case, count: int):
    body = client.post(f"{HERE}pictures/", {"files": [_file("red")] * count}, headers=HTMX)

    assert "Choose pictures, at most 20 at once." in body.content.decode()
    assert not case.pictures.exists()


def test_what_the_buyer_sent_is_taken_over_in_one_press(client: Client, case: Case, agent: Membership):
    first, second = _sent(case, agent, "red"), _sent(case, agent, "blue")
    assert _offered(client.get(HERE).content.decode()) == [second.pk, first.pk]

    body = client.post(f"{HERE}pictures/take/", {"message": [first.pk]}, headers=HTMX).content.decode()

    assert [filed.message for filed in case.pictures.all()] == [first.pk]
    assert _offered(body) == [second.pk]


def test_what_another_buyer_sent_is_neither_offered_nor_taken(client: Client, case: Case, agent: Membership):
    strange = _sent(case, agent, "red", buyer=BuyerFactory(shop=agent.shop))
    assert _offered(client.get(HERE).content.decode()) == []

    body = client.post(f"{HERE}pictures/take/", {"message": [strange.pk, "x"]}, headers=HTMX)

    assert "another buyer" in body.content.decode()
    assert not case.pictures.exists()

"""Pictures are brought by a form or a script, filed elsewhere, taken away and brought back on their pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.aftersales import CaseFactory
from tests.factories.catalog import ProductFactory
from tests.factories.pictures import photo

from guitai.common.originals import read_original
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import CasePicture
from guitai.domains.trade.models import Order

PAGE = "/s/yunshang/pictures/"
AtDesk = Callable[[Membership], Client]
SCRIPT = {"accept": "application/json"}


def _file(name: str = "IMG_1.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo() if data is None else data, "image/jpeg")


def _said(response: Any) -> str:
    return " ".join(str(each) for each in get_messages(response.wsgi_request))


def test_several_are_brought_at_once_with_the_orders_last_digits(
    order: Order, agent: Membership, at_desk: AtDesk
) -> None:
    files = [_file("1.jpg"), _file("2.jpg", photo("blue"))]

    response = at_desk(agent).post(
        f"{PAGE}upload/", {"files": files, "order": "8888", "fault": "脱线", "note": "左袖"}
    )

    assert (response.status_code, response["Location"]) == (302, PAGE)
    rows = CasePicture.objects.order_by("pk")
    assert [(row.order, row.fault, row.note, row.by) for row in rows] == [(order, "脱线", "左袖", agent)] * 2
    assert read_original(rows[1].original_sha256) == photo("blue")


def test_the_good_ones_are_filed_and_the_others_named(agent: Membership, at_desk: AtDesk) -> None:
    files = [_file("good.jpg"), _file("bad.jpg", b"<svg/>")]

    response = at_desk(agent).post(f"{PAGE}upload/", {"files": files})

    assert CasePicture.objects.count() == 1
    assert "bad.jpg" in _said(response)


def test_a_script_is_told_what_became_of_each(agent: Membership, at_desk: AtDesk) -> None:
    desk = at_desk(agent)

    good = desk.post(f"{PAGE}upload/", {"files": _file()}, headers=SCRIPT)
    bad = desk.post(f"{PAGE}upload/", {"files": _file("bad.jpg", b"<svg/>")}, headers=SCRIPT)

    assert good.json() == {"filed": 1, "refused": []}
    assert bad.json()["filed"] == 0
    assert bad.json()["refused"][0]["name"] == "bad.jpg"


@pytest.mark.parametrize(
    "given", [{"order": "77777"}, {"case": "99"}, {"product": "没有这个"}, {"fault": "线" * 41}, {}]
)
def test_what_nobody_knows_files_nothing(
    order: Order, agent: Membership, at_desk: AtDesk, given: dict[str, str]
) -> None:
    sent = {"files": _file(), **given} if given else {}

    response = at_desk(agent).post(f"{PAGE}upload/", sent, headers=SCRIPT)

    assert response.status_code == 409 or response.json()["refused"]
    assert not CasePicture.objects.exists()


def test_what_is_too_large_is_not_read(agent: Membership, at_desk: AtDesk) -> None:
    huge = _file("huge.jpg", b"\xff\xd8\xff" + b"x" * (8 * 1024 * 1024))

    told = at_desk(agent).post(f"{PAGE}upload/", {"files": huge}, headers=SCRIPT).json()

    assert "8.0 MB" in told["refused"][0]["reason"]


def test_at_most_fifty_come_at_once(agent: Membership, at_desk: AtDesk) -> None:
    files = [_file(f"{number}.jpg", b"x") for number in range(51)]

    assert at_desk(agent).post(f"{PAGE}upload/", {"files": files}, headers=SCRIPT).status_code == 409


def test_from_a_case_they_are_filed_in_it_and_one_goes_back_there(
    order: Order, agent: Membership, at_desk: AtDesk
) -> None:
    case = CaseFactory(order=order, number=12, fault="脱线")
    sent = {"files": _file(), "case": "12", "next": "/s/yunshang/cases/12/"}

    response = at_desk(agent).post(f"{PAGE}upload/", sent)

    assert response["Location"] == "/s/yunshang/cases/12/"
    assert CasePicture.objects.get().case == case


def test_nobody_is_led_elsewhere(agent: Membership, at_desk: AtDesk) -> None:
    sent = {"files": _file(), "next": "https://elsewhere.example/"}

    assert at_desk(agent).post(f"{PAGE}upload/", sent)["Location"] == PAGE


def test_a_case_of_the_shop_next_door_is_none(order: Order, neighbour: Membership, at_desk: AtDesk) -> None:
    CaseFactory(order=order, number=12)

    response = at_desk(neighbour).post(
        "/s/nanshan/pictures/upload/", {"files": _file(), "case": "12"}, headers=SCRIPT
    )

    assert response.status_code == 409
    assert not CasePicture.objects.exists()


def test_a_picture_is_filed_elsewhere_and_the_question_stays(
    filed: CasePicture, agent: Membership, at_desk: AtDesk
) -> None:
    product = ProductFactory(shop=agent.shop, code="LYQ-7")
    sent = {"fault": "掉色", "product": "lyq-7", "order": "", "note": "左袖"}

    response = at_desk(agent).post(f"{PAGE}{filed.pk}/describe/?fault=脱线", sent)

    assert response["Location"].startswith(f"{PAGE}{filed.pk}/?fault=")
    filed.refresh_from_db()
    assert (filed.fault, filed.product, filed.order, filed.note) == ("掉色", product, None, "左袖")


@pytest.mark.parametrize("given", [{"product": "没有这个"}, {"order": "77777"}, {"note": "长" * 201}])
def test_a_refusal_is_said_at_the_form_and_what_was_typed_stays(
    filed: CasePicture, agent: Membership, at_desk: AtDesk, given: dict[str, str]
) -> None:
    sent = {"fault": "新的", "product": "", "order": "", "note": "", **given}

    response = at_desk(agent).post(f"{PAGE}{filed.pk}/describe/", sent)

    assert response.status_code == 422
    shown = response.content.decode()
    assert 'role="alert"' in shown and 'value="新的"' in shown and next(iter(given.values())) in shown
    filed.refresh_from_db()
    assert filed.fault == "脱线"


def test_it_is_taken_away_and_undone(filed: CasePicture, agent: Membership, at_desk: AtDesk) -> None:
    desk = at_desk(agent)

    taken = desk.post(f"{PAGE}{filed.pk}/remove/?fault=脱线")
    page = desk.get(taken["Location"]).content.decode()
    assert f"{PAGE}{filed.pk}/restore/" in page and f"{PAGE}{filed.pk}/small/" not in page

    desk.post(f"{PAGE}{filed.pk}/restore/")
    assert f"{PAGE}{filed.pk}/small/" in desk.get(PAGE).content.decode()


def test_who_may_not_has_no_button_and_is_told(
    long_ago: CasePicture, other_agent: Membership, at_desk: AtDesk
) -> None:
    desk = at_desk(other_agent)

    assert f"{PAGE}{long_ago.pk}/remove/" not in desk.get(f"{PAGE}{long_ago.pk}/").content.decode()
    assert desk.post(f"{PAGE}{long_ago.pk}/remove/", headers=SCRIPT).status_code == 409
    long_ago.refresh_from_db()
    assert long_ago.removed_at is None


@pytest.mark.parametrize("deed", ["describe", "remove", "restore"])
def test_neighbours_find_nothing(
    filed: CasePicture, other_lead: Membership, at_desk: AtDesk, deed: str
) -> None:
    desk = at_desk(other_lead)

    assert desk.post(f"{PAGE}{filed.pk}/{deed}/").status_code == 404
    assert desk.post(f"/s/nanshan/pictures/{filed.pk}/{deed}/").status_code == 404
    assert CasePicture.objects.get().removed_at is None


@pytest.mark.parametrize("deed", ["upload/", "1/describe/", "1/remove/", "1/restore/", "download/"])
def test_a_trainer_does_none_of_it(agent: Membership, at_desk: AtDesk, deed: str) -> None:
    Membership.objects.filter(pk=agent.pk).update(role="trainer")

    assert at_desk(agent).post(f"{PAGE}{deed}", {"files": _file()}).status_code == 403

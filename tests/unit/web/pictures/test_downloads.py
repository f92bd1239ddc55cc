"""One picture is downloaded as it is, several as a ZIP; originals go to who may see personal data alone."""

import io
import zipfile
from collections.abc import AsyncIterable, Callable
from typing import Any
from urllib.parse import unquote

from asgiref.sync import async_to_sync
from django.test import Client
from django.utils import timezone
from tests.factories.pictures import photo
from tests.unit.web.pictures.conftest import PHOTO

from guitai.common.models import AuditEntry
from guitai.common.originals import original_path
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.pictures import file_upload
from guitai.domains.aftersales.models import CasePicture
from guitai.web.pictures.downloads import streamed

ADDRESS = "/s/yunshang/pictures/download/"
AtDesk = Callable[[Membership], Client]


async def _gathered(pieces: AsyncIterable[bytes]) -> bytes:
    return b"".join([piece async for piece in pieces])


def _unpacked(response: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(async_to_sync(_gathered)(response.streaming_content)))


def _another(filed: CasePicture, colour: str = "blue") -> CasePicture:
    return file_upload(
        shop=filed.shop,
        data=photo(colour),
        by=filed.by,
        at=timezone.now(),
        order=filed.order,
        fault="脱线",
    )


def test_one_comes_as_it_was_brought_under_the_buyers_id(
    filed: CasePicture, agent: Membership, at_desk: AtDesk
) -> None:
    response = at_desk(agent).post(ADDRESS, {"pictures": filed.pk})

    assert response.content == PHOTO
    assert response["Content-Type"] == "image/jpeg"
    assert "attachment" in response["Content-Disposition"]
    assert "tb_demo01_35153131408888_脱线_1.jpg" in unquote(response["Content-Disposition"])
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]


def test_the_chosen_come_as_a_zip(filed: CasePicture, agent: Membership, at_desk: AtDesk) -> None:
    other = _another(filed)
    _another(filed, "green")

    response = at_desk(agent).post(ADDRESS, {"pictures": [filed.pk, other.pk, "x"]})

    archive = _unpacked(response)
    assert response["Content-Type"] == "application/zip"
    assert [archive.read(name) for name in archive.namelist()] == [photo("blue"), PHOTO]
    assert archive.namelist() == [
        "tb_demo01_35153131408888_脱线_1.jpg",
        "tb_demo01_35153131408888_脱线_2.jpg",
    ]


def test_all_that_the_address_asks_for_come(filed: CasePicture, agent: Membership, at_desk: AtDesk) -> None:
    _another(filed)
    CasePicture.objects.filter(pk=_another(filed, "green").pk).update(fault="掉色")

    response = at_desk(agent).post(f"{ADDRESS}?fault=脱线", {"all": "1"})

    assert len(_unpacked(response).namelist()) == 2
    assert len(AuditEntry.objects.get(deed="pictures_downloaded").facts["pictures"]) == 2


def test_an_outsourced_agent_gets_no_original_and_no_name(
    filed: CasePicture, outsourced: Membership, at_desk: AtDesk
) -> None:
    _another(filed)
    desk = at_desk(outsourced)

    alone = desk.post(ADDRESS, {"pictures": filed.pk})
    archive = _unpacked(desk.post(ADDRESS, {"all": "1"}))

    assert alone.content.startswith(b"\xff\xd8\xff") and alone.content != PHOTO
    assert "tb_demo01" not in unquote(alone["Content-Disposition"]) + "".join(archive.namelist())
    assert not {archive.read(name) for name in archive.namelist()} & {PHOTO, photo("blue")}
    assert AuditEntry.objects.filter(deed="pictures_downloaded", by_id=outsourced.pk).count() == 2


def test_a_damaged_original_is_told(filed: CasePicture, agent: Membership, at_desk: AtDesk) -> None:
    original_path(filed.original_sha256).write_bytes(b"damaged")

    response = at_desk(agent).post(ADDRESS, {"pictures": filed.pk}, headers={"accept": "application/json"})

    assert (response.status_code, response.json()["code"]) == (409, "files.original_lost")
    original_path(filed.original_sha256).unlink()


def test_choosing_nothing_and_what_others_have_gives_nothing(
    filed: CasePicture, agent: Membership, neighbour: Membership, at_desk: AtDesk
) -> None:
    headers = {"accept": "application/json"}
    theirs = at_desk(neighbour)

    assert at_desk(agent).post(ADDRESS, {}, headers=headers).status_code == 409
    assert theirs.post(ADDRESS, {"pictures": filed.pk}, headers=headers).status_code == 404
    for sent in ({"pictures": filed.pk}, {"all": "1"}):
        address = ADDRESS.replace("yunshang", "nanshan")
        assert theirs.post(address, sent, headers=headers).status_code == 409


async def test_a_piece_is_made_only_when_it_is_sent() -> None:
    made: list[int] = []

    def pieces() -> Any:
        for number in range(3):
            made.append(number)
            yield b"x"

    sent = streamed(pieces())
    assert await anext(sent) == b"x"
    assert made == [0]
    assert [piece async for piece in sent] == [b"x", b"x"]

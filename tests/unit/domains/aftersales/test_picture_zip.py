"""A ZIP of pictures is made piece by piece, holds them byte by byte, and says which could not be read."""

import io
import zipfile
from datetime import datetime

import pytest
from tests.factories.pictures import photo

from guitai.common.originals import OriginalLostError, keep_with_original, original_path
from guitai.domains.aftersales.actions.picture_downloads import Download, GivenOut
from guitai.domains.aftersales.picture_zip import packed, read

pytestmark = pytest.mark.django_db


def _given(colours: list[str], now: datetime, *, sealed: bool = True, kind: str = "JPEG") -> Download:
    kept = [keep_with_original(photo(colour, kind), shop_id=1, at=now) for colour in colours]
    rows = [
        GivenOut(f"tb_demo01_脱线_{number}", each.picture, each.sha256 if sealed else "")
        for number, each in enumerate(kept, start=1)
    ]
    return Download(rows, "读不出.txt", "这些图片读不出：")


def _unpacked(pieces: list[bytes]) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert archive.testzip() is None
    return archive


def test_it_holds_the_originals_and_says_when(now: datetime) -> None:
    given = _given(["red", "blue"], now)

    archive = _unpacked(list(packed(given, at=now)))

    assert archive.namelist() == ["tb_demo01_脱线_1.jpg", "tb_demo01_脱线_2.jpg"]
    assert archive.read("tb_demo01_脱线_2.jpg") == photo("blue")
    assert archive.infolist()[0].date_time == (2026, 3, 2, 10, 0, 0)


def test_sizes_stand_before_each_picture_so_that_every_program_unpacks_it(now: datetime) -> None:
    for info in _unpacked(list(packed(_given(["red", "blue"], now), at=now))).infolist():
        assert info.flag_bits & 0x08 == 0


def test_a_piece_is_never_more_than_one_picture(now: datetime) -> None:
    given = _given(["red", "blue", "green"], now)
    largest = max(len(photo(colour)) for colour in ("red", "blue", "green"))

    pieces = list(packed(given, at=now))

    assert len(pieces) == 4
    assert all(len(piece) < largest + 200 for piece in pieces[:3])


def test_the_shown_ones_are_given_where_no_original_is_named(now: datetime) -> None:
    given = _given(["red"], now, sealed=False, kind="GIF")

    assert _unpacked(list(packed(given, at=now))).namelist() == ["tb_demo01_脱线_1.png"]


def test_what_is_damaged_is_named_and_the_rest_is_there(now: datetime) -> None:
    given = _given(["cyan", "magenta", "brown"], now)
    original_path(given.pictures[1].sealed).write_bytes(b"damaged")

    archive = _unpacked(list(packed(given, at=now)))

    assert archive.namelist() == ["tb_demo01_脱线_1.jpg", "tb_demo01_脱线_3.jpg", "读不出.txt"]
    told = archive.read("读不出.txt").decode("utf-8-sig")
    assert told == "这些图片读不出：\r\ntb_demo01_脱线_2"


def test_alone_what_is_damaged_is_refused(now: datetime) -> None:
    given = _given(["violet"], now)
    assert read(given.pictures[0]) == ("tb_demo01_脱线_1.jpg", photo("violet"))

    original_path(given.pictures[0].sealed).unlink()
    with pytest.raises(OriginalLostError):
        read(given.pictures[0])


def test_who_breaks_off_leaves_no_trouble(now: datetime) -> None:
    pieces = packed(_given(["red", "blue"], now), at=now)

    assert next(pieces).startswith(b"PK")
    pieces.close()

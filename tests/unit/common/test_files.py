import io
import random
from contextlib import suppress
from datetime import datetime

import pytest
from PIL import Image

from guitai.common.files import (
    LONGEST_SIDE,
    MAX_BYTES,
    PictureRefusedError,
    keep_picture,
    picture_path,
)
from guitai.common.models import Picture

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def _picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, 128 if mode in {"L", "P", "1"} else None or 0).save(written, kind, **more)
    return written.getvalue()


def _shown(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture_path(picture).read_bytes()))


@pytest.mark.parametrize(
    ("kind", "mode", "content_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "L", "image/png"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("GIF", "P", "image/png"),
        ("WEBP", "RGB", "image/png"),
    ],
)
def test_pictures_of_the_usual_kinds_are_kept(now: datetime, kind: str, mode: str, content_type: str):
    picture = keep_picture(_picture(kind, mode), shop_id=1, at=now)

    assert (picture.content_type, picture.width, picture.height) == (content_type, 40, 30)
    assert _shown(picture).size == (40, 30)
    assert picture.size == picture_path(picture).stat().st_size


def test_only_what_was_understood_is_written(now: datetime):
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    hidden = _picture("JPEG", exif=exif) + b"<script>alert(2)</script>"

    written = picture_path(keep_picture(hidden, shop_id=1, at=now)).read_bytes()

    assert b"script" not in written


def test_a_picture_is_turned_the_way_it_was_taken(now: datetime):
    exif = Image.Exif()
    exif[0x0112] = 6

    picture = keep_picture(_picture("JPEG", exif=exif), shop_id=1, at=now)

    assert (picture.width, picture.height) == (30, 40)


def test_a_large_picture_is_made_smaller(now: datetime):
    picture = keep_picture(_picture(size=(LONGEST_SIDE * 2, 100)), shop_id=1, at=now)

    assert (picture.width, picture.height) == (LONGEST_SIDE, 50)


def test_the_same_picture_lies_on_the_disk_once_and_belongs_to_each_shop(now: datetime):
    first, second = (keep_picture(_picture(), shop_id=shop, at=now) for shop in (1, 2))

    assert picture_path(first) == picture_path(second)
    assert (first.shop_id, second.shop_id) == (1, 2)
    assert not list(picture_path(first).parent.glob("*.part"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        SVG,
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\x00" * 4,
        _picture()[:60],
        _picture("JPEG")[:100],
        b"%PDF-1.4",
        _picture("BMP"),
        _picture("TIFF"),
        _picture("ICO"),
    ],
    ids=["empty", "text", "svg", "html", "gif", "half png", "half jpeg", "pdf", "bmp", "tiff", "ico"],
)
def test_what_is_no_picture_we_show_is_refused(now: datetime, data: bytes):
    with pytest.raises(PictureRefusedError):
        keep_picture(data, shop_id=1, at=now)

    assert not Picture.objects.exists()


def test_ten_megabytes_are_refused_with_the_size(now: datetime):
    with pytest.raises(PictureRefusedError, match=r"10\.0 MB"):
        keep_picture(b"\x89PNG" + b"x" * (10 * 1024 * 1024 - 4), shop_id=1, at=now)

    assert MAX_BYTES == 8 * 1024 * 1024


@pytest.mark.parametrize("side", [6400, 12_000, 20_000])
def test_a_bomb_of_pixels_is_refused_before_it_goes_off(now: datetime, side: int):
    bomb = _picture("PNG", "1", (side, side))

    with pytest.raises(PictureRefusedError):
        keep_picture(bomb, shop_id=1, at=now)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_damaged_picture_is_kept_or_refused_and_nothing_else(now: datetime, kind: str):
    whole = _picture(kind)
    dice = random.Random(kind)
    for _time in range(150):
        broken = bytearray(whole)
        for _place in range(dice.randint(1, 6)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        with suppress(PictureRefusedError):
            kept = keep_picture(bytes(broken[: dice.randint(10, len(broken))]), shop_id=1, at=now)
            assert _shown(kept).size == (kept.width, kept.height)

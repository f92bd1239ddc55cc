"""Small pictures are made when they are asked for, and kept beside the large ones."""

import io
from datetime import datetime

import pytest
from PIL import Image
from tests.factories.pictures import photo

from guitai.common.files import keep_picture, picture_path
from guitai.common.thumbnails import thumbnail_path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("size", "small"), [((1600, 800), (320, 160)), ((500, 1000), (160, 320)), ((40, 30), (40, 30))]
)
def test_the_longer_side_has_at_most_320_pixels(
    now: datetime, size: tuple[int, int], small: tuple[int, int]
) -> None:
    picture = keep_picture(photo("teal", size=size), shop_id=1, at=now)

    path = thumbnail_path(picture)

    assert path == picture_path(picture).with_suffix(".320")
    with Image.open(path) as shown:
        assert (shown.format, shown.size) == ("JPEG", small)


def test_it_is_made_once(now: datetime) -> None:
    picture = keep_picture(photo("gold"), shop_id=1, at=now)
    thumbnail_path(picture).write_bytes(b"kept")

    assert thumbnail_path(picture).read_bytes() == b"kept"


def test_what_is_see_through_becomes_white(now: datetime) -> None:
    written = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(written, "PNG")
    picture = keep_picture(written.getvalue(), shop_id=1, at=now)

    with Image.open(thumbnail_path(picture)) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_where_the_picture_is_gone_nothing_is_made(now: datetime) -> None:
    picture = keep_picture(photo("navy"), shop_id=1, at=now)
    picture_path(picture).unlink()

    with pytest.raises(OSError, match=r"No such file"):
        thumbnail_path(picture)

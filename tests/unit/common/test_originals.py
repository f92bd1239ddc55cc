"""Pictures are kept as they came, sealed, and given back only if they are still the same."""

import hashlib
from datetime import datetime

import pytest
from django.test import override_settings
from tests.factories.pictures import photo
from tests.unit.common.test_crypto import OTHER_KEY

from guitai.common.files import MAX_BYTES, PictureRefusedError, picture_path
from guitai.common.models import Picture
from guitai.common.originals import (
    OriginalLostError,
    keep_with_original,
    kind_of,
    original_path,
    read_original,
    read_picture,
)

pytestmark = pytest.mark.django_db


def test_the_file_is_given_back_byte_by_byte_while_the_shown_one_is_encoded_anew(now: datetime):
    data = photo() + b"what a camera wrote behind it"

    kept = keep_with_original(data, shop_id=1, at=now)

    assert (kept.sha256, kept.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert read_original(kept.sha256) == data
    assert b"camera" not in read_picture(kept.picture)
    assert kept.picture.shop_id == 1


def test_on_the_disk_it_is_sealed_and_lies_there_once(now: datetime):
    data = photo("blue") + b"what a camera wrote"
    kept = keep_with_original(data, shop_id=1, at=now)
    path = original_path(kept.sha256)
    first = path.read_bytes()

    keep_with_original(data, shop_id=2, at=now)

    assert path.read_bytes() == first
    assert b"camera" not in first and not first.startswith(b"\xff\xd8")
    assert path.parent.name == kept.sha256[:2] and path.parent.parent.name == "originals"
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize("data", [b"", b"<svg/>", photo("red", "BMP"), b"\xff\xd8\xff" + b"x" * MAX_BYTES])
def test_of_what_is_refused_nothing_is_kept(now: datetime, data: bytes):
    with pytest.raises(PictureRefusedError):
        keep_with_original(data, shop_id=1, at=now)

    assert not Picture.objects.exists()
    assert not original_path(hashlib.sha256(data).hexdigest()).exists()


def test_a_damaged_or_swapped_or_missing_original_is_told(now: datetime):
    kept, other = (keep_with_original(photo(colour), shop_id=1, at=now) for colour in ("green", "yellow"))
    path = original_path(kept.sha256)
    for held in (path.read_bytes()[:-1], original_path(other.sha256).read_bytes(), b""):
        path.write_bytes(held)
        with pytest.raises(OriginalLostError):
            read_original(kept.sha256)

    path.unlink()
    with pytest.raises(OriginalLostError):
        read_original(kept.sha256)


def test_with_another_key_an_original_is_lost(now: datetime):
    kept = keep_with_original(photo("orange"), shop_id=1, at=now)

    with override_settings(DATA_KEY=OTHER_KEY), pytest.raises(OriginalLostError):
        read_original(kept.sha256)


def test_a_shown_picture_that_holds_something_else_is_told(now: datetime):
    kept = keep_with_original(photo("pink"), shop_id=1, at=now)
    picture_path(kept.picture).write_bytes(photo("black"))

    with pytest.raises(OriginalLostError):
        read_picture(kept.picture)

    picture_path(kept.picture).unlink()
    with pytest.raises(OriginalLostError):
        read_picture(kept.picture)


@pytest.mark.parametrize(
    ("kind", "told"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("GIF", "image/gif"), ("WEBP", "image/webp"), ("BMP", "")],
)
def test_the_kind_is_told_by_how_a_file_begins(kind: str, told: str):
    assert kind_of(photo("red", kind)) == told

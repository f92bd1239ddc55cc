"""Pictures as they came: kept sealed beside the one that is shown, read back by their digest."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from guitai.common.crypto import UnreadableError, seal_bytes, unseal_bytes
from guitai.common.files import keep_picture, picture_path, write_once
from guitai.common.models import Picture
from guitai.kernel.errors import GuitaiError

_BEGINNINGS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif"}
_WEBP = (b"RIFF", b"WEBP")


class OriginalLostError(GuitaiError):
    """A kept file is gone, or holds something else than it did when it was kept."""

    code = "files.original_lost"


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture to show, and the digest and size in bytes of the file it was made of."""

    picture: Picture
    sha256: str
    size: int


def keep_with_original(data: bytes, *, shop_id: int, at: datetime) -> Kept:
    """Check a picture, keep one encoded anew to show, and the file itself, sealed.

    :raises PictureRefusedError: if it is too large, damaged or of another kind; then nothing is kept.
    """
    picture = keep_picture(data, shop_id=shop_id, at=at)
    sha256 = hashlib.sha256(data).hexdigest()
    path = original_path(sha256)
    if not path.exists():
        write_once(path, seal_bytes(data, name=sha256))
    return Kept(picture, sha256, len(data))


def read_original(sha256: str) -> bytes:
    """Give the file as it came.

    :raises OriginalLostError: if it is gone, damaged, or was sealed with another key.
    """
    try:
        data = unseal_bytes(original_path(sha256).read_bytes(), name=sha256)
    except (OSError, UnreadableError) as error:
        raise _lost() from error
    return _checked(data, sha256)


def read_picture(picture: Picture) -> bytes:
    """Give a picture as it is shown.

    :raises OriginalLostError: if its file is gone or damaged.
    """
    try:
        data = picture_path(picture).read_bytes()
    except OSError as error:
        raise _lost() from error
    return _checked(data, picture.sha256)


def original_path(sha256: str) -> Path:
    """Give the file an original lies in, by the digest of what it was before it was sealed."""
    return Path(settings.DATA_FOLDER) / "originals" / sha256[:2] / sha256


def kind_of(data: bytes) -> str:
    """Give the content type of a picture by how its file begins; "" if it is none of those that are kept."""
    if (data[:4], data[8:12]) == _WEBP:
        return "image/webp"
    return next((kind for begins, kind in _BEGINNINGS.items() if data.startswith(begins)), "")


def _checked(data: bytes, sha256: str) -> bytes:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _lost()
    return data


def _lost() -> OriginalLostError:
    return OriginalLostError(
        _("This picture's file is gone or damaged; bring it back from a backup of the data folder.")
    )

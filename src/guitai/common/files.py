"""Pictures people send: looked at, encoded anew, kept under their own digest."""

import hashlib
import io
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from guitai.common.models import Picture
from guitai.kernel.errors import GuitaiError

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2560
Image.MAX_IMAGE_PIXELS = None  # Pillow would only warn of what is refused below, before it is decoded
_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}


class PictureRefusedError(GuitaiError):
    """What was sent is no picture that can be shown safely."""

    code = "files.picture_refused"


def keep_picture(data: bytes, *, shop_id: int, at: datetime) -> Picture:
    """Check a picture, encode it anew without its metadata, and keep it.

    A drawing with scripts (SVG), a web page called .jpg or a bomb of pixels never gets through, because only
    what the decoder understood is written. Animations keep their first frame.

    :raises PictureRefusedError: if it is too large, damaged or of another kind.
    """
    encoded, content_type, width, height = _encode_anew(data)
    sha256 = hashlib.sha256(encoded).hexdigest()
    write_once(_path(sha256), encoded)
    return Picture.objects.create(
        shop_id=shop_id,
        sha256=sha256,
        content_type=content_type,
        width=width,
        height=height,
        size=len(encoded),
        at=at,
    )


def picture_path(picture: Picture) -> Path:
    """Give the file a picture lies in."""
    return _path(picture.sha256)


def write_once(path: Path, data: bytes) -> None:
    """Write a file that is named by what it holds, whole or not at all; one that is there already is left."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{secrets.token_hex(8)}.part")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def refuse_too_large(size: int) -> None:
    """Refuse a picture of so many bytes, before it is read where that is known.

    :raises PictureRefusedError: if it is larger than pictures may be.
    """
    if size > MAX_BYTES:
        raise PictureRefusedError(
            _("The picture has %(size)s MB; at most %(most)s MB can be sent.")
            % {"size": f"{size / 1024 / 1024:.1f}", "most": MAX_BYTES // 1024 // 1024}
        )


def _path(sha256: str) -> Path:
    return Path(settings.DATA_FOLDER) / "pictures" / sha256[:2] / sha256


def _encode_anew(data: bytes) -> tuple[bytes, str, int, int]:
    refuse_too_large(len(data))
    try:
        with Image.open(io.BytesIO(data), formats=list(_KINDS)) as opened:
            _refuse_bombs(opened)
            kind = opened.format if opened.format in {"PNG", "JPEG"} else "PNG"
            picture = ImageOps.exif_transpose(opened)
            picture = picture.convert("RGB" if kind == "JPEG" else "RGBA")
    except PictureRefusedError:
        raise
    except (OSError, ValueError, SyntaxError) as error:
        raise PictureRefusedError(
            _("This is no picture that can be shown; send a JPEG, PNG, GIF or WebP.")
        ) from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = io.BytesIO()
    picture.save(written, format=kind, quality=88, optimize=False)
    return written.getvalue(), _KINDS[kind], picture.width, picture.height


def _refuse_bombs(opened: Image.Image) -> None:
    if opened.width * opened.height > MAX_PIXELS:
        raise PictureRefusedError(_("The picture has too many pixels; make it smaller and send it again."))

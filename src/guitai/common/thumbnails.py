"""Small pictures for lists: made of a kept picture when one is first asked for, and kept beside it."""

import io
from pathlib import Path

from PIL import Image

from guitai.common.files import picture_path, write_once
from guitai.common.models import Picture

SIDE = 320
CONTENT_TYPE = "image/jpeg"
_QUALITY = 80


def thumbnail_path(picture: Picture) -> Path:
    """Give the file with the small picture, its longer side at most :data:`SIDE` pixels; made if need be.

    What is see-through becomes white.

    :raises OSError: if the picture's own file is gone or damaged.
    """
    path = picture_path(picture).with_suffix(f".{SIDE}")
    if not path.exists():
        write_once(path, _made_small(picture_path(picture)))
    return path


def _made_small(path: Path) -> bytes:
    written = io.BytesIO()
    with Image.open(path) as opened:
        opened.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG is decoded at about the size that is needed
        opened.thumbnail((SIDE, SIDE))
        if opened.mode == "RGB":
            opened.save(written, format="JPEG", quality=_QUALITY)
        else:
            seen = opened.convert("RGBA")
            small = Image.new("RGB", seen.size, "white")
            small.paste(seen, mask=seen)
            small.save(written, format="JPEG", quality=_QUALITY)
    return written.getvalue()

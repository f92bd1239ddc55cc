"""Pictures given out as one file: written piece by piece, so that never more than one is in memory."""

import io
import os
import zipfile
from collections.abc import Iterator
from datetime import datetime

from guitai.common.originals import OriginalLostError, kind_of, read_original, read_picture
from guitai.domains.aftersales.actions.picture_downloads import Download, GivenOut
from guitai.domains.aftersales.picture_names import suffix_of
from guitai.kernel.days import SHANGHAI


class _Outlet(io.RawIOBase):
    """A file that forgets what was taken out of it; what was not can still be gone back to.

    So ``zipfile`` writes sizes before each picture, and not behind it, which some programs can't unpack.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kept = io.BytesIO()
        self._taken = 0

    def seekable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._taken + self._kept.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_SET:
            offset -= self._taken
        return self._taken + self._kept.seek(offset, whence)

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes alone come here
        return self._kept.write(data)

    def take(self) -> bytes:
        """Give what was written since, and forget it."""
        written = self._kept.getvalue()
        self._taken += len(written)
        self._kept = io.BytesIO()
        return written


def read(given: GivenOut) -> tuple[str, bytes]:
    """Give a picture's name and its bytes.

    :raises OriginalLostError: if its file is gone or damaged.
    """
    data = read_original(given.sealed) if given.sealed else read_picture(given.picture)
    return given.stem + suffix_of(kind_of(data)), data


def packed(download: Download, *, at: datetime) -> Iterator[bytes]:
    """Give a ZIP with the pictures, in pieces; those that can't be read are named in a text in it."""
    outlet, lost = _Outlet(), []
    when = at.astimezone(SHANGHAI).timetuple()[:6]
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:  # pictures don't get smaller
        for given in download.pictures:
            try:
                name, data = read(given)
            except OriginalLostError:
                lost.append(given.stem)
                continue
            archive.writestr(zipfile.ZipInfo(name, when), data)
            yield outlet.take()
        if lost:
            told = "\r\n".join([download.lost_words, *lost])
            archive.writestr(zipfile.ZipInfo(download.lost_name, when), told.encode("utf-8-sig"))
    yield outlet.take()

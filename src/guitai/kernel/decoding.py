"""What the bytes of an exported file are: text in some encoding, or something else, said in one sentence."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from guitai.kernel.errors import GuitaiError

SAMPLE = 256 * 1024

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OTHER_FORMATS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v")
# A file of one encoding now and then holds a letter cut in half; text of another encoding is broken all over.
_TOLERATED = 20


class UnreadableFileError(GuitaiError):
    """A file that is damaged or unknown as a whole; the sentence says what was found and what to do.

    ``facts["problem"]`` is one word for a face to translate by.
    """

    code: ClassVar[str] = "files.unreadable"

    def __init__(self, sentence: str, *, problem: str, **facts: object) -> None:
        super().__init__(sentence, problem=problem, **facts)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that was left out: where it stands as a person sees it, which column, and why.

    ``code`` and ``facts`` are for a face to translate by; ``reason`` is the same as an English sentence.
    """

    line: int
    column: str
    code: str
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict, compare=False)


def file_head(path: Path) -> bytes:
    """Give the first bytes of a file.

    :raises UnreadableFileError: if it is missing, empty, no file or not open to us.
    """
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE)
    except OSError as error:
        raise UnreadableFileError(
            f"{path.name} can't be opened: {error.strerror or error}.", problem="missing"
        ) from error
    except ValueError as error:  # a name with a zero byte
        raise UnreadableFileError("The file's name can't be opened.", problem="missing") from error
    if not head:
        raise UnreadableFileError(f"{path.name} is empty.", problem="empty")
    return head


def text_encoding(head: bytes, name: str) -> str:
    """Name the encoding of a text whose first bytes these are: utf-8, utf-8-sig, gb18030 or one of utf-16.

    :raises UnreadableFileError: if the bytes are no text.
    """
    for magic, what in _OTHER_FORMATS:
        if head.startswith(magic):
            raise UnreadableFileError(
                f"{name} is {what}, not an exported text; export it again as CSV, XLSX or TXT.",
                problem="other_format",
                found=what,
            )
    encoding = _guess(head)
    if encoding is None or _is_noise(head_text(head, encoding)):
        raise UnreadableFileError(
            f"{name} holds no text that can be read; it is damaged or not an exported file. Export it again.",
            problem="binary",
        )
    return encoding


def _guess(head: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    if b"\0" in head:
        return _wide_encoding(head)
    high = len(head) - len(head.translate(None, bytes(range(0x80, 0x100))))
    for encoding in ("utf-8", "gb18030"):
        if head_text(head, encoding).count("\ufffd") * _TOLERATED <= high:
            return encoding
    return None


def _wide_encoding(head: bytes) -> str | None:
    """Tell UTF-16 without its mark by where the zero bytes of its Latin letters and digits stand."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 20 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 20 * odd else None


def head_text(head: bytes, encoding: str) -> str:
    """Give the first bytes of a file as text; a letter cut in half at their end is left out."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(head)


def _is_noise(text: str) -> bool:
    if "\0" in text or not text.strip():
        return True
    controls = sum(1 for letter in text if letter < " " and letter not in _ALLOWED_CONTROLS)
    return controls * 200 > len(text) or text.count("\ufffd") * _TOLERATED > len(text)

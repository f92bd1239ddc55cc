"""What the bytes of an exported file are: text in some encoding, or something else, said in one sentence."""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import AnyStr, ClassVar

from guitai.kernel.errors import GuitaiError

SAMPLE = 256 * 1024

_PIECE = 64 * 1024  # bytes read at a time
_LONGEST_LINE = 1_000_000  # bytes or letters; a file without line ends must not fill the memory

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

# Much of UTF-8 reads as GB18030 too, as rare letters. Text in GB18030 has hardly a byte of 80-A0 and never,
# but by chance, three Chinese letters of UTF-8 one after another.
_RARE_IN_GB = bytes(range(0x80, 0xA1))
_CHINESE_UTF8 = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3}")
_WIDE = re.compile("[\u2e80-\ufffc\U00010000-\U0010ffff]")


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
    if _beginning(head, "utf-8").count("\ufffd") * _TOLERATED <= high:
        return "utf-8"
    # Line by line, since a text may be put together of both.
    if head_text(head, "gb18030").count("\ufffd") * _TOLERATED <= high:
        return _usual_encoding(head)
    return None


def _usual_encoding(head: bytes) -> str:
    """Name the encoding that most lines of a text are in."""
    lines = [line for line in head.splitlines() if not line.isascii()]
    in_utf8 = sum(1 for line in lines if _is_chinese_utf8(line))
    return "utf-8" if in_utf8 * 2 >= len(lines) else "gb18030"


def _wide_encoding(head: bytes) -> str | None:
    """Tell UTF-16 without its mark by where the zero bytes of its Latin letters and digits stand."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 20 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 20 * odd else None


def head_text(head: bytes, encoding: str) -> str:
    """Give the first bytes of a file as text; a letter cut in half at their end is left out."""
    if encoding.startswith("utf-16"):
        return _beginning(head, encoding)
    end = head.rfind(b"\n") + 1
    text = _decoded(head[:end], encoding) + _beginning(head[end:], encoding)
    return text.removeprefix("\ufeff")


def _beginning(head: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(head)


def text_lines(path: Path, encoding: str) -> Iterator[str]:
    """Give the lines of a text file without their ends, as :func:`text_blocks` reads them."""
    for text in text_blocks(path, encoding):
        unix = text.replace("\r\n", "\n").replace("\r", "\n")
        yield from unix.removesuffix("\n").split("\n")


def text_blocks(path: Path, encoding: str) -> Iterator[str]:
    """Give a text file some thousand whole lines at a time, their ends (LF, CRLF or CR) as they stand.

    Where a text of UTF-8 or GB18030 holds lines of the other, pasted or appended, these are read as what they
    are; what is neither stands as �. A line of more than a million letters is cut.

    :param encoding: as :func:`text_encoding` names it.
    """
    with path.open("rb") as file:
        pieces = iter(partial(file.read, _PIECE), b"")
        if encoding.startswith("utf-16"):
            texts = _whole_lines(codecs.iterdecode(pieces, encoding, "replace"), "\n", "\r")
        else:
            texts = (_decoded(block, encoding) for block in _whole_lines(pieces, b"\n", b"\r"))
        for text in texts:
            # The mark of an encoding also stands where another file was appended.
            yield text.replace("\n\ufeff", "\n").removeprefix("\ufeff") if "\ufeff" in text else text


def _whole_lines(pieces: Iterable[AnyStr], newline: AnyStr, carriage_return: AnyStr) -> Iterator[AnyStr]:
    """Cut pieces anew, each at the end of a line; a CR at the end of a piece may be half of a CRLF."""
    rest = newline[:0]
    for piece in pieces:
        rest += piece
        end = rest.rfind(newline) + 1 or rest.rfind(carriage_return, 0, len(rest) - 1) + 1
        if not end and len(rest) > _LONGEST_LINE:
            end = len(rest)
        if end:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _decoded(block: bytes, encoding: str) -> str:
    """Decode whole lines at once, and one by one only where they are not all of the encoding."""
    try:
        text = block.decode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError:
        pass
    else:
        if encoding != "gb18030" or not _may_hold_utf8(block):
            return text
    return "\n".join(_decoded_line(line, encoding) for line in block.split(b"\n"))


def _may_hold_utf8(block: bytes) -> bool:
    return len(block.translate(None, _RARE_IN_GB)) < len(block) and bool(_CHINESE_UTF8.search(block))


def _decoded_line(line: bytes, encoding: str) -> str:
    """Decode a line in UTF-8 or GB18030, whichever it is; where it may be either, in the file's encoding."""
    if line.isascii():
        return line.decode("ascii")
    if encoding == "gb18030" and not _is_chinese_utf8(line):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            pass
    text = line.decode("utf-8", "replace")
    broken, wide = text.count("\ufffd"), len(_WIDE.findall(text))
    if broken > wide or (broken == wide and encoding == "gb18030"):
        return line.decode("gb18030", "replace")
    return text


def _is_chinese_utf8(line: bytes) -> bool:
    try:
        return bool(_WIDE.search(line.decode("utf-8")))
    except UnicodeDecodeError:
        return False


def _is_noise(text: str) -> bool:
    if "\0" in text or not text.strip():
        return True
    controls = sum(1 for letter in text if letter < " " and letter not in _ALLOWED_CONTROLS)
    return controls * 200 > len(text) or text.count("\ufffd") * _TOLERATED > len(text)

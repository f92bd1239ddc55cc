"""Ways to damage the bytes of a file, and the lines and cells of a text."""

import csv
import io
from collections.abc import Callable
from random import Random

from tests.fuzz.samples import csv_text

Rows = list[list[str]]
Way = Callable[[bytes, Random], bytes]

BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00")
_BITS = (
    *(b'"', b"'", b"\0", b"\r", b"\n", b"\r\n\r\n", b",", b"\t"),
    *(b";", b"=", b"\x1a", b"\xa1", b"PK\x03\x04", *BOMS),
)
ENCODINGS = (
    *("gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
    *("utf-32", "big5", "utf-7", "cp1252"),
)
CELLS = (
    *("", " ", "-", '"', '""', '"""', "'", "=", '=""', '="1"', "\0", "\ufeff", "\u202e", "😀" * 9, "ﷺ" * 9),
    *("3.51531E+17", "1e999999", "-1e-999", "1E5", "NaN", "Infinity", "-0", "0x10", "1_000"),
    *("９９９", "٣٤", "²", "--1", "1,,2", "%", "¥", "¥-¥1", "0.00000000000000000000001%"),
    *("9" * 5000, "x" * 150_000, "年" * 5000, "\n" * 300, '"\n' * 40, "1" + ",000" * 500, "0." + "1" * 3000),
    *("0001-01-01 00:00:00", "9999-12-31 23:59:59", "2026-02-30", "2026-07-21T21:50:11+99:99", "24:00:00"),
    *("2026-07-21~", "~~~", "2026-07-21 21:50:11 至 ", "1时", "99999分99999999秒"),
    *("延迟统计", "汇总值", "合计", "true", "#DIV/0!", "颜色:;;:", "160-165-170", "<b>", "&amp;", "\ud800"),
    *("(锁定)(删除)等待出库", "已发货，待签收", "子订单1： ; 2026-06-11 22:17前 ; "),
)


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _cut_head(data: bytes, rng: Random) -> bytes:
    return data[rng.randint(0, min(len(data), 200)) :]


def _flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 20, 200)) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _insert(data: bytes, rng: Random) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 30))):
        place = rng.choice((0, rng.randint(0, len(data)), len(data)))
        data = data[:place] + rng.choice(_BITS) + data[place:]
    return data


def _noise_inside(data: bytes, rng: Random) -> bytes:
    begin, length = rng.randint(0, len(data)), rng.choice((1, 8, 300))
    return data[:begin] + rng.randbytes(length) + data[begin + length :]


def _drop_or_double(data: bytes, rng: Random) -> bytes:
    begin = rng.randint(0, len(data))
    part = data[begin : begin + rng.choice((1, 2, 50, 2000))]
    return data[:begin] + part * rng.choice((0, 0, 2, 5)) + data[begin + len(part) :]


def _much(data: bytes, rng: Random) -> bytes:
    """Repeat a little of it until it is much: what takes its square in time shows."""
    begin = rng.randint(0, len(data))
    piece = rng.choice((data[begin : begin + rng.choice((1, 20, 200))], rng.choice(_BITS))) or b'"'
    return data[:begin] + piece * (rng.choice((20_000, 300_000)) // len(piece)) + data[begin:]


def _line_ends(data: bytes, rng: Random) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(
        b"\n", rng.choice((b"", b"\r", b"\n\n", b"\r\r\n", b"\x0b", b"\x0c"))
    )


def _recoded(data: bytes, rng: Random) -> bytes:
    return _text(data)[0].encode(rng.choice(ENCODINGS), rng.choice(("replace", "ignore")))


def _lines(data: bytes, rng: Random) -> bytes:
    text, encoding = _text(data)
    lines = text.splitlines(keepends=True)
    _shuffled_a_little(lines, rng)
    return "".join(lines).encode(encoding, "replace")


def _some_cells(data: bytes, rng: Random) -> bytes:
    text, encoding = _text(data)
    delimiter = max(",\t;|", key=text.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) or [[]]
    except csv.Error:
        return data
    _other_cells(rows, rng)
    return csv_text(rows, rng.choice((delimiter, delimiter, ",", "\t"))).encode(encoding, "replace")


def _words(data: bytes, rng: Random) -> bytes:
    """Put a nasty cell where some character stands, whatever it is part of."""
    text, encoding = _text(data)
    place = rng.randint(0, len(text))
    text = text[:place] + rng.choice(CELLS) + text[place + rng.choice((0, 1, 9)) :]
    return text.encode(encoding, "replace")


def _text(data: bytes) -> tuple[str, str]:
    """Read the bytes as they were written, more or less, and name the encoding."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") * 20 <= len(text):
        return text, encoding
    return data.decode("gb18030", "replace"), "gb18030"


def _other_cells(rows: Rows, rng: Random) -> None:
    for _ in range(rng.choice((1, 1, 2, 10))):
        row = rng.choice(rows)
        if rng.random() < 0.5 and row:
            row[rng.randrange(len(row))] = rng.choice(CELLS)
        else:
            _shuffled_a_little(row, rng)


def _shuffled_a_little(items: list[str], rng: Random) -> None:
    """Leave one out, put one in twice, or swap two."""
    if not items:
        items.append(rng.choice(CELLS))
        return
    one, other = rng.randrange(len(items)), rng.randrange(len(items))
    match rng.randrange(4):
        case 0:
            del items[one]
        case 1:
            items.insert(one, items[other])
        case 2:
            items[one], items[other] = items[other], items[one]
        case _:
            items[one:one] = items[other : other + 100] * rng.choice((1, 1, 40))


TO_BYTES: tuple[Way, ...] = (
    *(_cut, _cut_head, _flip, _flip, _insert, _insert, _noise_inside, _noise_inside),
    *(_drop_or_double, _drop_or_double, _much),
)
TO_TEXTS: tuple[Way, ...] = (
    *(_line_ends, _recoded, _lines, _lines),
    *(_some_cells, _some_cells, _some_cells, _words, _words),
)

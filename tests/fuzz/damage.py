"""Damaged files, and files of noise."""

from random import Random

from tests.fuzz.damage_texts import BOMS, CELLS, ENCODINGS, TO_BYTES, TO_TEXTS, Rows, Way
from tests.fuzz.damage_workbooks import damaged_parts
from tests.fuzz.samples import csv_text, workbook_bytes

_LONGEST = 2_000_000  # bytes; it is damage that is looked for, not size


def damaged(data: bytes, rng: Random, others: tuple[bytes, ...]) -> bytes:
    """Give the file with one to four kinds of damage done to it, or some other file altogether."""
    if rng.random() < 0.08:
        return rng.choice((_random_bytes, _random_table, _random_workbook))(rng)
    if data.startswith(b"PK"):
        return _damaged_more(data, rng, (damaged_parts,))
    if rng.random() < 0.05:
        return data + rng.choice(others)
    # A file whose first lines are whole is recognised, and the damage meets what comes after.
    whole = b"\n".join(data.split(b"\n")[: rng.choice((0, 0, 1, 1, 1, 8))])
    return whole + _damaged_more(data[len(whole) :], rng, TO_TEXTS)


def _damaged_more(data: bytes, rng: Random, ways: tuple[Way, ...]) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3, 4))):
        data = rng.choice(ways if rng.random() < 0.7 else TO_BYTES)(data, rng)[:_LONGEST]
    return data


def _random_bytes(rng: Random) -> bytes:
    head = rng.choice((b"", b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *BOMS))
    return head + rng.randbytes(rng.choice((0, 1, 2, 60, 3000)))


def _random_rows(rng: Random) -> Rows:
    letters = "订单编号买家会员名总金额客服接待人数,;\t\"'=- 0123456789.:年月日秒%aZ😀é\u200b\n"
    return [
        [
            rng.choice(CELLS) if rng.random() < 0.2 else "".join(rng.choices(letters, k=rng.randint(0, 12)))
            for _ in range(rng.randint(0, 12))
        ]
        for _ in range(rng.randint(0, 25))
    ]


def _random_table(rng: Random) -> bytes:
    return csv_text(_random_rows(rng), rng.choice(",\t;|")).encode(rng.choice(ENCODINGS), "replace")


def _random_workbook(rng: Random) -> bytes:
    rows = _random_rows(rng)
    return workbook_bytes([[[cell.replace("\ud800", "?")[:30_000] for cell in row] for row in rows]])

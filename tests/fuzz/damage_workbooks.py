"""Ways to damage a workbook from inside: the package is whole, its parts are not."""

import io
import zipfile
import zlib
from random import Random

from tests.fuzz.damage_texts import CELLS, TO_BYTES

_XML = (
    *(b'r="XFD1048576"', b'r="A9999999"', b'r="B0"', b'r=""', b'r="-1"'),
    *(b't="s"', b't="e"', b't="d"', b't="b"', b's="999999"', b'numFmtId="14"'),
    *(b"<v>99999999</v>", b"<v>-1</v>", b"<v>NaN</v>", b"<v>1e999</v>", b"<v></v>", b"<v>46224.9999999</v>"),
    *(b"<row>", b"</row>", b"<c>", b"</sheetData>", b"<!--", b"]]>", b"<![CDATA["),
    *(b"&lol;", b"&#0;", b"&#x110000;", b'<!DOCTYPE x [<!ENTITY lol "lol">]>'),
    *(b'sheetId="0"', b'date1904="1"'),
)


def damaged_parts(data: bytes, rng: Random) -> bytes:
    """Write the parts anew with other bytes, names or words of XML in some of them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(info.filename, package.read(info)) for info in package.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return rng.choice(TO_BYTES)(data, rng)
    for _ in range(rng.choice((1, 1, 2, 5))):
        place = rng.randrange(len(parts)) if parts else 0
        parts[place : place + 1] = rng.choice(_TO_PARTS)(*parts[place], rng) if parts else []
    return _package(parts, rng)


def _package(parts: list[tuple[str, bytes]], rng: Random) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as package:
        for name, content in parts:
            if name not in package.namelist():
                package.writestr(name, content)
    return written.getvalue()


def _part_bytes(name: str, content: bytes, rng: Random) -> list[tuple[str, bytes]]:
    return [(name, rng.choice(TO_BYTES)(content, rng))]


def _part_xml(name: str, content: bytes, rng: Random) -> list[tuple[str, bytes]]:
    pieces = content.split(b">")
    place = rng.randrange(len(pieces))
    if rng.random() < 0.5:
        pieces[place] += b">" + rng.choice(_XML)
    else:
        pieces[place] = b" ".join((pieces[place].partition(b" ")[0], rng.choice(_XML)))
    return [(name, b">".join(pieces))]


def _part_words(name: str, content: bytes, rng: Random) -> list[tuple[str, bytes]]:
    """Put a nasty cell where a cell's words or number stood."""
    text = content.decode("utf-8", "replace")
    pieces = text.split("</")
    place = rng.randrange(len(pieces))
    pieces[place] = pieces[place].rpartition(">")[0] + ">" + rng.choice(CELLS)
    return [(name, "</".join(pieces).encode("utf-8", "replace"))]


def _part_gone(_name: str, _content: bytes, _rng: Random) -> list[tuple[str, bytes]]:
    return []


def _part_renamed(name: str, content: bytes, rng: Random) -> list[tuple[str, bytes]]:
    others = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "../" + name, "xl\\" + name, name + "/")
    return [(rng.choice(others), content)]


_TO_PARTS = (
    *(_part_bytes, _part_xml, _part_xml, _part_words, _part_words, _part_words),
    *(_part_gone, _part_renamed),
)

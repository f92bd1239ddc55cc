"""How a Chinese text is typed: pinyin in full and by initials, with the other readings of its characters."""

from pypinyin import Style, pinyin

from guitai.kernel.text import fold

_READINGS = 3  # of one character; further ones are in dictionaries, not in shops


def initials_of(text: str) -> tuple[str, ...]:
    """Give the initials of a text: 运费险 → yfx; several where its characters have several readings."""
    return _spellings(text, Style.FIRST_LETTER)


def pinyin_of(text: str) -> tuple[str, ...]:
    """Give a text in pinyin without tones or blanks: 运费险 → yunfeixian; the commonest reading first."""
    return _spellings(text, Style.NORMAL)


def _spellings(text: str, style: Style) -> tuple[str, ...]:
    """Give the usual spelling, then those that differ in one character."""
    readings = [
        [_typed(reading) for reading in read[:_READINGS]]
        for read in pinyin(fold(text), style=style, heteronym=True)
    ]
    usual = [read[0] for read in readings]
    others = (
        "".join((*usual[:place], other, *usual[place + 1 :]))
        for place, read in enumerate(readings)
        for other in read[1:]
    )
    return tuple(spelling for spelling in dict.fromkeys(("".join(usual), *others)) if spelling)


def _typed(reading: str) -> str:
    return "".join(letter for letter in reading.replace("ü", "v") if letter.isalnum())

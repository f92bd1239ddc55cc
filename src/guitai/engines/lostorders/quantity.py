"""How many pieces a buyer asked for."""

import re
from collections.abc import Iterable

from guitai.kernel.numerals import number
from guitai.kernel.text import fold

# What is bought stands between a verb and a measure word: 想拍10个, 拿三件, 要两套.
_ASKED = re.compile(
    r"(?:要|拍|买|拿|来|订|定|下单)(?:了|个)?\s*(\d{1,3}|[一二两三四五六七八九十]{1,3})"
    r"(?:个|件|条|双|套|箱|只|瓶|盒|包|张|把|支|台|本|份|对|顶|块|床|斤)"
)
_MOST = 200


def quantity_asked(texts: Iterable[str]) -> int:
    """Give the most pieces a buyer spoke of buying, at least one and at most 200.

    :param texts: what the buyer wrote.
    """
    asked = (found for text in texts for found in _ASKED.findall(fold(text)))
    told = (int(value) for each in asked if (value := number(each)) is not None)
    return min(max(told, default=1), _MOST) or 1

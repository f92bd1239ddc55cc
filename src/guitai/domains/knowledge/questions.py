"""What a buyer asks with the lines they wrote one after the other; thanks and greetings ask nothing."""

import re
from collections.abc import Iterable

from guitai.kernel.text import fold

_LONGEST = 300  # characters; of more, the last are kept
_LONGEST_YES = 12
# 旺旺 writes its smileys as /:^_^ and /:066.
_SMILEY = re.compile(r"/:[^\s\u4e00-\u9fff]{1,6}")
_NO_LETTER = re.compile(r"[\W_]+")
_ACKNOWLEDGED = re.compile(
    "(?:[好的滴哒嘞嗯恩哦噢喔啊行对是谢哈呵嘿亲了啦呢呀哟吧你您1]|可以|知道|明白|了解|收到|懂|多谢|感谢|辛苦|麻烦"
    "|没事|没关系|不用|不客气|再见|拜拜|在吗|在么|在不在|okay|ok+|thanks|thx|hi|hello)+"
)


def question_in(lines: Iterable[str]) -> str:
    """Give what the lines ask together, nothing where they are thanks, greetings or a yes.

    :param lines: what a buyer wrote since the last answer, the oldest first.
    """
    asked = [line for line in (_SMILEY.sub(" ", each).strip() for each in lines) if _asks(line)]
    return " ".join(asked)[-_LONGEST:]


def _asks(line: str) -> bool:
    letters = _NO_LETTER.sub("", fold(line))
    return bool(letters) and (len(letters) > _LONGEST_YES or _ACKNOWLEDGED.fullmatch(letters) is None)

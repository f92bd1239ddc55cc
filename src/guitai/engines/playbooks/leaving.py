"""What an answer leaves on the order it is about."""

from guitai.engines.playbooks.types import Answer, End, Step
from guitai.kernel.text import shorten

# What a remark may come to (trade.remarking.LONGEST) less who and when.
_LONGEST_REMARK = 180
_BETWEEN, _BEFORE_NOTE = "，", "："


def left_on_order(answer: Answer, reached: Step | End, note: str) -> tuple[str, str]:
    """Give the remark and the flag an answer leaves, those of the end it leads to among them.

    A note stands behind the remark; without one it stays in the trail alone.
    """
    end = reached if isinstance(reached, End) else None
    said = [each for each in (answer.remark, end.remark if end else "") if each]
    text = _BETWEEN.join(said)
    if text and note:
        text = f"{text}{_BEFORE_NOTE}{note}"
    return shorten(text, _LONGEST_REMARK), (end.flag if end else "") or answer.flag

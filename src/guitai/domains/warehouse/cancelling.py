"""The playbook an order is cancelled by, and what an answer of it leaves on the order."""

from functools import cache
from pathlib import Path

from guitai.engines.playbooks import Answer, End, Playbook, Step, load
from guitai.kernel.text import shorten

LONGEST_NOTE = 100
_FILE = Path(__file__).with_name("cancelling.yaml")
# What a remark may come to (trade.remarking.LONGEST) less who and when.
_LONGEST_REMARK = 180
_BETWEEN, _BEFORE_NOTE = "，", "："


@cache
def playbook() -> Playbook:
    """Give the steps of cancelling as ``cancelling.yaml`` has them."""
    return load(_FILE.read_text(encoding="utf-8"))


def step_named(key: str) -> Step | None:
    """Give a step; None for one that went with an older version."""
    return playbook().steps.get(key)


def start_of(status: str) -> Step | End:
    """Give where an order of this status begins; an end where there is nothing to cancel."""
    return playbook().at(playbook().starts[status])


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

"""The playbook an order is cancelled by."""

from functools import cache
from pathlib import Path

from guitai.engines.playbooks import End, Playbook, Step, load

LONGEST_NOTE = 100
_FILE = Path(__file__).with_name("cancelling.yaml")


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

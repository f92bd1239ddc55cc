"""Goes through a playbook answer by answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from guitai.engines.playbooks.types import Answer, End, Playbook, Step


@dataclass(frozen=True, slots=True)
class Path:
    """One way through a playbook: every step with the answer given there, and the end."""

    turns: tuple[tuple[Step, Answer], ...]
    end: End


def go(playbook: Playbook, step: str, answer: str) -> Step | End:
    """Give where an answer leads.

    :raises LookupError: if there is no such step, or it has no such answer.
    """
    given = playbook.steps[step].answer(answer)
    if given is None:
        raise LookupError(f"{step}: there is no answer {answer!r}")
    return playbook.at(given.to)


def paths(playbook: Playbook, start: str) -> list[Path]:
    """Give every way from a step to an end that comes through no step twice."""
    return list(_onwards(playbook, playbook.at(start), ()))


def _onwards(playbook: Playbook, at: Step | End, turns: tuple[tuple[Step, Answer], ...]) -> Iterator[Path]:
    if isinstance(at, End):
        yield Path(turns, at)
    elif all(step.key != at.key for step, _ in turns):
        for answer in at.answers:
            yield from _onwards(playbook, playbook.at(answer.to), (*turns, (at, answer)))

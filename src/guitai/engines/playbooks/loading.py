"""Reads a playbook out of YAML and refuses one that leads nowhere (docs/reference/cancelling.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from guitai.engines.playbooks.types import Answer, End, Playbook, Step, Who, Words
from guitai.kernel.yaml_data import parsed

_LANGUAGES = ("zh", "en")
_WHOLE = ("key", "version", "title", "starts", "steps", "ends")
_OF_STEP = ("ask", "who", "say", "task", "answers")
_OF_ANSWER = (*_LANGUAGES, "to", "remark", "flag", "wants")
_OF_END = (*_LANGUAGES, "outcome", "remark", "flag", "say")


class PlaybookError(ValueError):
    """A playbook can't be used; the text begins with the key that is at fault."""


def load(text: str) -> Playbook:
    """Read a playbook.

    :raises PlaybookError: naming the first key that is wrong: one that is not known, a text that is missing
        in a language, a step nobody comes to or gets away from, an end nobody comes to.
    """
    try:
        told = parsed(text)
    except yaml.YAMLError as wrong:
        raise PlaybookError(f"playbook: {wrong}") from wrong
    if not isinstance(told, dict):
        raise PlaybookError("playbook: keys with values are wanted")
    line = _Line("", told)
    line.only(_WHOLE)
    playbook = Playbook(
        key=line.text("key"),
        version=line.whole("version"),
        title=line.under("title").words(),
        starts=line.texts("starts"),
        steps={each.name: _step(each) for each in line.each("steps")},
        ends={each.name: _end(each) for each in line.each("ends")},
    )
    _check(playbook)
    return playbook


def _step(line: "_Line") -> Step:
    line.only(_OF_STEP)
    who = line.text("who")
    if who not in list(Who):
        raise PlaybookError(f"{line.key('who')}: {who!r} is none of {', '.join(Who)}")
    return Step(
        key=line.name,
        ask=line.under("ask").words(),
        who=Who(who),
        answers=tuple(_answer(each) for each in line.each("answers")),
        say=line.text("say", wanted=False),
        task=line.text("task", wanted=False),
    )


def _answer(line: "_Line") -> Answer:
    line.only(_OF_ANSWER)
    return Answer(
        key=line.name,
        title=line.words(),
        to=line.text("to"),
        remark=line.text("remark", wanted=False),
        flag=line.text("flag", wanted=False),
        wants=line.under("wants").words() if line.has("wants") else None,
    )


def _end(line: "_Line") -> End:
    line.only(_OF_END)
    return End(
        key=line.name,
        title=line.words(),
        outcome=line.text("outcome"),
        remark=line.text("remark", wanted=False),
        flag=line.text("flag", wanted=False),
        say=line.text("say", wanted=False),
    )


def _check(playbook: Playbook) -> None:
    steps, ends = playbook.steps, playbook.ends
    if both := steps.keys() & ends.keys():
        raise PlaybookError(f"ends.{min(both)}: a step has this key already")
    for place, to in _arrows(playbook):
        if to not in steps and to not in ends:
            raise PlaybookError(f"{place}: there is no step or end {to!r}")
    reached = _reached(playbook)
    for key in (*steps, *ends):
        if key not in reached:
            raise PlaybookError(f"{_place(playbook, key)}: nobody comes here")
    leaving = _leaving(playbook)
    for key in steps:
        if key not in leaving:
            raise PlaybookError(f"steps.{key}: there is no way from here to an end")


def _arrows(playbook: Playbook) -> Iterable[tuple[str, str]]:
    for state, to in playbook.starts.items():
        yield f"starts.{state}", to
    for step in playbook.steps.values():
        for answer in step.answers:
            yield f"steps.{step.key}.answers.{answer.key}.to", answer.to


def _place(playbook: Playbook, key: str) -> str:
    return f"steps.{key}" if key in playbook.steps else f"ends.{key}"


def _reached(playbook: Playbook) -> set[str]:
    found: set[str] = set()
    waiting = list(playbook.starts.values())
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [answer.to for answer in playbook.steps[key].answers] if key in playbook.steps else []
    return found


def _leaving(playbook: Playbook) -> set[str]:
    """Give the steps from which an end can be come to, and the ends."""
    found, before = set(playbook.ends), -1
    while len(found) != before:
        before = len(found)
        found |= {
            step.key for step in playbook.steps.values() if any(answer.to in found for answer in step.answers)
        }
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """Some keys of a playbook, which know where they stand."""

    at: str
    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.at.rpartition(".")[2]

    def key(self, name: str) -> str:
        return f"{self.at}.{name}".lstrip(".")

    def has(self, name: str) -> bool:
        return name in self.told

    def only(self, known: Iterable[str]) -> None:
        if strange := [str(key) for key in self.told if key not in known]:
            raise PlaybookError(f"{self.key(strange[0])}: there is no such key here")

    def under(self, name: str) -> "_Line":
        found = self.told.get(name)
        if not isinstance(found, dict) or not found:
            raise PlaybookError(f"{self.key(name)}: keys with values are wanted")
        if odd := [key for key in found if not isinstance(key, str)]:
            raise PlaybookError(f"{self.key(name)}.{odd[0]}: write this key in quotation marks")
        return _Line(self.key(name), found)

    def each(self, name: str) -> list["_Line"]:
        line = self.under(name)
        return [line.under(key) for key in line.told]

    def words(self) -> Words:
        return Words(**{language: self.text(language) for language in _LANGUAGES})

    def texts(self, name: str) -> dict[str, str]:
        line = self.under(name)
        return {key: line.text(key) for key in line.told}

    def text(self, name: str, *, wanted: bool = True) -> str:
        found = self.told.get(name, None if wanted else "")
        if not isinstance(found, str) or (not found.strip() and self.has(name)):
            raise PlaybookError(f"{self.key(name)}: a text is wanted")
        return found.strip()

    def whole(self, name: str) -> int:
        found = self.told.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise PlaybookError(f"{self.key(name)}: a whole number from 1 is wanted")
        return found

"""Reads a playbook out of YAML and refuses one that leads nowhere (docs/reference/playbooks.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from guitai.engines.playbooks.types import GIVES, WITH_AMOUNT, Answer, End, Entry, Playbook, Step, Who, Words
from guitai.kernel.money import Money
from guitai.kernel.yaml_data import parsed

_LANGUAGES = ("zh", "en")
_WHOLE = ("key", "version", "title", "starts", "steps", "ends")
_OF_STEP = ("ask", "who", "say", "task", "evidence", "hours", "stage", "answers")
_OF_ANSWER = (*_LANGUAGES, "to", "remark", "flag", "wants", "pictures", "entry", "amount", "most")
_OF_END = (*_LANGUAGES, "outcome", "remark", "flag", "say", "stage", "then")


class PlaybookError(ValueError):
    """A playbook can't be used; the text begins with the key that is at fault.

    ``at`` is that key (``steps.boil.say``), ``said`` what is wrong, with named gaps that ``facts`` fill.
    """

    def __init__(self, at: str, said: str, **facts: object) -> None:
        super().__init__(f"{at}: {said % facts}")
        self.at, self.said, self.facts = at, said, facts


def load(text: str) -> Playbook:
    """Read a playbook.

    :raises PlaybookError: naming the first key that is wrong: one that is not known, a text that is missing
        in a language, a step nobody comes to or gets away from, an end nobody comes to.
    """
    try:
        told = parsed(text)
    except yaml.YAMLError as wrong:
        raise PlaybookError("playbook", "this can't be read: %(wrong)s", wrong=wrong) from wrong
    if not isinstance(told, dict):
        raise PlaybookError("playbook", "keys with values are wanted")
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
    return Step(
        key=line.name,
        ask=line.under("ask").words(),
        who=Who(line.one_of("who", Who)),
        answers=tuple(_answer(each) for each in line.each("answers")),
        say=line.text("say", wanted=False),
        task=line.text("task", wanted=False),
        evidence=line.under("evidence").words() if line.has("evidence") else None,
        hours=line.whole("hours") if line.has("hours") else 0,
        stage=line.text("stage", wanted=False),
    )


def _answer(line: "_Line") -> Answer:
    line.only(_OF_ANSWER)
    entry = Entry(line.one_of("entry", Entry)) if line.has("entry") else None
    _check_amount(line, entry)
    return Answer(
        key=line.name,
        title=line.words(),
        to=line.text("to"),
        remark=line.text("remark", wanted=False),
        flag=line.text("flag", wanted=False),
        wants=line.under("wants").words() if line.has("wants") else None,
        pictures=line.whole("pictures") if line.has("pictures") else 0,
        entry=entry,
        amount=line.under("amount").words() if line.has("amount") else None,
        most=line.fen("most") if line.has("most") else None,
    )


def _check_amount(line: "_Line", entry: Entry | None) -> None:
    if line.has("amount") and entry not in WITH_AMOUNT:
        raise PlaybookError(line.key("amount"), "no entry says what this amount is")
    if entry in WITH_AMOUNT and not line.has("amount"):
        raise PlaybookError(line.key("entry"), "%(entry)s needs the question for its amount", entry=entry)
    if line.has("most") and entry not in GIVES:
        told = ", ".join(sorted(GIVES))
        raise PlaybookError(line.key("most"), "only what is given away has a most (%(known)s)", known=told)


def _end(line: "_Line") -> End:
    line.only(_OF_END)
    return End(
        key=line.name,
        title=line.words(),
        outcome=line.text("outcome"),
        remark=line.text("remark", wanted=False),
        flag=line.text("flag", wanted=False),
        say=line.text("say", wanted=False),
        stage=line.text("stage", wanted=False),
        then=line.text("then", wanted=False),
    )


def _check(playbook: Playbook) -> None:
    steps, ends = playbook.steps, playbook.ends
    if both := steps.keys() & ends.keys():
        raise PlaybookError(f"ends.{min(both)}", "a step has this key already")
    for place, to in _arrows(playbook):
        if to not in steps and to not in ends:
            raise PlaybookError(place, "there is no step or end '%(to)s'", to=to)
    reached = _reached(playbook)
    for key in (*steps, *ends):
        if key not in reached:
            raise PlaybookError(_place(playbook, key), "nobody comes here")
    leaving = _leaving(playbook)
    for key in steps:
        if key not in leaving:
            raise PlaybookError(f"steps.{key}", "there is no way from here to an end")


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
            raise PlaybookError(self.key(strange[0]), "there is no such key here")

    def under(self, name: str) -> "_Line":
        found = self.told.get(name)
        if not isinstance(found, dict) or not found:
            raise PlaybookError(self.key(name), "keys with values are wanted")
        if odd := [key for key in found if not isinstance(key, str)]:
            raise PlaybookError(f"{self.key(name)}.{odd[0]}", "write this key in quotation marks")
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
            raise PlaybookError(self.key(name), "a text is wanted")
        return found.strip()

    def one_of(self, name: str, known: type[StrEnum]) -> str:
        found = self.text(name)
        if found not in list(known):
            raise PlaybookError(
                self.key(name), "'%(found)s' is none of %(known)s", found=found, known=", ".join(known)
            )
        return found

    def fen(self, name: str) -> int:
        """Give an amount, which stands as a text of yuan (``"20.00"``), as whole fen."""
        text = self.text(name)
        try:
            found = Money.parse(text).fen
        except ValueError as wrong:
            raise PlaybookError(
                self.key(name), "'%(text)s' is no amount in yuan and fen", text=text
            ) from wrong
        if found < 1:
            raise PlaybookError(self.key(name), "more than nothing is wanted")
        return found

    def whole(self, name: str) -> int:
        found = self.told.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise PlaybookError(self.key(name), "a whole number from 1 is wanted")
        return found

"""One thing changed in the text of a playbook: nobody has to write YAML for it (A2).

Every change gives a new text and looks at nothing but what it changes; the whole is checked when it is kept.
Values are as they stand in the file. An empty one takes its key away. Comments of a shipped text are lost.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from django.utils.translation import gettext as _

from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.domains.aftersales.playbook_checks import LONGEST_KEY
from guitai.kernel.yaml_data import parsed

_WIDTH = 120
# They are told which key it is in the file, by hand or by the file itself.
_OF_STEP = ("who", "ask", "evidence", "hours", "stage", "task", "say", "answers")
_OF_ANSWER = ("zh", "en", "to", "remark", "flag", "wants", "pictures", "entry", "amount", "most")
_OF_END = ("zh", "en", "outcome", "remark", "flag", "say", "stage", "then")
_BEYOND = re.compile(r"[^a-z0-9]+")


class _Plain(yaml.SafeDumper):
    """Writes all out: references are refused when a text is read."""

    def ignore_aliases(self, data: Any) -> bool:
        """Say that nothing is referred to."""
        return True


# What a form gives for one step, answer or end.
Fields = Mapping[str, Any]


def change_step(written: str, step: str, fields: Fields) -> str:
    """Change what a step asks, of whom, what it tells; its answers stay."""
    book = parsed(written)
    _put(_step(book, step), fields, _OF_STEP)
    return _dumped(book)


def change_answer(written: str, step: str, answer: str, fields: Fields) -> str:
    """Change an answer: its words, where it leads, what it leaves."""
    book = parsed(written)
    _put(_answer(book, step, answer), fields, _OF_ANSWER)
    return _dumped(book)


def add_answer(written: str, step: str, answer: str, fields: Fields) -> str:
    """Add an answer behind those a step has.

    :raises PlaybookRefusedError: if the step has an answer of this key.
    """
    book = parsed(written)
    answers = _step(book, step)["answers"]
    if answer in answers:
        raise _taken(f"steps.{step}.answers.{answer}")
    answers[answer] = {}
    _put(answers[answer], fields, _OF_ANSWER)
    return _dumped(book)


def remove_answer(written: str, step: str, answer: str) -> str:
    """Take an answer away.

    :raises PlaybookRefusedError: if it is the only one of its step.
    """
    book = parsed(written)
    _answer(book, step, answer)
    answers = _step(book, step)["answers"]
    if len(answers) == 1:
        said = _("It is the only answer of this step; add another first, or take the step away.")
        raise PlaybookRefusedError(said, at=f"steps.{step}.answers.{answer}")
    del answers[answer]
    return _dumped(book)


def add_step(written: str, key: str, fields: Fields, *, behind: tuple[str, str]) -> str:
    """Put a step in between: an answer leads to it, and its own answers to where that one led.

    :param fields: of the step, its ``answers`` without ``to`` among them.
    :param behind: the step and the answer that shall lead to it.
    :raises PlaybookRefusedError: if a step or an end has this key.
    """
    book = parsed(written)
    _check_free(book, key)
    before = _answer(book, *behind)
    answers = {name: {**each, "to": before["to"]} for name, each in fields["answers"].items()}
    before["to"] = key
    book["steps"] = dict(_with_behind(book["steps"], behind[0], key))
    _put(book["steps"][key], {**fields, "answers": answers}, _OF_STEP)
    return _dumped(book)


def remove_step(written: str, step: str, *, instead: str = "") -> str:
    """Take a step away.

    :param instead: the step or end to which what led here leads from now on; none: nothing may lead here.
    :raises PlaybookRefusedError: if an arrow leads to the step and nothing is told instead.
    """
    book = parsed(written)
    _step(book, step)
    leading = [(place, arrow) for place, arrow in _arrows(book) if place != step and arrow["to"] == step]
    starts = [state for state, to in book["starts"].items() if to == step]
    if (leading or starts) and instead in {"", step}:
        named = starts + [f"{place}.{arrow['zh']}" for place, arrow in leading]
        said = _("Something leads to this step (%(from)s); say where it leads instead.")
        raise PlaybookRefusedError(said % {"from": ", ".join(named)}, at=f"steps.{step}", field="instead")
    for _place, arrow in leading:
        arrow["to"] = instead
    book["starts"].update(dict.fromkeys(starts, instead))
    del book["steps"][step]
    return _dumped(book)


def change_end(written: str, end: str, fields: Fields) -> str:
    """Change an end: its words, what it counts as, what it leaves, where it goes on."""
    book = parsed(written)
    if end not in book["ends"]:
        raise _missing(f"ends.{end}")
    _put(book["ends"][end], fields, _OF_END)
    return _dumped(book)


def add_end(written: str, key: str, fields: Fields, *, behind: tuple[str, str]) -> str:
    """Let an answer lead to a new end.

    :raises PlaybookRefusedError: if a step or an end has this key.
    """
    book = parsed(written)
    _check_free(book, key)
    _answer(book, *behind)["to"] = key
    book["ends"][key] = {}
    _put(book["ends"][key], fields, _OF_END)
    return _dumped(book)


def not_come_to(written: str) -> list[str]:
    """Give the keys of the steps and ends nobody comes to any more."""
    book = parsed(written)
    return [key for key in (*book["steps"], *book["ends"]) if key not in _reached(book)]


def without_what_nobody_comes_to(written: str) -> str:
    """Take away the steps and ends nobody comes to."""
    book = parsed(written)
    reached = _reached(book)
    for part in ("steps", "ends"):
        book[part] = {key: each for key, each in book[part].items() if key in reached}
    return _dumped(book)


def free_key(title: str, taken: Iterator[str] | set[str], *, otherwise: str) -> str:
    """Make a key out of an English title that none has yet; ``otherwise`` is what it begins with else."""
    known = set(taken)
    key = _BEYOND.sub("_", title.lower()).strip("_")[: LONGEST_KEY - 4].strip("_")
    key = key if key[:1].isalpha() else otherwise
    tries = (key if number == 1 else f"{key}_{number}" for number in range(1, len(known) + 2))
    return next(each for each in tries if each not in known)


def _put(there: dict[str, Any], fields: Fields, order: tuple[str, ...]) -> None:
    """Put fields into a step, an answer or an end, and its keys into the order in which they are read."""
    kept = {**there, **fields}
    there.clear()
    there.update({name: kept[name] for name in order if kept.get(name)})


def _arrows(book: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, step in book["steps"].items():
        for answer in step["answers"].values():
            yield key, answer


def _reached(book: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    waiting = list(book["starts"].values())
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            step = book["steps"].get(key)
            waiting += [answer["to"] for answer in step["answers"].values()] if step else []
    return found


def _with_behind(steps: Mapping[str, Any], before: str, key: str) -> Iterator[tuple[str, Any]]:
    for name, each in steps.items():
        yield name, each
        if name == before:
            yield key, {}


def _step(book: Mapping[str, Any], step: str) -> dict[str, Any]:
    if step not in book["steps"]:
        raise _missing(f"steps.{step}")
    found: dict[str, Any] = book["steps"][step]
    return found


def _answer(book: Mapping[str, Any], step: str, answer: str) -> dict[str, Any]:
    answers = _step(book, step)["answers"]
    if answer not in answers:
        raise _missing(f"steps.{step}.answers.{answer}")
    found: dict[str, Any] = answers[answer]
    return found


def _check_free(book: Mapping[str, Any], key: str) -> None:
    for part in ("steps", "ends"):
        if key in book[part]:
            raise _taken(f"{part}.{key}")


def _missing(at: str) -> PlaybookRefusedError:
    said = _("%(key)s: it is not there any more; look at the playbook again.")
    return PlaybookRefusedError(said % {"key": at}, at=at)


def _taken(at: str) -> PlaybookRefusedError:
    return PlaybookRefusedError(_("%(key)s: there is one of this key already.") % {"key": at}, at=at)


def _dumped(book: Mapping[str, Any]) -> str:
    told: str = yaml.dump(book, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return told

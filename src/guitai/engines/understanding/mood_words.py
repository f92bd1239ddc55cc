"""Finds the words of ``moods.yaml`` and the templates of ``mood_templates.yaml`` in a line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick

from guitai.engines.understanding.intent_typing import put_right
from guitai.engines.understanding.mood_templates import Templates
from guitai.kernel.normalised import Normalised, normalise
from guitai.kernel.yaml_data import parsed

_HARMLESS = "harmless"
_NEGATED = re.compile(
    "(?:(?<!是)不是很|(?<!是)不是太|不算|不怎么|不太|(?<!会)不会|(?<!要)不要|(?<!用)不用|(?<!是)不是|(?<!有)没有"
    "|没怎么|并不|并没|也不|(?<![会能是要好得可])不(?![会是])|(?<![有])没(?!有)|别|甭|莫)"
    "(?:有|很|太|特别|那么|这么|是|要|用|必|想|再)?$"
)
# 怎么不生气, 能不生气吗: said with a not and meant without.
_MEANT_ALL_THE_SAME = re.compile(
    "(?:怎么|怎么能|能|谁|岂|这|那|哪能|为什么|为啥|要|还|好|可|是)(?:不|没)(?:有|能)?$"
)
_RHETORICAL = re.compile(".{0,2}[吗嘛么吧]")
_QUESTION = re.compile("^.{0,3}(?:[吗?]|(?<![什怎那这多要])么|不[,。!?]|不$|没有$|呢[?])")
_END = re.compile("[,。!?;…\n]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that say something, ``text[start:end]`` as normalised; for a mood, ``calm`` or ``trouble``."""

    speaks_for: str
    weight: float
    words: str
    start: int
    end: int
    praise: bool = False
    thanks: bool = False
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    speaks_for: str
    weight: float
    negated: str | None = None
    praise: bool = False
    thanks: bool = False
    asked: bool = True
    unanswered: bool = False
    loose: bool = False  # what stands inside its gaps still counts where it says more


@dataclass(frozen=True, slots=True)
class _Book:
    """All groups: their words in one automaton (each with the groups it stands in), patterns, templates."""

    words: ahocorasick.Automaton
    patterns: Sequence[tuple[re.Pattern[str], _Group]]
    templates: Templates[_Group]
    faces: Mapping[str, str]
    any_face: re.Pattern[str]


def hits(written: str) -> tuple[Hit, ...]:
    """Give the words found, in their order; of words inside one another the longest.

    :param written: what the buyer wrote, as they wrote it.
    """
    return hits_in(put_right(written))


def hits_in(said: Normalised) -> tuple[Hit, ...]:
    """Give the words found in a line made ready by :func:`.intent_typing.put_right`."""
    found = sorted(_found(said), key=lambda each: (each[0] - each[1], -each[2].weight))
    kept: list[tuple[int, int, _Group]] = []
    for start, end, group in found:
        if not any(_is_told(start, end, group, one) for one in kept):
            kept.append((start, end, group))
    told = (_hit(said, *each) for each in sorted(kept, key=lambda each: each[:2]))
    return (*(hit for hit in told if hit is not None), *_faces(said.written, len(said.text)))


def _is_told(start: int, end: int, group: _Group, longer: tuple[int, int, _Group]) -> bool:
    """Say whether longer words tell it already: they hold these, or overlap them and speak for the same."""
    first, last, other = longer
    if _says_more(group, other):
        return False
    if first <= start and end <= last:
        return True
    return start < last and first < end and group.speaks_for == other.speaks_for


def _says_more(inner: _Group, template: _Group) -> bool:
    """Say whether a reproach inside the gaps of a template is stronger than that; praise there is none."""
    return (
        template.loose and inner.weight > template.weight and inner.speaks_for not in {"content", _HARMLESS}
    )


def _found(said: Normalised) -> Iterator[tuple[int, int, _Group]]:
    book, text = _book(), said.text
    for last, (length, groups) in book.words.iter(text):
        for group in groups:
            yield last + 1 - length, last + 1, group
    for pattern, group in book.patterns:
        if pattern.search(text):  # half the price of beginning to look for all
            for match in pattern.finditer(text):
                if match.end() > match.start():
                    yield match.start(), match.end(), group
    yield from book.templates.found_in(said)


def _hit(said: Normalised, start: int, end: int, group: _Group) -> Hit | None:
    """Give what the words say where they stand: turned round by a not, nothing in a question."""
    if group.speaks_for == _HARMLESS:
        return None
    speaks_for, before = group.speaks_for, said.text[max(0, start - 5) : start]
    before = _END.split(before)[-1]
    if group.negated is not None and _is_negated(before, said.text[end:]):
        if not group.negated:
            return None
        speaks_for = group.negated
    if not group.asked and _QUESTION.search(said.text[end:]):
        return None
    first, last = said.span(start, end)
    return Hit(
        speaks_for,
        group.weight,
        said.written[first:last].strip(),
        start,
        end,
        praise=group.praise and speaks_for == group.speaks_for,
        thanks=group.thanks,
        unanswered=group.unanswered,
    )


def _is_negated(before: str, after: str) -> bool:
    """Say whether a not stands before the words and means it; 这不是骗人吗 and 不会打水漂吧 do not."""
    if not _NEGATED.search(before) or _MEANT_ALL_THE_SAME.search(before):
        return False
    return not (before.endswith(("不是", "不会")) and _RHETORICAL.match(after))


def _faces(written: str, end: int) -> Iterator[Hit]:
    """Give the faces: they stand after everything said, wherever they stand."""
    book = _book()
    for face in dict.fromkeys(book.any_face.findall(written)):
        yield Hit(book.faces[face], 0.45, face, end, end)


@cache
def _book() -> _Book:
    told, wider = _read("moods.yaml"), _read("mood_templates.yaml")
    groups = [(_group(each), each) for each in told["groups"]]
    groups.append((_Group(_HARMLESS, 1.0), told["harmless"]))
    turns = [(_group(each, loose=True), each) for each in wider["groups"]]
    turns.append((_Group(_HARMLESS, 1.0), wider["harmless"]))
    faces = {face: mood for mood, all_of_it in told["faces"].items() for face in all_of_it}
    return _Book(
        words=_automaton(groups),
        patterns=[(re.compile(each), group) for group, own in groups for each in own.get("patterns", ())],
        templates=Templates(
            [(each, group) for group, own in turns for each in own["templates"].split("; ")], wider["classes"]
        ),
        faces=faces,
        any_face=re.compile("|".join(re.escape(face) for face in faces)),
    )


def _read(name: str) -> Any:
    return parsed(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _group(told: Mapping[str, Any], *, loose: bool = False) -> _Group:
    return _Group(
        speaks_for=told["for"],
        weight=told["weight"],
        negated=told.get("negated"),
        praise=told.get("praise", False),
        thanks=told.get("thanks", False),
        asked=told.get("asked", True),
        unanswered=told.get("unanswered", False),
        loose=loose,
    )


def _automaton(groups: Sequence[tuple[_Group, Mapping[str, Any]]]) -> ahocorasick.Automaton:
    standing: dict[str, list[_Group]] = {}
    for group, told in groups:
        for word in told["words"]:
            standing.setdefault(normalise(word).text, []).append(group)
    automaton = ahocorasick.Automaton()
    for word, own in standing.items():
        automaton.add_word(word, (len(word), tuple(own)))
    automaton.make_automaton()
    return automaton

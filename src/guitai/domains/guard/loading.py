"""Find the rule files that come with the program; needs no Django."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from guitai.engines.rulebook.checking import Rulebook
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.loading import one_of_each, parse, parse_rule
from guitai.engines.rulebook.types import Rule
from guitai.engines.rulebook.vocabulary import Vocabulary, read_vocabulary

_VOCABULARY = "vocabulary.yaml"
_SUFFIX = ".yaml"


@cache
def rulebook() -> Rulebook:
    """Give the rules that come with the program, compiled.

    :raises RuleError: if a file can't be read; its sentence says which and why.
    """
    words = vocabulary()
    return Rulebook(rules(words), words)


@cache
def vocabulary() -> Vocabulary:
    """Give the sets of words that rules share.

    :raises RuleError: naming the set that can't be read.
    """
    written = _folder().joinpath(_VOCABULARY).read_text(encoding="utf-8")
    return read_vocabulary(parse(written, _VOCABULARY), _VOCABULARY)


@cache
def shipped() -> Mapping[str, Rule]:
    """Give the rules that come with the program by their ids, in order, with their cases."""
    return MappingProxyType({rule.id: rule for rule in rules(vocabulary(), with_cases=True)})


def rules(words: Vocabulary, *, with_cases: bool = False) -> tuple[Rule, ...]:
    """Give the rules in order of their ids.

    :raises RuleError: naming file, key and what to write.
    """
    found = (
        _rule(folder, file, words, with_cases=with_cases)
        for folder in _folders()
        for file in folder.iterdir()
        if file.name.endswith(_SUFFIX)
    )
    return one_of_each(found, "rulebook")


def text_of(rule_id: str) -> str:
    """Give the file of a rule that comes with the program, as it is written; empty if there is none."""
    if rule_id not in shipped():
        return ""
    found = (folder.joinpath(f"{rule_id}{_SUFFIX}") for folder in _folders())
    return next(file for file in found if file.is_file()).read_text(encoding="utf-8")


def _rule(folder: Traversable, file: Traversable, words: Vocabulary, *, with_cases: bool) -> Rule:
    where = f"{folder.name}/{file.name}"
    rule = parse_rule(file.read_text(encoding="utf-8"), where, words, with_cases=with_cases)
    if f"{rule.id}{_SUFFIX}" != file.name:
        raise RuleError(f"{where}: id is {rule.id}; a file is named for its rule, {rule.id}{_SUFFIX}.")
    return rule


def _folders() -> list[Traversable]:
    return [folder for folder in _folder().iterdir() if folder.is_dir()]


def _folder() -> Traversable:
    return files("guitai.domains.guard").joinpath("rulebook")

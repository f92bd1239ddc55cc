"""Read the triggers and excuses of a rule, and the settings of the detectors it names."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import Any, get_origin, get_type_hints

from guitai.engines.rulebook.detectors import DETECTORS
from guitai.engines.rulebook.excuses import EXCUSES
from guitai.engines.rulebook.reading import Reader
from guitai.engines.rulebook.types import (
    DetectorTrigger,
    Excuse,
    NamedExcuse,
    NearTrigger,
    PatternTrigger,
    Scope,
    Trigger,
    WordsExcuse,
    WordsTrigger,
)
from guitai.kernel.money import Money

_WITHIN = 8
_WIDEST = 60


def read_triggers(reader: Reader, found: Any) -> tuple[Trigger, ...]:
    """Read the list of triggers; any of them sets the rule off.

    :raises RuleError: naming the key and what to write.
    """
    if not isinstance(found, list) or not found:
        raise reader.refuse("trigger", found, "write a list, each with words, near, pattern or detector")
    return tuple(_trigger(reader, each, f"trigger[{at}]") for at, each in enumerate(found))


def _trigger(reader: Reader, found: Any, key: str) -> Trigger:
    kind = next((kind for kind in _KINDS if isinstance(found, Mapping) and kind in found), None)
    if kind is None:
        raise reader.refuse(key, found, f"write one of {', '.join(_KINDS)}")
    allowed, read = _KINDS[kind]
    if unknown := sorted(map(str, found.keys() - allowed - {kind})):
        raise reader.refuse(key, unknown, f"beside {kind} there may be {', '.join(sorted(allowed))}")
    return read(reader, found, key)


def _words(reader: Reader, found: Mapping[str, Any], key: str) -> Trigger:
    return WordsTrigger(reader.words(found["words"], found.get("harmless", ()), f"{key}.words"))


def _near(reader: Reader, found: Mapping[str, Any], key: str) -> Trigger:
    sets, within = found["near"], found.get("within", _WITHIN)
    if not isinstance(sets, list) or len(sets) not in {2, 3, 4}:
        raise reader.refuse(f"{key}.near", sets, "write two to four lists of words")
    if isinstance(within, bool) or not isinstance(within, int) or not 0 <= within <= _WIDEST:
        raise reader.refuse(f"{key}.within", within, f"write a number of characters up to {_WIDEST}")
    scope = reader.choice(Scope, found.get("scope", "clause"), f"{key}.scope")
    if scope in {Scope.BEFORE, Scope.AFTER}:
        raise reader.refuse(f"{key}.scope", scope.value, "write clause, sentence or draft")
    harmless = found.get("harmless", ())
    words = tuple(reader.words(each, harmless, f"{key}.near[{at}]") for at, each in enumerate(sets))
    return NearTrigger(words, within, reader.flag(found.get("ordered", False), f"{key}.ordered"), scope)


def _pattern(reader: Reader, found: Mapping[str, Any], key: str) -> Trigger:
    if "needles" not in found:
        raise reader.refuse(key, found, "write needles too: words of which one is in every match")
    try:
        re.compile(found["pattern"])
    except (re.error, TypeError) as error:
        raise reader.refuse(
            f"{key}.pattern", found["pattern"], f"this is no regular expression ({error})"
        ) from None
    if re.match(found["pattern"], ""):
        raise reader.refuse(
            f"{key}.pattern", found["pattern"], "it matches nothing at all; say what it needs"
        )
    return PatternTrigger(found["pattern"], reader.words(found["needles"], (), f"{key}.needles"))


def _detector(reader: Reader, found: Mapping[str, Any], key: str) -> Trigger:
    name = found["detector"]
    if not isinstance(name, str) or name not in DETECTORS:
        raise reader.refuse(f"{key}.detector", name, f"write one of {', '.join(sorted(DETECTORS))}")
    settings = _settings(reader, DETECTORS[name].settings, found.get("with", {}), f"{key}.with")
    return DetectorTrigger(name, settings)


# What a trigger may say beside its first key, and who reads it.
_KINDS: dict[str, tuple[frozenset[str], Callable[[Reader, Mapping[str, Any], str], Trigger]]] = {
    "words": (frozenset({"harmless"}), _words),
    "near": (frozenset({"within", "ordered", "scope", "harmless"}), _near),
    "pattern": (frozenset({"needles"}), _pattern),
    "detector": (frozenset({"with"}), _detector),
}


def _settings(reader: Reader, kind: type, found: Any, key: str) -> Any:
    known = [each.name for each in fields(kind)]
    if not isinstance(found, Mapping) or found.keys() - set(known):
        raise reader.refuse(key, found, f"it may set {', '.join(known) or 'nothing'}")
    hints = get_type_hints(kind)
    values = {name: _setting(reader, hints[name], each, f"{key}.{name}") for name, each in found.items()}
    return kind(**values)


def _setting(reader: Reader, hint: Any, found: Any, key: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return reader.choice(hint, found, key)
    try:
        return _READ[get_origin(hint) or hint](found)
    except (ValueError, TypeError, ArithmeticError) as error:
        raise reader.refuse(key, found, str(error)) from None


def _flag(found: Any) -> bool:
    if not isinstance(found, bool):
        raise TypeError("write true or false")
    return found


def _count(found: Any) -> int:
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    raise TypeError("write a whole number")


def _decimal(found: Any) -> Decimal:
    try:
        return Decimal(str(found))
    except ArithmeticError:
        raise ValueError("write a number") from None


def _money(found: Any) -> Money:
    try:
        return Money.parse(str(found))
    except ValueError:
        raise ValueError("write yuan with two decimals, in quotation marks") from None


def _texts(found: Any) -> tuple[str, ...]:
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise TypeError("write a list")
    return tuple(map(str, found))


def _lists(found: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(found, Mapping):
        raise TypeError("write names, each with a list")
    return {str(name): _texts(each) for name, each in found.items()}


_READ: dict[Any, Callable[[Any], Any]] = {
    bool: _flag,
    int: _count,
    Decimal: _decimal,
    Money: _money,
    tuple: _texts,
    Mapping: _lists,
}


def read_excuses(reader: Reader, found: Any) -> tuple[Excuse, ...]:
    """Read the list of excuses; any of them lets a hit pass.

    :raises RuleError: naming the key and what to write.
    """
    if not isinstance(found, list):
        raise reader.refuse("unless", found, "write a list of excuses")
    return tuple(_excuse(reader, each, f"unless[{at}]") for at, each in enumerate(found))


def _excuse(reader: Reader, found: Any, key: str) -> Excuse:
    if isinstance(found, str) and found in EXCUSES:
        return NamedExcuse(found)
    if isinstance(found, Mapping) and "words" in found and not found.keys() - {"words", "in", "harmless"}:
        words = reader.words(found["words"], found.get("harmless", ()), f"{key}.words")
        return WordsExcuse(words, reader.choice(Scope, found.get("in", "clause"), f"{key}.in"))
    names, scopes = ", ".join(EXCUSES), ", ".join(Scope)
    raise reader.refuse(key, found, f"write one of {names}, or words with in: one of {scopes}")

"""Sentences of an advice in the language asked for, and measures and sizes as they are shown in them."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from guitai.engines.recommending.types import Language, Reason, Span


@cache
def trade() -> Mapping[str, Any]:
    """Read what the trade knows of sizes."""
    return _read("trade.yaml")


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Read the sentences, by the code of their reason."""
    return _read("wording.yaml")


def _read(name: str) -> Mapping[str, Any]:
    told: Mapping[str, Any] = yaml.safe_load(
        files("guitai.engines.recommending").joinpath(name).read_text(encoding="utf-8")
    )
    return told


def say(code: str, facts: Mapping[str, str], language: Language) -> str:
    """Give a sentence, or a few words, with their facts."""
    return sentences()[code][language].format_map(facts)


def why(reasons: Iterable[Reason], language: Language) -> str:
    """Give the reasons as sentences, in their order."""
    told = (say(reason.code, reason.facts, language) for reason in reasons)
    return ("" if language == "zh" else " ").join(
        sentence if language == "zh" else sentence[:1].upper() + sentence[1:] for sentence in told
    )


def measure_name(measure: str, language: Language) -> str:
    """Give a measure's name; one of the chart's own keeps the name it has there."""
    known = trade()["measures"].get(measure)
    return str(known[language]) if known else measure


def amount(measure: str, span: Span, language: Language) -> str:
    """Give a figure with its unit: 52公斤, 51–59 kg."""
    low, high = span
    told = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    known = trade()["measures"].get(measure)
    unit = str(known["unit"][language]) if known else ""
    return f"{told} {unit}".strip() if language == "en" else told + unit


def figure(measure: str, span: Span, language: Language) -> str:
    """Give a measure with its figure: 体重52公斤, weight 52 kg."""
    joint = " " if language == "en" or measure not in trade()["measures"] else ""
    return measure_name(measure, language) + joint + amount(measure, span, language)


def size_name(size: str, language: Language) -> str:
    """Give a size as it is spoken of: M码, 均码, size M."""
    if language == "en":
        return f"size {size}"
    return size if size.endswith(("码", "号")) else f"{size}码"


def listed(words: Iterable[str], language: Language, joint: str = "and") -> str:
    """Give words as a list: 身高和体重; height, weight and bust."""
    *first, last = words
    if not first:
        return last
    if language == "zh":
        return "、".join(first) + {"and": "和", "or": "或"}[joint] + last
    return ", ".join(first) + f" {joint} {last}"


def compared(sizes: Mapping[str, str], language: Language) -> str:
    """Give what each measure names: 身高是M码，体重是L码; height: size M, weight: size L."""
    mark, joint = ("是", "，") if language == "zh" else (": ", ", ")
    return joint.join(f"{measure}{mark}{named}" for measure, named in sizes.items())

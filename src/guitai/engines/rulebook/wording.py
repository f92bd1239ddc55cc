"""Fill the wordings of a rule with facts: the first alternative whose slots can all be filled."""

from collections.abc import Callable, Mapping
from string import Formatter

from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Language, Source, Wording

_TELL: dict[str, Callable[[Facts], str | None]] = {
    "shop": lambda facts: facts.shop.name,
    "agent": lambda facts: facts.agent.name,
    "cutoff": lambda facts: f"{facts.shop.dispatch_cutoff:%H:%M}" if facts.shop.dispatch_cutoff else None,
    "hours": lambda facts: _number(facts.shop.dispatch_hours),
    "couriers": lambda facts: _list(facts.shop.couriers),
    "gifts": lambda facts: _list(facts.shop.gifts),
    "activities": lambda facts: _list([one.name for one in facts.running]),
    "places": lambda facts: _list(facts.shop.postage_exceptions),
    "price_match_days": lambda facts: _number(facts.shop.price_match_days),
    "product": lambda facts: facts.product.title,
    "price": lambda facts: facts.product.price.yuan if facts.product.price else None,
    "authority": lambda facts: facts.agent.authority.yuan if facts.agent.authority else None,
}
COMMON_SLOTS = frozenset((*_TELL, "matched"))

_BY_THE_PLATFORM = {"zh": "以平台现行规则为准", "en": "check with the platform"}


def filled(wording: Wording, language: Language, told: Mapping[str, str], facts: Facts) -> str:
    """Give the first alternative whose slots the hit or the facts fill; empty if there is none."""
    for text in wording.in_language(language):
        if "{" not in text:
            return text
        values: dict[str, str] = {}
        for _, name, _, _ in Formatter().parse(text):
            if name is not None:
                tell = _TELL.get(name)
                values[name] = told.get(name) or (tell(facts) if tell else None) or ""
        if all(values.values()):
            return text.format_map(values)
    return ""


def told_source(source: Source, language: Language) -> str:
    """Give a source as it is shown, with the day it was checked."""
    (text, *_) = source.text.in_language(language)
    parts = [source.checked.isoformat()]
    if source.kind == "platform":
        parts.insert(0, _BY_THE_PLATFORM[language])
    joint, brackets = ("，", "（{}）") if language == "zh" else (", ", " ({})")
    return text + brackets.format(joint.join(parts))


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _list(values: tuple[str, ...] | list[str] | None) -> str | None:
    return "、".join(values) if values else None

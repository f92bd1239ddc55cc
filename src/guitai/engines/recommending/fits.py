"""How a buyer wants it to sit, and builds that ask for another measure, by words in ``measures.yaml``."""

import re
from collections.abc import Iterator
from functools import cache

from guitai.engines.recommending.measure_tokens import any_of, words
from guitai.engines.recommending.types import Fit

_OPPOSITE = {"loose": Fit.TIGHT, "tight": Fit.LOOSE, "too_loose": Fit.TIGHT, "too_tight": Fit.LOOSE}
_PART_ENDS = re.compile(r"[,。!?;:、…\s]")
_FIGURE_AFTER = r"(?!\s?(?:是|为|:|大概)?\s?[\d一二两三四五六七八九])"


def wished_fit(text: str) -> Fit | None:
    """Give the wish of a plain text; regular where it wants neither, None where it says nothing of it."""
    wishes = set(_wishes(text))
    if {Fit.LOOSE, Fit.TIGHT} <= wishes:
        return Fit.REGULAR
    return min(wishes, key=lambda fit: fit is Fit.REGULAR, default=None)


def doubtful_builds(text: str) -> tuple[str, ...]:
    """Give the measures a plain text's build makes doubtful; 肩宽38 is a measure and no build."""
    return tuple(measure for measure, pattern in _builds().items() if pattern.search(text))


def _wishes(text: str) -> Iterator[Fit]:
    for found in _pattern().finditer(text):
        kind = str(found.lastgroup)
        before = _PART_ENDS.split(text[: found.start()])[-1]
        denied = any(each in before[-words()["not_far"] - len(each) :] for each in words()["not"])
        if _is_asked(before, text[found.end() :]):
            continue
        if denied:
            yield _OPPOSITE.get(kind, Fit.REGULAR)
        elif not kind.startswith("too_"):
            yield Fit(kind)


def _is_asked(before: str, after: str) -> bool:
    """Say whether a word asks about the goods: 这款宽松吗, 会不会太紧."""
    told = words()
    if re.match(rf"(?:的|款|版|型|一点)*\s?(?:{any_of(told['asked_after'])})", after):
        return True
    asks = any(word in before for word in told["asked_before"])
    return asks and not any(word in before for word in told["wished"])


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{any_of(said)})" for kind, said in words()["fits"].items()))


@cache
def _builds() -> dict[str, re.Pattern[str]]:
    return {
        measure: re.compile(f"(?:{any_of(said)}){_FIGURE_AFTER}")
        for measure, said in words()["builds"].items()
    }

"""What the clock, the stock, the price and the form of a talk say about why nobody bought."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from guitai.engines.lostorders.signals import phrasebook
from guitai.engines.lostorders.types import Author, Evidence, Limits, Line, LostFacts, Reason, Sign
from guitai.kernel.text import fold

_SIGNS_ALONE = re.compile(r"[\W_]+")
_QUESTION = re.compile(r"[?吗么呢几哪]|什|怎|多少|能不能|有没有|可不可以")
_ACTIVITY = re.compile(r"满(\d{1,6})(?:元)?减(\d{1,6})")
# 31, 31码, 3XL, XL; a number with any other unit is no size.
_SIZE = re.compile(
    r"(?<![\da-z.])(\d?x{1,4}[sl]|[sml]|\d{2})(?![\da-z.%]|斤|公斤|岁|个|天|元|块|分|点|件|cm|kg|寸)"
)
_SIZE_NUMBERS = range(18, 60)
_SHORT, _LONG_ENOUGH = 5, 6  # characters of an answer, of a question
_OF_USE = 12  # characters; less is a mere yes
_CAME_BACK = 300  # seconds after which an agent who writes again has followed up

Detector = Callable[[Sequence[Line], LostFacts, Limits], Iterator[Evidence]]


def slow(lines: Sequence[Line], _facts: LostFacts, limits: Limits) -> Iterator[Evidence]:
    """Say the longest time a buyer waited for an answer, if it is over the limit.

    It weighs half where the buyer talked on after that answer without giving up: they had waited, and stayed.
    """
    longest, answered = 0, None
    asked: Line | None = None
    for line in lines:
        if line.author is Author.BUYER:
            asked = asked or (None if _asks_nothing(line.text) else line)
        elif asked is not None:
            waited = int((line.at - asked.at).total_seconds())
            if waited > longest:
                longest, answered = waited, line
            asked = None
    if answered is not None and longest > limits.wait_seconds:
        weight = min(0.3 + 0.15 * longest / limits.wait_seconds, 0.85)
        later = [line for line in _of_buyer(lines) if line.at > answered.at]
        if later and not any(_says(line, phrasebook().gave_up) for line in later):
            weight /= 2
        facts = {"seconds": longest, "limit": limits.wait_seconds}
        yield Evidence(Reason.SLOW, Sign.WAITED, weight, answered.id, facts)


def out_of_stock(lines: Sequence[Line], facts: LostFacts, _limits: Limits) -> Iterator[Evidence]:
    """Say which kind the buyer asked for that there is none of."""
    for line in _of_buyer(lines):
        asked = _tokens(line.text)
        named = [kind for kind in facts.kinds if any(fold(each) in asked for each in kind.properties)]
        best = max((_matching(kind.properties, asked) for kind in named), default=0)
        meant = [kind for kind in named if _matching(kind.properties, asked) == best]
        if meant and all(kind.stock <= 0 for kind in meant):
            kind = " ".join(meant[0].properties)
            yield Evidence(Reason.STOCK, Sign.OUT_OF_STOCK, 0.6, line.id, {"kind": kind})
            return


def no_such_size(lines: Sequence[Line], facts: LostFacts, _limits: Limits) -> Iterator[Evidence]:
    """Say which size the buyer asked for that the product is not made in."""
    sold = {fold(each) for kind in facts.kinds for each in kind.properties if _SIZE.fullmatch(fold(each))}
    if not sold:
        return
    numbers = any(each.isdigit() for each in sold)
    for line in _of_buyer(lines):
        for size in _SIZE.findall(fold(line.text)):
            same_kind = size.isdigit() is numbers and (not numbers or int(size) in _SIZE_NUMBERS)
            if same_kind and size not in sold:
                yield Evidence(Reason.SIZES_MISSING, Sign.NO_SUCH_SIZE, 0.6, line.id, {"size": size.upper()})
                return


def out_of_reach(lines: Sequence[Line], facts: LostFacts, _limits: Limits) -> Iterator[Evidence]:
    """Say which activity takes nothing off the price for a buyer who asks what it costs."""
    said = _said_about(lines, phrasebook().about_price)
    if said is None or facts.price is None:
        return
    for activity in facts.activities:
        found = _ACTIVITY.search(activity)
        if found and facts.price.fen < int(found[1]) * 100:
            told: dict[str, int | str] = {"activity": activity, "price": facts.price.fen}
            yield Evidence(Reason.PRICE, Sign.OUT_OF_REACH, 0.25, said.id, told)
            return


def stiff(lines: Sequence[Line], _facts: LostFacts, _limits: Limits) -> Iterator[Evidence]:
    """Say that whole questions were answered with a word or two and no politeness, more than once."""
    answers = [
        answer
        for question, answer in pairwise(lines)
        if question.author is Author.BUYER and answer.author is Author.AGENT
        if _bare(answer.text) and (len(question.text) >= _LONG_ENOUGH or len(answer.text) <= 1)
    ]
    short = [each for each in answers if len(_bare(each.text)) <= _SHORT and not _is_polite(each.text)]
    if len(short) >= 2 and len(short) * 3 >= len(answers) * 2:
        characters = round(sum(len(_bare(each.text)) for each in short) / len(short))
        told: dict[str, int | str] = {"answers": len(short), "characters": characters}
        yield Evidence(Reason.STIFF, Sign.SHORT_ANSWERS, 0.7, short[-1].id, told)


def left_alone(lines: Sequence[Line], _facts: LostFacts, _limits: Limits) -> Iterator[Evidence]:
    """Say that the buyer hesitated, and nobody gave them anything more to think about."""
    own = [place for place, line in enumerate(lines) if line.author is Author.BUYER]
    for place in own[:-3:-1]:
        line = lines[place]
        word = _says(line, phrasebook().hesitation)
        if word and not any(_is_of_use(line, each) for each in lines[place + 1 :]):
            yield Evidence(Reason.NO_FOLLOW_UP, Sign.LEFT_ALONE, 0.6, line.id, {"words": word})
            return


def dropped(lines: Sequence[Line], _facts: LostFacts, _limits: Limits) -> Iterator[Evidence]:
    """Say that the talk ends with a buyer's question, or with an agent who wanted to come back."""
    if not lines:
        return
    last = lines[-1]
    if last.author is Author.BUYER and _QUESTION.search(fold(last.text)) and len(_bare(last.text)) >= _SHORT:
        yield Evidence(Reason.NO_FOLLOW_UP, Sign.UNANSWERED, 0.52, last.id)
    answer = next((line for line in reversed(lines) if line.author is Author.AGENT), last)
    word = _says(answer, phrasebook().promises)
    if word and not _says(answer, phrasebook().offers):
        yield Evidence(Reason.NO_FOLLOW_UP, Sign.OPEN_PROMISE, 0.55, answer.id, {"words": word})


def poor_rating(lines: Sequence[Line], facts: LostFacts, _limits: Limits) -> Iterator[Evidence]:
    """Say the shop's rating to a buyer who speaks of it, if it is below 4.7."""
    said = _said_about(lines, phrasebook().about_rating)
    if said is not None and facts.rating is not None and facts.rating < 47:
        yield Evidence(Reason.SHOP_RATING, Sign.RATING, 0.4, said.id, {"rating": facts.rating})


def poor_reviews(lines: Sequence[Line], facts: LostFacts, _limits: Limits) -> Iterator[Evidence]:
    """Say the share of poor reviews to a buyer who speaks of them, if it is 3 % or more."""
    said = _said_about(lines, phrasebook().about_reviews)
    if said is not None and facts.poor_reviews is not None and facts.poor_reviews >= 3:
        yield Evidence(Reason.POOR_REVIEWS, Sign.REVIEWS, 0.4, said.id, {"percent": facts.poor_reviews})


def says_bought(lines: Sequence[Line]) -> bool:
    """Say whether the buyer's last line is that they ordered: by another name, or it is not known yet."""
    last = next((line for line in reversed(lines) if line.author is Author.BUYER), None)
    words = phrasebook()
    return last is not None and bool(_says(last, words.bought)) and not _says(last, words.elsewhere)


DETECTORS: tuple[Detector, ...] = (
    slow,
    out_of_stock,
    no_such_size,
    out_of_reach,
    stiff,
    left_alone,
    dropped,
    poor_rating,
    poor_reviews,
)


def _of_buyer(lines: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if line.author is Author.BUYER)


def _says(line: Line, words: Sequence[str]) -> str:
    text = fold(line.text)
    return next((word for word in words if word in text), "")


def _said_about(lines: Sequence[Line], words: Sequence[str]) -> Line | None:
    return next((line for line in _of_buyer(lines) if _says(line, words)), None)


def _bare(text: str) -> str:
    return _SIGNS_ALONE.sub("", fold(text))


def _asks_nothing(text: str) -> bool:
    """Say whether a buyer's line needs no answer: a yes, thanks, a sign, or that they will think about it."""
    bare, words = _bare(text), phrasebook()
    if not bare:
        return "?" not in fold(text)
    if any(word in bare for word in words.hesitation):
        return True
    began, *_rest = _SIGNS_ALONE.split(fold(text).strip(), maxsplit=1)
    return bare in words.said_yes or (began in words.said_yes and not _QUESTION.search(fold(text)))


def _is_polite(text: str) -> bool:
    return any(word in fold(text) for word in phrasebook().politeness)


def _is_of_use(hesitated: Line, answer: Line) -> bool:
    came_back = (answer.at - hesitated.at).total_seconds() >= _CAME_BACK
    return answer.author is Author.AGENT and (came_back or len(_bare(answer.text)) >= _OF_USE)


def _tokens(text: str) -> str:
    """Give a buyer's line, with 1米8 as 1.8m, for kinds are written so."""
    folded = re.sub(r"(\d)米(\d)", r"\1.\2m", fold(text))
    return re.sub(r"(\d(?:\.\d)?)米", r"\1m", folded)


def _matching(properties: Sequence[str], asked: str) -> int:
    return sum(fold(each) in asked for each in properties)

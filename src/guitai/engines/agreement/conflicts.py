"""Where answers to one question contradict the knowledge or one another."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from guitai.engines.agreement.comparing import agree, contradict, differ
from guitai.engines.agreement.conditions import by_division, division_of, meet
from guitai.engines.agreement.likeness import core_of, put_together
from guitai.engines.agreement.statements import statements
from guitai.engines.agreement.topics import topics, topics_of
from guitai.engines.agreement.types import (
    Answer,
    Conflict,
    Kind,
    KnownAnswer,
    KnownQuote,
    Quote,
    Same,
    Side,
    Statement,
)

_HALF_LIFE = 30.0  # days
_LEAST_CORE = 2  # characters that say what a question without a topic is about
_SECONDS_A_DAY = 86_400
_EXCEPTIONS = frozenset({"region", "goods"})  # cases that are exceptions, whatever their number

# What is compared: subject, its product, kind, noun, and the question where nothing else is the subject.
_Key = tuple[str, str, Kind, str, str]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement and the answer it stands in; ``of_goods`` is it with the kind of goods it is for."""

    statement: Statement
    of_goods: Statement
    answer: Answer


@dataclass(frozen=True, slots=True)
class _Known:
    """A statement and the entry it stands in."""

    statement: Statement
    entry: KnownAnswer


def conflicts(
    answers: Iterable[Answer], entries: Iterable[KnownAnswer], *, same: Same | None = None
) -> list[Conflict]:
    """Find where answers say different things on one question, the strongest first.

    What contradicts the knowledge is told against it, and what agrees with it is right; where the knowledge
    says nothing, answers are held against one another, and those of one talk never are.

    :param answers: what was answered, in any order.
    :param entries: the knowledge.
    :param same: how alike two questions are, 0 to 1, for questions no topic knows.
    """
    told = list(answers)
    known = _known(entries)
    claims = _claims(told, same)
    newest = max((answer.at for answer in told), default=datetime.min)  # noqa: DTZ901 - of no answers
    found = []
    for key, group in claims.items():
        conflict = _conflict(key, group, known, newest)
        if conflict:
            found.append(conflict)
    return sorted(
        found, key=lambda one: (-one.strength, one.topic, one.product, one.kind, one.noun, one.question)
    )


def _known(entries: Iterable[KnownAnswer]) -> Mapping[_Key, list[_Known]]:
    found: dict[_Key, list[_Known]] = defaultdict(list)
    for entry in entries:
        for one in statements(entry.answer, *entry.questions):
            statement = _without_goods(one, entry.product)
            found[_key(statement, entry.product)].append(_Known(statement, entry))
    return found


def _claims(answers: Iterable[Answer], same: Same | None) -> Mapping[_Key, list[_Claim]]:
    found: dict[_Key, list[_Claim]] = defaultdict(list)
    unnamed: list[_Claim] = []
    for answer in answers:
        for one in statements(answer.text, answer.question):
            claim = _Claim(_without_goods(one, answer.product), one, answer)
            if not one.subject:
                unnamed.append(claim)
            elif _is_of_something(claim):
                found[_key(claim.statement, answer.product)].append(claim)
    asked = [claim for claim in unnamed if len(core_of(claim.answer.question)) >= _LEAST_CORE]
    stands_for = put_together((claim.answer.question for claim in asked), same)
    for claim in asked:
        key = _key(claim.statement, claim.answer.product, stands_for[claim.answer.question])
        found[key].append(claim)
    return found


def _is_of_something(claim: _Claim) -> bool:
    """Say whether a statement about goods says which: a product was in view, or a kind of goods is named."""
    return (
        not _is_of_product(claim.statement.subject)
        or bool(claim.answer.product)
        or any(division_of(tag) == "goods" for tag in claim.statement.conditions)
    )


def _is_of_product(subject: str) -> bool:
    topic = topics().by_key.get(subject)
    return topic is None or topic.of_product


def _without_goods(statement: Statement, product: str) -> Statement:
    """Where the product is known, its kind of goods divides nothing that is said of the product."""
    if (
        not product
        or not _is_of_product(statement.subject)
        or not any(division_of(tag) == "goods" for tag in statement.conditions)
    ):
        return statement
    kept = frozenset(tag for tag in statement.conditions if division_of(tag) != "goods")
    return replace(statement, conditions=kept)


def _key(statement: Statement, product: str, question: str = "") -> _Key:
    of = product if _is_of_product(statement.subject) else ""
    return statement.subject, of, statement.kind, statement.noun, question


def _conflict(
    key: _Key, claims: Sequence[_Claim], known: Mapping[_Key, list[_Known]], newest: datetime
) -> Conflict | None:
    subject, _product, kind, noun, question = key
    of_shop = known.get((subject, "", kind, noun, question), ())
    verdicts = [_verdict(claim, known.get(key, ()), of_shop) for claim in claims]
    wrong = [(claim, verdict) for claim, verdict in zip(claims, verdicts, strict=True) if verdict.against]
    if wrong:
        entries = {id(one): one for _claim, verdict in wrong for one in verdict.against}
        said = _sides(claim for claim, _verdict in wrong)
        strength = sum(_weight(side.quotes, newest) for side in said)
        return _told(key, [_known_side(list(entries.values())), *said], strength)
    open_ = [claim for claim, verdict in zip(claims, verdicts, strict=True) if not verdict.is_settled]
    groups = _groups(open_)
    against = [group for group in groups if any(_apart(group, other) for other in groups)]
    if not against:
        return None
    sides = _sides([claim for group in against for claim in group])
    weights = sorted(_weight(side.quotes, newest) for side in sides)
    return _told(key, sides, 2 * sum(weights[:-1]))


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What the knowledge says to a claim: what it is against, and whether there is anything on its case."""

    against: tuple[_Known, ...]
    is_settled: bool


def _verdict(claim: _Claim, known: Sequence[_Known], of_shop: Sequence[_Known]) -> _Verdict:
    """Hold a claim against the knowledge: of its product, else of the shop.

    It is wrong if something on the same case differs and nothing agrees. A claim for no case in particular is
    held against all cases the knowledge tells apart: it is wrong if it fits none of them.
    """
    for entries, statement in ((known, claim.statement), (of_shop, claim.of_goods)):
        valid = _valid(entries, claim.answer)
        met = [one for one in valid if meet(one.statement.conditions, statement.conditions)]
        if met:
            differing = tuple(one for one in met if differ(one.statement, statement))
            is_right = any(agree(one.statement, statement) for one in met)
            return _Verdict(() if is_right else differing, is_settled=True)
        cases = [one for one in valid if _is_case_of(one.statement, statement)]
        if len(cases) > 1 and all(differ(one.statement, statement) for one in cases):
            return _Verdict(tuple(cases), is_settled=True)
    return _Verdict((), is_settled=False)


def _valid(known: Sequence[_Known], answer: Answer) -> Sequence[_Known]:
    """Give what holds on the day of an answer: for its product, else for the shop."""
    day = answer.at.date()
    valid = [one for one in known if one.entry.holds_on(day)]
    mine = [one for one in valid if one.entry.product and one.entry.product == answer.product]
    return mine or [one for one in valid if not one.entry.product]


def _is_case_of(case: Statement, claim: Statement) -> bool:
    divisions = by_division(case.conditions)
    return bool(divisions) and not by_division(claim.conditions) and not divisions.keys() & _EXCEPTIONS


def _groups(claims: Sequence[_Claim]) -> list[list[_Claim]]:
    """Put the claims together that say the very same for the same case."""
    found: dict[tuple[object, ...], list[_Claim]] = defaultdict(list)
    for claim in claims:
        one = claim.statement
        found[one.lo, one.hi, one.bound, one.names, one.conditions].append(claim)
    return list(found.values())


def _apart(group: Sequence[_Claim], other: Sequence[_Claim]) -> bool:
    if not contradict(group[0].statement, other[0].statement):
        return False
    return len({claim.answer.conversation for claim in (*group, *other)}) > 1


def _sides(claims: Iterable[_Claim]) -> list[Side]:
    """Give a side for each value, in whatever cases and however hedged; what most say comes first."""
    found: dict[tuple[object, ...], list[_Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.statement.lo, claim.statement.hi, claim.statement.names].append(claim)
    return sorted(
        (_side(group) for group in found.values()), key=lambda side: (-len(side.quotes), side.shown)
    )


def _side(group: Sequence[_Claim]) -> Side:
    newest = sorted(group, key=lambda claim: (claim.answer.at, claim.answer.message), reverse=True)
    quotes = tuple(Quote(claim.answer, claim.statement.start, claim.statement.end) for claim in newest)
    return Side(_shown(quotes[0].answer.text, newest[0].statement), (), quotes)


def _known_side(known: Sequence[_Known]) -> Side:
    quotes = tuple(KnownQuote(one.entry, one.statement.start, one.statement.end) for one in known)
    shown = "、".join(dict.fromkeys(_shown(one.entry.answer, one.statement) for one in known))
    return Side(shown, quotes, ())


def _shown(text: str, statement: Statement) -> str:
    return text[statement.start : statement.end].strip()


def _weight(quotes: Iterable[Quote], newest: datetime) -> float:
    ages = ((newest - quote.answer.at).total_seconds() / _SECONDS_A_DAY for quote in quotes)
    return sum(math.pow(0.5, age / _HALF_LIFE) for age in ages)


def _told(key: _Key, sides: Sequence[Side], strength: float) -> Conflict:
    subject, product, kind, noun, question = key
    return Conflict(
        topic=subject,
        question=question or _wording(sides),
        product=product,
        kind=kind,
        noun=noun,
        sides=tuple(sides),
        strength=round(strength, 6),
    )


def _wording(sides: Sequence[Side]) -> str:
    """Give a wording of the question: the knowledge's, else the shortest that was asked."""
    known = [wording for side in sides for quote in side.known for wording in quote.entry.questions]
    asked = {quote.answer.question for side in sides for quote in side.quotes}
    return known[0] if known else min(asked, key=lambda each: (not topics_of(each).topics, len(each), each))

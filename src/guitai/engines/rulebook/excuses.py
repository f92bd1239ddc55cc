"""What makes a hit no offence: a question, a quotation, a warning, a negation, the past, a hedge, a fact …

Each excuse is a function of the draft, the facts and the hit, and declares the sets of words it looks at.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit, Scope
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import one_by_one

Check = Callable[[Draft, Facts, Hit], bool]

_QUOTES = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」|『[^『』]*』|【[^【】]*】")
_NEGATION_REACH = 4  # characters between a negation and what it denies: 不能给您保证
_SHORT_REACH = 1  # after a negation of one character: 不贵包邮 denies nothing
_FORBIDDING_REACH = 10  # 请不要相信任何让您加微信的人
_LIST_REACH = 12  # more of them when they are members of a list: 不支持货到付款、微信转账
_LISTED = re.compile("[、和或及]")
_SHORTEST_QUOTE = 2
_GENERAL = frozenset("的是有呢哦哈亲您你我们了吗就都")


@dataclass(frozen=True, slots=True)
class Excuse:
    """A named excuse, what it means for a rule writer, and the sets it reads."""

    check: Check
    meaning: str
    sets: tuple[str, ...]


EXCUSES: dict[str, Excuse] = {}


def _excuse(name: str, meaning: str, *sets: str) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        EXCUSES[name] = Excuse(check, meaning, sets)
        return check

    return keep


@_excuse("question", "the clause asks something: it ends in 吗, 么 or ？, or holds 是不是, 能否 …", "asking")
def _question(draft: Draft, facts: Facts, hit: Hit) -> bool:
    stop = draft.stops_after(hit.end)
    if draft.text[stop : stop + 1] == "?" or _holds(draft, "asking", hit, Scope.CLAUSE):
        return True
    rest = draft.text[hit.end : stop].rstrip("呢哦哈呀啊亲")
    return rest.endswith(("吗", "嘛", "么")) and not rest.endswith(("什么", "怎么", "那么", "这么"))


@_excuse(
    "quoted",
    "it repeats what the buyer said: after 您说, 您问 …, or in quotation marks and said by the buyer",
    "quoting",
)
def _quoted(draft: Draft, facts: Facts, hit: Hit) -> bool:
    if any(end <= hit.start for _, end in _within(draft, "quoting", hit, Scope.CLAUSE)):
        return True
    for quote in _QUOTES.finditer(draft.text):
        if quote.start() < hit.start and hit.end < quote.end():
            said = quote.group()[1:-1]
            return len(said) >= _SHORTEST_QUOTE and any(
                said in normalise(line.text).text for line in facts.previous if line.by == "buyer"
            )
    return False


@_excuse(
    "warning",
    "it warns the buyer: 请勿, 谨防, 都是骗子 … before it in the clause, or 谨防 … in the sentence",
    "warning",
    "forbidding",
)
def _warning(draft: Draft, facts: Facts, hit: Hit) -> bool:
    if _holds(draft, "warning", hit, Scope.SENTENCE):
        return True
    first, _ = draft.around(hit.start, hit.end, Scope.CLAUSE)
    return any(
        first <= start and end <= hit.end and hit.start - end <= _FORBIDDING_REACH
        for start, end in draft.named("forbidding")
    )


@_excuse(
    "negated", "it is denied: 不, 没, 不能, 无法 … within four characters before it, or inside it", "negation"
)
def _negated(draft: Draft, facts: Facts, hit: Hit) -> bool:
    first, _ = draft.around(hit.start, hit.end, Scope.CLAUSE)
    for start, end in draft.named("negation"):
        if start < first or end > (hit.end if hit.spread else hit.start):
            continue
        between = draft.text[end : hit.start]
        reach = _SHORT_REACH if end - start == 1 else _NEGATION_REACH
        if _LISTED.search(between):
            reach = _LIST_REACH
        if len(between) <= reach and not draft.has_gap(end, hit.start):
            return True
    return False


@_excuse(
    "refused",
    "it is refused right after, in the clause: 便宜25真的不行; or in the sentence after 的话",
    "refusal",
)
def _refused(draft: Draft, facts: Facts, hit: Hit) -> bool:
    scope = Scope.SENTENCE if draft.text.startswith("的话", hit.end) else Scope.CLAUSE
    _, last = draft.around(hit.start, hit.end, scope)
    return any(hit.end <= start and end <= last for start, end in draft.named("refusal"))


@_excuse("past", "it tells what was: 之前, 上次, 昨天, 已经 … in the clause", "past")
def _past(draft: Draft, facts: Facts, hit: Hit) -> bool:
    return _holds(draft, "past", hit, Scope.CLAUSE)


@_excuse("hedged", "it is left open: 一般, 预计, 大概, 以物流为准 … in the sentence", "hedge")
def _hedged(draft: Draft, facts: Facts, hit: Hit) -> bool:
    return _holds(draft, "hedge", hit, Scope.SENTENCE)


@_excuse("conditional", "it is only supposed: 如果, 万一, 要是 … in the sentence, before it", "condition")
def _conditional(draft: Draft, facts: Facts, hit: Hit) -> bool:
    return any(end <= hit.end for _, end in _within(draft, "condition", hit, Scope.SENTENCE))


@_excuse(
    "in_product_facts",
    "the product's title or facts say the same: the clause's words and figures stand in them",
)
def _in_product_facts(draft: Draft, facts: Facts, hit: Hit) -> bool:
    known = normalise(" ".join((facts.product.title, *facts.product.facts.values()))).text
    return bool(known) and draft.text[hit.start : hit.end] in known


@_excuse(
    "running_activity",
    "an activity of the shop that runs now says the same, figure by figure or word by word",
)
def _running_activity(draft: Draft, facts: Facts, hit: Hit) -> bool:
    said = _essence(draft.text[hit.start : hit.end])
    return any(said and said in _essence(normalise(one.name).text) for one in facts.running)


def _essence(text: str) -> str:
    return "".join(one for one in one_by_one(text) if one not in _GENERAL and one.isalnum())


def _within(draft: Draft, name: str, hit: Hit, scope: Scope) -> list[tuple[int, int]]:
    first, last = draft.around(hit.start, hit.end, scope)
    return [(start, end) for start, end in draft.named(name) if first <= start and end <= last]


def _holds(draft: Draft, name: str, hit: Hit, scope: Scope) -> bool:
    return bool(draft.named(name)) and bool(_within(draft, name, hit, scope))

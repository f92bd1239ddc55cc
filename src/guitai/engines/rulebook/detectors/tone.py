"""Tone where words alone do not show it: a cold answer to a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guitai.engines.rulebook.detectors.registry import detector
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit
from guitai.kernel.normalised import normalise

_DRESSING = re.compile(r"[,。!?;…、~()]|[呢哦哈呀啊啦的了]$")
_QUESTION = re.compile(
    r"[?]|[吗么呢不没]$|什么|怎么|多少|几|哪|为何|为什么|能不能|可不可以|是不是|有没有|多久|谁"
)


@dataclass(frozen=True, slots=True)
class ColdSettings:
    """``without_question``: report a cold answer also where the buyer asked nothing."""

    without_question: bool = False


@detector("cold_answer", ColdSettings, sets=("cold_answers",))
def cold_answer(draft: Draft, facts: Facts, settings: ColdSettings) -> Iterator[Hit]:
    """Report a reply that is nothing but 哦, 嗯, 不知道 …, when the buyer asked something or is upset."""
    if not draft.text or len(draft.text) > 8 or not draft.named("cold_answers"):
        return
    if (_DRESSING.sub("", draft.text) or draft.text) not in draft.words("cold_answers").words:
        return
    asked = _QUESTION.search(normalise(facts.buyers_last).text)
    if asked or settings.without_question or facts.buyer.mood in {"angry", "anxious", "disappointed"}:
        yield Hit(0, len(draft.text))

"""Whether something is asked, or said and only put to the buyer for a nod."""

from guitai.engines.promises.candidates import Candidate
from guitai.engines.promises.clauses import Clause
from guitai.engines.promises.types import About
from guitai.engines.promises.wording import words

_ANSWERED_BY_US = frozenset({About.REPLY, About.CHECK})


def is_asked(one: Candidate) -> bool:
    """明天发可以吗; 明天发，方便吗; but 我明天给您发，好吗 is a promise."""
    if any(_is_question(one, clause) for clause in (one.clause, one.done_in)):
        return True
    if words()["asks_inside"].search(one.own) and not is_put_to_buyer(one):
        return True
    before = one.before.of(one.text) if one.before and not one.given else ""
    if _is_choice(one) or words()["asks_first"].search(before):
        return True
    behind = _behind(one)
    if behind is None or words()["tag"].match(_as_asked(one.text, behind)) is None:
        return False
    return not is_put_to_buyer(one)


def is_put_to_buyer(one: Candidate) -> bool:
    """我明天给您发，好吗; 稍等5分钟可以吗: a promise, or a wait asked for, with a nod wished for."""
    said = one.text[one.clause.start : one.end]
    if words()["proposes"].match(said):
        return False
    if words()["nod"].search(_as_asked(one.text, one.clause)):
        soon = one.time.is_short and one.about in _ANSWERED_BY_US  # 8分钟内回您行吗
        ours = any(words()[name].search(said) for name in ("speaker", "told_buyer"))
        return one.waits or soon or ours
    behind = _behind(one)
    if behind is None or words()["consent"].search(_as_asked(one.text, behind)) is None:
        return False
    return one.waits or one.about in _ANSWERED_BY_US or one.given


def _is_question(one: Candidate, clause: Clause) -> bool:
    said = _as_asked(one.text, clause)
    if words()["question"].search(said) is None or words()["looks_whether"].search(said):
        return False
    return not (words()["nod"].search(said) and is_put_to_buyer(one))


def _is_choice(one: Candidate) -> bool:
    """今天发还是等齐了一起发; but 我明天还是给您发 is none."""
    other = words()["or_else"].search(one.text, one.time.end, one.clause.end)
    if other is None or one.deed is None:
        return False
    return one.deed.start < one.time.start or bool(words().deeds(one.text, one.time.end, other.start()))


def _behind(one: Candidate) -> Clause | None:
    """Give the clause after the promise, where a tag would stand."""
    return one.after if one.done_in.start <= one.clause.start else None


def _as_asked(text: str, clause: Clause) -> str:
    return words()["idle"].sub("", clause.of(text)) + ("?" if "?" in clause.sign else "")

"""Whether a time is said to everybody, as a rule, a habit or what something takes, not to this buyer."""

from guitai.engines.promises.candidates import Candidate
from guitai.engines.promises.clauses import sentence_of
from guitai.engines.promises.conditions import Event, event_of
from guitai.engines.promises.types import About, Unit
from guitai.engines.promises.wording import Deed, words

_SHORT_OF_A_RULE = 24  # hours; nobody lays down rules of minutes
_NEVER_RULED = frozenset({About.REPLY})


def is_rule(one: Candidate) -> bool:
    """7天内可退, 一般48小时内发货, 付款后48小时内发货: said to everybody, not to this buyer.

    A span of a day or more, 当天 or 次日, without a word of who does it for whom is a rule, unless something
    of this buyer's has to happen first (收到退货后24小时内退款).
    """
    said = one.text[one.clause.start : one.end]
    if words()["rule_always"].search(said) or _is_duration(one) or _is_for_all(one, said):
        return True
    if one.time.loose and words()["deadline_of_all"].search(
        sentence_of(one.text, one.clause.start, one.time.start)
    ):
        return True
    if one.time.named and not one.time.loose:
        return _is_habit(one, said)
    event = event_of(one)
    if one.waits or (event is None and one.about in _NEVER_RULED and not one.time.loose):
        return False
    if words()["rule"].search(_without(one.text, event, one.clause.start, one.end)):
        return True
    if event is not None:
        ours = one.given or one.about is About.REFUND
        return not _is_for_buyer(one) if event.purchase else _is_long(one) and not ours
    if one.given or words()["of_buyer"].match(said):
        return False
    return _is_long(one) or one.time.loose


def _is_for_all(one: Candidate, said: str) -> bool:
    """周一统一发, 新款下周一上架, 节假日顺延, 15天价保: nobody says for whom, or who of the shop does it."""
    if words()["rule_topic"].search(said) and not _is_for_buyer(one):
        return True
    given = words()["given_before"].search(said) is not None
    if not given and any(words()[name].search(said) for name in ("for_all", "of_all_who")):
        return True
    if one.deed and one.deed.group == "done":
        if "才" in one.between + one.text[one.deed.start : one.deed.end] or words()["used_up"].match(
            one.text, one.deed.start
        ):
            return True
        by_hand = words()["by_hand"].search(one.text[one.deed.start : one.deed.end])
        if words()["of_buyer"].match(said) or (by_hand and _is_bounded(one)):
            return False
        return not one.given and words()["own"].search(said) is None
    if one.deed and one.deed.group in {"shop_wide", "things"}:
        return not any(words()[name].search(said) for name in ("given", "own"))
    return one.time.named and one.time.due is None and not one.given


def _is_bounded(one: Candidate) -> bool:
    """今晚八点前, 一小时之内: said as a limit, which what a thing takes by itself seldom is."""
    if one.time.named:
        return True
    counted_from = one.text[one.begin : one.time.start].endswith("后")  # 涂上以后10分钟内装好
    return one.text[one.time.start : one.time.end].endswith(("内", "前")) and not counted_from


def _is_habit(one: Candidate, said: str) -> bool:
    """今天拍今天发, 一般上午下单下午走."""
    event = event_of(one)
    if event is not None and event.purchase and not one.given:
        return True
    if words()["opens"].match(one.text, one.deed.start if one.deed else one.time.end) and words()[
        "opening"
    ].search(sentence_of(one.text, one.clause.start, one.time.start)):
        return True  # 晚上9点关门 早上7点半开
    return words()["rule_habit"].search(said) is not None and not _is_for_buyer(one)


def _is_for_buyer(one: Candidate) -> bool:
    """Say whether it is said for whom, or who of the shop does it; 会 alone does not."""
    said = one.text[one.clause.start : one.end] + one.done_in.of(one.text)
    return any(words()[name].search(said) for name in ("given_before", "told_buyer", "own"))


def _without(text: str, event: Event | None, start: int, end: int) -> str:
    """Give a stretch of the text without the event that is told in it (预售结束后)."""
    if event is None or not start <= event.start < event.end <= end:
        return text[start:end]
    return text[start : event.start] + text[event.end : end]


def _is_duration(one: Candidate) -> bool:
    """充电一小时就好, 安装大概要半小时: how long something takes."""
    if one.time.within is None or one.time.loose or one.deed is None:
        return False
    before = one.text[one.begin : one.time.start]
    if words()["lasts"].search(before) or (words()["how"].search(one.own) and not one.given):
        return True
    if _is_process(one, one.deed, before) or _takes(before):
        return True
    if one.text[one.deed.start : one.deed.end] != "好":
        return False
    return not words()["filler"].fullmatch(before) and words()["own"].search(before) is None


def _takes(before: str) -> bool:
    """客服回复要三天; but 大概需要半小时，核实好了回复您 is a promise."""
    if words()["takes"].search(before) is None or words()["filler"].fullmatch(before):
        return False
    return words()["speaker_inside"].search(before) is None


def _is_process(one: Candidate, deed: Deed, before: str) -> bool:
    """灯泡3分钟就换好了, 清洗一次5分钟搞定: said of anybody who does it, not by whom."""
    if not one.time.is_short or one.given or words()["own"].search(before):
        return False
    if words()["filler"].fullmatch(before):
        return one.before is not None and words()["easy"].search(one.before.of(one.text)) is not None
    within = one.text[one.time.start : one.time.end].endswith("内")
    return not within and words()["done_easily"].match(one.text, one.time.end, one.end) is not None


def _is_long(one: Candidate) -> bool:
    within = one.time.within
    if within is None:
        return False
    return within.unit not in {Unit.MINUTE, Unit.HOUR} or (
        within.unit is Unit.HOUR and within.amount >= _SHORT_OF_A_RULE
    )

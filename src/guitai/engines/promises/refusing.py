"""Why words that look like a promise are none: somebody asks, tells, orders, reports or lays down a rule."""

import re
from collections.abc import Callable
from typing import Final

from guitai.engines.promises.asking import is_asked
from guitai.engines.promises.candidates import Candidate
from guitai.engines.promises.conditions import Event, event_of, is_condition
from guitai.engines.promises.types import About, Unit
from guitai.engines.promises.wording import words

_SHORT_OF_A_RULE = 24  # hours; nobody lays down rules of minutes
_NEVER_RULED = frozenset({About.REPLY})
_ANSWERED_BY_US = frozenset({About.REPLY, About.CHECK})


def why_not(one: Candidate) -> str:
    """Give the name of the first reason for which a candidate is no promise, empty if there is none."""
    return next((name for name, applies in _REASONS.items() if applies(one)), "")


def _is_of_something(one: Candidate) -> bool:
    """今天的订单, 每3天, 第2天, 3天了, 7天无理由, 备注了周六送, 11号给您发的券."""
    after, before = one.text[one.time.end :], one.text[one.begin : one.time.start]
    if words()["of_something"].match(after) or before.endswith("每"):
        return True
    if one.time.due and (words()["arranged_for"].search(before) or words()["of_what_was"].match(one.rest)):
        return True
    if one.time.within is None or one.time.loose:
        return False
    # 10分钟前: the sign may have been read as the span's end.
    return bool(
        words()["over"].match(after)
        or words()["counted_before"].search(before)
        or one.text[one.time.start : one.time.end].endswith("前")
    )


def _is_buyers_act(one: Candidate) -> bool:
    """今天付款, 16点前拍下: the time is the buyer's."""
    return words()["buyers_act"].match(one.text[one.time.end : one.clause.end]) is not None


def _is_past(one: Candidate) -> bool:
    """昨天发的, 今天已经发了, 上午发出了."""
    if one.time.past:
        return True
    if one.deed is None:
        return False
    said = one.text[one.begin : max(one.time.start, one.deed.start)]
    if words()["already"].search(said) and (
        words()["done"].search(one.rest) or words()["past_between"].search(one.between)
    ):
        return True
    if not one.time.begun or one.time.due is None or words()["still_to_come"].search(one.between):
        return False
    if words()["past_between"].search(one.between):
        return True
    return words()["past_after"].match(one.rest) is not None or words()["done"].search(one.rest) is not None


def _is_denied(one: Candidate) -> bool:
    """今天发不了, 明天不一定能发."""
    if one.done_in is not one.clause:
        return False
    if one.deed and words()["denial_after"].match(one.text[one.deed.end : one.end]):
        return True
    denial, idle = words()["denial"], words()["idle"]
    return any(
        denial.search(idle.sub("", part))
        for part in (one.between, one.text[one.begin : one.time.start][-_NEAR:])
    )


def _is_hypothetical(one: Candidate) -> bool:
    """如果今天发不出，明天给您退款."""
    if one.given and any(
        clause and is_condition(one.text, clause.start, min(clause.end, one.time.start))
        for clause in (one.before, one.clause)
    ):
        return False  # 如果您今天付款，我明天给您发
    sentence = _sentence(one.text, one.clause.start, max(one.clause.end, one.done_in.end))
    if one.after and one.after.sentence == one.clause.sentence and _TRAILING.match(one.after.of(one.text)):
        return True  # 今天给您发，如果有货
    return words()["hypothetical"].search(words()["courtesy"].sub("", sentence)) is not None


def _is_hearsay(one: Candidate) -> bool:
    """快递说明天到, 物流显示今天派送; what the shop's own warehouse says is the shop's word."""
    said = one.text[one.clause.start : max(one.time.start, one.deed.start if one.deed else 0)]
    if _after_event(one) is not None:
        return False  # 工厂一答复我就通知您
    if one.before and one.before.sentence == one.clause.sentence:
        said = one.before.of(one.text)[-_LONGEST_SOURCE:] + said
    return words()["hearsay"].search(said) is not None and words()["hearsay_own"].search(said) is None


def _is_requested(one: Candidate) -> bool:
    """您10分钟后再看, 请明天联系, 今天联系我们."""
    if one.deed is None:
        return words()["again"].search(one.rest) is not None
    lead = _after_event(one)
    if lead is None:
        lead = one.lead if one.done_in is one.clause else one.own + one.lead
    done = one.text[one.deed.start : one.deed.end] + one.rest[:6]
    own = max(_last("given", lead), _last("own", lead))
    if words()["to_us"].match(done) or (own < 0 and words()["requests"].search(lead + done)):
        return True
    if own < 0 and words()["to_others"].match(done):
        return True
    if words()["given"].search(done[: one.deed.end - one.deed.start + 2]):
        return False
    asked = _last("requests", lead)
    return asked > own or (one.about is not About.ARRIVAL and _last("buyer", lead) > own)


def _is_others(one: Candidate) -> bool:
    """快递明天派送, 银行3天到账: somebody else does it."""
    lead = _after_event(one)
    lead = one.lead if lead is None else lead
    others = [hit for hit in words()["others"].finditer(lead) if not _is_arranged(one, hit)]
    if one.about is About.DISPATCH:
        others = [hit for hit in others if not words()["carriers"].match(hit.group())]
    if not others:
        return False
    own = _last("own", lead)
    return own < 0 if one.about in _ANSWERED_BY_US else others[-1].end() > own


def _after_event(one: Candidate) -> str | None:
    """Give what is said before the deed and after the event it waits for, None if there is no event there, or
    nobody says that the shop does it (您收到后24小时内申请)."""
    event = event_of(one)
    if (
        event is None
        or one.deed is None
        or not one.done_in.start <= event.start < event.end <= one.deed.start
    ):
        return None
    lead = one.text[event.end : one.deed.start]
    ours = one.text[min(event.end, one.time.start) : one.deed.end + 2]
    if one.about is About.REFUND and "到" not in one.text[one.deed.start : one.deed.end]:
        return lead
    return lead if any(words()[name].search(ours) for name in ("given", "speaker_inside")) else None


def _is_arranged(one: Candidate, hit: re.Match[str]) -> bool:
    """安排师傅明天上门: the shop sends them."""
    return one.about is About.OTHER and words()["arranged"].search(one.lead[: hit.start()]) is not None


def _is_forecast(one: Candidate) -> bool:
    """预计明天到, 寄出后3天能到, 大概3天到账: when something arrives the shop does not decide."""
    said = one.text[one.clause.start : one.end]
    paid_in = one.about is About.REFUND and one.deed and "到" in one.text[one.deed.start : one.deed.end]
    if one.about is not About.ARRIVAL and not paid_in:
        return False
    if one.about is About.ARRIVAL and one.time.within and not words()["vowed"].search(said):
        return True
    return words()["forecast"].search(said) is not None


def _is_rule(one: Candidate) -> bool:
    """7天内可退, 一般48小时内发货, 付款后48小时内发货: said to everybody, not to this buyer.

    A span of a day or more, 当天 or 次日, without a word of who does it for whom is a rule, unless something
    of this buyer's has to happen first (收到退货后24小时内退款).
    """
    said = one.text[one.clause.start : one.end]
    if words()["rule_always"].search(said) or _is_duration(one) or _is_for_all(one, said):
        return True
    if one.time.loose and words()["deadline_of_all"].search(
        _sentence(one.text, one.clause.start, one.time.start)
    ):
        return True
    if one.time.named and not one.time.loose:
        return False
    if one.waits or (one.about in _NEVER_RULED and not one.time.loose):
        return False
    event = event_of(one)
    if words()["rule"].search(_without(one.text, event, one.clause.start, one.end)):
        return True
    if event is not None:
        return event.purchase and not one.given
    return (_is_long(one) or one.time.loose) and not one.given


def _is_for_all(one: Candidate, said: str) -> bool:
    """周一统一发, 新款下周一上架, 节假日顺延: nobody says for whom, or who of the shop does it."""
    if words()["for_all"].search(said) and not words()["given_before"].search(said):
        return True
    if one.deed and one.deed.group == "shop_wide":
        return not any(words()[name].search(said) for name in ("given", "own"))
    return one.time.named and one.time.due is None and not one.given


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
    if words()["lasts"].search(before):
        return True
    if one.text[one.deed.start : one.deed.end] != "好":
        return False
    return not words()["filler"].fullmatch(before) and words()["own"].search(before) is None


def _is_long(one: Candidate) -> bool:
    within = one.time.within
    if within is None:
        return False
    return within.unit not in {Unit.MINUTE, Unit.HOUR} or (
        within.unit is Unit.HOUR and within.amount >= _SHORT_OF_A_RULE
    )


def _last(name: str, text: str) -> int:
    """Give where a word of a list ends last in a text, -1 if nowhere."""
    return max((hit.end() for hit in words()[name].finditer(text)), default=-1)


def _sentence(text: str, start: int, end: int) -> str:
    """Give the sentence a clause is in, up to its end."""
    begin = max((text.rfind(sign, 0, start) for sign in "。!?;…\n"), default=-1)
    return text[begin + 1 : end]


_TRAILING = re.compile("如果|要是|前提|除非|只要")
_LONGEST_SOURCE = 8
_NEAR = 9
_REASONS: Final[dict[str, Callable[[Candidate], bool]]] = {
    "of something": _is_of_something,
    "buyer's act": _is_buyers_act,
    "past": _is_past,
    "asked": is_asked,
    "denied": _is_denied,
    "hypothetical": _is_hypothetical,
    "hearsay": _is_hearsay,
    "requested": _is_requested,
    "others'": _is_others,
    "forecast": _is_forecast,
    "rule": _is_rule,
}

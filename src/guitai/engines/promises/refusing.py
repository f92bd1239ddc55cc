"""Why words that look like a promise are none: somebody asks, tells, orders, reports or lays down a rule."""

import re
from collections.abc import Callable
from typing import Final

from guitai.engines.promises.asking import is_asked
from guitai.engines.promises.candidates import Candidate
from guitai.engines.promises.clauses import sentence_of
from guitai.engines.promises.conditions import event_of, is_condition
from guitai.engines.promises.ruling import is_rule
from guitai.engines.promises.types import About
from guitai.engines.promises.wording import Deed, words

_ANSWERED_BY_US = frozenset({About.REPLY, About.CHECK})


def why_not(one: Candidate) -> str:
    """Give the name of the first reason for which a candidate is no promise, empty if there is none."""
    return next((name for name, applies in _REASONS.items() if applies(one)), "")


def is_agreed(one: Candidate) -> bool:
    """厂家答应后天给您补一根: the shop passes on its maker's word as its own."""
    end = one.deed.start if one.deed and one.done_in is one.clause else one.time.end
    said = sentence_of(one.text, one.clause.start, end)
    return one.given and words()["agreed_by_maker"].search(said) is not None


def _is_of_something(one: Candidate) -> bool:
    """今天的订单, 每3天, 第2天, 3天了, 7天无理由, 备注了周六送, 11号给您发的券."""
    after, before = one.text[one.time.end :], one.text[one.begin : one.time.start]
    if words()["of_something"].match(after) or before.endswith("每"):
        return True
    arranged = words()["arranged_for"].search(before) and not (
        words()["moved"].search(before) and words()["given_before"].search(after)
    )
    if one.time.due and (arranged or words()["of_what_was"].match(one.rest)):
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
    """今天付款, 16点前拍下, 您今天提的: the time is the buyer's."""
    theirs = words()["theirs"].match(one.text, one.time.end)
    said_of_buyer = one.text[one.begin : one.time.start].endswith(("您", "你"))
    if said_of_buyer and (theirs or "我们" in one.between):
        return True  # 您三天内寄回来我们给换
    return words()["buyers_act"].match(one.text[one.time.end : one.clause.end]) is not None


def _is_past(one: Candidate) -> bool:
    """昨天发的, 今天已经发了, 上午发出了."""
    if one.time.past:
        return True
    if one.deed is None:
        return False
    if one.time.recurs and words()["told_in_order"].search(
        sentence_of(one.text, one.clause.start, one.clause.start)
    ):
        return True  # 1号下的单，5号出的库，8号到您市里
    if _is_told_as_done(one, one.deed):
        return True
    said = one.text[one.begin : max(one.time.start, one.deed.start)]
    if words()["already"].search(said) and (
        words()["done"].search(one.rest) or words()["past_between"].search(one.between)
    ):
        return True
    if one.time.due is None and words()["past_between"].search(one.text, one.begin, one.time.start):
        return True  # 昨天马上给您处理了
    if not one.time.begun or one.time.due is None or words()["still_to_come"].search(one.between):
        return False
    if words()["past_between"].search(one.between):
        return True
    return words()["past_after"].match(one.rest) is not None or words()["done"].search(one.rest) is not None


def _is_told_as_done(one: Candidate, deed: Deed) -> bool:
    """给您回过电话, 发了三条, 本来今天发, and of a day that comes round 周一就登记上了, 25号开好了."""
    before = one.text[one.begin : deed.start]
    done = one.text[deed.start : deed.end] + one.rest
    if words()["bygone"].search(before):
        return True
    if words()["still_to_come"].search(before):
        return False
    if words()["experienced"].search(done) or words()["counted_done"].search(one.between + done):
        return True
    told_before = one.before.of(one.text) if one.before else ""
    deadline = "前" in one.text[one.time.start : one.time.end]
    ahead = words()["ahead"].search(one.text, one.begin, deed.end)  # 能发 is one deed
    if deadline or ahead or words()["reassures"].search(told_before):
        return False
    if (one.time.recurs or one.time.dayless) and words()["was_done"].match(done):
        return True
    # 今天下午给您发货的 is said of what is still to come.
    told_today = one.time.begun and words()["given"].match(one.text, one.time.end) is None
    if told_today and words()["was_done_today"].match(one.text, deed.end, deed.end + len(one.rest)):
        return True
    return one.time.recurs and words()["ends_as_done"].search(done) is not None


def _is_denied(one: Candidate) -> bool:
    """今天发不了, 明天不一定能发."""
    if one.done_in is not one.clause:
        return False
    if one.deed and words()["denial_after"].match(one.text[one.deed.end : one.end]):
        return True
    denial, idle = words()["denial"], words()["idle"]
    served = one.text[one.deed.start : one.deed.end] if one.deed and one.deed.group == "served" else ""
    parts = (one.between, one.text[one.begin : one.time.start][-_NEAR:], served)
    return any(denial.search(idle.sub("", part)) for part in parts)


def _is_hypothetical(one: Candidate) -> bool:
    """如果今天发不出，明天给您退款."""
    if one.given and any(
        clause and is_condition(one.text, clause.start, min(clause.end, one.time.start))
        for clause in (one.before, one.clause)
    ):
        return False  # 如果您今天付款，我明天给您发
    sentence = sentence_of(one.text, one.clause.start, max(one.clause.end, one.done_in.end))
    if words()["if_closed"].search(one.text, 0, one.time.start):
        sentence = words()["if_closed"].sub("", sentence)  # 没到您跟我说，我今天先催
    if one.after and one.after.sentence == one.clause.sentence and _TRAILING.match(one.after.of(one.text)):
        return True  # 今天给您发，如果有货
    return words()["hypothetical"].search(words()["courtesy"].sub("", sentence)) is not None


def _is_hearsay(one: Candidate) -> bool:
    """快递说明天到, 物流显示今天派送; what the shop's own warehouse says is the shop's word."""
    said = one.text[one.clause.start : max(one.time.start, one.deed.start if one.deed else 0)]
    if _after_event(one) is not None:
        return False  # 工厂一答复我就通知您
    if (
        one.before
        and one.before.sentence == one.clause.sentence
        and words()["speaker_inside"].search(said) is None
    ):
        said = one.before.of(one.text)[-_LONGEST_SOURCE:] + said
    said = words()["foreign"].sub("对方", said)
    if words()["hearsay_own"].search(said) or words()["own_and_pronoun"].search(said) or is_agreed(one):
        return False
    return words()["hearsay"].search(said) is not None


def _is_requested(one: Candidate) -> bool:
    """您10分钟后再看, 请明天联系, 今天联系我们."""
    if one.deed is None:
        return words()["again"].search(one.rest) is not None
    if one.waits or words()["for_us"].match(one.text, one.deed.start):
        return words()["again"].search(one.text, one.time.end, one.clause.end) is not None
    lead = _after_event(one)
    if lead is None:
        lead = one.lead if one.done_in is one.clause else one.own + one.lead
    done = one.text[one.deed.start : one.deed.end] + one.rest[:6]
    own = max(_last("given", lead), _last("own", lead))
    if not one.given and words()["to_us_back"].match(one.text, one.deed.start, one.end):
        return True
    if words()["to_us"].match(done) or (own < 0 and words()["requests"].search(lead + done)):
        return True
    if own < 0 and words()["to_others"].match(done):
        return True
    if own < 0 and not one.given and _follows_request(one):
        return True
    if words()["given"].search(done[: one.deed.end - one.deed.start + 2]):
        return False
    asked = _last("requests", lead)
    return asked > own or (one.about is not About.ARRIVAL and _last("buyer", lead) > own)


def _follows_request(one: Candidate) -> bool:
    """收货后请立即检查 24小时内反馈; but 请稍等 5分钟处理好 is a promise."""
    before = one.before.of(one.text) if one.before and one.before.sentence == one.clause.sentence else ""
    return words()["requests"].search(before) is not None and "等" not in before


def _is_others(one: Candidate) -> bool:
    """快递明天派送, 银行3天到账: somebody else does it."""
    lead = _after_event(one)
    lead = one.lead if lead is None or _is_others_event(one) else lead
    lead = words()["foreign"].sub("对方", lead)
    others = [hit for hit in words()["others"].finditer(lead) if not _is_arranged(one, hit)]
    if one.about is About.DISPATCH:
        others = [hit for hit in others if not words()["carriers"].match(hit.group())]
    if is_agreed(one):
        return False
    if not others:
        return _is_somebody(one)
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


def _is_somebody(one: Candidate) -> bool:
    """他下午来取件, 平台介入了 三天内有结果; but 我跟技术说了 他下午给您装."""
    before = one.before.of(one.text) if one.before and one.before.sentence == one.clause.sentence else ""
    if words()["pronoun"].match(one.text, one.clause.start):
        return words()["own"].search(before) is None
    if one.text.startswith("说", one.clause.start):  # 小哥联系我了 说晚上送
        return words()["others"].search(before) is not None
    theirs = one.about in _ANSWERED_BY_US and not one.given
    return theirs and words()["others"].match(before) is not None


def _is_others_event(one: Candidate) -> bool:
    """师傅会在签收后联系您: who does it stands before the event."""
    event = event_of(one)
    return event is not None and words()["others_then"].search(one.text, one.begin, event.start) is not None


def _is_arranged(one: Candidate, hit: re.Match[str]) -> bool:
    """安排师傅明天上门: the shop sends them."""
    return one.about is About.OTHER and words()["arranged"].search(one.lead[: hit.start()]) is not None


def _is_forecast(one: Candidate) -> bool:
    """预计明天到, 寄出后3天能到, 大概3天到账: when something arrives the shop does not decide."""
    said = one.text[one.clause.start : one.end]
    paid_in = one.about is About.REFUND and one.deed and "到" in one.text[one.deed.start : one.deed.end]
    if one.about is not About.ARRIVAL and not paid_in:
        return False
    ours = words()["vowed"].search(said) or words()["given_before"].search(one.text, one.time.end, one.end)
    if one.about is About.ARRIVAL and one.time.within and not ours:
        return True
    return words()["forecast"].search(said) is not None


def _last(name: str, text: str) -> int:
    """Give where a word of a list ends last in a text, -1 if nowhere."""
    return max((hit.end() for hit in words()[name].finditer(text)), default=-1)


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
    "rule": is_rule,
}

"""Slips: gaps nobody filled, another shop's or buyer's name, a reply pasted twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guitai.engines.rulebook.detectors.registry import NoSettings, detector
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts, OrderFacts
from guitai.engines.rulebook.types import Hit
from guitai.kernel.normalised import normalise

_SLOT = re.compile(
    r"\$?\{[^{}\n]{0,24}\}|｛[^｛｝\n]{0,24}｝|<[^<>\n]{0,3}(?:姓名|昵称|订单|单号|快递|金额|时间|商品)[^<>\n]{0,6}>"
    r"|[【\[(（](?:买家|客户|收件人)?(?:姓名|昵称|称呼|订单号|单号|快递单号|快递公司|金额|时间|日期|商品名?|店铺名?|填写.{0,4})[】\])）]"
    r"|(?<![0-9a-z*＊])[*＊]{3,}(?![0-9a-z*＊])|[_＿]{3,}"
    r"|(?<![a-z0-9x])x{2,}(?=元|块|天|号|点|先生|女士|小姐|路|快递|小时|分钟|店|月|日|件)",
    re.IGNORECASE,
)
_SLOT_HINT = re.compile(r"[{｛<【\[(（*＊_＿]|xx", re.IGNORECASE)
# What stands for a shop's name before it.
_SHOP = re.compile(r"([\u4e00-\u9fffa-z0-9]{2,12}?)(旗舰店|专卖店|专营店|官方店|企业店|自营店)")
_SHOP_KINDS = re.compile("(?:官方|海外|自营)*(?:旗舰店|专卖店|专营店|官方店|企业店|自营店|店铺|店)$")
_OURS = re.compile(
    "^(?:您好|你好|亲|哈|欢迎光临|欢迎来到|欢迎|光临|这里是|这边是|来自|是|我们|咱们|咱家|我家|本|官方|天猫|淘宝|京东|拼多多|品牌|自己|这家|一家|任何|其他|别的|哪家|的)*"
)
_GREETINGS = ("亲", "您好", "你好", "先生", "女士", "小姐", "在吗")


@detector("unfilled_slot", NoSettings)
def unfilled_slot(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report {…}, ***, 【姓名】, XX元 and the like: what should have been filled in."""
    if _SLOT_HINT.search(draft.plain.written) is None:
        return
    for found in _SLOT.finditer(draft.plain.written):
        # Stars are left out of the normalised text, so that the written stretch counts.
        start, end = draft.from_written(found.start(), found.end()) or (0, len(draft.text))
        yield Hit(start, end, written=found.span())


@detector("other_shop", NoSettings, slots=("shop", "said"))
def other_shop(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report the name of a shop (…旗舰店, …专卖店) that is not this one's."""
    if not facts.shop.name or "店" not in draft.text:
        return
    ours = _SHOP_KINDS.sub("", normalise(facts.shop.name).text)
    for found in _SHOP.finditer(draft.text):
        said = _OURS.sub("", found[1])
        if said and ours and ours not in said and said not in ours:
            yield Hit(
                found.end() - len(said) - len(found[2]),
                found.end(),
                {"shop": facts.shop.name, "said": found[0]},
            )


@detector("other_buyer_named", NoSettings)
def other_buyer_named(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report a reply to somebody else: it is addressed to another order's receiver or account."""
    if not facts.others_orders:
        return
    for name in _called(facts.others_orders) - _called(facts.own_orders):
        at = draft.text.find(name)
        if at >= 0 and _addressed(draft.text, at, at + len(name)):
            yield Hit(at, at + len(name))


@lru_cache(maxsize=1024)
def _called(orders: tuple[OrderFacts, ...]) -> frozenset[str]:
    names = (normalise(name).text for order in orders for name in (order.receiver, order.buyer))
    return frozenset(filter(None, names))


def _addressed(text: str, start: int, end: int) -> bool:
    before, after = text[:start].strip("亲爱的,。!~您好你"), text[end:]
    return not before and after.startswith((*_GREETINGS, ",", "!", "。"))


@dataclass(frozen=True, slots=True)
class RepeatSettings:
    """``at_least``: characters from which a reply said twice is a slip and not a habit (在的亲)."""

    at_least: int = 8


@detector("repeated_reply", RepeatSettings)
def repeated_reply(draft: Draft, facts: Facts, settings: RepeatSettings) -> Iterator[Hit]:
    """Report a draft that is the agent's last message again, or one and the same text twice."""
    length = len(draft.text)
    if length < settings.at_least:
        return
    half, odd = divmod(length, 2)
    if not odd and half >= settings.at_least and draft.text[:half] == draft.text[half:]:
        yield Hit(half, length)
    elif facts.agents_last and normalise(facts.agents_last).text == draft.text:
        yield Hit(0, length)

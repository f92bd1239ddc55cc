"""Slips: gaps nobody filled, another shop's, buyer's, order's or platform's name, a reply pasted twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guitai.engines.rulebook.detectors.registry import NoSettings, detector
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts, OrderFacts
from guitai.engines.rulebook.keeping import kept_by_orders
from guitai.engines.rulebook.types import Hit, Platform, Scope
from guitai.kernel.normalised import normalise

_SLOT = re.compile(
    r"\$?\{[^{}\n]{0,24}\}|｛[^｛｝\n]{0,24}｝|<[^<>\n]{0,3}(?:姓名|昵称|订单|单号|快递|金额|时间|商品)[^<>\n]{0,6}>"
    r"|[【\[(（](?:买家|客户|收件人)?(?:姓名|昵称|称呼|订单号|单号|快递单号|快递公司|金额|时间|日期|商品名?|店铺名?|填写.{0,4})[】\])）]"
    r"|[【\[(（](?:请输入|请填|此处|在此|插入)[^】\])）\n]{0,10}[】\])）]"
    r"|(?<![0-9a-z*＊])[*＊]{3,}(?![0-9a-z*＊])|[_＿]{3,}|(?<![a-z0-9])x{4,}(?![a-z0-9])"
    r"|(?<![a-z0-9x])x{2,}(?=元|块|天|号|点|先生|女士|小姐|路|快递|小时|分钟|店|旗舰|专卖|专营|品牌|公司|客服|月|日|件)",
    re.IGNORECASE,
)
_SLOT_HINT = re.compile(r"[{｛<【\[(（*＊_＿]|xx", re.IGNORECASE)
# What stands for a shop's name before it.
_SHOP = re.compile(r"([\u4e00-\u9fffa-z0-9]{2,12}?)(旗舰店|专卖店|专营店|官方店|企业店|自营店)")
_SHOP_KINDS = re.compile("(?:官方|海外|自营)*(?:旗舰店|专卖店|专营店|官方店|企业店|自营店|店铺|店)$")
_OURS = re.compile(
    "^(?:您好|你好|亲|哈|欢迎光临|欢迎来到|欢迎|光临|这里是|这边是|来自|是|我们|咱们|咱家|我家|本|官方|天猫|淘宝|京东|拼多多|品牌|自己|这家|一家|任何|其他|别的|哪家|的)*"
)
_ORDER_NUMBER = re.compile(
    r"(?P<word>订单|运单|快递单|物流单|单)编?号?码?[^,。!?;0-9a-z]{0,3}"
    r"(?P<number>[a-z]{2,4}[0-9](?:[ -]?[0-9]){9,17}|[0-9](?:[ -]?[0-9]){11,19})(?![0-9])"
)
_NOT_NUMBER = re.compile("[ -]")
_PLATFORM_NAMES = "淘宝|天猫|京东|拼多多"
_IN_ITS_NAME = re.compile(
    rf"(?P<thanked>{_PLATFORM_NAMES})(?:商城|平台|店铺|自营)?(?:的?(?:支持|信任|厚爱|关注|光临|惠顾)|(?:在线|官方)?客服.{{0,8}}为您)"
    rf"|(?:欢迎光临|欢迎来到|感谢您?选择|感谢您?光临|这里是)(?P<welcomed>{_PLATFORM_NAMES})"
)
_NAMES = {
    Platform.TAOBAO: ("淘宝", "天猫"),
    Platform.TMALL: ("淘宝", "天猫"),
    Platform.JD: ("京东",),
    Platform.PDD: ("拼多多",),
    Platform.OWN: (),
}
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_TITLES = "先生|女士|小姐|太太|阿姨|大哥|大姐|叔叔|姐|哥"
_CALLED = re.compile(
    rf"^(?:亲爱的|尊敬的|您好|你好|亲|,|!|、)*([{_SURNAMES}])(?:{_TITLES})(?=您|你好|,|!|。|早上|下午|晚上)"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_THIS = re.compile(
    "(?:这(?:一?[款个件口双条台套张把瓶盒支部只床顶盏]|种)?|[您你]拍的|[您你]看的|[您你]买的).{0,4}$"
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
    for name in _others_called(facts):
        at = draft.text.find(name)
        if at >= 0 and _addressed(draft.text, at, at + len(name)):
            yield Hit(at, at + len(name))


@kept_by_orders
def _others_called(facts: Facts) -> frozenset[str]:
    return _called(facts.others_orders) - _called(facts.own_orders)


def _called(orders: tuple[OrderFacts, ...]) -> frozenset[str]:
    names = (normalise(name).text for order in orders for name in (order.receiver, order.buyer))
    return frozenset(filter(None, names))


def _addressed(text: str, start: int, end: int) -> bool:
    before, after = text[:start].strip("亲爱的,。!~您好你"), text[end:]
    return not before and after.startswith((*_GREETINGS, ",", "!", "。"))


@detector("unknown_order", NoSettings)
def unknown_order(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report an order or waybill number told to a buyer whose orders are known and that is none of them."""
    if not facts.own_orders or "单" not in draft.text:
        return
    known, waybills_known = _numbers(facts), all(order.tracking for order in facts.own_orders)
    for found in _ORDER_NUMBER.finditer(draft.text):
        told = _NOT_NUMBER.sub("", found["number"])
        if found["word"] != "订单" and not waybills_known:
            continue
        if told not in known and not any(told in normalise(line.text).text for line in facts.previous):
            yield Hit(found.start("number"), found.end("number"))


@kept_by_orders
def _numbers(facts: Facts) -> frozenset[str]:
    return frozenset(
        normalise(number).text for order in facts.orders for number in (order.id, order.tracking)
    )


@detector("other_platform", NoSettings, slots=("said",))
def other_platform(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report a greeting or thanks in the name of a platform the draft does not go to."""
    if draft.platform is None:
        return
    for found in _IN_ITS_NAME.finditer(draft.text):
        said = found["thanked"] or found["welcomed"]
        if said not in _NAMES[draft.platform]:
            yield Hit(*found.span(), {"said": said})


@detector("other_name", NoSettings, slots=("said",))
def other_name(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report a surname the buyer is greeted with that is none of their receivers' and not told by them."""
    found = _CALLED.match(draft.text)
    receivers = [order.receiver for order in facts.own_orders if order.receiver]
    if found is None or not receivers or not all(_CHINESE.match(name) for name in receivers):
        return
    surname = found[1]
    told = "".join(line.text for line in facts.previous if line.by == "buyer")
    if surname not in told and not any(surname in normalise(name).text for name in receivers):
        yield Hit(found.start(1), found.end(), {"said": draft.text[found.start(1) : found.end()]})


@detector("other_goods", NoSettings, sets=("goods",), slots=("said", "product"))
def other_goods(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report “this pan” where the product is a shirt and nobody spoke of pans; of a kind it knows only."""
    if not facts.product.title or not draft.named("goods"):
        return
    kinds = draft.words("goods").kinds
    ours = _kinds_in(" ".join((facts.product.title, *facts.product.facts.values())), kinds)
    if not ours:
        return
    told = _kinds_in(" ".join((*facts.product.facts, *(line.text for line in facts.previous))), kinds)
    for (start, end), kind in draft.kinds("goods"):
        first, _ = draft.around(start, end, Scope.CLAUSE)
        this = _THIS.search(draft.text[first:start])
        if this and kind not in ours | told and not _kinds_in(this.group(), kinds):
            facts_told = {"said": draft.text[start:end], "product": facts.product.title}
            yield Hit(first + this.start(), end, facts_told)
            return


@lru_cache(maxsize=1024)
def _kinds_in(text: str, kinds: tuple[tuple[str, str], ...]) -> frozenset[str]:
    said = normalise(text).text
    return frozenset(kind for word, kind in kinds if word in said)


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
    elif facts.proactive and facts.previous and facts.previous[-1].by == "agent":
        return  # said again unasked it is no slip but a nuisance: repeated_contact
    elif facts.agents_last and _plain(facts.agents_last) == draft.text:
        yield Hit(0, length)


@lru_cache(maxsize=1024)
def _plain(line: str) -> str:
    return normalise(line).text

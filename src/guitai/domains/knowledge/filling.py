"""Fill the slots of a quick phrase, and find those still open in a text that is about to be sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Filled:
    """A text filled as far as the facts go; ``missing`` names the other slots once each, in order."""

    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in a text; ``name`` is what stands between the braces, or the asterisks themselves."""

    start: int
    end: int
    name: str


# The name on the screen, and the other spellings that mean the same; docs/reference/slots.md speaks of each.
SLOTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "买家": ("buyer", "买家昵称", "昵称", "会员名"),
        "客服": ("agent", "客服昵称", "客服名"),
        "店铺": ("shop", "店铺名", "店名"),
        "订单号": ("order", "订单", "订单编号", "order_number"),
        "订单状态": ("status", "order_status"),
        "金额": ("amount", "订单金额", "total"),
        "付款金额": ("paid", "实付", "实付金额"),
        "邮费": ("postage", "运费"),
        "快递": ("courier", "快递公司", "物流公司"),
        "单号": ("waybill", "快递单号", "运单号", "物流单号", "tracking"),
        "收货地区": ("region", "地区"),
        "下单时间": ("ordered_at", "拍下时间"),
        "付款时间": ("paid_at",),
        "发货时间": ("shipped_at",),
        "最晚发货": ("dispatch_by", "发货截止"),
        "截止": ("cutoff", "截单时间"),
        "商品": ("product", "商品名", "宝贝", "商品标题"),
        "规格": ("kind", "颜色尺码", "sku"),
        "数量": ("quantity", "件数"),
        "价格": ("price", "单价"),
        "库存": ("stock",),
        "商品链接": ("link", "链接"),
    }
)

_CANONICAL: Mapping[str, str] = MappingProxyType(
    {spelling.casefold(): name for name, others in SLOTS.items() for spelling in (name, *others)}
)
# What makes braces something else than a slot: a rule of CSS, JSON, a tag.
_BRACED = re.compile(r"[{｛]{1,2}[ \t\u3000]*([^{}｛｝:：;；\"'<>=\r\n]{0,20}?)[ \t\u3000]*[}｝]{1,2}")
# Asterisks between letters or digits hide something (138****0001, t******7) and are no gap. The 旺旺 code
# /:*&* is left alone.
_STARS = re.compile(r"(?P<emoji>/:\*&\*)|(?P<stars>[*＊]{3,})")
_STARRED_RUN = re.compile(r"[*＊]{3,}")
_NO_BRACES = str.maketrans("{}｛｝", "()（）")


def canonical(name: str) -> str:
    """Give the one name of a slot, whatever its spelling; an unknown one stays as it is."""
    name = name.strip()
    return _CANONICAL.get(name.casefold().replace(" ", "_"), name)


def fill(text: str, facts: Mapping[str, str]) -> Filled:
    """Put the facts where their slots are; what nobody knows stays open, so that it can't be sent by mistake.

    :param facts: values by the name of their slot, a key of ``SLOTS`` or any other; an empty one is unknown.
    """
    missing: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        name = canonical(found.group(1))
        known = facts.get(name, "")
        if known:
            return harmless(known)
        missing[name] = None
        return found.group()

    filled = _BRACED.sub(value, text)
    for slot in unfilled_slots(filled):
        missing.setdefault(canonical(slot.name))
    return Filled(filled, tuple(missing))


def unfilled_slots(text: str) -> tuple[Slot, ...]:
    """Find what is still to be filled in: ``{…}`` of any name, and three or more asterisks in a row.

    Asterisks between braces are that slot's name.
    """
    braced = [Slot(found.start(), found.end(), found.group(1)) for found in _BRACED.finditer(text)]
    starred = [
        Slot(found.start(), found.end(), found.group())
        for found in _STARS.finditer(text)
        if found["stars"]
        and not _hides_something(text, found)
        and not any(slot.start < found.start() < slot.end for slot in braced)
    ]
    return tuple(sorted(braced + starred, key=lambda slot: slot.start))


def harmless(value: str) -> str:
    """Give a value as it may stand in a reply: a buyer called ``心***梦`` must not look like a slot."""
    return _STARRED_RUN.sub("**", value).translate(_NO_BRACES)


def _hides_something(text: str, found: re.Match[str]) -> bool:
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()

"""Discount slips: 0.8折, 打80折, 满100减92; what is sold for next to nothing by a slip of the pen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from guitai.engines.rulebook.amounts import tenths
from guitai.engines.rulebook.detectors.promises import offers
from guitai.engines.rulebook.detectors.registry import NoSettings, detector
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit, Scope
from guitai.kernel.money import Money
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import NUMBER, number

_RATE = re.compile(rf"(?:打|给您打|给你打|按)?(?P<rate>\d。\d|{NUMBER})折(?!叠|痕|伞|回|算(?!下来)|现|旧)")
_OFF = re.compile(rf"满(?P<from>{NUMBER})(?:元|块)?(?:立减|直减|减|返|优惠)(?P<off>{NUMBER})(?:元|块)?")
_FROM_TO = re.compile(
    rf"(?:(?:原价|吊牌价?|日常价|平时)(?:是|:)?(?P<was>{NUMBER})(?:元|块)?|(?P<costs>{NUMBER})(?:元|块)的).{{0,6}}?"
    rf"(?:现价|现在|活动价|到手价?|只要|只卖|券后|特价|今天)(?:只要|只需|是|:)?(?P<now>{NUMBER})(?:元|块)?"
)
# 原价200折后160, 120折完96: the number is a price and 折后 what comes after the discount.
_PRICE_BEFORE = re.compile("(?:价|平时|日常|平常|[¥￥])(?:是|卖|为|:)?$")
_AFTER_DISCOUNT = re.compile(rf"(?:后|完|下来|算下来)(?:是|到手|只要|才|就)?(?P<now>{NUMBER})")
# 六折，算下来49块5: what a rate comes to, told with it.
_COMES_TO = re.compile(
    rf"[^。!?;0-9]{{0,4}}?(?:算下来|下来|到手价?|折后|才|只要|只需|也就|就是|等于)(?:是|才|只要|就)*"
    rf"(?P<now>{NUMBER})(?:(?:块钱?|元)(?P<tenth>\d)?)?(?![\d折%件年月天个gm])"
)
_MORE_OFF = re.compile("券|红包|立减|满减|再减|补贴|津贴|积分|叠|一件|每件|单件|会员|再")
_EVERYBODYS = re.compile(
    "活动|会员|新人|新客|老客|老用户|老顾客|新用户|一律|统统|店庆|周年|大促|双1|双十|全场|全店|下单|领券|拍下|限时|秒杀|直播|尾货|清仓|换季"
)
_EXAMPLE = Money(10_000)
_TOO_LITTLE = Decimal("0.7")  # of what a rate makes: other offers may take off the rest


@dataclass(frozen=True, slots=True)
class SlipSettings:
    """``below``: tenths of the price below which 折 is no slip of the pen but still hardly meant.

    ``impossible``: report what can only be a slip (0.8折, 80折, 满100减120); without it, what is merely very
    low.
    """

    below: Decimal = Decimal(3)
    impossible: bool = True


@detector("discount_slip", SlipSettings, slots=("said", "price", "price_after"))
def discount_slip(draft: Draft, facts: Facts, settings: SlipSettings) -> Iterator[Hit]:
    """Report discounts as somebody would only write them by a slip, with the price that would come of it."""
    price = facts.product.price or _EXAMPLE
    if "折" in draft.text:
        for found in _RATE.finditer(draft.text):
            rate = tenths(found["rate"].replace("。", "."))
            if rate is None or _is_price(draft.text, found):
                continue
            if _is_odd(rate, settings):
                yield _hit(found, price, Money(round(price.fen * rate / 10)))
            elif not settings.impossible and facts.product.price and rate >= settings.below:
                yield from _wrong_sum(draft, found, rate, facts.product.price)
    for found in _OFF.finditer(draft.text):
        start, off = number(found["from"]), number(found["off"])
        if start and off and _is_too_much(start, off, settings):
            yield _hit(found, _yuan(start), _yuan(start - off))
    for found in _FROM_TO.finditer(draft.text):
        was, now = number(found["was"] or found["costs"]), number(found["now"])
        if was and now and not settings.impossible and now * 10 < was * settings.below:
            yield _hit(found, _yuan(was), _yuan(now))


def _is_odd(rate: Decimal, settings: SlipSettings) -> bool:
    """Say whether a number before 折 is one: 85折 is usual for 8.5折, 80折 is not."""
    impossible = rate < 1 or rate > 99 or (rate > 10 and rate % 10 == 0)
    return impossible if settings.impossible else not impossible and rate < settings.below


def _is_price(text: str, found: re.Match[str]) -> bool:
    """Say whether the number before 折 is a price: 原价200折后160; 打80折后64 is a rate."""
    if not found.group()[0].isdigit():
        return False
    after = _AFTER_DISCOUNT.match(text, found.end())
    if after is None:
        return False
    was, now = number(found["rate"]), number(after["now"])
    lower = was is not None and now is not None and now < was
    return lower or _PRICE_BEFORE.search(text, 0, found.start()) is not None


def _wrong_sum(draft: Draft, found: re.Match[str], rate: Decimal, price: Money) -> Iterator[Hit]:
    """Report what a rate is said to come to where it makes far more: 六折，算下来49块5 of 158."""
    told = _COMES_TO.match(draft.text, found.end())
    value = number(told["now"]) if told else None
    if told is None or not value or _MORE_OFF.search(draft.sentence(*found.span())):
        return
    after = _yuan(value + Decimal(told["tenth"] or 0) / 10)
    makes = price.fen * (rate / 10 if rate > 10 else rate) / 10
    if after.fen < makes * _TOO_LITTLE:
        said = draft.text[found.start() : told.end()]
        yield Hit(found.start(), told.end(), {"said": said, "price": price.yuan, "price_after": after.yuan})


def _is_too_much(start: Decimal, off: Decimal, settings: SlipSettings) -> bool:
    if settings.impossible:
        return off >= start
    return start > off and off * 10 > start * (10 - settings.below)


def _hit(found: re.Match[str], price: Money, after: Money) -> Hit:
    facts = {"said": found.group(), "price": price.yuan, "price_after": after.yuan}
    return Hit(found.start(), found.end(), facts)


def _yuan(amount: Decimal) -> Money:
    return Money(round(amount * 100))


@detector("rate_not_running", NoSettings, sets=("giving_personally",), slots=("offer", "activities"))
def rate_not_running(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report a rate told as everybody's that no running activity says; ``activity_claim`` reads others."""
    if facts.shop.activities is None or "折" not in draft.text:
        return
    claimed = [found.span() for found in offers(draft.text)]
    running = {rate for one in facts.running for rate in _rates(normalise(one.name).text)}
    for found in _RATE.finditer(draft.text):
        rate = _rate(found)
        if rate is None or rate in running or any(a < found.end() and found.start() < b for a, b in claimed):
            continue
        first, last = draft.around(*found.span(), Scope.CLAUSE)

        def here(name: str, first: int = first, last: int = last) -> bool:
            return any(first <= start and end <= last for start, end in draft.named(name))

        if _EVERYBODYS.search(draft.text, first, last) and not here("giving_personally"):
            names = "、".join(one.name for one in facts.running)
            yield Hit(found.start(), found.end(), {"offer": found.group(), "activities": names})


def _rates(text: str) -> Iterator[Decimal]:
    for found in _RATE.finditer(text):
        if (rate := _rate(found)) is not None:
            yield rate


def _rate(found: re.Match[str]) -> Decimal | None:
    """Give tenths of the price: 八五折, 85折, 八十五折 and 8.5折 are 8.5."""
    told = tenths(found["rate"].replace("。", "."))
    return told / 10 if told is not None and told > 10 else told

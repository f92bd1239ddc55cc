"""Discount slips: 0.8折, 打80折, 满100减92; what is sold for next to nothing by a slip of the pen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from guitai.engines.rulebook.amounts import tenths
from guitai.engines.rulebook.detectors.registry import detector
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit
from guitai.kernel.money import Money
from guitai.kernel.numerals import NUMBER, number

_RATE = re.compile(rf"(?:打|给您打|给你打|按)?(?P<rate>\d。\d|{NUMBER})折(?!叠|痕|伞|回|算|现|旧)")
_OFF = re.compile(rf"满(?P<from>{NUMBER})(?:元|块)?(?:立减|直减|减|返|优惠)(?P<off>{NUMBER})(?:元|块)?")
_FROM_TO = re.compile(
    rf"(?:原价|吊牌价?|日常价|平时)(?:是|:)?(?P<was>{NUMBER})(?:元|块)?.{{0,6}}?"
    rf"(?:现价|现在|活动价|到手价?|只要|只卖|券后|特价|今天)(?:只要|只需|是|:)?(?P<now>{NUMBER})(?:元|块)?"
)
_EXAMPLE = Money(10_000)


@dataclass(frozen=True, slots=True)
class SlipSettings:
    """``below``: tenths of the price below which 折 is no slip of the pen but still hardly meant.

    ``impossible``: report what can only be a slip (0.8折, 80折); without it, what is merely very low.
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
            if rate is not None and _is_odd(rate, settings):
                yield _hit(found, price, Money(round(price.fen * rate / 10)))
    for found in _OFF.finditer(draft.text):
        start, off = number(found["from"]), number(found["off"])
        if start and off and not settings.impossible and off * 10 > start * (10 - settings.below):
            yield _hit(found, _yuan(start), _yuan(start - off))
    for found in _FROM_TO.finditer(draft.text):
        was, now = number(found["was"]), number(found["now"])
        if was and now and not settings.impossible and now * 10 < was * settings.below:
            yield _hit(found, _yuan(was), _yuan(now))


def _is_odd(rate: Decimal, settings: SlipSettings) -> bool:
    """Say whether a number before 折 is one: 85折 is usual for 8.5折, 80折 is not."""
    impossible = rate < 1 or rate > 99 or (rate > 10 and rate % 10 == 0)
    return impossible if settings.impossible else not impossible and rate < settings.below


def _hit(found: re.Match[str], price: Money, after: Money) -> Hit:
    facts = {"said": found.group(), "price": price.yuan, "price_after": after.yuan}
    return Hit(found.start(), found.end(), facts)


def _yuan(amount: Decimal) -> Money:
    return Money(round(amount * 100))

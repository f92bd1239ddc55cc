"""Reasons with their keys, and what speaks for one in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from guitai.domains.insight.queries import LostInquiry, Reason
from guitai.engines.lostorders.types import Sign
from guitai.engines.metrics.keys import Unit
from guitai.kernel.money import Money
from guitai.web.formats import written


@dataclass(frozen=True, slots=True)
class ReasonKey:
    """A reason and the key that chooses it."""

    reason: Reason
    key: str


def _keyed(keys: str, *reasons: Reason) -> list[ReasonKey]:
    return [ReasonKey(reason, key) for key, reason in zip(keys, reasons, strict=True)]


GROUPS: list[tuple[str | Promise, list[ReasonKey]]] = [
    (
        gettext_lazy("The shop's"),
        _keyed(
            "12345678",
            Reason.PRICE,
            Reason.STOCK,
            Reason.SIZES_MISSING,
            Reason.NARROW_RANGE,
            Reason.DESCRIPTION,
            Reason.PICTURES,
            Reason.POOR_REVIEWS,
            Reason.SHOP_RATING,
        ),
    ),
    (
        gettext_lazy("The service's"),
        _keyed(
            "zxcvb",
            Reason.SLOW,
            Reason.STIFF,
            Reason.DID_NOT_KNOW,
            Reason.UNKIND,
            Reason.NO_FOLLOW_UP,
        ),
    ),
    (gettext_lazy("Neither's"), _keyed("90", Reason.ONLY_LOOKING, Reason.OTHER)),
]


_SENTENCES: Mapping[Sign, Promise] = {
    Sign.WORDS: gettext_lazy("Said: “%(words)s”"),
    Sign.WAITED: gettext_lazy("Waited %(seconds)s for an answer; %(limit)s is the limit"),
    Sign.OUT_OF_STOCK: gettext_lazy("%(kind)s is out of stock"),
    Sign.NO_SUCH_SIZE: gettext_lazy("There is no size %(size)s"),
    Sign.OUT_OF_REACH: gettext_lazy("%(activity)s takes nothing off %(price)s"),
    Sign.SHORT_ANSWERS: gettext_lazy("%(answers)s answers of about %(characters)s characters"),
    Sign.LEFT_ALONE: gettext_lazy("The buyer hesitated (“%(words)s”), and nothing more was said"),
    Sign.UNANSWERED: gettext_lazy("The buyer's last question was not answered"),
    Sign.OPEN_PROMISE: gettext_lazy("The agent meant to come back (“%(words)s”), and did not"),
    Sign.RATING: gettext_lazy("The shop's rating is %(rating)s"),
    Sign.REVIEWS: gettext_lazy("%(percent)s%% of the reviews are poor"),
}
_SHOWN: Mapping[str, Callable[[int], object]] = {
    "seconds": lambda seconds: written(seconds, Unit.SECONDS),
    "limit": lambda seconds: written(seconds, Unit.SECONDS),
    "price": Money,
    "rating": lambda tenths: tenths / 10,
}


def in_words(evidence: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give what speaks for a proposal, a sentence each."""
    return [
        str(_SENTENCES[Sign(told["sign"])])
        % {name: _SHOWN[name](value) if name in _SHOWN else value for name, value in told.items()}
        for told in evidence
    ]


def lines_named(inquiry: LostInquiry) -> set[int]:
    """Give the keys of the lines the evidence stands in."""
    return {each["line"] for each in inquiry.evidence if each.get("line")}

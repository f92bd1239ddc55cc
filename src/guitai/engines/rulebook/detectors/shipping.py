"""Promises about postage, couriers and the time of dispatch, against the shop's table, couriers and hours."""

import re
from collections.abc import Iterator
from datetime import time, timedelta
from decimal import Decimal

from guitai.engines.rulebook.addresses import parts
from guitai.engines.rulebook.detectors.registry import NoSettings, OnFacts, When, detector
from guitai.engines.rulebook.drafts import Draft, joined, longest
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.lexicon import Span
from guitai.engines.rulebook.types import Hit, Scope
from guitai.kernel.days import SHANGHAI
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import NUMBER, number

_WITHIN_HOURS = re.compile(rf"({NUMBER})个?(小时|h|天)(?:之内|以内|内|就|必|肯定|一定|保准|铁定)")
_BY_CLOCK = re.compile(rf"({NUMBER})(?:点|:([0-5][0-9]))[^,。!?]{{0,4}}(?:前|之前)")
_AFTERNOON = 12
# Later on the day it is said, if no other day is.
_LATER = re.compile("(?<![明后天日每昨])(?:晚上|晚饭前|傍晚|下午|夜里|下班前|天黑前)")
_PAYS_RETURNS = ("运费险", "退货宝", "退货包运费", "退换包运费", "退货免运费")


@detector(
    "postage_promise",
    OnFacts,
    sets=("free_postage", "everywhere", "left_out", "returning", "towns"),
    slots=("places",),
)
def postage_promise(draft: Draft, facts: Facts, settings: OnFacts) -> Iterator[Hit]:
    """Report free postage the shop does not give, or not to the place; or, with nothing known, all of it."""
    shop = facts.shop
    if (shop.free_postage is not None) != (settings.when is When.CONTRADICTED):
        return
    for start, end in longest(draft.named("free_postage")):
        if _near(draft, "returning", start, end, Scope.CLAUSE) or _near(
            draft, "left_out", start, end, Scope.SENTENCE
        ):
            continue
        if shop.free_postage is None or not shop.free_postage:
            if not any("包邮" in one.name for one in facts.running):
                yield Hit(start, end)
            continue
        places = _excepted(draft, facts)
        if places or (shop.postage_exceptions and _near(draft, "everywhere", start, end, Scope.SENTENCE)):
            yield Hit(start, end, {"places": "、".join(places or shop.postage_exceptions)})


@detector("return_postage", NoSettings, sets=("free_postage", "coming_back"))
def return_postage(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report free postage for what comes back, unless an insurance among the shop's gifts pays it."""
    spans = longest(draft.named("free_postage"))
    if not spans or not draft.named("coming_back"):
        return
    given = [*(facts.shop.gifts or ()), *(activity.name for activity in facts.running)]
    if any(word in one for one in given for word in _PAYS_RETURNS):
        return
    for start, end in spans:
        first, last = draft.around(start, end, Scope.SENTENCE)
        back = [span for span in draft.named("coming_back") if first <= span[0] and span[1] <= last]
        if back:
            left, right = min(back, key=lambda span: max(span[0] - end, start - span[1]))
            yield Hit(min(left, start), max(right, end), spread=True)


def _excepted(draft: Draft, facts: Facts) -> list[str]:
    """Give the places without free postage that the draft, the buyer or their address names."""
    said = " ".join([draft.text, *(line.text for line in facts.previous if line.by == "buyer")])
    lives = {area for order in facts.own_orders for area in parts(order.address).areas}
    said += "".join(place for town, place in draft.words("towns").kinds if town in said)
    return [
        place
        for place in facts.shop.postage_exceptions
        if place in said or any(place in area for area in lives)
    ]


@detector(
    "courier_promise", OnFacts, sets=("couriers", "shipping", "returning"), slots=("courier", "couriers")
)
def courier_promise(draft: Draft, facts: Facts, settings: OnFacts) -> Iterator[Hit]:
    """Report that goods go by a courier the shop does not use; or, with none known, by any named one."""
    ours = facts.shop.couriers
    if (ours is not None) != (settings.when is When.CONTRADICTED) or not draft.named("couriers"):
        return
    spelled = {normalise(one).text for one in ours or ()}
    for (start, end), courier in draft.kinds("couriers"):
        if courier in spelled or any(courier in one for one in spelled):
            continue
        if _near(draft, "shipping", start, end, Scope.CLAUSE) and not _near(
            draft, "returning", start, end, Scope.CLAUSE
        ):
            yield Hit(start, end, {"courier": courier, "couriers": "、".join(ours or ())})


@detector(
    "dispatch_promise",
    OnFacts,
    sets=("dispatching", "today", "tomorrow", "certain"),
    slots=("cutoff", "hours"),
)
def dispatch_promise(draft: Draft, facts: Facts, settings: OnFacts) -> Iterator[Hit]:
    """Report a dispatch after the cut-off or sooner than the hours; or, with none known, a firm one."""
    for span in joined(draft.named("dispatching")):
        hit = _dispatch(draft, facts, span)
        if hit is None:
            continue
        start, end, kept = hit
        if kept is None and settings.when is When.UNKNOWN:
            firm = draft.around(start, end, Scope.CLAUSE)
            if any(firm[0] <= left and right <= firm[1] for left, right in draft.named("certain")):
                yield Hit(start, end)
        elif kept is False and settings.when is When.CONTRADICTED:
            yield Hit(start, end, _told(facts))


def _told(facts: Facts) -> dict[str, str]:
    told = {}
    if facts.shop.dispatch_cutoff is not None:
        told["cutoff"] = f"{facts.shop.dispatch_cutoff:%H:%M}"
    if facts.shop.dispatch_hours is not None:
        told["hours"] = str(facts.shop.dispatch_hours)
    return told


def _dispatch(draft: Draft, facts: Facts, span: Span) -> tuple[int, int, bool | None] | None:
    """Give the stretch of a dispatch with its time, and whether the shop keeps it (None: nobody knows)."""
    first, last = draft.around(*span, Scope.CLAUSE)
    shop = facts.shop
    for found in _WITHIN_HOURS.finditer(draft.text, first, last):
        hours = (number(found[1]) or Decimal(0)) * (24 if found[2] == "天" else 1)
        kept = None if shop.dispatch_hours is None else hours >= shop.dispatch_hours
        return min(found.start(), span[0]), max(found.end(), span[1]), kept
    for name in ("today", "tomorrow"):
        for start, end in draft.named(name):
            if first <= start and end <= last:
                kept = _today(draft, facts, span) if name == "today" else _tomorrow(facts)
                return min(start, span[0]), max(end, span[1]), kept
    if later := _LATER.search(draft.text, first, span[0]):
        return later.start(), span[1], _today(draft, facts, span)
    return None


def _today(draft: Draft, facts: Facts, span: Span) -> bool | None:
    cutoff = facts.shop.dispatch_cutoff
    if cutoff is None:
        return None
    first, last = draft.around(*span, Scope.SENTENCE)
    if said := _BY_CLOCK.search(draft.text, first, last):
        hour = int(number(said[1]) or 0)
        told = time(hour + _AFTERNOON if hour < 8 else min(hour, 23), int(said[2] or 0))
        return told <= cutoff
    return None if facts.now is None else facts.now.astimezone(SHANGHAI).time() < cutoff


def _tomorrow(facts: Facts) -> bool | None:
    hours = facts.shop.dispatch_hours
    if hours is None:
        return None
    return facts.shop.dispatch_cutoff is not None or timedelta(hours=hours) <= timedelta(days=1)


def _near(draft: Draft, name: str, start: int, end: int, scope: Scope) -> bool:
    spans = draft.named(name)
    if not spans:
        return False
    first, last = draft.around(start, end, scope)
    return any(first <= left and right <= last for left, right in spans)

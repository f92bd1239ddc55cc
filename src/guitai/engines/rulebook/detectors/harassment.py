"""Harassment: contacts nobody asked for, counted, at night, said twice, and after somebody said stop."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from guitai.engines.rulebook.detectors.registry import NoSettings, detector
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit
from guitai.kernel.days import SHANGHAI
from guitai.kernel.normalised import normalise


@dataclass(frozen=True, slots=True)
class ContactLimit:
    """``limit``: proactive contacts a buyer may get in seven days where the facts don't say."""

    limit: int = 3


@detector("too_many_contacts", ContactLimit, slots=("contacts", "limit"))
def too_many_contacts(draft: Draft, facts: Facts, settings: ContactLimit) -> Iterator[Hit]:
    """Report the whole draft if it is proactive and the buyer had as many contacts as the shop allows."""
    limit = facts.shop.contact_limit if facts.shop.contact_limit is not None else settings.limit
    if facts.proactive and facts.buyer.contacts_7d >= limit:
        yield _whole(draft, {"contacts": str(facts.buyer.contacts_7d), "limit": str(limit)})


@detector("asked_to_stop", NoSettings, sets=("stop_contact",))
def asked_to_stop(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report the whole draft if it is proactive and the buyer is marked, or said, not to be contacted."""
    if facts.proactive and (facts.buyer.no_contact or _said_stop(draft, facts)):
        yield _whole(draft, {})


def _said_stop(draft: Draft, facts: Facts) -> bool:
    stops = draft.words("stop_contact").words
    said = [normalise(line.text).text for line in facts.previous if line.by == "buyer"]
    return any(stop in text for text in said for stop in stops)


@dataclass(frozen=True, slots=True)
class ContactHours:
    """A buyer may be contacted from the hour ``first`` on until the hour ``last``, by the shop's clock."""

    first: int = 8
    last: int = 22


@detector("contact_hours", ContactHours, slots=("clock",))
def contact_hours(draft: Draft, facts: Facts, settings: ContactHours) -> Iterator[Hit]:
    """Report the whole draft if it is proactive and the time, where it is known, is out of the hours."""
    if facts.proactive and facts.now is not None:
        local = facts.now.astimezone(SHANGHAI)
        if not settings.first <= local.hour < settings.last:
            yield _whole(draft, {"clock": f"{local:%H:%M}"})


@dataclass(frozen=True, slots=True)
class RepeatedContact:
    """``alike``: share of the text, in percent, from which two are the same; ``at_least``: characters."""

    alike: int = 80
    at_least: int = 8


@detector("repeated_contact", RepeatedContact)
def repeated_contact(draft: Draft, facts: Facts, settings: RepeatedContact) -> Iterator[Hit]:
    """Report the whole draft if it is proactive and was said, or nearly, since the buyer last wrote."""
    if not facts.proactive or len(draft.text) < settings.at_least:
        return
    matcher = SequenceMatcher(None, b=draft.text, autojunk=False)
    for line in reversed(facts.previous):
        if line.by == "buyer":
            return
        matcher.set_seq1(normalise(line.text).text)
        if matcher.real_quick_ratio() * 100 >= settings.alike and matcher.ratio() * 100 >= settings.alike:
            yield _whole(draft, {})
            return


def _whole(draft: Draft, facts: dict[str, str]) -> Hit:
    return Hit(0, len(draft.text), facts, written=(0, len(draft.plain.written)))

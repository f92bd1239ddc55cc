"""What became of suggestions once a reply was sent: counted for each member and day, and what was changed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from guitai.domains.accounts.models import Membership
from guitai.domains.catalog.models import ProductFact
from guitai.domains.knowledge.filling import unfilled_slots
from guitai.domains.knowledge.models import Entry, SuggestionUse
from guitai.domains.knowledge.queries import offered_to
from guitai.kernel.days import business_day
from guitai.kernel.text import fold

Kind = SuggestionUse.Kind

# Of the letters and digits of both texts, how many stand in both in the same order: below the first nothing
# is left of the suggestion, from the second on an edit is a small one.
PASSED_OVER_BELOW = 0.3
SMALL_EDIT_FROM = 0.9
_MOST_OFFERED, _LONGEST = 10, 4000
_COMPARED = 1000  # characters: comparing takes time by their square
_NO_LETTER = re.compile(r"[\W_]+")
_TYPED_IN = ".{0,60}?"
_SAID = re.compile(r"\d+(?:\.\d+)?|[不没无未别勿]")


class Fate(StrEnum):
    """What became of a suggestion; ``LEARN`` is a change that says something else."""

    USED = "used"
    CHANGED = "changed"
    LEARN = "learn"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A suggestion as it stood beside a reply; ``text`` is what was inserted, empty if it was not taken."""

    kind: Kind
    id: int
    text: str = ""

    @classmethod
    def listed(cls, given: object) -> list["Offered"]:
        """Read what a page says; what is none counts nothing, and holds up nothing."""
        said = given[:_MOST_OFFERED] if isinstance(given, list) else []
        return [
            cls(kind=Kind(each["kind"]), id=each["id"], text=text[:_LONGEST] if isinstance(text, str) else "")
            for each in said
            if isinstance(each, dict) and each.get("kind") in Kind.values and _is_key(each.get("id"))
            for text in [each.get("text", "")]
        ]


def fate_of(suggested: str, sent: str) -> Fate:
    """Say what became of a suggestion that was inserted into a reply.

    Sent as it was, whatever stands around it and in its slots; or changed. A change is to be learned if
    fewer than nine in ten letters are left, or if a number or a "not" of it is gone or new.
    """
    suggested, sent = suggested[:_COMPARED], sent[:_COMPARED]
    parts, after = _between_slots(suggested), _letters(sent)
    if re.search(_TYPED_IN.join(map(re.escape, parts)), after):
        return Fate.USED
    before = "".join(parts)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    # What was typed into a slot is no edit, however long it is.
    compared = 2 * len(before) if len(parts) > 1 else len(before) + len(after)
    alike = 2 * sum(block.size for block in blocks) / compared
    if alike < PASSED_OVER_BELOW:
        return Fate.IGNORED
    is_small = alike >= SMALL_EDIT_FROM and not _says_otherwise(suggested, sent)
    return Fate.CHANGED if is_small else Fate.LEARN


@transaction.atomic
def record_outcome(
    *, membership: Membership, offered: Iterable[Offered], text: str, at: datetime
) -> list[Offered]:
    """Count what became of what was offered beside a reply; give what was changed and is to be learned.

    What is not this member's to see counts nothing.
    """
    known = _known(membership, list(offered))
    fates = [(each, fate_of(each.text, text) if each.text else Fate.IGNORED) for each in known]
    for each, fate in fates:
        _count(membership, each, "changed" if fate is Fate.LEARN else fate.value, at)
    return [each for each, fate in fates if fate is Fate.LEARN]


def _count(membership: Membership, offered: Offered, column: str, at: datetime) -> None:
    use, _made = SuggestionUse.objects.get_or_create(
        shop_id=membership.shop_id,
        kind=offered.kind,
        key=offered.id,
        membership=membership,
        day=business_day(at),
    )
    SuggestionUse.objects.filter(pk=use.pk).update(**{column: F(column) + 1})


def _known(membership: Membership, offered: Sequence[Offered]) -> list[Offered]:
    """Leave out what the shop has not, and phrases that are others'."""
    doors = {
        Kind.ENTRY: Entry.objects.filter(shop=membership.shop_id),
        Kind.PHRASE: offered_to(membership),
        Kind.FACT: ProductFact.objects.filter(product__shop=membership.shop_id),
    }
    keys = {
        kind: set(door.filter(pk__in=wanted).values_list("pk", flat=True))
        for kind, door in doors.items()
        if (wanted := [each.id for each in offered if each.kind == kind])
    }
    return [each for each in offered if each.id in keys.get(each.kind, ())]


def _is_key(given: object) -> bool:
    return isinstance(given, int) and 0 < given < 2**63


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))


def _between_slots(text: str) -> list[str]:
    """Give the letters before, between and after what was still to be filled in."""
    parts, at = [], 0
    for slot in unfilled_slots(text):
        parts.append(_letters(text[at : slot.start]))
        at = slot.end
    return [*parts, _letters(text[at:])]


def _says_otherwise(suggested: str, sent: str) -> bool:
    """Say whether a number or a refusal is gone or new; what is new may have been typed into a slot."""
    before, after = (Counter(_SAID.findall(fold(text))) for text in (suggested, sent))
    return bool(before - after) or (bool(after - before) and not unfilled_slots(suggested))

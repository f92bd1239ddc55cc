"""What each list knows: whose work it is, how often a buyer may be gone to, how it may end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guitai.domains.accounts.models import Group
from guitai.domains.followups.models import Listing, Outcome
from guitai.domains.guard.models import Contact

_FILE = Path(__file__).with_name("lists.yaml")
_SOONEST, _LATEST, _SHARE = timedelta(minutes=2), timedelta(minutes=30), 5


@dataclass(frozen=True, slots=True)
class Kind:
    """What one list knows, as ``lists.yaml`` explains it."""

    listing: Listing
    outcomes: tuple[Outcome, ...]
    most: int
    group: Group.Purpose | None = None
    contact: Contact.Kind | None = None


@cache
def kinds() -> dict[Listing, Kind]:
    """Give every list, in the order shown."""
    written: dict[str, dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {Listing(name): _kind(Listing(name), told) for name, told in written.items()}


def outcomes(listing: Listing) -> tuple[Outcome, ...]:
    """Give how what stands on a list may end, in the order of their keys."""
    return kinds()[listing].outcomes


def ring_at(said_at: datetime, due_at: datetime) -> datetime:
    """Give when something due rings: a fifth of its time before, two minutes at least and thirty at most.

    What is due in less than that rings at once.
    """
    before = min(max((due_at - said_at) / _SHARE, _SOONEST), _LATEST)
    return max(due_at - before, said_at)


def _kind(listing: Listing, told: dict[str, Any]) -> Kind:
    return Kind(
        listing=listing,
        outcomes=tuple(map(Outcome, told["outcomes"])),
        most=told["most"],
        group=Group.Purpose(told["group"]) if "group" in told else None,
        contact=Contact.Kind(told["contact"]) if "contact" in told else None,
    )

"""Put a platform's own list of sessions into a shop's tables; the same list twice changes nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import ServiceSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDraft:
    """One session as a list names it: responses in seconds, the whole in minutes, the rating in five levels.

    What the list does not say is None or empty and leaves what is known.
    """

    session_id: str
    started_at: datetime
    buyer_account: str
    kind: str = ""
    agent_account: str
    passed_to: str = ""
    group_name: str = ""
    product_code: str = ""
    product_title: str = ""
    first_response_s: float | None = None
    average_response_s: float | None = None
    length_min: float | None = None
    buyer_messages: int | None = None
    agent_messages: int | None = None
    satisfaction: str = ""
    rating: int | None = None
    solved: str = ""

    @property
    def key(self) -> str:
        """What makes it this session: the platform's number, else when who talked with whom."""
        parts = (
            (self.session_id,)
            if self.session_id
            else (self.started_at.isoformat(), self.buyer_account, self.agent_account)
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


_FIELDS = tuple(field.name for field in fields(SessionDraft))


@transaction.atomic
def put_sessions(*, shop: Shop, drafts: Sequence[SessionDraft], journal: Journal | None = None) -> Tally:
    """Add sessions, or what is new of known ones: a buyer may rate days later.

    Which talks they are about, :mod:`guitai.domains.chat.recognising` finds.
    """
    rows = ServiceSession.objects.filter(shop=shop, key__in={draft.key for draft in drafts})
    known = {row.key: row for row in rows}
    tally, changes = Tally(), Changes(ServiceSession, journal)
    for draft in drafts:
        named = ((name, getattr(draft, name)) for name in _FIELDS)
        values = {name: value for name, value in named if value is not None and value != ""}
        row = known.get(draft.key)
        if row is None:
            known[draft.key] = changes.add(ServiceSession(shop=shop, key=draft.key), values)
            tally.added += 1
        elif changes.change(row, values):
            tally.updated += 1
        else:
            tally.unchanged += 1
    changes.write()
    return tally

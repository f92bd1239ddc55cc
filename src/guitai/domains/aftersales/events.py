"""What after-sales announces once it is committed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanged:
    """A case was opened, moved on, went back, ended, was reopened, merged, or given to another.

    ``whom`` are the members who have to know: its owner, and who has the buyer's talk now.
    """

    shop_id: int
    case_id: int
    number: int
    conversation_id: int | None
    whom: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRunsOut:
    """A case's clock will have run out soon: of the first ``answer``, of ``settle``, or of its ``step``."""

    shop_id: int
    case_id: int
    number: int
    conversation_id: int | None
    clock: str
    due_at: datetime
    whom: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultAlarm:
    """A product shows one fault more often than it used to; ``issue_id`` was opened for it (A5)."""

    shop_id: int
    issue_id: int
    product_id: int
    fault: str
    cases: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverChanged:
    """A handover was gathered, an item of it was taken or settled, or the lead is told what nobody took.

    ``why`` is ``gathered``, ``unclaimed`` (nobody took so much in time), ``noon`` (so much of the night is
    not settled by then, which is what ``unclaimed`` counts there), or ``changed``, which calls nobody.
    ``whom`` are the members who are called.
    """

    shop_id: int
    handover_id: int
    unclaimed: int
    whom: tuple[int, ...]
    at: datetime
    why: str = "changed"

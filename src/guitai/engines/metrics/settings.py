"""What a shop may set about its figures; the defaults are those of docs/reference/metrics.md."""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum


class Attribution(StrEnum):
    """Which moment decides whose sale an order is."""

    ORDER = "order"
    PAYMENT = "payment"
    ORDER_FIRST = "order_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Windows, limits and filters.

    ``day_begins`` splits the business days. Of ``order_days`` and ``inquiry_late_days`` the first counts the
    day of the inquiry, the second the days after that window until nobody waits for payments any more.
    """

    day_begins: time = time(0)
    fast_seconds: float = 30
    slow_seconds: float = 180
    hours_from: time = time(8)
    hours_to: time = time(23)
    capped_seconds: float = 600
    jd_from: time = time(9)
    jd_to: time = time(23)
    conversation_ends: timedelta = timedelta(minutes=10)
    after_sales_days: int = 15
    order_days: int = 2
    inquiry_late_days: int = 3
    sale_days: int = 2
    reminder_days: int = 3
    solved_days: int = 7
    case_answer_seconds: float = 300
    case_settle_hours: int = 48
    postage_counts: bool = True
    excluded_flags: tuple[str, ...] = ()
    rule: Attribution = Attribution.ORDER
    # Filters: whom and what figures of reception leave out.
    leave_out_own_team: bool = True
    own_accounts: tuple[str, ...] = ()
    leave_out_agent_only: bool = True
    leave_out_silent_transfers: bool = True
    silent_transfer_lines: int = 0
    leave_out_mass: bool = True
    code_word: str = ""
    leave_out_main_account: bool = False

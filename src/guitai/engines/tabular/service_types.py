"""What a line of an export about agents' work means, as frozen data: sessions, talks in a sheet, figures."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ServiceSession:
    """One session of a buyer with an agent, as the platform counts it (咨询会话查询).

    Times of response in seconds, of the whole in minutes; what the platform leaves out is None or empty.
    """

    line: int = field(compare=False)
    session_id: str
    started_at: datetime
    buyer: str
    kind: str
    agent: str
    passed_to: str
    group: str
    product_code: str
    product_title: str
    first_response_s: float | None
    average_response_s: float | None
    length_min: float | None
    buyer_messages: int | None
    agent_messages: int | None
    satisfaction: str
    solved: str

    @property
    def key(self) -> tuple[object, ...]:
        """The platform's own number where there is one."""
        return (self.session_id,) if self.session_id else (self.started_at, self.buyer, self.agent)


@dataclass(frozen=True, slots=True)
class SheetMessage:
    """One message of a talk that was saved as a spreadsheet, a row each."""

    line: int = field(compare=False)
    buyer: str
    sender: str
    account_kind: str
    sent_at: datetime
    text: str

    @property
    def key(self) -> tuple[object, ...]:
        """The same words of the same sender to the same buyer in the same second are the same message."""
        return (self.buyer, self.sender, self.sent_at, self.text)


@dataclass(frozen=True, slots=True)
class AgentFigures:
    """What a platform or tool says of one agent's work, on one day or over the whole period of the file.

    ``source`` is chitu, sycm, jd, pdd or other. ``figures`` are pairs of a name and a number: the key of the
    shop's own figure where it means the same, else the heading as it stands; times in seconds, rates as
    parts of one; None where the platform has not counted yet (延迟统计).
    """

    line: int = field(compare=False)
    source: str
    agent: str
    day: date | None
    figures: tuple[tuple[str, Decimal | None], ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it this agent's row and no other."""
        return (self.source, self.agent, self.day)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder to pay an order, by an agent."""

    line: int = field(compare=False)
    order_id: str
    reminded_at: datetime
    agent: str

    @property
    def key(self) -> tuple[object, ...]:
        """The same agent's for the same order in the same second is the same reminder."""
        return (self.order_id, self.reminded_at, self.agent)

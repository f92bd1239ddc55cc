"""Read the facts of a conversation from the ``context`` of the command line contract."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from guitai.engines.rulebook.errors import FactsError
from guitai.engines.rulebook.facts import (
    NO_FACTS,
    Activity,
    AgentFacts,
    BuyerFacts,
    Facts,
    Line,
    OrderFacts,
    ProductFacts,
    ShopFacts,
)
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money

T = TypeVar("T")


def read_facts(context: Mapping[str, Any]) -> Facts:
    """Read the ``context`` of the command line contract; keys that are not in it are passed over.

    :raises FactsError: naming the key, what was found and what to write.
    """
    if not context:
        return NO_FACTS
    root = _Reader(context, "context")
    return Facts(
        now=root.get("now", _moment),
        shop=_shop(root.part("shop")),
        agent=_agent(root.part("agent")),
        buyer=_buyer(root.part("buyer")),
        orders=tuple(_order(each) for each in root.parts("orders")),
        product=_product(root.part("product")),
        proactive=root.get("proactive", _yes_or_no) or False,
        previous=tuple(_line(each) for each in root.parts("previous")),
    )


def _shop(given: "_Reader") -> ShopFacts:
    activities = None if given.values.get("activities") is None else given.parts("activities")
    return ShopFacts(
        name=given.text("name"),
        dispatch_cutoff=given.get("dispatch_cutoff", _clock),
        dispatch_hours=given.get("dispatch_hours", _count),
        couriers=given.get("couriers", _texts),
        free_postage=given.get("free_postage", _yes_or_no),
        postage_exceptions=given.get("postage_exceptions", _texts) or (),
        gifts=given.get("gifts", _texts),
        activities=None if activities is None else tuple(_activity(each) for each in activities),
        price_match_days=given.get("price_match_days", _count),
        contact_limit=given.get("contact_limit", _count),
        links=given.get("links", _texts) or (),
    )


def _activity(given: "_Reader") -> Activity:
    return Activity(given.text("name"), given.get("from", _moment), given.get("to", _end_of_day))


def _agent(given: "_Reader") -> AgentFacts:
    return AgentFacts(name=given.text("name"), authority=given.get("authority", _money))


def _buyer(given: "_Reader") -> BuyerFacts:
    return BuyerFacts(
        id=given.text("id"),
        no_contact=given.get("no_contact", _yes_or_no) or False,
        contacts_7d=given.get("contacts_7d", _count) or 0,
        mood=given.text("mood"),
    )


def _order(given: "_Reader") -> OrderFacts:
    return OrderFacts(
        id=given.text("id"),
        buyer=given.text("buyer"),
        receiver=given.text("receiver"),
        phone=given.text("phone"),
        address=given.text("address"),
        tracking=given.text("tracking"),
        amount=given.get("amount", _money),
        given=given.get("given", _money) or Money(0),
    )


def _product(given: "_Reader") -> ProductFacts:
    facts = given.part("facts")
    return ProductFacts(
        title=given.text("title"),
        price=given.get("price", _money),
        facts={str(name): facts.text(name) for name in facts.values},
    )


def _line(given: "_Reader") -> Line:
    return Line(by=given.text("from"), text=given.text("text"), at=given.get("at", _moment))


class _Reader:
    """One JSON object, and where it stands."""

    __slots__ = ("values", "where")

    def __init__(self, values: Any, where: str) -> None:
        if not isinstance(values, Mapping):
            raise FactsError(f"{where} is {_shown(values)}; write an object with keys.")
        self.values, self.where = values, where

    def get(self, key: str, read: Callable[[Any], T]) -> T | None:
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return read(value)
        except ValueError as error:
            raise FactsError(f"{self.where}.{key} is {_shown(value)}; {error}.") from None

    def text(self, key: str) -> str:
        return self.get(key, _text) or ""

    def part(self, key: str) -> "_Reader":
        value = self.values.get(key)
        return _NOTHING if value is None else _Reader(value, f"{self.where}.{key}")

    def parts(self, key: str) -> "list[_Reader]":
        values = self.values.get(key)
        if values is None:
            return []
        if not _is_list(values):
            raise FactsError(f"{self.where}.{key} is {_shown(values)}; write a list of objects.")
        return [_Reader(value, f"{self.where}.{key}[{at}]") for at, value in enumerate(values)]


_NOTHING = _Reader({}, "")


def _shown(value: object) -> str:
    written = repr(value)
    return written if len(written) <= 60 else written[:59] + "…"


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise ValueError("write text")


def _texts(value: Any) -> tuple[str, ...]:
    if not _is_list(value):
        raise ValueError("write a list of texts")
    return tuple(_text(each) for each in value)


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("write true or false")


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("write a whole number")
    return value


def _money(value: object) -> Money:
    try:
        return Money.parse(_text(value))
    except ValueError:
        raise ValueError("write yuan with two decimals, like 158.00") from None


def _clock(value: object) -> time:
    try:
        return time.fromisoformat(_text(value))
    except ValueError:
        raise ValueError("write a time of day like 16:00") from None


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        raise ValueError("write a time like 2026-11-21T15:30:00+08:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _end_of_day(value: object) -> datetime:
    """Read when something ends; a day without a time belongs to it as a whole."""
    moment = _moment(value)
    is_day = len(_text(value).strip()) <= len("2026-11-21")
    return moment + timedelta(days=1) if is_day else moment

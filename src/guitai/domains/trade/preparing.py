"""Orders made ready for their table before anybody waits: sealed, in stored form, with a fingerprint.

All that takes long and needs no table is done here, so that it can be done before the tables are locked.
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

from guitai.common.crypto import data_key, digest, unseal
from guitai.common.rows import loaded_time, stored_time
from guitai.domains.trade.drafts import OrderDraft, OrderStatus
from guitai.domains.trade.phones import phone_key

_NUMBERS = ("goods_fen", "postage_fen", "total_fen", "paid_fen", "refund_fen", "item_count")
_TEXTS = (
    "platform_status",
    "close_reason",
    "titles",
    "buyer_message",
    "seller_remark",
    "region",
)
_SEALED = ("receiver", "phone", "address")
_TIMES = ("created_at", "paid_at", "dispatch_by", "shipped_at", "finished_at")
# The columns a list may name, and the one that follows from the phone.
COLUMNS = ("status", *_NUMBERS, *_TEXTS, "tags", *_SEALED, *_TIMES, "phone_key")
_KNOWN_FROM = 1 + len(_NUMBERS)
_CREATED_AT, _PAID_AT = COLUMNS.index("created_at"), COLUMNS.index("paid_at")
_LOADED = dict.fromkeys(_SEALED, unseal) | dict.fromkeys(_TIMES, loaded_time)
_numbers_of, _texts_of = attrgetter(*_NUMBERS), attrgetter(*_TEXTS)
_secret_of, _times_of = attrgetter(*_SEALED), attrgetter(*_TIMES)


class PreparedOrder(NamedTuple):
    """One order as a list names it, its values as they are stored, in the order of ``COLUMNS``.

    What is not named is None or empty; of the tags, ``names_tags`` says whether the list names any. ``line``
    is where it was read, if it matters.
    """

    number: str
    buyer: str
    anonymous: bool
    names_tags: bool
    fingerprint: str
    values: tuple[Any, ...]
    courier: str
    waybills: tuple[str, ...]
    line: int = 0

    @property
    def status(self) -> str | None:
        """How far the list says it has come."""
        status: str | None = self.values[0]
        return status

    @property
    def created_at(self) -> str | None:
        """When it was placed, as it is stored."""
        at: str | None = self.values[_CREATED_AT]
        return at

    @property
    def row(self) -> tuple[Any, ...]:
        """The values of a new order, with what stands in the columns the list does not name."""
        values = self.values
        if None not in values[:_KNOWN_FROM]:
            return values
        paid = values[_PAID_AT] is not None
        status = values[0] or (OrderStatus.PAID if paid else OrderStatus.UNPAID).value
        return (status, *(value or 0 for value in values[1:_KNOWN_FROM]), *values[_KNOWN_FROM:])


def prepared(draft: OrderDraft, *, line: int = 0) -> PreparedOrder:
    """Make an order ready for its table."""
    key, number, buyer, tags = data_key(), draft.number, draft.buyer, draft.tags
    numbers, texts, secret = _numbers_of(draft), _texts_of(draft), _secret_of(draft)
    status = draft.status.value if draft.status else None
    times = [at and stored_time(at) for at in _times_of(draft)]
    # What is no text, or may be missing, is told last, in one piece.
    rest = repr((status, tags, *numbers, *times))
    told = (number, buyer, *texts, *secret, draft.courier, *draft.waybills, rest)
    return PreparedOrder(
        number,
        buyer,
        draft.anonymous,
        tags is not None,
        # It covers personal data, so it is keyed.
        key.digest("\x1f".join(told)),
        (
            status,
            *numbers,
            *texts,
            tags or "",
            *[text and key.seal(text) for text in secret],
            *times,
            phone_key(draft.phone),
        ),
        draft.courier,
        draft.waybills,
        line,
    )


def joined(before: PreparedOrder, further: PreparedOrder) -> PreparedOrder:
    """Give an order of which a further line of the same list said more."""
    told = zip(COLUMNS, before.values, further.values, strict=True)
    return before._replace(
        names_tags=before.names_tags or further.names_tags,
        fingerprint=digest(before.fingerprint + further.fingerprint),
        values=tuple(new if _names(further, name, new) else old for name, old, new in told),
        courier=further.courier or before.courier,
        waybills=(*before.waybills, *further.waybills),
    )


def named(order: PreparedOrder) -> dict[str, Any]:
    """Give the columns the list names, with the values Python sees; what is missing or empty says nothing."""
    return {
        name: _LOADED[name](value) if value and name in _LOADED else value
        for name, value in zip(COLUMNS, order.values, strict=True)
        if _names(order, name, value)
    }


def prepared_all(drafts: Iterable[OrderDraft | PreparedOrder]) -> list[PreparedOrder]:
    """Make orders ready that are not yet."""
    return [draft if isinstance(draft, PreparedOrder) else prepared(draft) for draft in drafts]


def _names(order: PreparedOrder, name: str, value: Any) -> bool:
    # A list that names tags and gives an order none says that it has none.
    return order.names_tags if name == "tags" else value is not None and value != ""

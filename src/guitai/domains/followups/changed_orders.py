"""Which orders an import changed, so that the lists are filled with these, and what goes with them."""

from collections.abc import Iterator

from django.db.models import QuerySet

from guitai.common.models import DeedChange, DeedRows
from guitai.common.records import Record
from guitai.common.rows import among
from guitai.domains.chat.models import Conversation
from guitai.domains.followups.models import State, Todo
from guitai.domains.trade.models import Buyer, Order, OrderLine, Refund, Review

# Looking through everything is cheaper from here on.
MOST = 20_000


def orders_of_deed(journal_id: int) -> set[int] | None:
    """Give the keys of the orders a deed added or changed, by themselves, their lines, refunds or
    reviews.

    None: so many that all had better be looked through.
    """
    found: set[int] = set()
    for some in _touched(journal_id):
        found |= some
        if len(found) > MOST:
            return None
    return found


def forget_untouched(journal_id: int) -> int:
    """Drop what rules put on lists about rows a deed added, before it is taken back; give how many that were.

    What somebody worked on stays, and so do its rows.
    """
    about: dict[str, type[Record]] = {
        "order": Order,
        "refund": Refund,
        "review": Review,
        "conversation": Conversation,
        "buyer": Buyer,
    }
    by_rule = Todo.objects.filter(state__in=(State.OPEN, State.LEFT), attempts=0, note="", made_by=None)
    return sum(
        by_rule.filter(**{f"{name}__gte": first, f"{name}__lte": last}).delete()[0]
        for name, model in about.items()
        for first, last in _made(journal_id, model)
    )


def _touched(journal_id: int) -> Iterator[set[int]]:
    for first, last in _made(journal_id, Order):
        yield set(range(first, min(last, first + MOST) + 1))
    yield set(_changed(journal_id, Order)[: MOST + 1])
    for part in (OrderLine, Refund, Review):
        for keys in _made(journal_id, part):
            rows = part._default_manager.filter(pk__range=keys, order__isnull=False)  # noqa: SLF001 - a documented part of Django
            yield set(rows.values_list("order_id", flat=True)[: MOST + 1])
        changed = list(_changed(journal_id, part)[: MOST + 1])
        rows = part._default_manager.filter(among(part, "id", changed), order__isnull=False)  # noqa: SLF001
        yield set(rows.values_list("order_id", flat=True))


def _made(journal_id: int, model: type[Record]) -> QuerySet[DeedRows, tuple[int, int]]:
    rows = DeedRows.objects.filter(deed=journal_id, model=model._meta.label)  # noqa: SLF001
    return rows.values_list("first_id", "last_id")


def _changed(journal_id: int, model: type[Record]) -> QuerySet[DeedChange, int]:
    rows = DeedChange.objects.filter(deed=journal_id, model=model._meta.label)  # noqa: SLF001
    return rows.values_list("row_id", flat=True).distinct()

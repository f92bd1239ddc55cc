"""Put the lines of a sheet into the knowledge: what they would do, and doing it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.knowledge.drafts import EntryRow
from guitai.domains.knowledge.entering import check_texts, wordings_of
from guitai.domains.knowledge.entry_models import Entry, EntryWording, Origin
from guitai.domains.knowledge.entry_queries import wordings_by_entry
from guitai.domains.knowledge.errors import EntryRefusedError
from guitai.kernel.errors import GuitaiError
from guitai.kernel.text import clean, fold

_AT_ONCE = 500  # rows written with one statement

Validity = tuple[date | None, date | None]


@dataclass(slots=True)
class PlannedEntry:
    """An entry as it is, or is to be after the lines so far.

    ``line`` is the last that spoke of it; ``pk`` is 0 for a new one; its first ``had`` wordings are kept
    already; ``is_new_or_changed`` says whether there is anything to write.
    """

    product: Product | None
    questions: tuple[str, ...]
    answer: str = ""
    is_weakness: bool = False
    validity: Validity = (None, None)
    pk: int = 0
    had: int = 0
    line: int = 0
    is_new_or_changed: bool = False


@dataclass(slots=True)
class EntryPlan:
    """What a sheet does; ``rejected`` pairs a line with the sentence that says why."""

    added: list[PlannedEntry] = field(default_factory=list)
    changed: list[PlannedEntry] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Joined:
    """An entry and its wordings together with those of a line."""

    planned: PlannedEntry
    questions: tuple[str, ...]

    @property
    def has_more(self) -> bool:
        """Whether the line brings a wording it has not."""
        return len(self.questions) > len(self.planned.questions)


def plan_entries(*, shop: Shop, rows: Iterable[EntryRow]) -> EntryPlan:
    """Say what the lines would do: an entry in use with one of a line's wordings is changed, else one added.

    Wordings are joined, never taken away. A line that answers a question of an earlier line otherwise is
    rejected; one that repeats it changes nothing.
    """
    plan, known = EntryPlan(), _Known(shop)
    for row in rows:
        try:
            _plan_row(plan, known, row)
        except GuitaiError as refusal:
            plan.rejected.append((row.line, refusal.sentence))
    return plan


@transaction.atomic
def import_entries(*, shop: Shop, by: Membership, rows: Iterable[EntryRow], at: datetime) -> EntryPlan:
    """Keep what the lines say, as :func:`plan_entries` tells it; what is kept is approved by that."""
    plan = plan_entries(shop=shop, rows=rows)
    _write_entries(plan, shop, by, at)
    wordings = (
        EntryWording(entry_id=planned.pk, text=text, position=place)
        for planned in (*plan.added, *plan.changed)
        for place, text in enumerate(planned.questions)
        if place >= planned.had
    )
    EntryWording.objects.bulk_create(wordings, batch_size=_AT_ONCE)
    if plan.added or plan.changed:
        facts = {"added": len(plan.added), "updated": len(plan.changed), "rejected": len(plan.rejected)}
        record("entries_imported", subject=shop, by=by, at=at, shop_id=shop.pk, **facts)
    return plan


def _write_entries(plan: EntryPlan, shop: Shop, by: Membership, at: datetime) -> None:
    """Write the entries of a plan, and tell the new ones their keys."""
    new = [
        Entry(shop=shop, origin=Origin.IMPORTED, owner=by, created_at=at, **_values(planned, by, at))
        for planned in plan.added
    ]
    made = Entry.objects.bulk_create(new, batch_size=_AT_ONCE)
    for planned, entry in zip(plan.added, made, strict=True):
        planned.pk = entry.pk
    changed = [Entry(pk=planned.pk, **_values(planned, by, at)) for planned in plan.changed]
    names = ["answer", "is_weakness", "valid_from", "valid_until", "approved_by", "approved_at", "updated_at"]
    Entry.objects.bulk_update(changed, names, batch_size=_AT_ONCE)


class _Known:
    """The entries of a shop in use, those a sheet adds among them, and its products."""

    def __init__(self, shop: Shop) -> None:
        products = list(Product.objects.filter(shop=shop).order_by("-pk"))
        by_key = {each.pk: each for each in products}
        self._products = {each.platform_id: each for each in products if each.platform_id}
        self._products |= {each.code: each for each in products}
        self._of_category: dict[str, list[Product]] = defaultdict(list)
        for product in reversed(products):
            self._of_category[fold(product.category)].append(product)
        self._asked: dict[tuple[int | None, str], PlannedEntry] = {}
        texts = wordings_by_entry(shop)
        for entry in Entry.objects.filter(shop=shop, retired_at=None).order_by("-pk"):
            product_of = by_key.get(entry.product_id or 0)
            self.take(_as_kept(entry, product_of, tuple(texts[entry.pk])))

    def products_of(self, row: EntryRow) -> list[Product | None]:
        """Give the products a line speaks of; one that is none for the whole shop."""
        if code := clean(row.product):
            if code not in self._products:
                raise EntryRefusedError(
                    _("There is no product with the code %(code)s; import the products first.")
                    % {"code": code}
                )
            return [self._products[code]]
        if not (category := clean(row.category)):
            return [None]
        if fold(category) not in self._of_category:
            raise EntryRefusedError(
                _("No product is of the category “%(category)s”; leave it empty for the whole shop.")
                % {"category": category}
            )
        return [*self._of_category[fold(category)]]

    def take(self, planned: PlannedEntry) -> None:
        """Remember an entry by its wordings."""
        for text in planned.questions:
            self._asked[_asked(planned.product, text)] = planned

    def entry_of(self, product: Product | None, questions: tuple[str, ...]) -> PlannedEntry:
        """Give the entry with one of these wordings, the first that is known counts; else a new one."""
        found = (self._asked.get(_asked(product, text)) for text in questions)
        return next(filter(None, found), None) or PlannedEntry(product=product, questions=())


def _plan_row(plan: EntryPlan, known: _Known, row: EntryRow) -> None:
    questions, answer = wordings_of(row.questions), clean(row.answer)
    check_texts(questions, answer)
    first, last = row.validity or (None, None)
    if first and last and last < first:
        raise EntryRefusedError(_("The last day lies before the first."))
    entries = [known.entry_of(product, questions) for product in known.products_of(row)]
    joined = [_Joined(entry, wordings_of((*entry.questions, *questions))) for entry in entries]
    for each in joined:
        _check_joining(each, row, answer)
    for each in joined:
        planned = each.planned
        if planned.is_new_or_changed or not (each.has_more or _says_otherwise(planned, row, answer)):
            plan.unchanged += 1
        else:
            planned.is_new_or_changed = True
            (plan.changed if planned.pk else plan.added).append(planned)
        known.take(_changed(each, row, answer))


def _check_joining(joined: _Joined, row: EntryRow, answer: str) -> None:
    line = joined.planned.line
    if line and _says_otherwise(joined.planned, row, answer):
        raise EntryRefusedError(
            _("Line %(line)s answers the same question otherwise; keep one of the two.") % {"line": line}
        )
    check_texts(joined.questions, answer)


def _says_otherwise(planned: PlannedEntry, row: EntryRow, answer: str) -> bool:
    return (
        planned.answer != answer
        or row.is_weakness not in {None, planned.is_weakness}
        or row.validity not in {None, planned.validity}
    )


def _changed(joined: _Joined, row: EntryRow, answer: str) -> PlannedEntry:
    planned = joined.planned
    planned.line, planned.answer, planned.questions = row.line, answer, joined.questions
    if row.is_weakness is not None:
        planned.is_weakness = row.is_weakness
    if row.validity is not None:
        planned.validity = row.validity
    return planned


def _as_kept(entry: Entry, product: Product | None, texts: tuple[str, ...]) -> PlannedEntry:
    return PlannedEntry(
        product=product,
        answer=entry.answer,
        questions=texts,
        is_weakness=entry.is_weakness,
        validity=(entry.valid_from, entry.valid_until),
        pk=entry.pk,
        had=len(texts),
    )


def _asked(product: Product | None, text: str) -> tuple[int | None, str]:
    """Give what a question is found by: its product, and its wording as it is compared."""
    return (product.pk if product else None, fold(text))


def _values(planned: PlannedEntry, by: Membership, at: datetime) -> dict[str, Any]:
    first, last = planned.validity
    return {
        "product": planned.product,
        "answer": planned.answer,
        "is_weakness": planned.is_weakness,
        "valid_from": first,
        "valid_until": last,
        "approved_by": by,
        "approved_at": at,
        "updated_at": at,
    }

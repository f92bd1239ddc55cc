"""Sides as they are kept, and what an entry becomes."""

import pytest

from guitai.domains.insight.answer_sides import anonymous, answer_with


@pytest.mark.parametrize(
    ("answer", "instead_of", "becomes"),
    [
        ("付款后48小时内发货，周末顺延", "48小时内", "付款后72小时内发货，周末顺延"),
        ("当天发货", "48小时内", None),
        ("48小时内揽收，48小时内发出", "48小时内", None),
        ("48小时内发货", "", None),
    ],
)
def test_the_value_alone_changes_where_it_stands_once(answer, instead_of, becomes):
    assert answer_with(answer, instead_of=instead_of, value="72小时内") == becomes


def test_what_is_kept_of_a_sentence_names_nobody_and_is_short():
    kept = anonymous("您的电话13812345678，7天内发货" + "。" * 400)

    assert "13812345678" not in kept
    assert "7天内发货" in kept
    assert len(kept) == 300

import pytest

from guitai.engines.agreement.statements import statements
from guitai.engines.agreement.types import Kind


def test_names_of_a_clause_are_one_statement():
    (one,) = statements("默认发圆通、中通或韵达速递")

    assert (one.subject, one.names) == ("courier", {"圆通", "中通", "韵达"})


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("不是真丝的面料", ""),  # denied
        ("运费我们承担", ""),  # nobody knows in which case
        ("也可以补差价发顺丰", "发什么快递"),  # about something else
    ],
)
def test_names_that_are_no_answer_are_left_out(text: str, question: str):
    assert [one for one in statements(text, question) if one.kind is Kind.NAME] == []


@pytest.mark.parametrize("text", ["纯棉的", "全棉面料", "100%的棉"])
def test_pure_is_a_hundred_percent(text: str):
    percents = [one for one in statements(text, "什么面料") if one.kind is Kind.PERCENT]

    assert (percents[0].lo, percents[0].noun) == (10_000, "棉")


def test_pure_of_what_is_no_material_says_nothing():
    assert [one for one in statements("纯色面料", "什么面料") if one.kind is Kind.PERCENT] == []


def test_free_postage_for_everything_begins_at_nothing():
    (one,) = statements("全场包邮")

    assert (one.subject, one.kind, one.lo, one.noun) == ("postage_free_from", Kind.MONEY, 0, "from")
    assert [each.lo for each in statements("全场满59包邮")] == [5900]

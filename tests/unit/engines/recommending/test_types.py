"""What little the data know by themselves."""

from guitai.engines.recommending.types import Reason, SizeAdvice, SizeHistory, SizeRow


def test_a_row_takes_what_touches_its_range_and_holds_what_lies_inside():
    row = SizeRow("M", {"height": (160, 170)})

    assert row.takes("height", (155, 160)) and not row.holds("height", (155, 160))
    assert row.holds("height", (160, 170)) and not row.takes("height", (150, 159))
    assert row.takes("bust", (1, 2)) and row.holds("bust", (1, 2))


def test_an_advice_is_unsure_without_a_size_or_with_a_doubt():
    sure = SizeAdvice("M", 0.9, (), "", (), (Reason("inside"),))
    doubted = SizeAdvice("M", 0.6, (), "", (), (Reason("between", unsure=True),))
    none = SizeAdvice(None, 0.0, (), "", (), ())

    assert [each.unsure for each in (sure, doubted, none)] == [False, True, True]


def test_everything_sold_has_an_outcome():
    assert SizeHistory("M", kept=7, too_small=2, too_large=1).sold == 10

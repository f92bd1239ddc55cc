"""What a record says does not depend on where it stood."""

from dataclasses import replace

import pytest
from tests.unit.engines.tabular.made import V2017, order_csv, saved

from guitai.engines.tabular.reading import open_export


@pytest.fixture
def order(tmp_path):
    (reading,) = open_export(saved(tmp_path, order_csv(V2017, {})))
    return next(iter(reading))


def test_two_readings_of_one_order_are_equal_whatever_their_lines(order):
    assert replace(order, line=9) == order
    assert hash(replace(order, line=9)) == hash(order)


def test_titles_are_split_at_full_width_commas_unless_there_is_one_product(order):
    assert replace(order, title_text="甲，乙，丙", kinds=None).titles == ("甲", "乙", "丙")
    assert replace(order, title_text="甲，乙", kinds=1).titles == ("甲，乙",)
    assert replace(order, title_text="", kinds=1).titles == ()
    assert replace(order, title_text="", kinds=None).titles == ()

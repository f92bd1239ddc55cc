import pytest

from guitai.engines.faults.belief import USUAL_SHAPE, shape_of

EVEN = dict.fromkeys(range(100), 1000.0)


def test_products_that_are_alike_have_a_high_shape_and_unlike_ones_a_low_one():
    alike = {(product, "开线"): 3 for product in EVEN}
    unlike = {(product, "开线"): 60 for product in range(5)}

    assert shape_of(alike, EVEN) == 8.0
    assert shape_of(unlike, EVEN) == 0.2


@pytest.mark.parametrize(("counts", "totals"), [({(1, "开线"): 29}, EVEN), ({(1, "开线"): 40}, {})])
def test_with_little_to_learn_from_it_is_the_usual_one(
    counts: dict[tuple[int, str], int], totals: dict[int, float]
):
    assert shape_of(counts, totals) == USUAL_SHAPE

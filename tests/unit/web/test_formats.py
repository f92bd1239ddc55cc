"""Numbers as a page writes them."""

from decimal import Decimal

import pytest
from django.utils import translation

from guitai.engines.metrics.keys import Unit
from guitai.web.formats import Number, written


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (None, Unit.SHARE, "—"),
        (1234, Unit.COUNT, "1,234"),
        (0.6235, Unit.SHARE, "62.4%"),
        (Decimal("0.0005"), Unit.SHARE, "0.1%"),
        (1.345, Unit.RATIO, "1.35"),
        (Decimal(158), Unit.YUAN, "¥158.00"),
        (Decimal("33.333"), Unit.YUAN, "¥33.33"),
        (12.34, Unit.SECONDS, "12.3 s"),
        (20, Unit.SECONDS, "20 s"),
        (200, Unit.SECONDS, "3 min 20 s"),
        (59.96, Unit.SECONDS, "1 min 0 s"),
        (7260, Unit.SECONDS, "2 h 1 min"),
        (-5, Unit.SECONDS, "−5 s"),
    ],
)
def test_a_number_in_its_unit(number: Number | None, unit: Unit, text: str):
    with translation.override("en"):
        assert written(number, unit) == text

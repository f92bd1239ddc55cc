"""How a span is written."""

from decimal import Decimal

import pytest

from guitai.engines.promises.types import Unit, Within


@pytest.mark.parametrize(
    ("amount", "unit", "written"),
    [
        ("24", Unit.HOUR, "24 hours"),
        ("1", Unit.WORKING_DAY, "1 working day"),
        ("1.50", Unit.HOUR, "1.5 hours"),
    ],
)
def test_a_span_is_written_with_its_unit(amount, unit, written):
    assert str(Within(Decimal(amount), unit)) == written

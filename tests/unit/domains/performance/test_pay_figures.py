"""Figures as schemes take them."""

from decimal import Decimal

from guitai.domains.performance.pay_figures import pay_figures, taken
from guitai.engines.metrics.computing import Value
from guitai.engines.pay.types import Taken


def test_rates_are_exact_and_slow_answers_are_what_three_minutes_leave():
    found = taken(
        {
            "rate_3min": Value(999 / 1000, 999, 1000),
            "conversion": Value(None, 3, 10, late=True),
            "reply_rate": Value(None, 0, 0),
            "received": Value(12),
            "net_sales": Value(Decimal("158.10")),
            "first_response": Value(100 / 3, 100.0, 3),
        }
    )

    assert found["rate_3min"] == Taken(Decimal("0.999"))
    assert found["slow_share"] == Taken(Decimal("0.001"))
    assert found["conversion"] == Taken(None, late=True)
    assert found["reply_rate"] == Taken(None)
    assert found["received"] == Taken(Decimal(12))
    assert found["net_sales"] == Taken(Decimal("158.10"))
    assert found["first_response"] == Taken(Decimal(100) / 3)
    assert "effective_share" not in found


def test_without_three_minutes_nothing_is_known_of_slow_answers():
    assert taken({})["slow_share"] == Taken(None)


def test_what_only_a_shop_has_pays_nobody_and_sums_are_told_from_rates():
    figures = pay_figures()

    assert "silent_sales" not in figures
    assert (figures["net_sales"].is_sum, figures["conversion"].is_sum) == (True, False)

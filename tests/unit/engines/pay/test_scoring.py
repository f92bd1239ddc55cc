"""Points and pay, against cases worked out by hand (cases/*.yaml)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guitai.domains.performance.shipped_schemes import written
from guitai.engines.pay.reading import read_scheme
from guitai.engines.pay.scoring import score
from guitai.engines.pay.types import Score, Status, Taken

CASES = Path(__file__).parent / "cases"
LINEAR = read_scheme(written()["linear"])
SHARES = st.one_of(st.none(), st.decimals(0, 1, places=4))


def _cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['name']}")


def _taken(told: Any) -> Taken:
    if told == "late":
        return Taken(None, late=True)
    fraction = Fraction(str(told))
    return Taken(Decimal(fraction.numerator) / fraction.denominator)


def _scored(case: dict[str, Any]) -> Score:
    scheme = case["scheme"]
    targets = {key: Decimal(str(value)) for key, value in case.get("targets", {}).items()}
    figures = {key: _taken(told) for key, told in case["figures"].items()}
    return score(
        read_scheme(written()[scheme] if isinstance(scheme, str) else scheme), figures, targets=targets
    )


@pytest.mark.parametrize("case", list(_cases()))
def test_a_case_worked_out_by_hand(case: dict[str, Any]):
    scored = _scored(case)

    points = case["points"]
    assert scored.points == (None if points is None else Decimal(str(points)))
    if "pay" in case:
        pay = case["pay"]
        assert scored.pay_fen == (None if pay is None else int(Decimal(str(pay)) * 100))
    told = {line.line.figure: line.points for line in scored.lines}
    assert {figure: told[figure] for figure in case.get("lines", {})} == {
        figure: Decimal(str(value)) for figure, value in case.get("lines", {}).items()
    }
    for status in (Status.MISSING, Status.LATE, Status.NO_TARGET):
        assert list(scored.left_out(status)) == case.get(status, [])
    assert scored.provisional == case.get("provisional", False)


@given(st.lists(SHARES, min_size=6, max_size=6))
def test_points_stay_within_the_scheme_and_are_the_sum_of_their_lines(values: list[Decimal | None]):
    figures = {line.figure: Taken(value) for line, value in zip(LINEAR.lines, values, strict=True)}

    scored = score(LINEAR, figures)

    weights = sum(line.weight for line in scored.lines)
    if scored.points is None:
        assert set(values) == {None} and not weights
    else:
        assert scored.points == sum(line.points for line in scored.lines)
        assert Decimal(0) <= scored.points <= Decimal("100.03")  # each of six lines rounded up a little
        assert abs(weights - 100) < Decimal("1e-20")

"""The schemes that come with the program."""

from decimal import Decimal

from guitai.domains.performance.pay_figures import pay_figures
from guitai.domains.performance.shipped_schemes import shipped
from guitai.engines.pay.types import Each


def test_the_three_schemes_of_the_field_are_there():
    found = {scheme.id: (scheme.most, scheme.each, len(scheme.lines)) for scheme in shipped()}

    assert found == {
        "attainment": (Decimal(100), Each.MONTH, 4),
        "linear": (Decimal(100), Each.MONTH, 6),
        "steps": (Decimal(750), Each.DAY, 3),
    }


def test_they_name_figures_there_are():
    named = {line.figure for scheme in shipped() for line in scheme.lines}

    assert named <= set(pay_figures())

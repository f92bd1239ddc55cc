"""A scheme and a score in words; the numbers in them are checked, the words are a translation's."""

from decimal import Decimal
from typing import Any

import pytest

from guitai.engines.pay.reading import read_scheme
from guitai.engines.pay.scoring import score
from guitai.engines.pay.types import Taken
from guitai.web.pay.explaining import explained, marking_of, pay_rule, points_of


def scheme(line: dict[str, Any], **more: Any) -> Any:
    return read_scheme({"id": "a", "title": "a", "each": "month", "lines": [line]} | more)


LINEAR = {"figure": "received", "weight": 100, "linear": {"worst": 0, "best": 100}}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"figure": "reply_rate", "weight": 1, "linear": {"worst": "90%", "best": 1}}, ["90.0%", "100.0%"]),
        ({"figure": "net_sales", "weight": 1, "attains": {"floor": 0.6, "cap": 1.2}}, ["60.0%", "120.0%"]),
        (
            {"figure": "first_response", "weight": 1, "attains": {"better": "lower", "target": 30}},
            ["30", "÷"],
        ),
        (
            {"figure": "refund_rate", "steps": [{"at_most": "2%", "points": 10}, {"otherwise": -5}]},
            ["≤ 2.0%: 10", "-5"],
        ),
    ],
)
def test_how_a_figure_is_marked(line: dict[str, Any], told: list[str]):
    said = marking_of(scheme(line).lines[0])

    assert all(each in said for each in told), said


@pytest.mark.parametrize(
    ("pay", "points", "rule", "sum_of"),
    [
        (None, 50, [], ""),
        (
            {"floor": 96, "cap": 160, "from": 0, "to": 100},
            50,
            ["¥96.00", "¥160.00"],
            "¥96.00 + ¥64.00 × 50 ÷ 100 = ¥128.00",
        ),
        (
            {"floor": 0, "cap": 80, "from": 20, "to": 100},
            50,
            ["20"],
            "¥0.00 + ¥80.00 × (50 − 20) ÷ 80 = ¥30.00",
        ),
        ({"floor": 10, "cap": 80, "from": 60, "to": 100}, 50, ["60"], "¥10.00"),
        ({"per_point": 2}, 50, ["¥2.00"], "50 × ¥2.00 = ¥100.00"),
        ({"per_point": 2, "floor": 5, "cap": 80}, 50, ["¥5.00", "¥80.00"], "¥80.00"),
        ({"steps": [{"at_least": 40, "yuan": 88}]}, 50, ["≥ 40: ¥88.00"], "¥88.00"),
    ],
)
def test_how_points_become_pay(pay: Any, points: int, rule: list[str], sum_of: str):
    given = scheme(LINEAR, pay=pay)

    told = explained(given, score(given, {"received": Taken(Decimal(points))}))

    assert all(each in pay_rule(given) for each in rule)
    assert told.sum.endswith(sum_of) and bool(told.sum) == bool(sum_of)
    assert (told.points, told.most) == (str(points), "100")


def test_what_does_not_count_says_why():
    given = read_scheme(
        {
            "id": "a",
            "title": "a",
            "each": "month",
            "lines": [
                LINEAR,
                LINEAR | {"figure": "conversion"},
                LINEAR | {"figure": "orders"},
                {"figure": "net_sales", "weight": 1, "attains": {}},
            ],
        }
    )
    figures = {
        "received": Taken(Decimal(5)),
        "conversion": Taken(None, late=True),
        "net_sales": Taken(Decimal(5)),
    }

    lines = explained(given, score(given, figures)).lines

    assert [bool(line.why) for line in lines] == [False, True, True, True]
    assert len({line.why for line in lines}) == 4


@pytest.mark.parametrize(
    ("points", "told"),
    [("500.00", "500"), ("62.790", "62.79"), ("1234.5", "1,234.5"), (None, "—"), ("0", "0")],
)
def test_points_have_no_more_decimals_than_they_need(points: str | None, told: str):
    assert points_of(None if points is None else Decimal(points)) == told

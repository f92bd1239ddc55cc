"""What a page shows is read from its address and written into its links."""

from datetime import date

import pytest
from django.http import QueryDict

from guitai.domains.aftersales.picture_queries import Sought
from guitai.kernel.days import day_period
from guitai.web.pictures.narrowing import wanted, whole

ASKED = "q=脱线+8888&product=7&fault=脱线&case=12&from=2026-03-01&to=2026-03-02&after=9"


def test_an_address_is_written_as_it_was_read() -> None:
    asked = wanted(QueryDict(ASKED))

    assert wanted(QueryDict(asked.query())) == asked
    assert asked.sought == Sought(
        text="脱线 8888",
        product=7,
        fault="脱线",
        case=12,
        period=type(day_period(date(2026, 3, 1)))(
            day_period(date(2026, 3, 1)).start, day_period(date(2026, 3, 2)).end
        ),
    )


def test_links_change_what_they_must() -> None:
    asked = wanted(QueryDict(ASKED))

    assert "after" not in asked.query(after=None)
    assert wanted(QueryDict(asked.query(after=5))).after == 5


def test_days_the_wrong_way_round_are_turned() -> None:
    asked = wanted(QueryDict("from=2026-03-02&to=2026-03-01"))

    assert (asked.first, asked.last) == (date(2026, 3, 1), date(2026, 3, 2))


@pytest.mark.parametrize(
    "query", ["", "q=+", "from=1999-01-01", "to=2200-01-01", "case=-1", "product=１", "after=3"]
)
def test_what_makes_no_sense_narrows_nothing(query: str) -> None:
    assert not wanted(QueryDict(query)).is_narrowed


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" #12 ", 12), ("", None), ("1" * 10, None), ("-1", None), ("²", None)]
)
def test_a_number_is_read_as_people_write_it(text: str, number: int | None) -> None:
    assert whole(text) == number

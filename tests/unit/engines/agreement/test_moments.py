import pytest

from guitai.engines.agreement.types import Kind
from guitai.engines.agreement.values import values_in
from guitai.kernel.normalised import normalise


def moments(text: str) -> list[tuple[Kind, int, str]]:
    kinds = {Kind.DATE, Kind.CLOCK}
    return [
        (value.kind, value.lo, value.noun) for value in values_in(normalise(text).text) if value.kind in kinds
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到11月30号结束", [(Kind.DATE, 1130, "until")]),
        ("截止10.20日", [(Kind.DATE, 1020, "until")]),
        ("十一月五日开始", [(Kind.DATE, 1105, "from")]),
        ("从10月1日到10月7日", [(Kind.DATE, 1001, "from"), (Kind.DATE, 1007, "until")]),
        ("12月12号", [(Kind.DATE, 1212, "")]),
        ("到双11为止", [(Kind.DATE, 1111, "until")]),
        ("618结束", [(Kind.DATE, 618, "until")]),
        ("13月5日", []),
        ("8月40号", []),
        ("16点前付款", [(Kind.CLOCK, 960, "until")]),
        ("四点前付款", [(Kind.CLOCK, 960, "until")]),
        ("下午3点半前", [(Kind.CLOCK, 930, "until")]),
        ("16点以后", [(Kind.CLOCK, 960, "after")]),
        ("8:30到次日0:45", [(Kind.CLOCK, 510, "from"), (Kind.CLOCK, 45, "until")]),
        ("早上9点上班", [(Kind.CLOCK, 540, "from")]),
        ("晚上10点下班", [(Kind.CLOCK, 1320, "until")]),
        ("到零点半", [(Kind.CLOCK, 30, "until")]),
        ("从9点10分", [(Kind.CLOCK, 550, "from")]),
        ("88点", []),
    ],
)
def test_dates_and_times_are_read_with_the_end_they_are(text: str, found: list[tuple[Kind, int, str]]):
    assert moments(text) == found

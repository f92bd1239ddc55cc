"""Promises in sentences; the cases stand in ``cases/promises.yaml`` and ``cases/none.yaml``."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guitai.engines.promises.day_parts import read_day_parts
from guitai.engines.promises.finding import find_promises
from guitai.engines.promises.types import Kind, Promise
from guitai.engines.promises.working_days import WorkCalendar
from guitai.kernel.days import SHANGHAI

FOLDER = Path(__file__).parent / "cases"
USUAL = "2026-11-20 10:00"


def _read(name: str) -> list[list]:
    groups = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return [case if isinstance(case, list) else [case, []] for cases in groups.values() for case in cases]


PROMISED, NONE = _read("promises.yaml"), _read("none.yaml")


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


def _due(month_day: str, clock: str, at: datetime) -> datetime:
    day = datetime.fromisoformat(f"{at.year}-{month_day}").replace(tzinfo=SHANGHAI)
    if day.date() < at.date():
        day = day.replace(year=at.year + 1)
    hours, minutes, *seconds = map(int, clock.split(":"))
    return day + timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))


def _as_written(promise: Promise, at: datetime, wanted: str) -> str:
    """Give a promise as a case writes it."""
    if promise.kind is Kind.VAGUE:
        return f"{promise.about} vague"
    if promise.kind is Kind.CONDITIONAL:
        return f"{promise.about} after {promise.after}" + (f" {promise.within}" if promise.within else "")
    _about, month_day, clock, *_soft = wanted.split() if wanted.count(":") else ["", "01-01", "00:00"]
    assert promise.due is not None
    when = f"{month_day} {clock}" if promise.due == _due(month_day, clock, at) else promise.due.isoformat()
    return f"{promise.about} {when}" + ("" if promise.firm else " soft")


@pytest.mark.parametrize("case", [*PROMISED, *NONE], ids=lambda case: case[0])
def test_what_is_promised_and_nothing_else(case):
    text, wanted, *moment = case
    at = _at(moment[0] if moment else USUAL)

    found = find_promises(text, at)

    padded = [*wanted, *[""] * (len(found) - len(wanted))]
    assert [_as_written(one, at, want) for one, want in zip(found, padded, strict=False)] == wanted


def test_there_are_cases_enough():
    assert len(PROMISED) >= 150
    assert len(NONE) >= 70


def test_the_words_are_those_written():
    (promise,) = find_promises("亲，　１０ 分鐘 後回覆您哦", _at(USUAL))

    assert promise.matched == "１０ 分鐘 後回覆您"
    assert (promise.start, promise.end) == (3, 13)


def test_a_call_is_a_reply_by_phone():
    called, written = (find_promises(f"10分钟后{word}您", _at(USUAL))[0] for word in ("打电话给", "回复"))

    assert (called.about, called.phone) == ("reply", True)
    assert not written.phone


def test_working_days_of_an_unpublished_year_are_assumed():
    (before,), (over,) = (
        find_promises(f"{days}个工作日内给您退款", _at("2026-12-30 10:00")) for days in (1, 2)
    )

    assert (before.assumed, over.assumed) == (False, True)


def test_a_shop_has_its_own_evening_and_its_own_days():
    parts = read_day_parts({"ends": {"下班": "21:30"}})

    assert find_promises("下班前回复您", _at(USUAL), parts=parts)[0].due == _at("2026-11-20 21:30")
    assert find_promises("1个工作日内回复您", _at("2026-09-30 10:00"), calendar=WorkCalendar())[0].due == _at(
        "2026-10-02 00:00"
    )


def test_a_message_without_end_is_read_in_time():
    assert len(find_promises("明天给您发货，" * 1_500, _at(USUAL))) == 50


def test_a_moment_of_another_zone_is_the_shops():
    at = datetime.fromisoformat("2026-11-20T20:00:00+00:00")

    assert find_promises("今天给您发货", at)[0].due == _at("2026-11-22 00:00")


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        find_promises("今天发货", datetime(2026, 11, 20, 10))  # noqa: DTZ001 - that is the point


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="今明后天周一三五十半两几点分钟小时个工作日月号内前发货回复您退款，。？ 0123456789:-/.到底",
        max_size=30,
    )
)
def test_whatever_is_typed_the_words_lie_inside_it(text):
    for promise in find_promises(text, _at(USUAL)):
        assert text[promise.start : promise.end] == promise.matched != ""
        assert (promise.due is None) == (promise.kind is not Kind.EXACT)
        assert promise.due is None or promise.due > _at(USUAL)

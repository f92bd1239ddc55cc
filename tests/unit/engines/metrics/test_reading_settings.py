from datetime import date, time, timedelta

import pytest

from guitai.engines.metrics.reading_settings import SettingRefusedError, read_settings
from guitai.engines.metrics.settings import Attribution, Settings


def test_what_a_file_does_not_name_stays_as_defined():
    assert read_settings({}) == Settings()


def test_every_kind_of_setting_can_be_written():
    settings = read_settings(
        {
            "day_begins": "06:00",
            "hours_from": time(9),
            "fast_seconds": 20,
            "capped_seconds": 0.5,
            "conversation_ends": 15,
            "order_days": 3,
            "postage_counts": False,
            "excluded_flags": ["红旗"],
            "code_word": "暗号",
            "rule": "order_first",
        }
    )

    assert settings == Settings(
        day_begins=time(6),
        hours_from=time(9),
        fast_seconds=20,
        capped_seconds=0.5,
        conversation_ends=timedelta(minutes=15),
        order_days=3,
        postage_counts=False,
        excluded_flags=("红旗",),
        code_word="暗号",
        rule=Attribution.ORDER_FIRST,
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("order_days", -1, "a whole number"),
        ("order_days", True, "a whole number"),
        ("order_days", 1.5, "a whole number"),
        ("fast_seconds", "30", "a number"),
        ("fast_seconds", float("nan"), "a number"),
        ("day_begins", "25:00", "a time such as 08:00"),
        ("day_begins", date(2026, 1, 1), "a time such as 08:00"),
        ("conversation_ends", True, "a number of minutes"),
        ("postage_counts", 1, "true or false"),
        ("excluded_flags", "红旗", "a list of texts"),
        ("own_accounts", [1], "a list of texts"),
        ("code_word", 1, "a text"),
        ("rule", "paid", "one of order, payment, order_first"),
    ],
)
def test_a_value_that_means_nothing_is_refused_by_name(name, value, expected):
    with pytest.raises(SettingRefusedError, match=f"The setting {name} is .*; it should be {expected}"):
        read_settings({name: value})


def test_a_setting_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(SettingRefusedError, match=r"no setting “ordr_days”.*order_days"):
        read_settings({"ordr_days": 2})

"""A list of reminders to pay, which is only known where it is asked for."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import saved, workbook

from guitai.engines.tabular.kinds import reminders
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.service_types import Reminder
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection, UnreadableFileError

TEXT = "订单编号,催付时间,客服\r\n3515313140001,2026-11-09 12:30:00,小美\r\n"
REMINDER = Reminder(2, "3515313140001", datetime(2026, 11, 9, 12, 30, tzinfo=SHANGHAI), "小美")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_list_is_read_in_any_encoding(tmp_path, encoding):
    (reading,) = open_export(saved(tmp_path, TEXT, encoding), (reminders.TABLE,))

    assert list(reading) == [REMINDER]


def test_a_workbook_is_read_under_other_headings_and_orders_of_columns(tmp_path):
    rows = [
        ["催付客服", "订单号", "催单时间"],
        ["小美", "3515313140001", REMINDER.reminded_at.replace(tzinfo=None)],
    ]

    (reading,) = open_export(workbook(tmp_path, {"催付": rows}), (reminders.TABLE,))

    assert list(reading) == [REMINDER]
    assert REMINDER.key == ("3515313140001", REMINDER.reminded_at, "小美")


@pytest.mark.parametrize(("cell", "column"), [("小美", "客服"), ("2026-11-09 12:30:00", "催付时间")])
def test_a_line_without_its_time_or_agent_is_rejected(tmp_path, cell, column):
    (reading,) = open_export(saved(tmp_path, TEXT.replace(cell, "")), (reminders.TABLE,))

    (rejection,) = reading

    assert isinstance(rejection, Rejection)
    assert (rejection.line, rejection.column) == (2, column)


def test_nobody_who_did_not_ask_for_it_meets_the_kind(tmp_path):
    with pytest.raises(UnreadableFileError):
        open_export(saved(tmp_path, TEXT))

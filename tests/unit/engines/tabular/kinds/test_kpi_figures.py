"""A figure has the shop's own key where it means the same, however it is spelled, and else its own name."""

import pytest

from guitai.engines.tabular.columns import heading
from guitai.engines.tabular.converters import CellError
from guitai.engines.tabular.kinds.kpi_figures import known_columns, other_column

COLUMNS = {column.key: column for column in known_columns()}


def key_of(written):
    return next(
        (key for key, column in COLUMNS.items() if heading(written) in map(heading, column.headings)), None
    )


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("聊天人数", "consulted"),
        ("咨询人数", "consulted"),
        ("转发接入人数", "transferred_in"),
        ("旺旺回复率", "reply_rate"),
        ("首次响应(秒)", "first_response"),
        ("首次响应时长（秒)", "first_response"),
        ("首次平均响应(s)", "first_response"),
        ("平均响应时长（新）", "average_response"),
        ("平均响应 (秒)", "average_response"),
        ("30S应答率", "rate_30s"),
        ("3分钟人工回复率（8-23点）", "rate_3min"),
        ("询单->最终付款转化率", "conversion"),
        ("询单→最终付款转化率", "conversion"),
        ("询单最终付款转化率", "conversion"),
        ("询单->最终付款人数", "paid"),
        ("客单价(元)", "average_order_value"),
        ("成功退款金额", "refunded"),
        ("接待量", None),
        ("有效接待人数", None),
        ("30秒应答率(8-23点)", None),
        ("当日付款人数", None),
    ],
)
def test_a_heading_belongs_to_the_figure_that_means_the_same(written, key):
    assert key_of(written) == key


def test_no_heading_belongs_to_two_figures():
    names = [heading(name) for column in COLUMNS.values() for name in column.headings]

    assert len(names) == len(set(names))


def test_a_figure_not_counted_yet_is_there_without_a_value_and_an_empty_one_is_not():
    convert = COLUMNS["conversion"].convert

    assert [convert(cell) for cell in ("延迟统计", "-", "")] == [("conversion", None), None, None]
    assert other_column("服务满意度").convert(" 延迟统计 ") == ("服务满意度", None)


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("平均接待时长", "1分20秒", 80),
        ("在线时长", "08:30:00", 30600),
        ("慢响应占比", "25%", 0.25),
        ("首次上线时间", "08:30:00", None),
        ("服务分", "5分", None),
        ("备注", "新人", None),
        ("好评量", "12", 12),
    ],
)
def test_an_unknown_figure_keeps_its_name_and_words_are_no_figure(name, cell, value):
    assert other_column(name).convert(cell) == (value if value is None else (name, value))


def test_words_in_a_known_figure_are_refused():
    with pytest.raises(CellError):
        COLUMNS["received"].convert("新人")

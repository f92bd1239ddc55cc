"""Tables of agents' figures are read whoever made them, and summaries in them are no agents."""

from datetime import date, time
from decimal import Decimal

import pytest
from tests.unit.engines.tabular.made import V2011, saved, workbook

from guitai.engines.tabular.columns import lay_out
from guitai.engines.tabular.kinds import TABLES
from guitai.engines.tabular.reading import open_export
from guitai.kernel.decoding import UnreadableFileError

CHITU = [
    *(
        "客服昵称",
        "聊天人数",
        "接待人数",
        "直接接入人数",
        "转发接入人数",
        "转出人数",
        "总消息数",
        "买家消息数",
    ),
    *(
        "客服消息数",
        "答问比",
        "客服字数",
        "最大同时聊天数",
        "未回复人数",
        "回复率",
        "慢接待人数",
        "长接待人数",
    ),
    *("首次响应(秒)", "平均响应(秒)", "平均接待时长", "询单人数", "销售额", "询单->最终付款转化率"),
    *("客户满意率", "上班天数"),
]
CHITU_ROW = [
    *(
        "示例旗舰店:小美",
        "14",
        "13",
        "12",
        "2",
        "1",
        "250",
        "100",
        "150",
        "150.00%",
        "3,210",
        "5",
        "1",
        "92.31%",
    ),
    *("2", "1", "12.5", "37.79", "6分30秒", "8", "1,234.50", "延迟统计", "-", "1"),
]
SYCM = [
    *(
        "旺旺昵称",
        "咨询人数",
        "接待人数",
        "未回复人数",
        "有效接待人数",
        "平均响应时长（秒)",
        "3分钟人工响应率",
    ),
    *("旺旺回复率", "首次响应时长（秒)", "慢响应人数", "答问比", "旺旺分组"),
]
SYCM_ROW = ["示例旗舰店:小美", "14", "13", "1", "11", "20.4", "0.9971", "99.71%", "8", "0", "1.5", "售前组"]
SUMMARIES = ["汇总值", "平均值", "全店平均值", "全店汇总值", "同行同层优秀", "同行同层均值", "汇总", "均值"]
JD = [
    "日期",
    "客服",
    "接待量",
    "30s应答率",
    "首次平均响应时间",
    "新平均响应时间",
    "促成下单商品金额",
    "好评量",
]
JD_ROW = ["2026-07-21", "示例店-小何", "31", "95.2%", "00:00:12", "21.5", "1580.00", "-"]
PDD = ["客服账号", "咨询人数", "询单转化率", "客服销售额", "3分钟人工回复率(8-23点)", "30秒应答率(8-23点)"]
PDD_ROW = ["pdd_demo_01", "40", "25%", "¥980.00", "98.5%", "90%"]


def csv_of(*rows):
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows) + "\r\n"


def rows_of(path):
    (reading,) = open_export(path)
    assert reading.kind == "kpi_table"
    return list(reading)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig"])
def test_a_table_of_chitu_says_all_its_figures(tmp_path, encoding):
    (row,) = rows_of(saved(tmp_path, csv_of(CHITU, CHITU_ROW), encoding))

    assert (row.line, row.source, row.agent, row.day) == (2, "chitu", "示例旗舰店:小美", None)
    assert row.key == ("chitu", "示例旗舰店:小美", None)
    assert dict(row.figures) == {
        "consulted": 14,
        "received": 13,
        "unreplied": 1,
        "reply_rate": Decimal("0.9231"),
        "buyer_messages": 100,
        "agent_messages": 150,
        "answer_ratio": Decimal("1.5"),
        "agent_characters": 3210,
        "first_response": Decimal("12.5"),
        "average_response": Decimal("37.79"),
        "max_concurrent": 5,
        "transferred_in": 2,
        "transferred_out": 1,
        "inquiries": 8,
        "conversion": None,
        "sales": Decimal("1234.5"),
        "直接接入人数": 12,
        "总消息数": 250,
        "慢接待人数": 2,
        "长接待人数": 1,
        "平均接待时长": 390,
        "上班天数": 1,
    }


def test_a_table_of_sycm_with_its_uneven_brackets_and_its_group_of_words(tmp_path):
    (row,) = rows_of(saved(tmp_path, csv_of(SYCM, SYCM_ROW)))

    assert (row.source, row.agent) == ("sycm", "示例旗舰店:小美")
    assert dict(row.figures) == {
        "consulted": 14,
        "received": 13,
        "unreplied": 1,
        "reply_rate": Decimal("0.9971"),
        "answer_ratio": Decimal("1.5"),
        "first_response": 8,
        "average_response": Decimal("20.4"),
        "rate_3min": Decimal("0.9971"),
        "有效接待人数": 11,
        "慢响应人数": 0,
    }


def test_a_table_of_jd_has_a_row_an_agent_and_day(tmp_path):
    (row,) = rows_of(saved(tmp_path, csv_of(JD, JD_ROW)))

    assert row.key == ("jd", "示例店-小何", date(2026, 7, 21))
    assert dict(row.figures) == {
        "first_response": 12,
        "average_response": Decimal("21.5"),
        "rate_30s": Decimal("0.952"),
        "接待量": 31,
        "促成下单商品金额": 1580,
    }


def test_a_table_of_pinduoduo_keeps_its_own_thirty_seconds(tmp_path):
    (row,) = rows_of(saved(tmp_path, csv_of(PDD, PDD_ROW)))

    assert (row.source, row.agent, row.day) == ("pdd", "pdd_demo_01", None)
    assert dict(row.figures) == {
        "consulted": 40,
        "rate_3min": Decimal("0.985"),
        "conversion": Decimal("0.25"),
        "sales": 980,
        "30秒应答率(8-23点)": Decimal("0.9"),
    }


def test_a_workbook_holds_the_same_as_numbers_dates_and_times(tmp_path):
    row = [date(2026, 7, 21), "示例店-小何", 31, 0.952, time(0, 0, 12), 21.5, 1580, "-"]

    assert rows_of(workbook(tmp_path, {"客服数据": [["客服绩效", ""], JD, row]})) == rows_of(
        saved(tmp_path, csv_of(JD, JD_ROW))
    )


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_summary_is_no_agent_and_not_even_a_line(tmp_path, name):
    summary = [name, *["众多"] * (len(SYCM) - 1)]

    (row,) = rows_of(saved(tmp_path, csv_of(SYCM, summary, SYCM_ROW, summary)))

    assert row.line == 3


def test_a_summary_may_stand_where_the_day_is(tmp_path):
    rows = [JD_ROW, ["平均值", "-", *JD_ROW[2:]], ["汇总值", "", *JD_ROW[2:]]]

    assert len(rows_of(saved(tmp_path, csv_of(JD, *rows)))) == 1


def test_a_period_of_several_days_is_no_day_and_one_of_one_day_is_that_day(tmp_path):
    rows = [["2026-07-21~2026-07-21", *JD_ROW[1:]], ["2026-07-01 ~ 2026-07-31", *JD_ROW[1:]]]

    assert [row.day for row in rows_of(saved(tmp_path, csv_of(JD, *rows)))] == [date(2026, 7, 21), None]


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("接待人数", "很多", "bad_figure"),
        ("旺旺回复率", "99.71", "bad_rate"),
        ("首次响应时长（秒)", "很快", "bad_length"),
        ("旺旺昵称", "-", "missing"),
    ],
)
def test_a_figure_that_is_none_rejects_its_line_and_no_other(tmp_path, heading, cell, code):
    bad = [cell if name == heading else said for name, said in zip(SYCM, SYCM_ROW, strict=True)]

    rejection, row = rows_of(saved(tmp_path, csv_of(SYCM, bad, SYCM_ROW)))

    assert (rejection.line, rejection.column, rejection.code, row.line) == (2, heading, code, 3)


def test_of_two_headings_for_one_figure_the_better_counts_and_the_other_keeps_its_name(tmp_path):
    text = csv_of(["客服", "平均响应时间", "新平均响应时间", "接待量"], ["示例店-小何", "30", "20", "5"])

    (row,) = rows_of(saved(tmp_path, text))

    assert dict(row.figures) == {"average_response": 20, "平均响应时间": 30, "接待量": 5}


def test_figures_of_a_tool_alone_are_enough_to_know_it(tmp_path):
    text = csv_of(["客服", "促成下单人数", "售前接待人数"], ["示例店-小何", "3", "12"])

    (row,) = rows_of(saved(tmp_path, text))

    assert (row.source, dict(row.figures)) == ("jd", {"促成下单人数": 3, "售前接待人数": 12})


def test_numbers_that_count_nothing_and_times_of_day_are_no_figures(tmp_path):
    text = csv_of(
        ["客服", "工号", "联系电话", "首次上线时间", "店铺", "接待人数", "回复率", "received"],
        ["小何", "1001", "13800000000", "08:30:12", "示例店", "5", "100%", "7"],
    )

    (row,) = rows_of(saved(tmp_path, text))

    assert (row.source, row.figures) == ("other", (("received", 5), ("reply_rate", 1)))


def test_headings_again_in_the_middle_are_no_data(tmp_path):
    assert len(rows_of(saved(tmp_path, csv_of(SYCM, SYCM_ROW, SYCM, SYCM_ROW)))) == 2


@pytest.mark.parametrize(
    "headings",
    [
        [*V2011, "客服", "销售额", "退款金额", "客单价"],
        ["订单编号", "客服", "接待人数", "销售额", "退款金额"],
        ["咨询时间", "顾客", "客服", "首次响应时间", "平均响应时间(S)", "客户消息数", "客服消息数"],
        ["商品编号", "标题", "价格", "状态", "客服", "销售额", "销售量"],
        ["客户名", "消息序号", "发送时间", "发送内容", "发送账号", "账号类型", "客服", "销售额", "销售量"],
    ],
)
def test_lists_of_orders_sessions_products_and_messages_are_not_taken_for_figures(headings):
    layout = lay_out(headings, 1, TABLES)

    assert layout is None or layout.table.kind != "kpi_table"


def test_figures_of_the_whole_shop_are_no_agents(tmp_path):
    text = csv_of(["日期", "咨询人数", "接待人数", "询单人数"], ["2026-07-21", "9", "8", "7"])

    with pytest.raises(UnreadableFileError):
        open_export(saved(tmp_path, text))

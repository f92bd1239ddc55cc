"""``guitai inspect`` counts, shows the first rows, and names what it refuses."""

import json
import subprocess
import sys

import pytest
import typer
from tests.unit.engines.tabular.made import V2017, order_csv, saved, workbook
from tests.unit.engines.tabular.made_lists import JD30, JD_LINE, REFUND38, REFUND_LINE, list_of
from tests.unit.engines.transcripts import made as chats
from typer.testing import CliRunner

from guitai.cli.inspecting import inspect

SECOND = {"商品ID": "1000000002", "商品名称": "另一件"}  # of the order of JD_LINE


@pytest.fixture
def run():
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(inspect)
    return lambda *args: CliRunner().invoke(app, [str(arg) for arg in args])


def report(run, *args):
    result = run(*args, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["files"]


def counts(entry):
    return [entry[name] for name in ("read", "added", "updated", "unchanged")] + [len(entry["rejected"])]


def test_an_order_list_is_reported_with_its_first_rows(run, tmp_path):
    path = saved(tmp_path, order_csv(V2017, {"订单编号": "1"}, {"订单编号": "2"}))

    (entry,) = report(run, path)

    assert (entry["file"], entry["kind"], entry["encoding"]) == (str(path), "taobao_orders", "gb18030")
    assert counts(entry) == [2, 2, 0, 0, 0]
    assert (
        entry["first"][0]
        | {
            "order_id": "1",
            "total": "158.00",
            "status": "paid",
            "created_at": "2017-07-02T10:11:12+08:00",
        }
        == entry["first"][0]
    )


def test_lines_that_repeat_differ_or_break_are_counted_apart(run, tmp_path):
    text = order_csv(
        V2017,
        {"订单编号": "1"},
        {"订单编号": "1"},
        {"订单编号": "1", "订单状态": "交易成功"},
        {"订单编号": "1.2E+17"},
    )

    (entry,) = report(run, saved(tmp_path, text))

    assert counts(entry) == [4, 1, 1, 1, 1]
    assert entry["rejected"][0]["line"] == 5
    assert entry["rejected"][0]["column"] == "订单编号"
    assert "export again as text" in entry["rejected"][0]["reason"]


def test_a_chat_counts_its_messages_and_a_repeated_one_is_unchanged(run, tmp_path):
    said = ("tb_a", "2019-05-01 12:00:00", "在吗")
    text = chats.chat(
        chats.block("tb_a", said, (chats.AGENT, "2019-05-01 12:00:09", "在")), chats.block("tb_a", said)
    )

    (entry,) = report(run, chats.saved(tmp_path, text))

    assert (entry["kind"], counts(entry)) == ("qianniu_chats", [3, 2, 0, 1, 0])
    assert entry["first"][0]["author"] == "buyer"


def test_a_workbook_of_two_kinds_has_two_entries(run, tmp_path):
    orders = [["订单编号", "总金额", "订单状态"], ["1", 2, "交易成功"]]
    items = [["主订单编号", "商品标题", "购买数量", "商品属性"], ["1", "锅", 1, "颜色:黑"]]

    entries = report(run, workbook(tmp_path, {"订单报表": orders, "销售明细": items}))

    assert [entry["kind"] for entry in entries] == ["taobao_orders", "taobao_order_items"]
    assert entries[1]["first"][0]["sku"] == {"颜色": "黑"}


def test_an_order_on_several_lines_is_one_and_a_line_of_a_further_product_counts_nothing(run, tmp_path):
    third = {"商品ID": "1000000003", "商品名称": "第三件"}

    (entry,) = report(run, saved(tmp_path, list_of(JD30, JD_LINE, JD_LINE | SECOND, JD_LINE | third)))

    assert (entry["kind"], counts(entry)) == ("jd_orders", [3, 1, 0, 0, 0])
    assert entry["first"][1]["order_id"] == "12300000001"
    assert entry["first"][1]["item"] == {
        "title": "另一件",
        "price": "758.00",
        "quantity": 1,
        "merchant_code": "HH001",
        "sku_id": "1000000002",
    }


@pytest.mark.parametrize(
    ("again", "meant"),
    [
        ([{}, SECOND], [4, 1, 0, 2, 0]),  # the same file twice
        ([{"订单状态": "完成"}], [3, 1, 1, 0, 0]),
        (
            [{"订单状态": "完成"}, SECOND | {"订单状态": "完成"}],
            [4, 1, 1, 0, 0],
        ),  # newer once, told on two lines
        ([SECOND | {"订购数量": "2"}], [3, 1, 1, 0, 0]),
        ([{"订单号": "12300000002"}], [3, 2, 0, 0, 0]),
    ],
)
def test_what_a_later_line_says_of_an_order_of_two_products_is_counted_once(run, tmp_path, again, meant):
    lines = [JD_LINE | change for change in ({}, SECOND, *again)]

    (entry,) = report(run, saved(tmp_path, list_of(JD30, *lines)))

    assert counts(entry) == meant


def test_a_line_that_repeats_any_before_it_is_unchanged(run, tmp_path):
    paid, finished = {"订单编号": "1"}, {"订单编号": "1", "订单状态": "交易成功"}

    (entry,) = report(run, saved(tmp_path, order_csv(V2017, paid, finished, paid)))

    assert counts(entry) == [3, 1, 1, 1, 0]


def test_refunds_are_counted_by_their_numbers(run, tmp_path):
    lines = [REFUND_LINE, REFUND_LINE | {"退款编号": "2"}, REFUND_LINE | {"退款状态": "退款关闭"}]

    (entry,) = report(run, saved(tmp_path, list_of(REFUND38, *lines)))

    assert (entry["kind"], counts(entry)) == ("taobao_refunds", [3, 2, 1, 0, 0])
    assert (entry["first"][0]["status"], entry["first"][0]["amount"]) == ("done", "79.00")
    assert entry["first"][0]["needs_return"] is True


def test_people_see_a_product_below_its_order(run, tmp_path):
    result = run(saved(tmp_path, list_of(JD30, JD_LINE)))

    assert [line.split() for line in result.stdout.splitlines() if "item." in line][:2] == [
        ["item.title", "示例商品"],
        ["item.price", "758.00"],
    ]


def test_a_damaged_file_is_one_sentence_and_the_others_are_still_reported(run, tmp_path):
    good = saved(tmp_path, order_csv(V2017, {}))
    bad = tmp_path / "bad.csv"
    bad.write_bytes(bytes(range(256)) * 8)

    result = run(bad, good, tmp_path / "none.csv", "--json")

    assert result.exit_code == 1
    assert [entry["file"] for entry in json.loads(result.stdout)["files"]] == [str(good)]
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["bad.csv", "none.csv"]


def test_people_get_a_table(run, tmp_path):
    orders = [{"订单编号": str(number), "总金额": "?"} for number in range(25)]

    result = run(saved(tmp_path, order_csv(V2017, {"买家会员名": "[bold]tb"}, *orders)))

    assert result.exit_code == 0
    assert "26 read, 1 added, 0 updated, 0 unchanged, 25 rejected" in result.stdout
    assert "[bold]tb" in result.stdout
    assert "5 more" in result.stdout


def test_a_clean_file_shows_its_first_three_rows_and_no_rejections(run, tmp_path):
    orders = [{"订单编号": str(number), "买家会员名": f"tb_{number}"} for number in range(1, 6)]

    result = run(saved(tmp_path, order_csv(V2017, *orders)))

    assert "tb_3" in result.stdout and "tb_4" not in result.stdout
    assert "Rejected" not in result.stdout


def test_inspecting_needs_no_django():
    code = "import sys, guitai.cli.inspecting; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_size_chart_is_shown_with_its_ranges(run, tmp_path):
    chart = [["商品编号", "尺码", "身高(cm)", "体重(斤)"], ["C1001", "M", "160-165", "100-110"]]

    (entry,) = report(run, workbook(tmp_path, {"尺码表": chart}))

    assert entry["first"][0]["ranges"] == {"height": [160, 165], "weight": [50, 55]}


def test_a_list_of_sessions_is_counted_and_shown(run, tmp_path):
    line = "2026-07-21 21:50:11,jd_0aaaa0aaaa0db,示例店-小何,4,-0.01,{cid}\n"
    text = "咨询时间,顾客,客服,首次响应时间,会话时长(M),cid\n" + "".join(
        line.format(cid=cid) for cid in ("c1", "c2", "c1")
    )

    (entry,) = report(run, saved(tmp_path, text))

    assert (entry["kind"], counts(entry)) == ("dongdong_sessions", [3, 2, 0, 1, 0])
    assert entry["first"][0] == {
        "line": 2,
        "session_id": "c1",
        "started_at": "2026-07-21T21:50:11+08:00",
        "buyer": "jd_0aaaa0aaaa0db",
        "agent": "示例店-小何",
        "first_response_s": 4.0,
    }


def test_a_workbook_of_talks_counts_its_messages_and_not_its_summary(run, tmp_path):
    headings = ["客户名", "消息序号", "发送时间", "发送内容", "发送账号", "账号类型"]
    said = ["tb_a", 1, "2026-07-21 20:57:11", "在吗", "tb_a", "客户"]
    answer = ["tb_a", 2, "2026-07-21 20:57:30", "在的", "示例旗舰店:小美", "客服"]
    sheets = {"导出汇总": [["客户名", "消息数量"], ["tb_a", 2]], "tb_a": [headings, said, answer, said]}

    (entry,) = report(run, workbook(tmp_path, sheets))

    assert (entry["kind"], counts(entry)) == ("qianniu_chats", [3, 2, 0, 1, 0])
    assert entry["first"][1]["account_kind"] == "客服"


def test_a_table_of_figures_counts_agents_and_no_summaries(run, tmp_path):
    text = (
        "日期,客服昵称,接待人数,回复率,询单->最终付款转化率\n"
        "2026-07-21,示例旗舰店:小美,13,92.31%,延迟统计\n2026-07-22,示例旗舰店:小美,9,100%,延迟统计\n"
        "2026-07-21,示例旗舰店:小美,14,92.31%,-\n,汇总值,22,95.45%,-\n"
    )

    (entry,) = report(run, saved(tmp_path, text))

    assert (entry["kind"], counts(entry)) == ("kpi_table", [3, 2, 1, 0, 0])
    assert entry["first"][0] == {
        "line": 2,
        "source": "chitu",
        "agent": "示例旗舰店:小美",
        "day": "2026-07-21",
        "figures": {"received": 13, "reply_rate": 0.9231, "conversion": None},
    }

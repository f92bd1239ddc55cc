"""``guitai inspect`` counts, shows the first rows, and names what it refuses."""

import json
import subprocess
import sys

import pytest
import typer
from tests.unit.engines.tabular.made import V2017, order_csv, saved, workbook
from tests.unit.engines.transcripts import made as chats
from typer.testing import CliRunner

from guitai.cli.inspecting import inspect


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

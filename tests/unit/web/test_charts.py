"""A chart's numbers for the script, and the same as a table."""

from django.template.loader import render_to_string

from guitai.engines.metrics.keys import Unit
from guitai.web.charts import Cell, Chart, Series

LINE = Chart(
    "trend",
    "回复率",
    "line",
    ["11-21", "11-22"],
    [Series("回复率", [0.5, None])],
    Unit.SHARE,
    target=0.9,
    links=[["/a?b=1&c=2", "/d"]],
    unfinished=1,
)
HEAT = Chart(
    "heat", "接待", "heat", ["09", "10"], [Series("周一", [1, 2]), Series("周二", [3, None])], Unit.COUNT
)


def test_the_script_gets_numbers_and_their_words():
    assert LINE.data == {
        "kind": "line",
        "unit": "share",
        "categories": ["11-21", "11-22"],
        "series": [{"name": "回复率", "values": [0.5, None], "shown": ["50.0%", "—"]}],
        "links": [["/a?b=1&c=2", "/d"]],
        "target": {"value": 0.9, "shown": "90.0%"},
        "unfinished": 1,
    }


def test_the_table_has_a_row_a_category_and_of_a_heat_map_a_row_a_series():
    assert LINE.columns == ["回复率"]
    assert LINE.rows == [("11-21", [Cell("50.0%", "/a?b=1&c=2")]), ("11-22", [Cell("—", "")])]
    assert HEAT.columns == ["09", "10"]
    assert HEAT.rows[1] == ("周二", [Cell("3", ""), Cell("—", "")])


def test_the_piece_holds_both_and_lets_nothing_out_of_the_data():
    sly = Chart("x", "</script><b>", "bar", ["</script>"], [Series("<i>", [1])], Unit.COUNT)

    page = render_to_string("reports/chart.html", {"chart": sly})

    assert "<b>" not in page and "<i>" not in page and page.count("</script>") == 1
    assert 'href="/a?b=1&amp;c=2"' in render_to_string("reports/chart.html", {"chart": LINE})


def test_nothing_to_draw_is_said():
    empty = Chart("x", "回复率", "line", ["11-21"], [Series("回复率", [None])], Unit.SHARE)

    assert empty.is_empty and "data-chart" not in render_to_string("reports/chart.html", {"chart": empty})

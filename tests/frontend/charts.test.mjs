// What ECharts is asked to draw: the numbers as they are, the address behind each point, days that are not over.
import assert from "node:assert/strict";
import { test } from "node:test";

import { axisText, linkOf, options } from "../../src/guitai/web/static/reports/charts.js";

const COLOURS = { width: 800, ink: "#111", "ink-2": "#222", "ink-3": "#333", line: "#ddd", paper: "#fff", heat: ["#eee", "#000"], font: "sans" };
const WORDS = { target: "目标", unfinished: "未结束" };
const LINE = {
  kind: "line",
  unit: "share",
  categories: ["11-20", "11-21", "11-22"],
  series: [{ name: "回复率", values: [0.9, null, 0.7], shown: ["90.0%", "—", "70.0%"] }],
  links: [["/a", "/b", "/c"]],
  target: { value: 0.95, shown: "95.0%" },
  unfinished: 1,
};

test("a line keeps gaps, has its target, and the day that is not over is hatched", () => {
  const drawn = options(LINE, COLOURS, WORDS);

  assert.deepEqual(drawn.series[0].data, [0.9, null, 0.7]);
  assert.equal(drawn.series[0].connectNulls, false);
  assert.equal(drawn.series[0].markLine.data[0].yAxis, 0.95);
  assert.equal(drawn.series[0].markLine.label.formatter, "目标 95.0%");
  const strip = drawn.series[1];
  assert.deepEqual(strip.data, [null, null, 1]);
  assert.ok(strip.itemStyle.decal && strip.silent);
  assert.equal(drawn.animation, false);
});

test("a target the highest point does not reach is on the axis all the same", () => {
  const sums = { ...LINE, unit: "count", target: { value: 50, shown: "50" }, unfinished: 0 };

  const { yAxis } = options(sums, COLOURS, WORDS);

  assert.equal(yAxis.min, 0);
  assert.equal(yAxis.max({ max: 12 }), 50);
  assert.equal(yAxis.max({ max: 80 }), null);
});

test("bars begin at zero and those of days not over are hatched", () => {
  const drawn = options({ ...LINE, kind: "bar", target: null }, COLOURS, WORDS);

  assert.equal(drawn.yAxis.min, 0);
  assert.equal(drawn.series[0].data[0], 0.9);
  assert.ok(drawn.series[0].data[2].itemStyle.decal);
});

test("a heat map leaves out what is not known and opens the point's own row", () => {
  const chart = {
    kind: "heat",
    unit: "count",
    categories: ["09", "10"],
    series: [
      { name: "周一", values: [3, null], shown: ["3", "—"] },
      { name: "周二", values: [0, 7], shown: ["0", "7"] },
    ],
    links: [["/a", "/b"], ["/c", "/d"]],
  };

  const drawn = options(chart, COLOURS, WORDS);

  assert.deepEqual(drawn.series[0].data, [[0, 0, 3], [0, 1, 0], [1, 1, 7]]);
  assert.equal(drawn.visualMap.max, 7);
  assert.equal(linkOf(chart, { value: [1, 1, 7], seriesIndex: 0, dataIndex: 2 }), "/d");
});

test("a funnel is bars, one beneath the other, with their numbers", () => {
  const chart = {
    kind: "funnel",
    unit: "count",
    categories: ["询单", "下单", "付款"],
    series: [{ name: "买家", values: [40, 12, 9], shown: ["40", "12", "9"] }],
    links: null,
  };

  const { xAxis, yAxis, series } = options(chart, COLOURS, WORDS);

  assert.equal(xAxis.min, 0);
  assert.equal(yAxis.inverse, true);
  assert.equal(series[0].label.formatter({ dataIndex: 1 }), "12");
  assert.equal(linkOf(chart, { seriesIndex: 0, dataIndex: 1 }), "");
});

test("a point without an address opens nothing", () => {
  assert.equal(linkOf(LINE, { seriesIndex: 0, dataIndex: 2 }), "/c");
  assert.equal(linkOf(LINE, { seriesIndex: 1, dataIndex: 2 }), ""); // the hatched strip
});

test("axes speak the unit of their figure", () => {
  assert.equal(axisText(0.5, "share"), "50%");
  assert.equal(axisText(45, "seconds"), "45″");
  assert.equal(axisText(200, "seconds"), "3′20″");
  assert.equal(axisText(12500, "yuan"), "¥12.5k");
  assert.equal(axisText(7, "count"), "7");
});

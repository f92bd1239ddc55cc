// What ECharts is asked to draw, out of the numbers a page carries (web/charts.py) and its colours (theme.js).
const STROKES = ["solid", "dashed", "dotted", [8, 3, 2, 3], [2, 2]];
const SIGNS = ["circle", "rect", "triangle", "diamond", "emptyCircle"];
const DAY_NOT_OVER = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 };

// Hatched are days that are not over; several sets of bars have a pattern each, so that grey paper tells them apart.
const PLAIN = { show: true, decals: [{ symbol: "none" }] };

export function axisText(value, unit) {
  if (unit === "share") return `${Math.round(value * 1000) / 10}%`;
  if (unit === "seconds") return value < 60 ? `${value}″` : `${Math.floor(value / 60)}′${String(Math.round(value % 60)).padStart(2, "0")}″`;
  const money = unit === "yuan" ? "¥" : "";
  if (value >= 10000) return `${money}${Math.round(value / 100) / 10}k`;
  return `${money}${value}`;
}

export function options(chart, colours, words) {
  const base = {
    animation: false,
    textStyle: { fontFamily: colours.font, color: colours.ink },
    aria: aria({ show: false }),
  };
  const drawn = { line: lines, bar: bars, heat, funnel }[chart.kind](chart, colours, words);
  return { ...base, ...drawn };
}

// What a chart is of is said by its box and its table, not by ECharts.
function aria(decal) {
  return { enabled: true, label: { enabled: false }, decal };
}

// The address behind a point; a heat map's points know their row themselves.
export function linkOf(chart, event) {
  if (!chart.links) return "";
  const [row, place] = chart.kind === "heat" ? [event.value[1], event.value[0]] : [event.seriesIndex, event.dataIndex];
  return chart.links[row]?.[place] ?? "";
}

function axes(chart, colours) {
  const label = { color: colours["ink-3"], fontSize: 12 };
  return {
    grid: { left: 8, right: 16, top: 36, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "category",
      data: chart.categories,
      axisLabel: { ...label, hideOverlap: true },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      min: 0,
      max: (range) => highest(chart, range.max),
      axisLabel: { ...label, formatter: (value) => axisText(value, chart.unit) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    legend: {
      show: chart.series.length > 1,
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 14,
      itemHeight: 8,
      textStyle: { color: colours["ink-2"], fontSize: 12 },
    },
    tooltip: { trigger: "axis", ...bubble(colours), formatter: (points) => told(chart, points) },
  };
}

// A share over a half is seen against the whole; a target beyond every point is still drawn.
function highest(chart, most) {
  const target = chart.target?.value ?? 0;
  if (chart.unit === "share" && Math.max(most, target) > 0.5) return 1;
  return target > most ? target : null;
}

function bubble(colours) {
  return {
    confine: true,
    backgroundColor: colours.paper,
    borderColor: colours.line,
    textStyle: { color: colours.ink, fontSize: 12 },
    transitionDuration: 0,
  };
}

// The tooltip is an element, so that a name is never read as markup.
function told(chart, points) {
  const box = document.createElement("div");
  const row = (text, weight) => {
    const line = document.createElement("div");
    line.textContent = text;
    line.style.fontWeight = weight;
    box.append(line);
  };
  const list = [points].flat();
  if (list.length > 0) row(chart.categories[list[0].dataIndex], 600);
  const rows = new Set(list.map((point) => point.seriesIndex).filter((index) => index < chart.series.length));
  for (const index of rows) row(`${chart.series[index].name} ${chart.series[index].shown[list[0].dataIndex]}`, 400);
  return box;
}

function targetLine(chart, colours, words) {
  if (!chart.target) return undefined;
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: colours["ink-2"], type: "dashed", width: 1 },
    label: { formatter: `${words.target} ${chart.target.shown}`, color: colours["ink-2"], position: "insideEndTop" },
    data: [{ yAxis: chart.target.value }],
  };
}

function lines(chart, colours, words) {
  const parts = axes(chart, colours);
  const drawn = chart.series.map((series, index) => ({
    type: "line",
    name: series.name,
    data: series.values,
    color: colours[`chart-${(index % 5) + 1}`],
    lineStyle: { width: 2, type: STROKES[index % 5] },
    symbol: SIGNS[index % 5],
    symbolSize: 7,
    showSymbol: true,
    showAllSymbol: chart.categories.length <= 62,
    connectNulls: false,
    cursor: chart.links ? "pointer" : "default",
    emphasis: { disabled: true },
    markLine: index === 0 ? targetLine(chart, colours, words) : undefined,
  }));
  if (chart.unfinished > 0) {
    parts.yAxis = [parts.yAxis, { type: "value", min: 0, max: 1, show: false }];
    drawn.push(notOver(chart, colours, words));
  }
  return { ...parts, aria: aria(PLAIN), series: drawn };
}

// A hatched strip behind the days that are not over yet, on an axis of its own.
function notOver(chart, colours, words) {
  const from = chart.categories.length - chart.unfinished;
  return {
    type: "bar",
    name: words.unfinished,
    yAxisIndex: 1,
    data: chart.categories.map((_, place) => (place < from ? null : 1)),
    barWidth: "96%",
    silent: true,
    z: 0,
    itemStyle: { color: "transparent", decal: { ...DAY_NOT_OVER, color: colours["ink-3"] }, opacity: 0.35 },
    tooltip: { show: false },
  };
}

function bars(chart, colours, words) {
  const parts = axes(chart, colours);
  const from = chart.categories.length - chart.unfinished;
  parts.aria = aria(chart.series.length > 1 ? { show: true } : PLAIN);
  parts.series = chart.series.map((series, index) => ({
    type: "bar",
    name: series.name,
    data: series.values.map((value, place) =>
      place < from ? value : { value, itemStyle: { decal: { ...DAY_NOT_OVER, color: colours.paper } } },
    ),
    color: colours[`chart-${(index % 5) + 1}`],
    barMaxWidth: 36,
    cursor: chart.links ? "pointer" : "default",
    emphasis: { disabled: true },
    markLine: index === 0 ? targetLine(chart, colours, words) : undefined,
  }));
  return parts;
}

function heat(chart, colours) {
  const points = chart.series.flatMap((series, row) =>
    series.values.map((value, place) => [place, row, value]).filter(([, , value]) => value !== null),
  );
  const values = points.map(([, , value]) => value);
  const label = { color: colours["ink-3"], fontSize: 12 };
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 44, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: chart.categories, axisLabel: label, axisTick: { show: false }, axisLine: { show: false } },
    yAxis: {
      type: "category",
      inverse: true,
      data: chart.series.map((series) => series.name),
      axisLabel: label,
      axisTick: { show: false },
      axisLine: { show: false },
    },
    visualMap: {
      min: Math.min(0, ...values),
      max: Math.max(...values) || 1,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemHeight: 160,
      itemWidth: 10,
      calculable: false,
      inRange: { color: colours.heat },
      text: [axisText(Math.max(...values), chart.unit), axisText(Math.min(0, ...values), chart.unit)],
      textStyle: label,
    },
    tooltip: {
      ...bubble(colours),
      formatter: (point) => {
        const [place, row] = point.value;
        const line = document.createElement("div");
        line.textContent = `${chart.series[row].name} ${chart.categories[place]} · ${chart.series[row].shown[place]}`;
        return line;
      },
    },
    series: [
      {
        type: "heatmap",
        data: points,
        itemStyle: { borderColor: colours.paper, borderWidth: 2 },
        cursor: chart.links ? "pointer" : "default",
        emphasis: { disabled: true },
      },
    ],
  };
}

// The steps as bars from zero, one beneath the other: lengths can be compared, areas of a drawn funnel cannot.
function funnel(chart, colours) {
  const [steps] = chart.series;
  const room = { width: Math.round(colours.width * 0.4), overflow: "truncate" };
  const label = { color: colours["ink-2"], fontSize: 13, ...room };
  return {
    grid: { left: 8, right: 80, top: 8, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "value", min: 0, show: false },
    yAxis: { type: "category", inverse: true, data: chart.categories, axisLabel: label, axisTick: { show: false }, axisLine: { show: false } },
    tooltip: { trigger: "item", ...bubble(colours), formatter: (point) => told(chart, point) },
    series: [
      {
        type: "bar",
        name: steps.name,
        data: steps.values,
        color: colours["chart-1"],
        barMaxWidth: 32,
        cursor: chart.links ? "pointer" : "default",
        label: { show: true, position: "right", color: colours.ink, formatter: (point) => steps.shown[point.dataIndex] },
        emphasis: { disabled: true },
      },
    ],
  };
}

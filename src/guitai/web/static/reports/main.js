// Draws the charts of a report in the page's colours, again when these change, and on paper in the light ones.
import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapContinuousComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { linkOf, options } from "./charts.js";
import { tokens } from "./theme.js";

use([
  AriaComponent,
  BarChart,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  SVGRenderer,
  TooltipComponent,
  VisualMapContinuousComponent,
]);

function begin(box) {
  const chart = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  const words = { target: box.dataset.targetWord, unfinished: box.dataset.unfinishedWord };
  const picture = init(box, null, { renderer: "svg" });
  const draw = () => picture.setOption(options(chart, tokens(box), words), { notMerge: true });
  draw();
  picture.on("click", (event) => {
    const address = linkOf(chart, event);
    if (address) window.location.assign(address);
  });
  new ResizeObserver(() => picture.resize()).observe(box);
  return { draw, resize: () => picture.resize() };
}

const drawn = new Map();

// htmx may put new charts in place of old ones.
function beginAll() {
  for (const box of drawn.keys()) if (!box.isConnected) drawn.delete(box);
  for (const box of document.querySelectorAll("[data-chart]")) if (!drawn.has(box)) drawn.set(box, begin(box));
}

function drawAll() {
  for (const each of drawn.values()) each.draw();
}

// On paper every table lies open and the light colours hold; afterwards all is as it was.
function forPaper() {
  const page = document.documentElement;
  const looks = page.dataset.bsTheme;
  const closed = [...document.querySelectorAll("details.chart-table:not([open])")];
  page.dataset.bsTheme = "light";
  for (const table of closed) table.open = true;
  drawAll();
  window.addEventListener(
    "afterprint",
    () => {
      page.dataset.bsTheme = looks;
      for (const table of closed) table.open = false;
    },
    { once: true },
  );
}

beginAll();
document.addEventListener("htmx:afterSettle", beginAll);
window.addEventListener("beforeprint", forPaper);
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });

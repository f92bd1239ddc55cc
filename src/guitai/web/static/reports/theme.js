// The colours of charts, from the same tokens as the page; on paper the light ones, told apart by strokes as well.
const NAMES = ["ink", "ink-2", "ink-3", "line", "paper", "accent-text", "chart-1", "chart-2", "chart-3", "chart-4", "chart-5"];
const HEAT = ["heat-0", "heat-1", "heat-2", "heat-3"];

export function tokens(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const named = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
  return { ...named, heat: HEAT.map(read), font: style.fontFamily, width: element.clientWidth };
}

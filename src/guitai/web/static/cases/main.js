// After-sales: the board and one case look again by themselves, and their keys. J and K move along the board (in a column where
// there are columns), the arrows to another column; what else there is stands on the buttons (data-key); / searches. A case that
// somebody is about to answer is not drawn anew: they are told that it went on.
const LOOKS_EVERY_MS = 5000;
const HIDDEN_EVERY = 6; // so many times more seldom
const STEPS = { j: 1, k: -1, arrowdown: 1, arrowup: -1 };
const SIDEWAYS = { arrowright: 1, arrowleft: -1 };
const FIELDS = "input:not([type=hidden], [type=radio], [type=checkbox]), textarea, select";

const columns = matchMedia("(min-width: 1200px)");
const { title } = document;
let composing = false;
let ticks = 0;

const board = () => document.getElementById("cases");
const open = () => document.getElementById("case");

// Whether somebody is in the middle of something that drawing anew would take from them.
function busy() {
  const fields = [...open().querySelectorAll(FIELDS)];
  const isChanged = (field) => (field.matches("select") ? field === document.activeElement : field.value !== field.defaultValue);
  return composing || fields.some(isChanged) || fields.includes(document.activeElement) || open().querySelector("details[open], .case-chosen");
}

function look() {
  const part = open() || board();
  if (part && !composing) window.htmx.trigger(part, "look");
}

function tick() {
  ticks += 1;
  if (!document.hidden || ticks % HIDDEN_EVERY === 0) look();
}

function count() {
  const late = board()?.dataset.late;
  if (late) document.title = late === "0" ? title : `(${late}) ${title}`;
}

function rows() {
  return [...document.querySelectorAll(".board-row, .board-over")];
}

function columnOf(row) {
  return columns.matches ? Number(row.closest("[data-column]")?.dataset.column ?? 0) : 0;
}

function go(row) {
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

// The next row, in the same column where there are several.
function step(by) {
  const all = rows();
  const at = document.activeElement.closest(".board-row, .board-over");
  if (!at) return go(all[0]);
  const along = all.filter((row) => columnOf(row) === columnOf(at));
  const next = along[along.indexOf(at) + by];
  return next ? go(next) : document.querySelector(by > 0 ? "#cases a[rel=next]" : "#cases a[rel=prev]")?.focus();
}

// The first row of the next column that has one, else nothing moves.
function sideways(by) {
  const at = document.activeElement.closest(".board-row");
  const beside = rows().filter((row) => (columnOf(row) - columnOf(at ?? row)) * by > 0);
  const nearest = Math.min(...beside.map((row) => columnOf(row) * by));
  go(at ? beside.find((row) => columnOf(row) * by === nearest) : rows()[0]);
}

function meant(key) {
  return document.querySelector(`.cases [data-key="${CSS.escape(key)}"]`) || document.querySelector(`.page-head [data-key="${CSS.escape(key)}"]`);
}

function press(control) {
  control.click();
  if (control.matches("input")) control.focus();
  if (!control.matches("summary")) return;
  control.closest("details").querySelector("input:not([type=hidden]), select, form button")?.focus();
}

function escape(event) {
  const drawer = event.target.closest("details[open]");
  if (drawer) {
    drawer.open = false;
    drawer.querySelector("summary").focus();
  } else if (event.target.matches(FIELDS)) event.target.blur();
  else meant("escape")?.click();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.key === "Escape") return escape(event);
  const key = event.key.toLowerCase();
  if (event.target.closest(FIELDS)) return;
  const search = document.getElementById("cases-q");
  if (key === "/" && search) search.select();
  else if (board() && columns.matches && SIDEWAYS[key]) sideways(SIDEWAYS[key]);
  else if (board() && STEPS[key]) step(STEPS[key]);
  else if (meant(key)) press(meant(key));
  else return;
  event.preventDefault();
}

function changed({ target }) {
  if (target.matches("[data-bring]") && target.files.length > 0) target.form.requestSubmit();
  else if (target.matches("[data-filter] select")) target.form.requestSubmit();
}

// A look at a case somebody is busy with asks only whether it went on.
function asking({ detail }) {
  if (detail.elt.id === "case" && detail.verb === "get" && busy()) detail.parameters.typing = "1";
}

let kept = "";
function remember({ detail }) {
  if (detail.target?.id === "cases") kept = document.activeElement?.id ?? "";
}

// The row that was in hand keeps the focus when the board is drawn anew.
function settled() {
  count();
  if (kept && document.activeElement === document.body) document.getElementById(kept)?.focus({ preventScroll: true });
  kept = "";
}

document.addEventListener("keydown", pressed);
document.addEventListener("change", changed);
document.addEventListener("compositionstart", () => (composing = true));
document.addEventListener("compositionend", () => (composing = false));
document.addEventListener("visibilitychange", () => document.hidden || look());
document.addEventListener("htmx:configRequest", asking);
document.addEventListener("htmx:beforeSwap", remember);
document.addEventListener("htmx:afterSettle", settled);
setInterval(tick, LOOKS_EVERY_MS);
count();

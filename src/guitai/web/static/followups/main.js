// The keys of the lists: J, K and the arrows move, the rest stand on the buttons; a key on a drawer opens it. What is typed
// faster than the page answers waits its turn. A wording the server let go is put into the clipboard.
import { toClipboard } from "../sidecar/clipboard.js";

const ROW = ".followups-row[aria-current]";
const STEPS = { j: 1, arrowdown: 1, k: -1, arrowup: -1 };
const waiting = [];
let asking = false;

function body() {
  return document.getElementById("followups");
}

function neighbour(step) {
  const rows = [...body().querySelectorAll(".followups-row")];
  return rows[rows.indexOf(body().querySelector(ROW)) + step];
}

function meant(key) {
  return STEPS[key] ? neighbour(STEPS[key]) : body().querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function press(control) {
  control?.click();
  const drawer = control?.closest("details");
  if (drawer && control.matches("summary")) drawer.querySelector("input:not([type=hidden]), select, form button")?.focus();
}

function workOff() {
  while (!asking && waiting.length > 0) press(meant(waiting.shift()));
}

function isTaken(event) {
  return event.target.closest("input, select, textarea:not([readonly]), [contenteditable]");
}

async function copy(field) {
  field.removeAttribute("data-copied");
  if (!(await toClipboard(field.value, field))) window.Alpine.store("toasts").say(field.dataset.marked);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const key = event.key.toLowerCase();
  if (key === "escape") return closeDrawer(event);
  if (isTaken(event) || !meant(key)) return undefined;
  event.preventDefault();
  waiting.push(key);
  return workOff();
});

function closeDrawer(event) {
  const drawer = event.target.closest("details[open]");
  if (!drawer) return;
  drawer.open = false;
  drawer.querySelector("summary").focus();
}

document.addEventListener("htmx:beforeRequest", () => {
  asking = true;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) return;
  asking = false;
  waiting.length = 0;
});

document.addEventListener("htmx:afterSettle", () => {
  asking = false;
  const copied = body().querySelector("[data-copied]");
  if (copied) copy(copied);
  if (document.activeElement === document.body) document.getElementById("followups-title")?.focus({ preventScroll: true });
  body().querySelector(ROW)?.scrollIntoView({ block: "nearest" });
  workOff();
});

// The keys of the page where suggestions are decided about: J and K move, A approves, C changes, X drops, U undoes; what else
// there is stands on the buttons. In a field Ctrl+Enter approves and Esc leaves it. What is typed faster than the page answers
// waits its turn.
const ROW = ".candidate-row[aria-current]";
const waiting = [];
let asking = false;

function body() {
  return document.getElementById("candidates");
}

function neighbour(step) {
  const rows = [...body().querySelectorAll("a.candidate-row")];
  return rows[rows.indexOf(body().querySelector(ROW)) + step];
}

function meant(key) {
  if (key === "j") return neighbour(1);
  if (key === "k") return neighbour(-1);
  if (key === "c") return body().querySelector("[data-change]");
  return body().querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function workOff() {
  while (!asking && waiting.length > 0) press(waiting.shift());
}

function press(key) {
  const target = meant(key);
  if (!target) return;
  if (key === "c") change(target.closest("details"));
  else target.click();
}

function change(details) {
  details.open = true;
  const field = details.querySelector("textarea");
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

function pressedInField(event, field) {
  if (event.key === "Escape") field.blur();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) meant("a")?.click();
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const field = event.target.closest("#candidates :is(input, textarea)");
  if (field) return void pressedInField(event, field);
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const key = event.key.toLowerCase();
  if (key.length > 1 || !meant(key)) return;
  event.preventDefault();
  waiting.push(key);
  workOff();
});

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
  if (document.activeElement === document.body) document.getElementById("candidate-title")?.focus({ preventScroll: true });
  workOff();
});

// The keys of the page where reasons are confirmed: J and K move, Enter or Y takes the proposal, U undoes, the rest stand on
// the buttons. What is typed faster than the page answers waits its turn.
const ROW = ".lost-row[aria-current]";
const waiting = [];
let asking = false;

function body() {
  return document.getElementById("lost-mine");
}

function neighbour(step) {
  const rows = [...body().querySelectorAll("section .lost-row")];
  return rows[rows.indexOf(body().querySelector(ROW)) + step];
}

function meant(key) {
  if (key === "j") return neighbour(1);
  if (key === "k") return neighbour(-1);
  return body().querySelector(`[data-key="${CSS.escape(key === "y" ? "enter" : key)}"]`);
}

function workOff() {
  while (!asking && waiting.length > 0) meant(waiting.shift())?.click();
}

// A key that means something to what has the focus is left to it.
function isTaken(event) {
  const field = event.target.closest("input, select, textarea, [contenteditable]");
  return field || (event.key === "Enter" && event.target.closest("a, button, summary"));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTaken(event)) return;
  const key = event.key.toLowerCase();
  if (!meant(key)) return;
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
  if (document.activeElement === document.body) document.getElementById("lost-title")?.focus({ preventScroll: true });
  workOff();
});

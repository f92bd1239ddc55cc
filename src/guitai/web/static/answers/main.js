// The keys of open questions, contradictions and gaps: J and K move between them, I writes, Ctrl+Enter sends what is being
// written, and what stands on a button as data-key presses that button of the one at hand; while somebody types, with Alt.
const TYPING = "input:not([type=checkbox], [type=hidden]), select, textarea, [contenteditable]";
let place = 0;
let asking = false;

const stops = () => [...document.querySelectorAll("[data-stop]")];
const boxOf = (stop) => stop.closest("li, article");

// Which one the focus is in; without it the one it was in last.
function lookWhere() {
  const here = stops().findIndex((stop) => boxOf(stop).contains(document.activeElement));
  if (here !== -1) place = here;
  return here !== -1;
}

function goTo(at) {
  const all = stops();
  if (all.length === 0) return;
  place = Math.min(Math.max(at, 0), all.length - 1);
  all[place].focus();
  boxOf(all[place]).scrollIntoView({ block: "nearest" });
}

function write() {
  const stop = stops()[place];
  const field = stop && boxOf(stop).querySelector("textarea");
  if (field) field.focus();
}

function press(key) {
  const name = CSS.escape(key);
  const stop = stops()[place];
  const button = (stop && boxOf(stop).querySelector(`[data-key="${name}"]`)) || document.querySelector(`[data-page-key="${name}"]`);
  if (button && !asking) button.click();
  return button !== null;
}

function meant(key) {
  const inside = lookWhere();
  if (key === "j") goTo(inside ? place + 1 : place);
  else if (key === "k") goTo(inside ? place - 1 : place);
  else if (key === "i") write();
  else return press(key);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const command = event.ctrlKey || event.metaKey;
  const typing = event.target.closest(TYPING) !== null;
  if (event.key === "Enter" && command && event.target.matches("textarea")) {
    lookWhere();
    event.preventDefault();
    if (!asking) event.target.form.requestSubmit();
  } else if (event.key === "Escape" && typing) goTo(lookWhere() ? place : 0);
  else if (!command && typing === event.altKey) {
    const key = /^(Key|Digit)/.test(event.code) ? event.code.replace(/^(Key|Digit)/, "").toLowerCase() : event.key.toLowerCase();
    if (meant(key)) event.preventDefault();
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.closest("#findings")) asking = true;
});
document.addEventListener("htmx:afterRequest", () => (asking = false));
// The one that was decided about has made room for the next.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "findings") goTo(place);
});

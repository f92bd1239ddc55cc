// The keys of the lists: J, K and the arrows move, the rest stand on the buttons; a key on a drawer opens it. A wording the server
// let go is put into the clipboard.
import { WorkedList } from "../base/worked_list.js";
import { toClipboard } from "../sidecar/clipboard.js";

const list = new WorkedList("followups", {
  rows: ".followups-row",
  title: "followups-title",
  steps: { arrowdown: 1, arrowup: -1 },
  press,
  settled(body) {
    const copied = body.querySelector("[data-copied]");
    if (copied) copy(copied);
    show(body);
  },
});

function press(control) {
  if (control.rel === "prev") return location.assign(`${control.href}&pk=last`);
  control.click();
  const drawer = control.closest("details");
  if (drawer && control.matches("summary")) drawer.querySelector("input:not([type=hidden]), select, form button")?.focus();
  return undefined;
}

async function copy(field) {
  field.removeAttribute("data-copied");
  if (!(await toClipboard(field.value, field))) window.Alpine.store("toasts").say(field.dataset.marked);
}

function show(body) {
  body.querySelector(".followups-row[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function closeDrawer(event) {
  const drawer = event.target.closest("details[open]");
  if (!drawer) return;
  drawer.open = false;
  drawer.querySelector("summary").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeDrawer(event);
  else if (!event.target.closest("input, select, textarea:not([readonly]), [contenteditable]")) list.take(event);
});
show(document);

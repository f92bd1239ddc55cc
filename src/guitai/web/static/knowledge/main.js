// The keys of the page where suggestions are decided about: J and K move, A approves, C changes, X drops, U undoes; what else
// there is stands on the buttons. In a field Ctrl+Enter approves and Esc leaves it.
import { WorkedList } from "../base/worked_list.js";

const list = new WorkedList("candidates", {
  rows: "a.candidate-row",
  title: "candidate-title",
  find: (key) => key === "c" && list.body.querySelector("[data-change]"),
  press: (control) => (control.matches("[data-change]") ? change(control.closest("details")) : control.click()),
});

function change(details) {
  details.open = true;
  const field = details.querySelector("textarea");
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

function pressedInField(event, field) {
  if (event.key === "Escape") field.blur();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) list.meant("a")?.click();
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const field = event.target.closest("#candidates :is(input, textarea)");
  if (field) pressedInField(event, field);
  else if (!event.target.closest("input, select, textarea")) list.take(event);
});

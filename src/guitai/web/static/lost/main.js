// The keys of the page where reasons are confirmed: J and K move, Enter or Y takes the proposal, U undoes, the rest stand on
// the buttons.
import { WorkedList } from "../base/worked_list.js";

const list = new WorkedList("lost-mine", {
  rows: "section .lost-row",
  title: "lost-title",
  find: (key) => key === "y" && list.meant("enter"),
});

// A key that means something to what has the focus is left to it.
function isTaken(event) {
  const field = event.target.closest("input, select, textarea, [contenteditable]");
  return field || (event.key === "Enter" && event.target.closest("a, button, summary"));
}

document.addEventListener("keydown", (event) => {
  if (!isTaken(event)) list.take(event);
});

// The line in which a remark is written on an order (templates/desk/remarks.html): R and F lead there, a digit chooses the flag.
import { flagMeant, isTyping } from "./keys.js";

export class Remarks {
  // `box` holds the panel; `view` opens its panes.
  constructor(box, { view }) {
    Object.assign(this, { box, view });
    box.addEventListener("keydown", (event) => this.pressed(event));
  }

  // Goes to the text ("remark") or the flags ("flag") of the order in sight, else of the one at hand.
  open(part) {
    if (!this.box.querySelector("[data-remark-form]")) return;
    if (this.focus(part)) return; // at once where it can: the next key may be a digit already
    if (!this.inSight()) this.view.openPane(this.box.querySelector("[data-pane=buyer] [data-remark-form]") ? "buyer" : "orders");
    this.view.showPanel();
    requestAnimationFrame(() => this.focus(part));
  }

  // Gives whether it could: nothing in a closed panel takes the focus.
  focus(part) {
    const form = this.inSight();
    if (!form) return false;
    const field = fieldOf(form, part);
    field.focus();
    return document.activeElement === field;
  }

  inSight() {
    return this.box.querySelector("[data-pane]:not([hidden]) [data-remark-form]");
  }

  pressed(event) {
    const form = event.target.closest("[data-remark-form]");
    if (!form) return;
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && composing) event.preventDefault(); // some browsers would send the form
    const flag = flagMeant(event, isTyping(event.target));
    if (flag === null) return;
    event.preventDefault();
    event.stopPropagation(); // Alt with a digit takes a suggestion elsewhere
    form.elements.flag[flag].checked = true;
    form.elements.text.focus();
  }
}

function fieldOf(form, part) {
  if (part === "remark") return form.elements.text;
  const flags = [...form.elements.flag];
  return flags.find((flag) => flag.checked) || flags[0];
}

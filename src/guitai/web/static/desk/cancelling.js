// An order that is being cancelled (templates/desk/cancelling.html): O leads there, a digit answers the step.
import { answerMeant, isTyping } from "./keys.js";

export class Cancelling {
  // `box` holds the panel; `view` opens its panes.
  constructor(box, { view }) {
    Object.assign(this, { box, view });
    box.addEventListener("keydown", (event) => this.pressed(event));
    // Until htmx has looked through a card drawn anew, its form would be sent as the browser does, and the page be left.
    box.addEventListener("submit", (event) => event.target.closest("[data-cancelling]") && event.preventDefault());
  }

  // Goes to the order in sight, else to the one at hand: to its first answer, or to the button that begins.
  open() {
    if (!this.box.querySelector("[data-cancelling] button:enabled")) return;
    if (this.focus()) return; // at once where it can: the next key may be a digit already
    this.view.openPane(this.box.querySelector("[data-pane=buyer] [data-cancelling]") ? "buyer" : "orders");
    this.view.showPanel();
    requestAnimationFrame(() => this.focus());
  }

  // Gives whether it could: nothing in a closed panel takes the focus.
  focus() {
    const part = this.box.querySelector("[data-pane]:not([hidden]) [data-cancelling]");
    const button = part && (part.querySelector("[data-number]") || part.querySelector(".card-actions button"));
    if (!button) return false;
    button.focus();
    return document.activeElement === button;
  }

  pressed(event) {
    const part = event.target.closest("[data-cancelling]");
    if (!part) return;
    const number = answerMeant(event, isTyping(event.target));
    const button = number === null ? null : part.querySelector(`[data-number="${number}"]`);
    if (!button) return;
    event.preventDefault();
    event.stopPropagation(); // Alt with a digit takes a suggestion elsewhere
    if (!event.repeat) button.click();
  }
}

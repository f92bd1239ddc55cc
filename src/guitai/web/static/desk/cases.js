// A buyer's case beside their talk (templates/desk/case.html): S leads there or opens the form, Enter opens the case, a digit answers its step.
import { answerMeant, isTyping } from "./keys.js";
import { word } from "./words.js";

export class CasesAtDesk {
  // `box` holds the panel; `view` opens its panes; `toasts()` shows calls, `alerts` makes them heard; `redraw(event)` lets the card ask anew;
  // `follow(number)` goes to the page of a case that has no talk.
  constructor({ desk, box, view, alerts, toasts, redraw = (event) => window.htmx.trigger(document.body, event), follow = () => undefined }) {
    Object.assign(this, { desk, box, view, alerts, toasts, redraw, follow });
    this.called = new Map(); // a case's number → its toast
    this.wanted = false; // S was pressed before the card was there
    this.within = false; // the focus is in the card that is drawn anew
    this.held = null; // a digit that was pressed before the card took it
    box.addEventListener("keydown", (event) => this.pressed(event));
    // Until htmx has looked through a card drawn anew, its forms would be sent as the browser does, and the page be left.
    box.addEventListener("submit", (event) => event.target.closest("[data-case]") && event.preventDefault());
    box.addEventListener("htmx:beforeSwap", () => (this.within = document.activeElement.closest("[data-case]") !== null));
    box.addEventListener("htmx:afterSettle", () => this.settled());
    desk.on("selected", () => (this.wanted = false));
    desk.on("case", (frame) => this.heard(frame));
    desk.on("case_clock", (frame) => this.runsOut(frame));
    desk.on("connection", (state) => state === "open" && this.redraw("case-again"));
  }

  // Goes to the running case's first answer, else fills in the form that opens one.
  open() {
    if (this.desk.state.selected === null) return;
    this.view.openPane("buyer");
    this.view.showPanel();
    const part = this.box.querySelector("[data-case]");
    this.wanted = part === null && this.box.querySelector("[data-case-coming]") !== null;
    if (part) requestAnimationFrame(() => this.goTo(part));
  }

  goTo(part) {
    const begin = part.dataset.case ? null : part.querySelector("[data-case-new]");
    if (begin) begin.click();
    else (part.querySelector("[data-case-open]") || part.querySelector("[data-number]") || part).focus();
  }

  // Whoever works in the card goes on in the one drawn anew.
  settled() {
    const part = this.box.querySelector("[data-case]");
    const { held } = this;
    this.held = null;
    if (this.wanted) this.open();
    else if (held !== null && part) this.answer(part, held);
    else if (this.within && part && document.activeElement === document.body) part.focus();
    this.within = false;
  }

  pressed(event) {
    const part = event.target.closest("[data-case]");
    if (!part) return;
    if (event.key === "Escape") return void this.left(event, part);
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault(); // some browsers would send the form
    const number = answerMeant(event, isTyping(event.target));
    const button = number === null ? null : part.querySelector(`[data-number="${number}"]`);
    if (!button) return;
    event.preventDefault();
    event.stopPropagation(); // Alt with a digit takes a suggestion elsewhere
    if (event.repeat) return;
    if (part.classList.contains("htmx-added")) this.held = number;
    else button.click();
  }

  answer(part, number) {
    const button = part.querySelector(`[data-number="${number}"]`);
    if (button) button.click();
  }

  // Esc leaves a form that was opened by mistake.
  left(event, part) {
    const leave = part.querySelector("[data-case-leave]");
    if (!leave) return;
    event.preventDefault();
    event.stopPropagation();
    leave.click();
  }

  heard({ number, conversation }) {
    this.redraw(`case-${number}`);
    if (conversation !== null) this.redraw(`case-talk-${conversation}`);
    this.hush(number);
  }

  // A clock runs out: it stays in sight until somebody opens the talk or puts it away.
  runsOut({ number, conversation, said, late }) {
    this.alerts.ring();
    this.alerts.flash(said);
    this.hush(number);
    const open = () => (conversation === null ? this.follow(number) : this.desk.select(conversation));
    this.called.set(number, this.toasts().call(said, word("ring_open"), open, late));
  }

  hush(number) {
    if (this.called.has(number)) this.toasts().drop(this.called.get(number));
    this.called.delete(number);
  }
}

// How the buyer feels, why one thinks so, and what to do: one line below the talk's head, and all of it in a box over the talk.
// Desk and sidecar share it; the words are the server's (templates/desk/reading.html), the rest is css/moods.css.
const LOOK_MS = 250; // a mouse that only passes by opens nothing

export class Reading {
  // `box` is templates/desk/reading_strip.html; `ask(question, signal)` gives the server's piece of a page, `insert(text)` writes at
  // the cursor, `reveal(message)` shows where something was said; `shown(hasStrip)` is called with every answer.
  constructor({ box, ask, insert, reveal = () => {}, shown = () => {} }) {
    Object.assign(this, { box, ask, insert, reveal, shown, question: null, running: null, timer: null, correcting: null });
    this.strip = box.querySelector("[data-reading-strip]");
    this.whole = box.querySelector("[data-reading-whole]");
    this.state = ""; // "", "look" while hovered or focused, "held" until it is closed
    this.before = null; // what had the focus
    this.meant = false; // to be opened as soon as there is something to read
    box.addEventListener("click", (event) => this.clicked(event));
    // The draft keeps its cursor when a sentence is put into it.
    box.addEventListener("mousedown", (event) => event.target.closest("[data-say]") && event.preventDefault());
    this.bindLooking();
  }

  // The question at hand, {key, talk, …}, or null. The same key again asks nothing.
  about(question) {
    const { question: before } = this;
    if (before === question || (before && question && before.key === question.key)) return;
    const { meant } = this;
    this.question = question;
    if (!before || !question || before.talk !== question.talk) {
      this.close();
      this.show("");
    }
    this.again();
    if (meant && question) this.hold();
  }

  // Asks anew: somebody put right what was read, or the line is back.
  async again() {
    if (this.running) this.running.abort();
    if (!this.question) return;
    this.running = new AbortController();
    const { signal } = this.running;
    // Whoever answers without it is told nothing of why there is none.
    const html = await this.ask(this.question, signal).catch(() => null);
    if (signal.aborted || html === null) return;
    // What a lead is choosing in does not change under their fingers.
    if (this.correcting && this.correcting.isOpen()) this.correcting.after = () => this.show(html);
    else this.show(html);
  }

  show(html) {
    const piece = document.createRange().createContextualFragment(html);
    const inWhole = this.whole.contains(document.activeElement);
    for (const [place, name] of [[this.strip, ".reading-line-part"], [this.whole, ".reading-whole-part"]]) {
      const part = piece.querySelector(name);
      place.replaceChildren(...(part ? part.childNodes : []));
    }
    if (inWhole) this.whole.focus({ preventScroll: true });
    if (this.correcting) this.correcting.renewed();
    this.paint();
    this.shown(this.strip.childElementCount > 0);
  }

  // Puts the sentence of the best move into the draft; it is never sent by itself.
  take() {
    const best = this.whole.querySelector("[data-say]");
    if (best) this.insert(best.dataset.say);
  }

  toggle() {
    if (this.state === "held") this.close();
    else this.hold();
  }

  hold() {
    clearTimeout(this.timer);
    if (!this.question) {
      this.meant = true; // pressed faster than the talk came
      return;
    }
    if (!this.whole.contains(document.activeElement)) this.before = document.activeElement;
    this.state = "held";
    this.paint();
    this.whole.focus({ preventScroll: true });
  }

  // Gives whether there was something to close.
  close() {
    clearTimeout(this.timer);
    this.meant = false;
    if (this.state === "") return false;
    const back = this.whole.contains(document.activeElement) ? this.before : null;
    Object.assign(this, { state: "", before: null });
    this.paint();
    if (back && back.isConnected) back.focus({ preventScroll: true });
    return true;
  }

  paint() {
    this.whole.hidden = this.state === "";
    for (const opener of document.querySelectorAll("[data-reading-open]")) opener.setAttribute("aria-expanded", String(this.state !== ""));
  }

  clicked({ target }) {
    const meant = target.closest("[data-say], [data-message]");
    if (!meant) return;
    const { say, message } = meant.dataset;
    if (say !== undefined) {
      this.insert(say);
      return;
    }
    this.close();
    this.reveal(Number(message));
  }

  bindLooking() {
    const opener = (event) => event.target.closest && event.target.closest("[data-reading-open]");
    const inside = (element) => element !== null && (this.box.contains(element) || element.closest("[data-reading-open]") !== null);
    document.addEventListener("click", (event) => opener(event) && this.toggle());
    document.addEventListener("pointerdown", (event) => inside(event.target) || this.close());
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse" || this.state === "held") return;
      if (opener(event)) this.soon(() => this.look());
      else if (inside(event.target)) clearTimeout(this.timer);
      else if (this.state === "look" && !this.box.contains(document.activeElement)) this.soon(() => this.close());
      else if (this.state === "") clearTimeout(this.timer);
    });
    document.addEventListener("focusin", (event) => {
      if (opener(event) && event.target.matches(":focus-visible")) this.look();
      else if (!inside(event.target)) this.close();
    });
  }

  soon(deed) {
    clearTimeout(this.timer);
    this.timer = setTimeout(deed, LOOK_MS);
  }

  look() {
    if (this.state !== "" || !this.question) return;
    this.state = "look";
    this.paint();
  }
}

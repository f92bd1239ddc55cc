// Asks for the verdict of a draft as it is typed: once somebody pauses, the newest question alone, again where the network failed.
const PAUSE_MS = 150;
const AGAIN_MS = 3000;

export class Checks {
  // `ask(question)` gives a verdict; `show` is told {state, text, verdict, reason}, state being "none" (nothing to check),
  // "asking", "known" or "unknown" (with the reason).
  constructor({ ask, show }) {
    Object.assign(this, { ask, show, timer: null, n: 0 });
  }

  changed(question) {
    const { text } = question;
    this.stop();
    this.show({ state: text.trim() === "" ? "none" : "asking", text, verdict: null });
    if (text.trim() !== "") this.timer = setTimeout(() => this.run(question), PAUSE_MS);
  }

  // A verdict that came with something else (a copy, say) is as good as the one being waited for.
  known(text, verdict) {
    this.stop();
    this.show({ state: "known", text, verdict });
  }

  async run(question) {
    const { text } = question;
    const mine = this.n;
    try {
      const verdict = await this.ask(question);
      if (mine === this.n) this.show({ state: "known", text, verdict });
    } catch (error) {
      if (mine !== this.n) return;
      this.show({ state: "unknown", text, verdict: null, reason: error.message });
      this.timer = setTimeout(() => this.run(question), AGAIN_MS);
    }
  }

  // An answer that is still on its way is too old from now on.
  stop() {
    clearTimeout(this.timer);
    this.n += 1;
  }
}

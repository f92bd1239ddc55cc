// What helps to advise the buyer: the server's piece of a page, asked for while the block stands open.
const WAIT_MS = 300;

export class Advice {
  // `box` is the details element, `about()` tells of the talk, `insert(text)` puts words into the draft.
  constructor({ box, about, http, attempt, insert }) {
    Object.assign(this, { box, about, http, attempt, timer: null, asked: 0 });
    box.addEventListener("toggle", () => this.changed());
    box.addEventListener("click", (event) => {
      const target = event.target.closest("[data-insert]");
      if (target) insert(target.dataset.insert);
    });
  }

  // Another buyer, product or line: asked anew a moment later, for pasting comes in bursts.
  changed() {
    clearTimeout(this.timer);
    if (this.box.open) this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    this.asked += 1;
    const mine = this.asked;
    const answer = await this.attempt(this.http.post("advise/", this.about()));
    if (!answer || mine !== this.asked) return;
    const shown = this.box.querySelector("[data-advice]");
    shown.replaceChildren(document.createRange().createContextualFragment(answer.html));
  }
}

// Copies a draft, if the guard lets it: asks for a second look, asks the lead, or leaves it where it is.
import { fate } from "../desk/verdict.js";

export class Copier {
  // `copy(text)` gives true when the clipboard has it; `checks` is told verdicts that came along; `done` what was copied;
  // `suggestions` tells what a draft was made with.
  constructor({ view, talk, http, copy, checks, suggestions, done }) {
    Object.assign(this, { view, talk, http, copy, checks, suggestions, done, asked: null, next: null });
  }

  // Whatever was looked at twice was another text.
  changed() {
    this.next = null;
    Object.assign(this.view, { confirmed: [], held: "", problem: "", asking: false });
  }

  async press() {
    const text = this.view.text.trim();
    if (text === "") return;
    if (this.view.busy) {
      // The answer on its way is about a text before: this one follows as soon as that is there.
      this.next = text === this.asked ? null : text;
      return;
    }
    Object.assign(this, { asked: text, next: null });
    await this.pressed(text);
    if (this.next !== null) await this.press();
  }

  async pressed(text) {
    const { confirmed, phrases } = this.view;
    const suggested = this.suggestions.outcome();
    const answer = await this.ask("copied/", { ...this.talk.about(), text, confirmed, phrases, suggested });
    if (!answer || this.view.text.trim() !== text) return;
    this.checks.known(answer.text, answer.verdict);
    if (answer.copied) await this.finish(text);
    else this.hold(answer.verdict);
  }

  async finish(text) {
    if (!(await this.copy(text))) {
      this.view.held = "unwritten";
      return;
    }
    this.talk.add(text);
    this.done(text);
  }

  hold(verdict) {
    const next = fate(verdict, this.view.confirmed);
    this.view.held = next;
    if (next === "confirm") {
      this.view.confirmed = verdict.findings.filter((each) => each.severity === "confirm").map((each) => each.rule);
    }
    this.view.asking = next === "ask";
  }

  // Asks the lead; gives what waits for an answer now, or nothing where it was refused.
  async askLead() {
    const text = this.view.text.trim();
    if (text === "" || this.view.busy) return null;
    const answer = await this.ask("ask/", { ...this.talk.about(), text, note: this.view.note.trim() });
    if (answer) Object.assign(this.view, { asking: false, note: "", held: "" });
    return answer && answer.asked;
  }

  async ask(path, body) {
    Object.assign(this.view, { busy: true, problem: "" });
    try {
      return await this.http.post(path, body);
    } catch (error) {
      this.view.problem = error.message;
      return null;
    } finally {
      this.view.busy = false;
    }
  }
}

// Facts nobody knows, asked of the lead for the buyer at hand; the answers come back as drafts.
import { clockOf } from "../desk/questions.js";
import { word } from "../desk/words.js";

const LOOK_MS = 15_000; // an answer takes hours, not seconds

export const emptyQuestions = () => ({ open: false, question: "", note: "", problem: "", busy: false, all: [] });

export class Questions {
  // `talk` knows whom it is about, `put(each)` shows an answer as a draft, `tell(text)` says things.
  constructor({ view, talk, http, put, tell }) {
    Object.assign(this, { view, talk, http, put, tell, timer: null });
  }

  // Opens the form with what the buyer wrote last.
  ask() {
    const said = this.view.lines.filter(({ by }) => by === "buyer").map(({ text }) => text);
    Object.assign(this.view.questions, { open: true, question: (said[said.length - 1] || "").slice(0, 200), note: "", problem: "" });
  }

  async send() {
    const { questions } = this.view;
    if (questions.busy) return false;
    Object.assign(questions, { busy: true, problem: "" });
    try {
      const { question, note } = questions;
      this.show((await this.http.post("questions/ask/", { ...this.talk.about(), question, note })).questions);
      questions.open = false;
      this.tell(word("question_sent"));
    } catch (error) {
      questions.problem = error.message;
    }
    questions.busy = false;
    return !questions.open;
  }

  show(all) {
    const before = new Map(this.view.questions.all.map((each) => [each.id, each.state]));
    const now = Date.now();
    this.view.questions.all = all.map((each) => ({ ...each, ...clockOf(each.due_at, now) }));
    for (const each of all) {
      if (before.get(each.id) === "open" && each.state === "answered") this.tell(word("question_answered", { lead: each.answered_by.name, buyer: each.buyer }));
    }
    clearTimeout(this.timer);
    if (all.some((each) => each.state === "open")) this.timer = setTimeout(() => this.look(), LOOK_MS);
  }

  async look() {
    try {
      this.show((await this.http.get("questions/")).questions);
    } catch {
      // The network is away: it is asked again as long as something waits.
      this.timer = setTimeout(() => this.look(), LOOK_MS);
    }
  }

  // The next answer there is.
  takeNext() {
    const next = this.view.questions.all.find((each) => each.state === "answered");
    if (next) this.put(next);
  }

  async withdraw(id) {
    this.show((await this.http.post(`questions/${id}/withdraw/`)).questions);
  }

  async told(id) {
    this.show((await this.http.post(`questions/${id}/told/`)).questions);
  }
}

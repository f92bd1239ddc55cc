// What an agent does beside another program: tell with whom they talk, write, have it checked, copy it.
import { emptyStrip, Suggestions } from "../desk/suggestions.js";
import { inUnits, replacement } from "../desk/verdict.js";
import { word } from "../desk/words.js";
import { Asked } from "./asked.js";
import { Checks } from "./checks.js";
import { Copier } from "./copier.js";
import { Finder } from "./finder.js";
import { Questions } from "./questions.js";
import { questionOf, Talk } from "./talk.js";
import { Todos } from "./todos.js";

export class Sidecar {
  // `view` and `strip` are shown, `kept` outlives the page, `field` holds the draft, `http` asks the server, `copy(text)` fills the
  // clipboard, `say(text, undo)` and `complain(text)` tell things; `moved` is called when the talk is another.
  constructor({ view, strip = emptyStrip(), kept, field, http, copy, say, complain, moved = () => {} }) {
    Object.assign(this, { view, kept, field, say, moved });
    const recheck = () => this.recheck();
    this.checks = new Checks({ ask: (question) => http.post("check/", question), show: (check) => this.showCheck(check) });
    this.talk = new Talk({ view, kept, http, complain, changed: () => this.changed() });
    this.suggestions = new Suggestions({
      strip,
      ask: ({ about }, signal) => http.post("suggest/", about, signal),
      insert: (text) => field.add(text),
    });
    const done = (text) => this.copied(text);
    this.copier = new Copier({ view, talk: this.talk, http, copy, checks: this.checks, suggestions: this.suggestions, done });
    this.finder = new Finder({ view, talk: this.talk, http, complain });
    this.asked = new Asked({ view, kept, http, tell: (each) => this.answered(each) });
    this.questions = new Questions({ view, talk: this.talk, http, put: (each) => this.takeAnswer(each), tell: say });
    this.todos = new Todos({ view, http, copy, put: (text) => field.insert(text), tell: say });
    field.changed = (text) => {
      this.write(text);
      recheck();
    };
  }

  // Shows what was kept, as after a reload; the server is asked anew for all that is not the agent's own typing.
  async resume() {
    const { draft, phrases } = this.kept.read();
    Object.assign(this.view, { lines: [], found: [], nobody: false, buyer: null, orders: [], query: "", finds: [], searched: false });
    this.put(draft, phrases);
    await this.talk.restore();
    this.recheck();
  }

  recheck() {
    this.checks.changed({ ...this.talk.about(), text: this.view.text });
  }

  // Another buyer or order: what was looked at twice was for somebody else.
  changed() {
    this.copier.changed();
    this.recheck();
    this.suggest();
    this.moved();
  }

  // For what the buyer wrote, or while something is searched for, for that.
  suggest(typed = "") {
    this.suggestions.about(questionOf(this.talk.about(), typed));
  }

  showCheck(check) {
    this.view.showCheck(check);
    if (check.state === "known") this.field.underline(check.text, check.verdict.findings);
  }

  write(text, phrases = text.trim() === "" ? [] : this.view.phrases) {
    Object.assign(this.view, { text, phrases });
    this.copier.changed();
    this.kept.keep({ draft: text, phrases });
  }

  // Shows another draft.
  put(text, phrases = []) {
    this.suggestions.forget();
    this.field.load(text);
    this.write(text, phrases);
  }

  takeAgain(text) {
    this.put(text);
    this.recheck();
    this.field.focus();
  }

  // What was copied leaves the field; it stays among what was said, and comes back with one click.
  copied(text) {
    this.takeAgain("");
    this.asked.used(text);
    if (this.view.questions.all.some((each) => each.state === "answered")) this.questions.look(); // the server knows which were told by it
    this.talk.refresh();
    this.suggest();
    this.say(word("copied"), () => {
      this.talk.unsay(text);
      this.takeAgain(text);
      this.suggest();
    });
  }

  async askLead() {
    const asked = await this.copier.askLead();
    if (!asked) return;
    this.asked.show(asked);
    this.takeAgain("");
  }

  // The words come back by themselves where nothing else is being written.
  answered(each) {
    this.say(word(`told_${each.state}`));
    if (this.view.text === "" && this.isFor(each)) this.takeAgain(each.text);
  }

  isFor({ buyer_id }) {
    const { buyer } = this.view;
    return (buyer ? buyer.id : null) === buyer_id;
  }

  // The next answer of the lead, if there is one.
  takeUpNext() {
    const next = this.view.asked.find((each) => each.state !== "waiting");
    if (next) this.takeUp(next);
  }

  // Begins with another buyer, or none; what was there comes back with one click.
  async nextBuyer({ buyer = null, order = null } = {}) {
    const before = this.kept.clear();
    this.kept.keep({ buyer, order });
    this.say(word("next_buyer"), () => {
      this.kept.keep(before);
      this.resume();
    });
    await this.resume();
  }

  useSafe() {
    const { view } = this;
    const { state, text } = view.check;
    if (!view.safe || state !== "known" || text !== view.text) return;
    const [safe] = inUnits(view.text, [view.safe]);
    this.field.replace(replacement(view.text, safe));
  }

  // A phrase or a fact goes into the draft, a product comes to hand.
  take(each) {
    if (each.kind === "product") {
      this.view.query = "";
      this.holdProduct({ id: each.id, title: each.title });
      return;
    }
    if (each.kind === "phrase") this.view.phrases = [...this.view.phrases, each.id];
    this.field.insert(each.text);
    this.suggest();
  }

  holdProduct(product) {
    this.talk.chooseProduct(product);
    this.finder.ask();
  }

  // What the lead let pass, or did not, comes back with the buyer it was for.
  async takeUp(each) {
    if (each.state !== "granted") this.asked.putAway(each.id);
    if (!this.isFor(each)) await this.nextBuyer({ buyer: each.buyer_id, order: each.order_id });
    this.takeAgain(each.text);
  }

  // What the lead found out goes into the draft of the buyer it was asked for.
  async takeAnswer(each) {
    if (!this.isFor(each)) await this.nextBuyer({ buyer: each.buyer_id });
    this.field.insert(each.answer);
  }

  // The buyer a to-do is about comes to hand, with the order.
  async takeTodoBuyer() {
    const { buyer_id: buyer, order_id: order } = this.todos.current || {};
    if (buyer && !this.isFor({ buyer_id: buyer })) await this.nextBuyer({ buyer, order });
    this.field.focus();
  }

  // Words that may not leave do not leave with Ctrl+C either.
  mayLeave(from, to) {
    const touched = this.field.findings.find(
      ({ severity, start, end }) => (severity === "block" || severity === "approve") && start < to && from < end,
    );
    if (touched) this.view.held = touched.severity === "block" ? "hold" : "ask";
    return !touched;
  }
}

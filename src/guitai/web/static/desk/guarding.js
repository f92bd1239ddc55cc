// What the guard says while a reply is written: asked a moment after the last key, underlined behind the field, told below
// it; and what Enter does about it. The server checks again whatever is sent, so an answer that is late holds nobody up.
import { focusWhenShown } from "./focusing.js";
import { carried, fate, inUnits, lines, offered, paint, replacement } from "./verdict.js";
import { word } from "./words.js";

const WAIT_MS = 150;
const NOTHING = { severity: "pass", findings: [] };

export class Guarding {
  // `overlay` lies behind `field`; `check(text, n)` asks the server; `view.guard` is what the page shows.
  constructor({ field, overlay, view, check }) {
    Object.assign(this, { field, overlay, view, check });
    this.n = 0;
    this.text = "";
    this.forget();
    field.addEventListener("scroll", () => this.follow(), { passive: true });
  }

  // Another text, of another conversation or given back: nothing is known of it yet.
  load(text) {
    this.forget();
    this.typed(text);
  }

  forget() {
    this.verdict = NOTHING;
    this.known = true;
    this.confirmed = [];
    this.tried = "";
  }

  // The text has changed. Nobody asks while Chinese is composed: half of it is still pinyin.
  typed(text, { composing = false } = {}) {
    clearTimeout(this.timer);
    this.n += 1; // an answer about the text before is too old
    const checked = this.view.isNote ? "" : text;
    this.verdict = { ...this.verdict, findings: carried(this.text, checked, this.verdict.findings) };
    Object.assign(this, { text: checked, known: checked.trim() === "", confirmed: [] });
    Object.assign(this.view.guard, { held: "", asking: false });
    this.show();
    if (!composing && !this.known) this.timer = setTimeout(() => this.check(this.text, this.n), WAIT_MS);
  }

  // The server's answer; one about a text that is no longer there is passed over.
  heard({ n, severity, findings }) {
    if (n !== this.n) return;
    this.verdict = { severity, findings: inUnits(this.text, findings) };
    this.known = true;
    this.show();
  }

  // The line is back: what could not be asked is asked now.
  askAgain() {
    if (!this.known) this.check(this.text, this.n);
  }

  show() {
    paint(this.overlay, this.text, this.verdict.findings);
    this.follow();
    const safe = offered(this.verdict.findings);
    this.view.guard.lines = lines(this.verdict).map((each) => ({
      rule: each.rule,
      severity: each.severity,
      word: word(`severity_${each.severity}`),
      why: each.why,
      more: [each.title, each.source, each.penalty].filter(Boolean).join(" · "),
      rewrite: safe !== null && each.rule === safe.rule ? safe.rewrite : "",
    }));
  }

  follow() {
    this.overlay.scrollTop = this.field.scrollTop;
  }

  // Enter was pressed: gives the rules that were looked at twice if the text may go, null if it stays here.
  leaves() {
    if (!this.known) return this.confirmed;
    const what = fate(this.verdict, this.confirmed);
    if (what === "send") return this.confirmed;
    if (what !== "ask" && this.tried !== this.text) this.check(this.text, this.n, { tried: true });
    this.tried = this.text;
    this.hold(what);
    return null;
  }

  // The server kept nothing of what was sent: the same as if this had been known before.
  heldBack({ severity, findings }) {
    clearTimeout(this.timer);
    this.verdict = { severity, findings: inUnits(this.text, findings) };
    this.known = true;
    this.tried = this.text;
    this.show();
    this.hold(fate(this.verdict));
  }

  hold(what) {
    const { guard } = this.view;
    if (what === "ask") {
      guard.asking = true;
      focusWhenShown("ask-note");
      return;
    }
    if (what === "confirm") this.confirmed = this.verdict.findings.filter((each) => each.severity === "confirm").map((each) => each.rule);
    const [gravest] = lines(this.verdict);
    const said = what === "confirm" ? word("held_confirm") : word("held_block", { why: gravest.why });
    // Emptied first, so that a screen reader says it again at the next Enter.
    guard.held = "";
    setTimeout(() => (guard.held = said), 0);
  }

  // What the safe wording of the gravest finding replaces, or null.
  safeWording() {
    const finding = offered(this.verdict.findings);
    return finding && replacement(this.text, finding);
  }
}

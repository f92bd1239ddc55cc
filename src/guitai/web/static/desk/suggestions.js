// The best answers to what the buyer asks: asked for when the question changes, taken with Alt+1..3, counted with the reply.
// Desk and sidecar share it; templates/pieces/suggestions.html draws it.
import { slotFrom } from "./slots.js";
import { word } from "./words.js";

const TYPED_MS = 60;
const AGAIN_MS = 1500; // the server is still making its knowledge ready
const NOTHING = { preparing: false, suggestions: [] };

// What is shown: Alpine's store "suggestions". `room` is kept free while there is a question, so that nothing moves.
export const emptyStrip = () => ({ items: [], said: "", room: false });

export class Suggestions {
  // `ask(question, signal)` gives the server's answer, `insert(text)` writes at the cursor.
  constructor({ ask, strip, insert }) {
    Object.assign(this, { ask, strip, insert });
    Object.assign(this, { question: null, answers: [], taken: [], hidden: false, running: null, timer: null });
  }

  // The question at hand, {key, talk, typed}, or null. The same key again asks nothing; another one drops the answer on its way.
  about(question) {
    const { question: before } = this;
    if (before === question || (before && question && before.key === question.key)) return;
    Object.assign(this, { question, hidden: false });
    this.strip.room = question !== null;
    this.stop();
    // Of the same talk what was suggested stays until the answer comes, so that nothing flickers.
    if (!before || !question || before.talk !== question.talk) this.show(NOTHING);
    if (question) this.timer = setTimeout(() => this.load(), question.typed ? TYPED_MS : 0);
  }

  stop() {
    clearTimeout(this.timer);
    if (this.running) this.running.abort();
    this.running = null;
  }

  async load() {
    this.running = new AbortController();
    const { signal } = this.running;
    // Whoever answers without suggestions is told nothing of why there are none.
    const found = await this.ask(this.question, signal).catch(() => NOTHING);
    if (signal.aborted) return;
    this.show(found);
    if (found.preparing) this.timer = setTimeout(() => this.load(), AGAIN_MS);
  }

  show({ suggestions }) {
    this.answers = suggestions;
    this.paint();
  }

  paint() {
    const items = this.hidden ? [] : this.answers.map(shown);
    Object.assign(this.strip, { items, said: items.length > 0 ? word("suggested", { n: items.length }) : "" });
  }

  // Puts an answer at the cursor; 0 is the first.
  take(at) {
    if (this.hidden || !this.answers[at]) return;
    const { kind, id, text } = this.answers[at];
    this.taken = [...this.taken, { kind, id, text }];
    this.insert(text);
  }

  // Away until the buyer asks something else; gives whether there was something to put away.
  hide() {
    if (this.hidden || this.answers.length === 0) return false;
    this.hidden = true;
    this.paint();
    return true;
  }

  // What a reply that leaves now was made with: what was taken, else the first of what stood there.
  outcome() {
    if (this.taken.length > 0) return this.taken;
    return this.question && !this.question.typed ? this.answers.slice(0, 1).map(({ kind, id }) => ({ kind, id })) : [];
  }

  // A reply has left, or another draft is shown: what was taken was taken for the one before.
  forget() {
    this.taken = [];
  }
}

// One line of the strip.
function shown(answer, at) {
  return { ...answer, at, number: at + 1, key: `${answer.kind}${answer.id}`, parts: partsOf(answer.text) };
}

// A text cut where a slot is still open: [{text, open}].
export function partsOf(text) {
  const parts = [];
  let from = 0;
  for (let slot = slotFrom(text); slot; slot = slotFrom(text, slot.to)) {
    if (slot.from > from) parts.push({ text: text.slice(from, slot.from), open: false });
    parts.push({ text: text.slice(slot.from, slot.to), open: true });
    from = slot.to;
  }
  if (from < text.length) parts.push({ text: text.slice(from), open: false });
  return parts;
}

// What the open conversation asks, or null: the buyer's lines since the last answer, or what is typed behind a `/`.
export function questionAt(state, typed = "") {
  const { selected, me, pending } = state;
  const { [selected]: row } = state.rows;
  const { [selected]: talk } = state.talks;
  if (!row || !talk || row.state === "closed" || !me.may.includes("answer") || (row.agent && row.agent.id !== me.id)) return null;
  if (typed) return { key: `${row.id}/${typed}`, talk: row.id, typed };
  const isAnswered = pending.some((each) => each.conversation === row.id && each.kind !== "note" && each.status === "sending");
  const last = isAnswered ? null : lastSaid(talk.messages);
  return last && last.author === "buyer" ? { key: `${row.id}:${last.id}`, talk: row.id, typed: "" } : null;
}

function lastSaid(messages) {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const { author, kind } = messages[at];
    if (kind !== "note" && (author === "buyer" || author === "agent")) return messages[at];
  }
  return null;
}

// What waits for the lead: whose reply, what the agent was told of it, and the way to say yes or no.
import { focusWhenShown } from "./focusing.js";
import { word } from "./words.js";

const NO_ANSWER_MS = 15_000;
const TWICE_MS = 2000;
const REMEMBERED = 50;
const NONE = { id: null };

const isMine = (state, approval) => state.me !== null && approval.agent.id === state.me.id;

// What this page may decide, who asked first at the front.
export function toDecide(state) {
  if (state.me === null || !state.me.may.includes("approve")) return [];
  return Object.values(state.approvals)
    .filter((each) => each.state === "waiting")
    .sort((one, other) => (one.asked_at < other.asked_at ? -1 : Number(one.asked_at > other.asked_at)) || one.id - other.id);
}

// What I asked last in a conversation and have not put away, or null.
export function askedIn(state, conversation, away = []) {
  const mine = Object.values(state.approvals).filter(
    (each) => each.conversation === conversation && conversation !== null && isMine(state, each) && each.state !== "withdrawn" && !away.includes(each.id),
  );
  return mine.sort((one, other) => other.id - one.id)[0] || null;
}

// My own questions that a change has settled: [{id, state, …}].
export function settledBy(before, state) {
  return Object.values(state.approvals).filter((each) => {
    const { [each.id]: was } = before.approvals;
    return isMine(state, each) && each.state !== "waiting" && was && was.state === "waiting";
  });
}

export class Approvals {
  constructor({ desk, view, composer, storage, key }) {
    Object.assign(this, { desk, view, composer, storage, key });
    this.asked = null;
    this.chosen = null;
    this.away = JSON.parse(storage.getItem(key) || "[]");
    desk.store.watch((state, before, change) => {
      if (state.approvals !== before.approvals) this.changed(state, before);
      if (change.kind === "sending") this.wroteOn(change.message);
    });
    desk.on("ask_refused", (frame) => this.refusedToAsk(frame));
  }

  changed(state, before) {
    for (const approval of settledBy(before, state)) this.settled(approval);
    const { asked } = this;
    if (asked === null) return;
    const there = askedIn(state, asked.conversation);
    if (there && there.state === "waiting") this.isAsked(asked);
  }

  // Asks the lead about what stands in the composer.
  ask() {
    const { desk, view } = this;
    const { text, phrases } = this.composer.written();
    if (view.guard.busy || text === "") return;
    const conversation = desk.state.selected;
    const local_id = desk.outbox.nextId();
    if (!desk.socket.say({ do: "ask", conversation, local_id, text, phrases, note: view.guard.note.trim() })) {
      desk.complain(word("offline"));
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refusedToAsk({ reason: word("no_answer") }), NO_ANSWER_MS);
    this.asked = { local_id, conversation, text };
    desk.asked = local_id;
    view.guard.busy = true;
  }

  // It waits now: the text has left the composer, unless somebody went on writing.
  isAsked({ conversation, text }) {
    this.askIsOver();
    if (this.desk.state.selected !== conversation) {
      if (this.desk.drafts.text(String(conversation)).trim() === text) this.desk.drafts.forget(conversation);
      return;
    }
    if (this.composer.written().text !== text) return;
    this.desk.drafts.forget(conversation);
    this.composer.load("");
    this.composer.focus();
  }

  refusedToAsk({ reason }) {
    this.askIsOver();
    this.view.problem = reason;
    this.composer.focus();
  }

  askIsOver() {
    clearTimeout(this.timer);
    this.asked = null;
    this.desk.asked = null;
    Object.assign(this.view.guard, { busy: false, asking: false, note: "" });
  }

  // The lead has answered, nobody has, or I took it back: a text that was not sent comes back to be mended.
  settled(approval) {
    const { desk } = this;
    const buyer = this.buyerOf(approval);
    const here = approval.conversation === desk.state.selected;
    if (approval.state !== "granted") this.giveBack(approval);
    if (here || approval.state === "withdrawn") return;
    if (approval.state === "granted") desk.tell(word("approval_granted", { buyer }));
    else desk.complain(word(`approval_${approval.state}`, { buyer }));
  }

  // What the list calls the buyer; an account where there is no such row.
  buyerOf({ conversation, buyer }) {
    const { [conversation]: row } = this.desk.state.rows;
    return row ? row.buyer.name : buyer;
  }

  giveBack({ conversation, text }) {
    const { desk } = this;
    if (conversation === desk.state.selected) this.composer.giveBack(text, "");
    else if (conversation !== null && desk.drafts.text(String(conversation)) === "") desk.drafts.keep(String(conversation), text);
  }

  withdraw() {
    const { asked } = this.view;
    if (!this.desk.socket.say({ do: "withdraw", id: asked.id })) this.desk.complain(word("offline"));
  }

  // The agent has read the answer: they say so, or go on with the talk.
  putAway() {
    this.away = [...this.away, this.view.asked.id].slice(-REMEMBERED);
    this.storage.setItem(this.key, JSON.stringify(this.away));
    this.desk.store.paint();
  }

  wroteOn({ conversation }) {
    const { asked } = this.view;
    if (asked.id !== null && asked.conversation === conversation && asked.state !== "waiting") this.putAway();
  }

  paint(state) {
    const { approvals } = this.view;
    const waiting = toDecide(state);
    const at = Math.max(0, waiting.findIndex((each) => each.id === this.chosen));
    this.chosen = waiting[at] ? waiting[at].id : null;
    if (approvals.current.id !== this.chosen) Object.assign(approvals, { refusing: false, answer: "", busy: false });
    const current = waiting[at] ? this.shown(waiting[at]) : NONE;
    Object.assign(approvals, { count: waiting.length, place: at + 1, current });
    if (waiting.length === 0) approvals.open = false;
    this.view.asked = this.shownAsked(askedIn(state, state.selected, this.away));
  }

  shown(approval) {
    const { agent, text } = approval;
    const who = word("approval_who", { agent: agent.name, buyer: this.buyerOf(approval) });
    return { ...approval, who, line: word("approval_line", { agent: agent.name, text }) };
  }

  shownAsked(approval) {
    if (approval === null) return NONE;
    const said = word(`asked_${approval.state}`, { lead: approval.decided_by ? approval.decided_by.name : "" });
    const comesBack = ["refused", "lapsed"].includes(approval.state) && this.composer.written().text !== approval.text;
    return { ...approval, said, comesBack };
  }

  open() {
    const { approvals } = this.view;
    if (approvals.count === 0) return;
    Object.assign(approvals, { open: true, refusing: false });
    focusWhenShown("approvals");
  }

  close() {
    Object.assign(this.view.approvals, { open: false, refusing: false });
    document.getElementById("approvals").blur();
  }

  next() {
    const waiting = toDecide(this.desk.state);
    const at = waiting.findIndex((each) => each.id === this.chosen);
    this.chosen = waiting.length > 0 ? waiting[(at + 1) % waiting.length].id : null;
    this.paint(this.desk.state);
  }

  agree() {
    if (this.view.approvals.open) this.decide(true);
  }

  // First asks for a word about it, which may stay empty.
  refuse() {
    const { approvals } = this.view;
    if (!approvals.open) return;
    approvals.refusing = true;
    focusWhenShown("approval-answer");
  }

  decide(granted) {
    const { approvals } = this.view;
    if (approvals.busy || approvals.current.id === null) return;
    const answer = granted ? "" : approvals.answer.trim();
    if (!this.desk.socket.say({ do: "decide", id: approvals.current.id, granted, answer })) {
      this.desk.complain(word("offline"));
      return;
    }
    approvals.busy = true;
    clearTimeout(this.deciding);
    this.deciding = setTimeout(() => (approvals.busy = false), TWICE_MS);
    document.getElementById("approvals").focus();
  }
}

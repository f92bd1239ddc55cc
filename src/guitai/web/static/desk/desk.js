// What an agent does at the desk, and what the server tells: the one place where state, socket and requests meet.
import { Drafts } from "./drafts.js";
import { getJson, postForm, postJson } from "./http.js";
import { neighbour, nextWaiting, rowsOf } from "./lists.js";
import { Outbox } from "./outbox.js";
import { Socket } from "./socket.js";
import { Store } from "./store.js";
import { word } from "./words.js";

const FADE_MS = 4000;

export class Desk {
  // `path` is the desk's address, `socketPath` the socket's; `tell(text, undo)` and `complain(text)` show toasts.
  constructor({ path, socketPath, tell, complain }) {
    Object.assign(this, { path, tell, complain });
    this.store = new Store();
    this.tab = "mine";
    this.connection = "connecting";
    this.loading = new Set();
    this.readUpto = {};
    this.asked = null; // the local_id of what the lead is being asked
    this.taking = null; // the conversation one has asked to take, and whether one got it: {id, done}
    this.handlers = { selected: [], connection: [], returned: [], alarm: [], ring: [], verdict: [], warehouse: [], case: [], case_clock: [], handover: [], ask_refused: [] };
    this.socket = new Socket(socketPath, {
      onFrame: (frame) => this.heard(frame),
      onState: (state) => this.connectionIs(state),
      beforeAlive: () => (this.draftsTold = this.drafts.told()),
    });
  }

  on(happening, handler) {
    this.handlers[happening].push(handler);
  }

  happened(happening, ...facts) {
    for (const handler of this.handlers[happening]) handler(...facts);
  }

  get state() {
    return this.store.state;
  }

  get row() {
    return this.state.rows[this.state.selected] || null;
  }

  begin(data) {
    const prefix = `guitai.${data.shop.key}.${data.me.id}`;
    this.drafts = new Drafts({ prefix: `${prefix}.draft.`, storage: localStorage, tell: (id, text) => this.sayDraft(id, text) });
    this.outbox = new Outbox({
      store: this.store,
      say: (frame) => this.socket.say(frame),
      post: (id, form, onProgress) => postForm(`${this.path}${id}/picture/`, form, onProgress),
      storage: localStorage,
      key: `${prefix}.outbox`,
      noAnswer: () => word("no_answer"),
    });
    this.store.dispatch({ kind: "began", data });
    this.drafts.began(data.drafts);
    this.outbox.restore();
    this.socket.open();
  }

  // Too far behind to be told change by change: everything is asked anew, and the open conversation with it.
  async afresh() {
    const data = await getJson(`${this.path}state/`);
    this.store.dispatch({ kind: "began", data });
    this.drafts.began(data.drafts);
    if (this.state.selected) this.load(this.state.selected);
  }

  connectionIs(state) {
    this.connection = state;
    if (state === "signed_out") location.reload();
    this.happened("connection", state);
  }

  heard(frame) {
    const known = {
      welcome: () => this.welcomed(),
      stored: () => this.outbox.stored(frame),
      refused: () => this.refused(frame),
      reload: () => this.attempt(this.afresh()),
      tick: () => this.ticked(frame),
      typing: () => this.typing(frame),
      alarm: () => this.happened("alarm", frame),
      fault: () => this.happened("alarm", frame),
      ring: () => this.happened("ring", frame),
      verdict: () => this.happened("verdict", frame),
      warehouse: () => this.happened("warehouse", frame),
      case: () => this.happened("case", frame),
      case_clock: () => this.happened("case_clock", frame),
      handover: () => this.happened("handover", frame),
      swap: () => this.tell(frame.said),
      rows: () => frame.changes.forEach((change) => this.store.dispatch(change)),
    };
    if (known[frame.kind]) known[frame.kind]();
    else this.store.dispatch(frame);
  }

  welcomed() {
    this.socket.say({ do: "since", seq: this.state.confirmed });
    if (this.state.selected) this.socket.say({ do: "watch", conversation: this.state.selected });
    this.loadMissing();
    this.drafts.began(this.drafts.server);
    this.outbox.pushAll();
  }

  ticked({ seq }) {
    this.drafts.confirm(this.draftsTold || []);
    this.draftsTold = [];
    // Not every number is told to this page, so a gap can't be seen; it is asked about, from the last sure one on.
    if (seq > this.state.confirmed) this.socket.say({ do: "since", seq: this.state.confirmed });
    this.loadMissing();
  }

  typing({ conversation, by }) {
    if (by === this.state.me.name) return;
    const at = Date.now();
    this.store.dispatch({ kind: "typing", conversation, by, at });
    setTimeout(() => {
      const { [conversation]: said } = this.state.typing;
      if (said && said.at === at) this.store.dispatch({ kind: "typing_faded", conversation });
    }, FADE_MS);
  }

  refused(frame) {
    const message = frame.local_id && this.outbox.find(frame.local_id);
    if (frame.local_id && frame.local_id === this.asked) this.happened("ask_refused", frame);
    else if (!message) this.complain(frame.reason);
    else {
      this.outbox.refused(frame);
      if (frame.verdict || frame.code === "chat.unfilled_slot") this.happened("returned", message, frame);
    }
  }

  // Runs a request; a refusal becomes a toast with the server's sentence.
  async attempt(request) {
    try {
      return await request;
    } catch (error) {
      if (!error.code) throw error;
      this.complain(error.message);
      return null;
    }
  }

  select(id, { focus = true, address = true } = {}) {
    if (id === this.state.selected) {
      this.happened("selected", id, { focus, address, again: true });
      return;
    }
    this.store.dispatch({ kind: "selected", conversation: id });
    this.happened("selected", id, { focus, address, again: false });
    if (id === null) return;
    this.socket.say({ do: "watch", conversation: id });
    this.load(id);
  }

  // What was asked for while the line was down, and never came.
  loadMissing() {
    const id = this.state.selected;
    if (id && !this.state.talks[id] && !this.loading.has(`talk-${id}`)) this.load(id);
  }

  async load(id) {
    this.loading.add(`talk-${id}`);
    this.store.dispatch({ kind: "asked", conversation: id });
    const page = await this.attempt(getJson(`${this.path}${id}/`));
    this.loading.delete(`talk-${id}`);
    if (page) {
      this.store.dispatch({ kind: "opened", ...page });
      return;
    }
    this.store.dispatch({ kind: "not_opened", conversation: id });
    if (!this.state.rows[id] && this.state.selected === id) this.select(null);
  }

  async loadOlder() {
    const id = this.state.selected;
    const talk = this.state.talks[id];
    if (!talk || !talk.more || talk.messages.length === 0 || this.loading.has(id)) return;
    this.loading.add(id);
    const page = await this.attempt(getJson(`${this.path}${id}/messages/?before=${talk.messages[0].id}`));
    this.loading.delete(id);
    if (page) this.store.dispatch({ kind: "older", conversation: id, ...page });
  }

  async loadClosed() {
    if (!this.state.closedMore || this.loading.has("closed")) return;
    this.loading.add("closed");
    const search = this.state.closedBefore ? `?before=${encodeURIComponent(this.state.closedBefore)}` : "";
    const page = await this.attempt(getJson(`${this.path}closed/${search}`));
    this.loading.delete("closed");
    if (page) this.store.dispatch({ kind: "closed_page", ...page });
  }

  // What stands before somebody's eyes is read.
  readSelected() {
    const { row } = this;
    const talk = row && this.state.talks[row.id];
    const mine = row && row.agent && row.agent.id === this.state.me.id;
    if (!mine || !talk || talk.messages.length === 0 || document.hidden || !document.hasFocus()) return;
    const upto = talk.messages[talk.messages.length - 1].id;
    if (upto <= row.agent_read || this.readUpto[row.id] >= upto) return;
    if (!this.socket.say({ do: "read", conversation: row.id, upto })) return;
    this.readUpto[row.id] = upto;
    this.store.dispatch({ kind: "read", conversation: row.id });
  }

  step(by) {
    const row = neighbour(rowsOf(this.state, this.tab), this.state.selected, by);
    if (row) this.select(row.id, { focus: false });
  }

  async nextWaiting() {
    const own = nextWaiting(this.state);
    if (own && own.agent) {
      this.select(own.id);
      return;
    }
    if (!own) {
      this.tell(word("nobody_waits"));
      return;
    }
    const taken = await this.attempt(postJson(`${this.path}next/`));
    if (taken) this.moved(taken.conversation, true);
  }

  moved(row, select = false) {
    this.store.dispatch({ kind: "row", conversation: row });
    if (select) this.select(row.id);
  }

  async take(id = this.state.selected) {
    if (!id) return;
    const done = this.attempt(postJson(`${this.path}${id}/take/`)).then((taken) => {
      if (taken) this.moved(taken.conversation, true);
      if (this.taking && this.taking.done === done) this.taking = null;
      return taken !== null;
    });
    this.taking = { id, done };
    await done;
  }

  // Where to look when this one is done with: the one below it in the list, else the one above.
  besides(id) {
    const rows = rowsOf(this.state, this.tab);
    return neighbour(rows, id, 1) || neighbour(rows, id, -1);
  }

  async end(id = this.state.selected) {
    const row = this.state.rows[id];
    if (!row || row.state === "closed") return;
    const after = this.besides(id);
    const closed = await this.attempt(postJson(`${this.path}${id}/close/`));
    if (!closed) return;
    this.moved(closed.conversation);
    if (after && this.state.selected === id) this.select(after.id);
    this.tell(word("ended", { buyer: row.buyer.name }), () => this.reopen(id));
  }

  async reopen(id = this.state.selected) {
    const opened = await this.attempt(postJson(`${this.path}${id}/reopen/`));
    if (opened) this.moved(opened.conversation, true);
  }

  // `target` is {to} or {group}, with its `name`; a refusal is for the dialog to show.
  async transfer(id, { to, group, name }, note) {
    const before = this.state.rows[id];
    const after = this.besides(id);
    const moved = await postJson(`${this.path}${id}/transfer/`, to ? { to, note } : { group, note });
    this.moved(moved.conversation);
    if (after && this.state.selected === id) this.select(after.id);
    const canUndo = moved.conversation.agent === null || this.state.me.may.includes("take_over");
    this.tell(word("transferred", { buyer: before.buyer.name, to: name }), canUndo ? () => this.take(id) : null);
  }

  sendText(text, options) {
    const id = this.state.selected;
    this.drafts.forget(id);
    this.outbox.text(id, text, options);
  }

  sendPicture(file) {
    this.outbox.picture(this.state.selected, file);
  }

  sendCard(kind, id, card, picture = null) {
    if (this.state.selected) this.outbox.card(this.state.selected, kind, id, card, picture);
  }

  keepDraft(text) {
    if (this.state.selected) this.drafts.keep(this.state.selected, text);
  }

  sayDraft(id, text) {
    return this.socket.say({ do: "draft", conversation: id, text });
  }

  sayTyping() {
    this.socket.say({ do: "typing", conversation: this.state.selected });
  }

  be(state) {
    if (!this.socket.say({ do: "presence", state })) this.complain(word("offline"));
    else this.store.dispatch({ kind: "presence", agent: this.state.me.id, state });
  }
}

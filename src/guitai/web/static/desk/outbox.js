// Messages on their way: shown at once, kept in this browser until stored, said again after a break with the same
// local_id (which makes a repeat harmless), and left standing with "retry" when they failed.
const ANSWER_MS = 15_000;

export class Outbox {
  constructor({ store, say, post, storage, key, noAnswer }) {
    Object.assign(this, { store, say, post, storage, key, noAnswer });
    this.run = Math.random().toString(36).slice(2, 8);
    this.count = 0;
    this.timers = new Map();
    this.files = new Map();
  }

  // What an earlier page had not brought home.
  restore() {
    for (const message of JSON.parse(this.storage.getItem(this.key) || "[]")) {
      this.store.dispatch({ kind: "sending", message });
    }
  }

  text(conversation, text, { note = false, phrases = [], confirmed = [], suggested = [] } = {}) {
    return this.send({ conversation, kind: note ? "note" : "text", text, phrases, confirmed, suggested });
  }

  card(conversation, kind, id, card, picture = null) {
    return this.send({ conversation, kind, text: "", card, card_id: id, picture });
  }

  picture(conversation, file) {
    return this.send({ conversation, kind: "picture", text: "", upload: true, part: 0, ...preview(file) }, file);
  }

  nextId() {
    this.count += 1;
    return `${this.run}-${this.count}`;
  }

  send(message, file = null) {
    const local_id = this.nextId();
    if (file) this.files.set(local_id, file);
    this.store.dispatch({ kind: "sending", message: { ...message, local_id, at: new Date().toISOString() } });
    this.keep();
    this.push(local_id);
    return local_id;
  }

  find(local_id) {
    return this.store.state.pending.find((each) => each.local_id === local_id);
  }

  push(local_id) {
    const message = this.find(local_id);
    if (!message) return;
    if (message.upload) {
      this.upload(message);
      return;
    }
    const { conversation, text, phrases, confirmed, suggested } = message;
    const said = message.card_id
      ? this.say({ do: "card", conversation, local_id, card: message.kind, id: message.card_id, step: message.card.step })
      : this.say({ do: "send", conversation, local_id, text, note: message.kind === "note", phrases, confirmed, suggested });
    if (said) this.expectAnswer(local_id);
  }

  async upload(message) {
    const { local_id, conversation } = message;
    const form = new FormData();
    form.append("picture", this.files.get(local_id));
    form.append("local_id", local_id);
    try {
      const stored = await this.post(conversation, form, (part) => this.store.dispatch({ kind: "progress", local_id, part }));
      this.stored({ kind: "stored", local_id, ...stored });
    } catch (error) {
      this.store.dispatch({ kind: "refused", local_id, code: error.code, reason: error.message });
    }
  }

  expectAnswer(local_id) {
    clearTimeout(this.timers.get(local_id));
    const late = () => this.store.dispatch({ kind: "refused", local_id, code: "no_answer", reason: this.noAnswer() });
    this.timers.set(local_id, setTimeout(late, ANSWER_MS));
  }

  stored(frame) {
    this.done(frame.local_id);
    this.store.dispatch(frame);
    this.keep();
  }

  refused(frame) {
    clearTimeout(this.timers.get(frame.local_id));
    this.store.dispatch(frame);
  }

  // After a break: everything that still waits for its answer goes again, in its order.
  pushAll() {
    for (const { local_id, status, upload } of this.store.state.pending) {
      if (status === "sending" && !upload) this.push(local_id);
    }
  }

  retry(local_id) {
    this.store.dispatch({ kind: "again", local_id });
    this.push(local_id);
  }

  discard(local_id) {
    this.done(local_id);
    this.store.dispatch({ kind: "discarded", local_id });
    this.keep();
  }

  done(local_id) {
    clearTimeout(this.timers.get(local_id));
    this.timers.delete(local_id);
    const message = this.find(local_id);
    if (message && message.picture) URL.revokeObjectURL(message.picture.url);
    this.files.delete(local_id);
  }

  keep() {
    const lasting = this.store.state.pending.filter((each) => !each.upload);
    if (lasting.length > 0) this.storage.setItem(this.key, JSON.stringify(lasting));
    else this.storage.removeItem(this.key);
  }
}

function preview(file) {
  return { picture: { url: URL.createObjectURL(file), width: null, height: null } };
}

// Half-written replies: kept in this browser at every key, told to the server soon after; the newest one wins.
//
// The server gives its drafts without a time, so a local one wins as long as the server has not surely got it: the server
// answers in order, so a tick after an `alive` confirms every draft told before.
const WAIT_MS = 800;

// Which text to show: ours where the server may not have it yet, else what the server keeps.
export function newest(local, server) {
  if (local && !local.confirmed) return local.text;
  return server || "";
}

export class Drafts {
  // `tell(id, text)` gives true when the draft was handed to an open socket.
  constructor({ prefix, storage, tell }) {
    Object.assign(this, { prefix, storage, tell });
    this.server = {};
    this.timers = new Map();
  }

  // The drafts as the server has them; whatever was not surely told is told again.
  began(server) {
    this.server = { ...server };
    for (const id of this.ids()) {
      const local = this.local(id);
      if (local && !local.confirmed && local.text !== (server[id] || "")) this.send(id);
    }
  }

  text(id) {
    return newest(this.local(id), this.server[id]);
  }

  keep(id, text) {
    if (text === this.text(id)) return;
    this.write(id, { text, told: false, confirmed: false });
    clearTimeout(this.timers.get(id));
    this.timers.set(id, setTimeout(() => this.send(id), WAIT_MS));
  }

  // After sending: nothing is half-written any more.
  forget(id) {
    clearTimeout(this.timers.get(id));
    if (this.text(id) === "") return;
    this.write(id, { text: "", told: false, confirmed: false });
    this.send(id);
  }

  send(id) {
    const local = this.local(id);
    if (!local) return;
    if (this.tell(Number(id), local.text)) this.write(id, { ...local, told: true });
  }

  // A tick has answered an `alive` that was said after these were told.
  confirm(ids) {
    for (const id of ids) {
      const local = this.local(id);
      if (!local || !local.told) continue;
      this.server[id] = local.text;
      if (local.text === "") this.storage.removeItem(this.prefix + id);
      else this.write(id, { ...local, confirmed: true });
    }
  }

  told() {
    return this.ids().filter((id) => {
      const local = this.local(id);
      return local && local.told && !local.confirmed;
    });
  }

  ids() {
    return Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at))
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => key.slice(this.prefix.length));
  }

  local(id) {
    const kept = this.storage.getItem(this.prefix + id);
    return kept ? JSON.parse(kept) : null;
  }

  write(id, draft) {
    this.storage.setItem(this.prefix + id, JSON.stringify(draft));
  }
}

// What was typed beside another program, for each member of a shop, kept in this browser at every key.
const EMPTY = {
  pasted: "",
  buyer: null,
  order: null,
  product: null,
  draft: "",
  phrases: [],
  proactive: false,
  said: [],
  seen: [],
};

export class Kept {
  constructor({ owner, storage }) {
    this.key = `guitai.sidecar.${owner}`;
    this.storage = storage;
  }

  // What was kept; whatever is missing or can't be read is as on the first day.
  read() {
    try {
      return { ...structuredClone(EMPTY), ...JSON.parse(this.storage.getItem(this.key)) };
    } catch {
      return structuredClone(EMPTY);
    }
  }

  keep(changes) {
    this.storage.setItem(this.key, JSON.stringify({ ...this.read(), ...changes }));
  }

  // Begins with another buyer; gives what was there, so that it can come back. What was seen stays seen.
  clear() {
    const before = this.read();
    this.keep({ ...structuredClone(EMPTY), seen: before.seen });
    return before;
  }
}

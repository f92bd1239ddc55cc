// The shared cast: 小美 at the desk of 云裳女装, and rows and messages of buyers, made from what a test wants different.
export const ME = { id: 3, name: "小美", role: "agent", state: "online", may: ["answer"] };
export const LIMITS = { first: 30, reply: 180, promise: 300 };
export const NOON = Date.parse("2026-05-20T04:00:00.000Z");

export const at = (secondsBeforeNoon) => new Date(NOON - secondsBeforeNoon * 1000).toISOString();

export function row(id, changes = {}) {
  return {
    id,
    seq: id,
    channel: "widget",
    state: "open",
    buyer: { id, name: `buyer ${id}`, vip: false, returning: false },
    agent: { id: ME.id, name: ME.name },
    group: null,
    opened_at: at(900),
    closed_at: null,
    last_at: at(60),
    last_text: "有货吗",
    last_kind: "text",
    last_author: "buyer",
    waiting_since: null,
    first_reply_at: at(800),
    unread: 0,
    buyer_read: 0,
    agent_read: 0,
    rating: null,
    ...changes,
  };
}

export function message(id, changes = {}) {
  return {
    id,
    conversation: 1,
    author: "buyer",
    agent: null,
    kind: "text",
    text: `message ${id}`,
    parts: [{ text: `message ${id}` }],
    card: {},
    picture: null,
    local_id: "",
    at: at(600 - id),
    ...changes,
  };
}

export const byMe = (id, changes = {}) => message(id, { author: "agent", agent: { id: ME.id, name: ME.name }, ...changes });

export function data(conversations, changes = {}) {
  return {
    seq: 100,
    me: ME,
    shop: { key: "yunshang", name: "云裳女装", clocks: LIMITS },
    conversations,
    colleagues: [{ id: 3, name: "小美", state: "online", load: 1, on_duty: true }, { id: 4, name: "小雨", state: "online", load: 0, on_duty: true }],
    groups: [],
    drafts: {},
    ...changes,
  };
}

// A storage that forgets everything with the test.
export class Storage {
  constructor() {
    this.kept = new Map();
  }

  get length() {
    return this.kept.size;
  }

  key(place) {
    return [...this.kept.keys()][place] ?? null;
  }

  getItem(key) {
    return this.kept.has(key) ? this.kept.get(key) : null;
  }

  setItem(key, value) {
    this.kept.set(key, String(value));
  }

  removeItem(key) {
    this.kept.delete(key);
  }
}

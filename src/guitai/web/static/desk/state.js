// What the desk knows, and how every change moves it: (state, change) → state, with no page, socket or clock in it.
//
// A page that was live and a page that was reloaded must know the same; so a row is never replaced by an older one (its
// seq tells), and a message is kept once by its id.

import { concerns } from "./todos.js";

const SHOWN_AT_FIRST = 120;

export const emptyState = {
  seq: 0, // the newest number seen
  confirmed: 0, // nothing up to this number is missing
  me: null,
  shop: null,
  rows: {}, // conversation rows by id, closed ones too once seen
  talks: {}, // opened transcripts by id: {messages, more}
  early: {}, // messages by conversation that came while its transcript was being asked for
  pending: [], // what was written here and is not stored yet
  colleagues: [],
  groups: [],
  approvals: {}, // replies that wait for the lead, and my own the lead has answered, by id
  questions: {}, // facts the lead was asked for, and answers that a buyer was not told yet, by id
  todos: {}, // what runs and is mine, and the promises of the shop, by id
  typing: {}, // conversation id → {by, at}
  selected: null,
  closedBefore: null, // the closed list is complete back to this last message
  closedMore: true,
};

function withRow(state, row) {
  const known = state.rows[row.id];
  if (known && known.seq > row.seq) return state;
  return { ...state, rows: { ...state.rows, [row.id]: row } };
}

function withRows(state, rows) {
  return rows.reduce(withRow, state);
}

function mergedMessages(known, incoming) {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of incoming) byId.set(message.id, message);
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

function withMessage(state, message) {
  const pending = message.local_id ? state.pending.filter((each) => each.local_id !== message.local_id) : state.pending;
  const talk = state.talks[message.conversation];
  const changed = pending.length === state.pending.length ? state : { ...state, pending };
  if (!talk) return withEarly(changed, message);
  const last = talk.messages[talk.messages.length - 1];
  const messages = !last || last.id < message.id ? [...talk.messages, message] : mergedMessages(talk.messages, [message]);
  return { ...changed, talks: { ...state.talks, [message.conversation]: { ...talk, messages } } };
}

// The page that was asked for may have been read before this was written; it must not be lost between the two.
function withEarly(state, message) {
  const early = state.early[message.conversation];
  if (!early) return state;
  return { ...state, early: { ...state.early, [message.conversation]: mergedMessages(early, [message]) } };
}

function withoutEarly(state, id) {
  const { [id]: _gone, ...early } = state.early;
  return { ...state, early };
}

function withPending(state, local_id, changes) {
  return { ...state, pending: state.pending.map((each) => (each.local_id === local_id ? { ...each, ...changes } : each)) };
}

function withoutTyping(state, id) {
  if (!state.typing[id]) return state;
  const typing = { ...state.typing };
  delete typing[id];
  return { ...state, typing };
}

const byId = (list) => Object.fromEntries(list.map((each) => [each.id, each]));

function toldOfConversation(state, change) {
  let next = { ...withRow(state, change.conversation), seq: Math.max(state.seq, change.seq) };
  if (!change.message) return next;
  next = withMessage(next, change.message);
  return change.message.author === "buyer" ? withoutTyping(next, change.conversation.id) : next;
}

const MOVES = {
  // The answer of state/: everything waiting or open. Rows that are no longer among them have closed while we were away.
  began(state, { data }) {
    const rows = {};
    for (const row of data.conversations) rows[row.id] = row;
    const kept = state.rows[state.selected];
    if (kept && !rows[kept.id]) rows[kept.id] = kept;
    return {
      ...state,
      rows,
      seq: data.seq,
      confirmed: data.seq,
      me: data.me,
      shop: data.shop,
      colleagues: data.colleagues,
      groups: data.groups || [],
      approvals: byId(data.approvals || []),
      questions: byId(data.questions || []),
      todos: byId(data.todos || []),
      talks: {},
      typing: {},
      closedBefore: null,
      closedMore: true,
    };
  },

  // Approvals, questions and to-dos carry no numbers, so all that matter are told when the rest was caught up on.
  caught_up: (state, { seq, approvals, questions, todos }) => ({
    ...state,
    seq: Math.max(state.seq, seq),
    confirmed: Math.max(state.confirmed, seq),
    approvals: approvals ? byId(approvals) : state.approvals,
    questions: questions ? byId(questions) : state.questions,
    todos: todos ? byId(todos) : state.todos,
  }),

  // What somebody else asked is of no concern once it is settled.
  approval(state, { approval }) {
    const { [approval.id]: _gone, ...others } = state.approvals;
    const stays = approval.state === "waiting" || approval.agent.id === state.me.id;
    return { ...state, approvals: stays ? { ...others, [approval.id]: approval } : others };
  },

  // A question matters until it is withdrawn, or everybody here who waited for its answer was told.
  question(state, { question }) {
    const { [question.id]: _gone, ...others } = state.questions;
    const untold = question.waiters.some(({ conversation, told_at }) => conversation !== null && told_at === null);
    const stays = question.state === "open" || (question.state === "answered" && untold);
    return { ...state, questions: stays ? { ...others, [question.id]: question } : others };
  },

  todo(state, { todo }) {
    const { [todo.id]: _gone, ...others } = state.todos;
    return { ...state, todos: concerns(state.me, todo) ? { ...others, [todo.id]: todo } : others };
  },

  // What was written here is kept. The row as it is now follows by itself; until then its buyer waits no more, whatever
  // rows from before the answer still come in, on another way than this.
  stored(state, { message, seq }) {
    const next = { ...withMessage(state, message), seq: Math.max(state.seq, seq) };
    const row = next.rows[message.conversation];
    if (!row || row.seq >= seq || message.kind === "note") return next;
    return { ...next, rows: { ...next.rows, [row.id]: { ...row, waiting_since: null, seq } } };
  },

  refused: (state, { local_id, code, reason }) => withPending(state, local_id, { status: "failed", code, reason }),

  typing: (state, { conversation, by, at }) => ({ ...state, typing: { ...state.typing, [conversation]: { by, at } } }),

  typing_faded: (state, { conversation }) => withoutTyping(state, conversation),

  presence(state, change) {
    const colleagues = state.colleagues.map((each) => (each.id === change.agent ? { ...each, state: change.state } : each));
    const me = state.me && state.me.id === change.agent ? { ...state.me, state: change.state } : state.me;
    return { ...state, colleagues, me };
  },

  // A talk that was read far back begins at its end again, so that opening it is quick however long it is.
  selected(state, { conversation }) {
    const talk = state.talks[conversation];
    const talks = talk && talk.messages.length > SHOWN_AT_FIRST
      ? { ...state.talks, [conversation]: { messages: talk.messages.slice(-SHOWN_AT_FIRST), more: true } }
      : state.talks;
    return { ...state, selected: conversation, talks };
  },

  asked: (state, { conversation }) => state.early[conversation] ? state : { ...state, early: { ...state.early, [conversation]: [] } },

  not_opened: (state, { conversation }) => withoutEarly(state, conversation),

  // The answer of <id>/: the newest page of a transcript. What we kept of it stays only where the two join.
  opened(state, { conversation, messages, more }) {
    const known = state.talks[conversation.id];
    const joins = known && known.messages.length > 0 && messages.length > 0
      && known.messages[known.messages.length - 1].id >= messages[0].id;
    const talk = joins
      ? { messages: mergedMessages(known.messages, messages), more: known.more }
      : { messages: mergedMessages(messages, state.early[conversation.id] || []), more };
    return withoutEarly({ ...withRow(state, conversation), talks: { ...state.talks, [conversation.id]: talk } }, conversation.id);
  },

  older(state, { conversation, messages, more }) {
    const talk = state.talks[conversation];
    if (!talk) return state;
    return {
      ...state,
      talks: { ...state.talks, [conversation]: { messages: mergedMessages(talk.messages, messages), more } },
    };
  },

  row: (state, { conversation }) => withRow(state, conversation),

  closed_page(state, { conversations, more }) {
    const last = conversations[conversations.length - 1];
    return { ...withRows(state, conversations), closedBefore: last ? last.last_at : state.closedBefore, closedMore: more };
  },

  found: (state, { hits }) => withRows(state, hits.map((hit) => hit.conversation)),

  // I looked at it: the count goes at once, the server's own row follows.
  read(state, { conversation }) {
    const row = state.rows[conversation];
    if (!row || row.unread === 0) return state;
    return { ...state, rows: { ...state.rows, [conversation]: { ...row, unread: 0 } } };
  },

  sending: (state, { message }) => ({ ...state, pending: [...state.pending, { ...message, status: "sending" }] }),

  again: (state, { local_id }) => withPending(state, local_id, { status: "sending", code: null, reason: null }),

  progress: (state, { local_id, part }) => withPending(state, local_id, { part }),

  discarded: (state, { local_id }) => ({ ...state, pending: state.pending.filter((each) => each.local_id !== local_id) }),
};

export function reduce(state, change) {
  if (change.conversation && typeof change.conversation === "object" && "seq" in change && change.at) {
    return toldOfConversation(state, change);
  }
  const move = MOVES[change.kind];
  return move ? move(state, change) : state;
}

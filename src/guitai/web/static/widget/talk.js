// The talk as the window knows it, changed by the server's frames and by nothing else; no page, no clock, no network.

import { dayOf } from "./times.js";

const SAME_BREATH = 5 * 60_000;
const TYPING_SHOWN = 4_000;

export const SILENCE = {
  known: false, // whether the server has told us anything yet
  messages: [],
  more: false,
  state: "",
  agent: "",
  rating: null,
  agentRead: 0,
  onDuty: true,
  typingUntil: 0,
};

export function heard(talk, frame, now) {
  switch (frame.kind) {
    case "history":
      return { ...talk, ...told(frame, talk), known: true, ...pageOf(talk, frame) };
    case "message":
    case "stored": {
      const messages = merge(talk.messages, [frame.message]);
      if (!isAnswer(frame.message)) return { ...talk, messages };
      // An agent who answers has read what came before.
      const agentRead = frame.message.author === "agent" ? Math.max(talk.agentRead, frame.message.id) : talk.agentRead;
      return { ...talk, messages, typingUntil: 0, agentRead };
    }
    case "state":
      return { ...talk, ...told(frame, talk) };
    case "read":
      return { ...talk, agentRead: Math.max(talk.agentRead, frame.upto) };
    case "typing":
      return { ...talk, typingUntil: now + TYPING_SHOWN };
    default:
      return talk;
  }
}

function told(frame, talk) {
  return {
    state: frame.state ?? "",
    agent: frame.agent ?? "",
    rating: frame.rating ?? null,
    onDuty: frame.on_duty ?? talk.onDuty,
    agentRead: Math.max(talk.agentRead, frame.agent_read ?? 0),
  };
}

// "more" after a break means that the page given does not reach back to what we have: start from it.
function pageOf(talk, frame) {
  if (talk.messages.length === 0 || frame.more) return { messages: merge([], frame.messages), more: frame.more };
  return { messages: merge(talk.messages, frame.messages) };
}

export function withOlder(talk, older, more) {
  return { ...talk, messages: merge(talk.messages, older), more };
}

export function merge(messages, others) {
  const byId = new Map(messages.map((message) => [message.id, message]));
  for (const message of others) byId.set(message.id, message);
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

export function lastId(talk) {
  return last(talk.messages)?.id ?? 0;
}

export function unread(talk, upto) {
  return talk.messages.filter((message) => isAnswer(message) && message.id > upto).length;
}

function last(list) {
  return list[list.length - 1];
}

function isAnswer(message) {
  return message.author === "agent" || message.author === "robot";
}

// The talk as rows from top to bottom: a line for each day, what happened, and what was said, gathered by breath.
export function rows(messages, waiting, agentRead) {
  const own = new Set(messages.map((message) => message.local_id).filter(Boolean));
  const said = [...messages, ...waiting.filter((line) => !own.has(line.local_id)).map(asMessage)];
  const lastOwn = last(messages.filter((message) => message.author === "buyer"));
  const shown = [];
  let before = null;
  for (const message of said) {
    const newDay = !before || dayOf(before.at) !== dayOf(message.at);
    if (newDay) shown.push({ type: "day", key: `day ${dayOf(message.at)}`, at: message.at });
    const row = { type: message.kind === "event" ? "event" : "said", key: message.local_id || `#${message.id}`, message };
    row.first = newDay || !sameBreath(before, message);
    row.seen = message === lastOwn ? message.id <= agentRead : null;
    shown.push(row);
    before = message;
  }
  shown.forEach((row, index) => {
    const following = shown[index + 1];
    row.last = following?.type !== "said" || following.first;
  });
  return shown;
}

function asMessage(line) {
  return { ...line, id: 0, author: "buyer", waiting: true, at: new Date(line.at).toISOString() };
}

function sameBreath(one, other) {
  return (
    one.author === other.author &&
    one.kind !== "event" &&
    other.kind !== "event" &&
    one.agent?.name === other.agent?.name &&
    new Date(other.at) - new Date(one.at) < SAME_BREATH
  );
}

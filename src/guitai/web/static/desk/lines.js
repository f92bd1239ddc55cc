// A transcript as lines to show: day lines, messages grouped by sender and minute, what is still on its way at the end.

const minuteOf = (message) => message.at.slice(0, 16);
const dayOf = (message) => new Date(message.at).toDateString();
const isSystem = (message) => message.author === "system" || message.kind === "event";

function joins(before, message) {
  return (
    before !== null &&
    !isSystem(before) &&
    before.author === message.author &&
    (before.agent || {}).id === (message.agent || {}).id &&
    (before.kind === "note") === (message.kind === "note") &&
    minuteOf(before) === minuteOf(message)
  );
}

// The newest message of ours the buyer saw, and the newest one still unseen, get a mark; the others would only be noise.
function marks(messages, buyerRead) {
  const ours = messages.filter((each) => each.author === "agent" && each.kind !== "note" && !isSystem(each));
  const seen = ours.filter((each) => each.id <= buyerRead).pop();
  const last = ours[ours.length - 1];
  const result = new Map();
  if (last && last !== seen) result.set(last.id, "unread");
  if (seen) result.set(seen.id, "read");
  return result;
}

export function linesOf(messages, pending, buyerRead) {
  const mark = marks(messages, buyerRead);
  const lines = [];
  let before = null;
  for (const message of [...messages, ...pending.map(asMessage)]) {
    if (before === null || dayOf(before) !== dayOf(message)) {
      lines.push({ key: `day-${dayOf(message)}`, type: "day", at: message.at });
      before = null;
    }
    const key = message.local_id ? `local-${message.local_id}` : `message-${message.id}`;
    if (isSystem(message)) lines.push({ key, type: "system", message });
    else lines.push({ key, type: "message", message, first: !joins(before, message), mark: mark.get(message.id) || null });
    before = message;
  }
  return lines;
}

function asMessage(each) {
  return { ...each, id: null, author: "agent", parts: each.parts || [{ text: each.text || "" }], card: each.card || {}, picture: each.picture || null };
}

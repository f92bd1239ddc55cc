// Which key does what beside another program. The same key means the same as at the desk; while somebody types, only with Alt.
const PLAIN = {
  KeyI: "write",
  KeyB: "buyer",
  KeyN: "next",
  KeyM: "mood",
  KeyC: "calm",
  KeyW: "proactive",
  KeyD: "todos",
  KeyP: "answer",
  KeyQ: "question",
  KeyL: "told",
  Slash: "find",
};

// What a key press means, or null. `typing` says that the focus is in a field, `dialog` that a dialog is open.
export function actionOf(event, { typing, dialog }) {
  if (event.isComposing || event.keyCode === 229 || dialog) return null;
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && command && !event.altKey) return "copy";
  if (event.key === "Enter" && event.altKey && !command) return "safe";
  if (command) return null;
  if (event.key === "Escape") return "back";
  if (typing && !event.altKey) return null;
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return "keys";
  return event.shiftKey ? null : PLAIN[event.code] || null;
}

// Moves in a list with the arrows and chooses with Enter: gives {at} or {choose}, or null for any other key.
export function listKey(event, { at, count }) {
  if (event.isComposing || event.keyCode === 229 || count === 0) return null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) return { at: (at + step + count) % count };
  return event.key === "Enter" ? { choose: at } : null;
}

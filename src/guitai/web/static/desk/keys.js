// Which key does what. The same key means the same everywhere; while somebody types, only with Alt.
const PLAIN = {
  KeyJ: "next",
  KeyK: "previous",
  KeyN: "nextWaiting",
  KeyT: "transfer",
  KeyA: "take",
  KeyE: "end",
  KeyI: "write",
  KeyG: "guide",
  KeyP: "approvals",
  KeyQ: "question",
  KeyL: "answer",
  KeyY: "agree",
  KeyX: "refuse",
  Slash: "phrases",
  BracketRight: "panel",
};
const SUGGESTED = { Digit1: 0, Digit2: 1, Digit3: 2 };

// What a key press means, or null. `typing` says that the focus is in a field, `dialog` that a dialog is open.
export function actionOf(event, { typing, dialog }) {
  if (event.isComposing || event.keyCode === 229) return null;
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey && event.code === "KeyK") return "find";
  if (command || dialog) return null;
  if (event.key === "Escape") return "back";
  if (event.key === "?" && !typing) return "keys";
  const action = event.key === "/" ? "phrases" : PLAIN[event.code] || null;
  if (typing) return event.altKey ? action : null;
  return event.shiftKey && event.key !== "/" ? null : action;
}

// What Enter means in the composer: "send", "sendNext", "break", or with Alt "rewrite"; null for any other key and while composing Chinese.
export function enterMeans(event, swapped) {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return null;
  if (event.ctrlKey || event.metaKey) return "sendNext";
  if (event.altKey) return "rewrite";
  return event.shiftKey === swapped ? "send" : "break";
}

// Which suggestion Alt with a digit takes, 0 the first; null for any other key.
export function suggestionMeant(event) {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing, keyCode, code } = event;
  if (!altKey || ctrlKey || metaKey || shiftKey || isComposing || keyCode === 229) return null;
  return code in SUGGESTED ? SUGGESTED[code] : null;
}

export function isTyping(element) {
  if (!element) return false;
  if (element.isContentEditable || element.tagName === "TEXTAREA" || element.tagName === "SELECT") return true;
  return element.tagName === "INPUT" && !["checkbox", "radio", "button", "submit", "file", "range"].includes(element.type);
}

// Which key does what. The same key means the same everywhere; while somebody types, only with Alt.
import { MOODS } from "./moods.js";

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
  KeyD: "todos",
  KeyR: "remark",
  KeyF: "flag",
  KeyO: "cancelOrder",
  KeyS: "case",
  KeyM: "mood",
  KeyC: "calm",
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

const PROMISED = { Equal: "later", NumpadAdd: "later", Minus: "sooner", NumpadSubtract: "sooner" };

// What Alt with a key says of the promise at hand: "confirm", "drop" (with Shift), "later" or "sooner"; null for any other key.
export function promiseMeant(event) {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing, keyCode, code } = event;
  if (!altKey || ctrlKey || metaKey || isComposing || keyCode === 229) return null;
  if (code === "KeyP") return shiftKey ? "drop" : "confirm";
  return PROMISED[code] || null;
}

// Which mood a digit names for a lead; null for any other key.
export function moodMeant(event) {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing, keyCode, key } = event;
  if (altKey || ctrlKey || metaKey || shiftKey || isComposing || keyCode === 229) return null;
  return /^[1-5]$/.test(key) ? MOODS[Number(key) - 1] : null;
}

// Enter and Esc in a field of one line, though not while Chinese is being composed.
export function enterOr(event, enter, escape) {
  if (event.isComposing || event.keyCode === 229 || !["Enter", "Escape"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === "Enter") enter();
  else escape();
}

// Which of five flags a digit names, 0 the first; in the line of a remark (`typing`) only with Alt. Null for any other key.
export function flagMeant(event, typing) {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing, keyCode, code } = event;
  if (altKey !== typing || ctrlKey || metaKey || shiftKey || isComposing || keyCode === 229) return null;
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(code);
  return digit ? Number(digit[1]) - 1 : null;
}

// Which answer a digit gives while an order is cancelled or a case led on, 1 the first; in the note (`typing`) only with Alt. Null for any other key.
export function answerMeant(event, typing) {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing, keyCode, code } = event;
  if (altKey !== typing || ctrlKey || metaKey || shiftKey || isComposing || keyCode === 229) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code);
  return digit ? Number(digit[1]) : null;
}

export function isTyping(element) {
  if (!element) return false;
  if (element.isContentEditable || element.tagName === "TEXTAREA" || element.tagName === "SELECT") return true;
  return element.tagName === "INPUT" && !["checkbox", "radio", "button", "submit", "file", "range"].includes(element.type);
}

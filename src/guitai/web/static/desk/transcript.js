// The transcript: lines are kept by key and touched only when what they show has changed; reading up never jumps.
import { linesOf } from "./lines.js";
import { copyOf, dayPiece, messagePiece, systemPiece } from "./pieces.js";

const NEAR_END_PX = 60;
const NEAR_TOP_PX = 400;
const FILL = { day: dayPiece, message: messagePiece, system: systemPiece };

export class Transcript {
  // `onTop()` when older messages are wanted, `onUnseen(count)` when something new stands below what is shown.
  constructor(box, { onTop, onUnseen, onAct }) {
    Object.assign(this, { box, onTop, onUnseen });
    this.log = box.querySelector("[data-log]");
    this.id = null;
    this.shown = new Map(); // key → {element, signature}
    this.unseen = 0;
    this.atEnd = true;
    box.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.log.addEventListener("click", (event) => {
      const target = event.target.closest("[data-act], [data-part='picture']");
      if (target) onAct(target.dataset.act || "picture", target.closest("[data-key]").dataset, target);
    });
    // Pictures that load late, and a composer that grows, must not push the newest message out of sight.
    const observer = new ResizeObserver(() => this.atEnd && this.toEnd());
    observer.observe(box);
    observer.observe(this.log);
  }

  show(id, talk, pending, buyerRead, known) {
    const fresh = id !== this.id;
    if (fresh) this.clear(id);
    if (!talk) return;
    const lines = linesOf(talk.messages, pending, buyerRead);
    const before = { height: this.box.scrollHeight, top: this.box.scrollTop, firstKey: this.firstKey, lastKey: this.lastKey };
    this.log.setAttribute("aria-busy", String(fresh));
    const added = this.patch(lines, known);
    this.firstKey = firstMessage(lines);
    this.lastKey = lines.length > 0 ? lines[lines.length - 1].key : null;
    if (fresh || this.atEnd) this.toEnd();
    else if (before.firstKey !== this.firstKey) this.box.scrollTop = before.top + this.box.scrollHeight - before.height;
    else if (before.lastKey !== this.lastKey) this.notice(lines, added);
    this.log.setAttribute("aria-busy", "false");
    // A short first page may leave no room to scroll up.
    if (this.box.scrollHeight <= this.box.clientHeight + NEAR_TOP_PX) this.onTop();
  }

  clear(id) {
    this.id = id;
    this.shown.clear();
    this.log.replaceChildren();
    this.atEnd = true;
    this.unseen = 0;
    this.firstKey = null;
    this.lastKey = null;
    this.onUnseen(0);
  }

  // Makes the log show these lines, in this order; gives the keys that are new.
  patch(lines, known) {
    const added = new Set();
    const wanted = new Set(lines.map((line) => line.key));
    for (const [key, { element }] of this.shown) {
      if (wanted.has(key)) continue;
      element.remove();
      this.shown.delete(key);
    }
    let place = this.log.firstElementChild;
    for (const line of lines) {
      const element = this.lineElement(line, known, added);
      if (element === place) place = place.nextElementSibling;
      else this.log.insertBefore(element, place);
    }
    return added;
  }

  lineElement(line, known, added) {
    let kept = this.shown.get(line.key);
    if (!kept) {
      kept = { element: copyOf(line.type), signature: "" };
      kept.element.dataset.key = line.key;
      this.shown.set(line.key, kept);
      added.add(line.key);
    }
    const signature = signatureOf(line, known);
    if (kept.signature !== signature) {
      if (line.message) Object.assign(kept.element.dataset, { localId: line.message.local_id || "", messageId: line.message.id || "" });
      FILL[line.type](kept.element, line, known);
      kept.signature = signature;
    }
    return kept.element;
  }

  notice(lines, added) {
    const last = lines[lines.length - 1];
    if (last.message && last.message.status === "sending") {
      this.toEnd();
      return;
    }
    this.unseen += lines.filter((line) => added.has(line.key) && line.type === "message").length;
    this.onUnseen(this.unseen);
  }

  scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.box;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.atEnd && this.unseen > 0) {
      this.unseen = 0;
      this.onUnseen(0);
    }
    if (scrollTop < NEAR_TOP_PX) this.onTop();
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    this.atEnd = true;
    if (this.unseen === 0) return;
    this.unseen = 0;
    this.onUnseen(0);
  }

  // Shows a message found by searching.
  reveal(messageId) {
    const line = this.log.querySelector(`[data-message-id="${messageId}"]`);
    if (!line) return false;
    this.atEnd = false;
    line.scrollIntoView({ block: "center" });
    line.classList.add("message-found");
    setTimeout(() => line.classList.remove("message-found"), 2500);
    return true;
  }
}

function firstMessage(lines) {
  const line = lines.find((each) => each.type !== "day");
  return line ? line.key : null;
}

function signatureOf(line, { language, today }) {
  const { message, first, mark } = line;
  if (!message) return `${language} ${today}`;
  return `${language} ${message.id} ${message.status || ""} ${message.part || ""} ${first} ${mark} ${message.reason || ""}`;
}

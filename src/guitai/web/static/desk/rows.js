// The conversation list: only the rows in sight are in the page, each at its own place, so that 500 scroll like 20.
import { clockOf, grewUrgent } from "./clocks.js";
import { isAngry } from "./moods.js";
import { clockPiece, copyOf, duePiece, rowPiece } from "./pieces.js";

const ROW_PX = 56;
const SPARE = 6;
const TURNED_MS = 2400;

export class RowList {
  // `known()` gives {limits, now, me, language, dues, draftOf(id)}; `onUrgent(row)` is called when a clock turns urgent.
  constructor(box, { known, onSelect, onUrgent, onEnd }) {
    Object.assign(this, { box, known, onSelect, onUrgent, onEnd });
    this.rows = [];
    this.selected = null;
    this.shown = new Map(); // id → {element, signature, row}
    this.levels = new Map();
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    box.addEventListener("click", (event) => {
      const row = event.target.closest("[data-id]");
      if (row) this.onSelect(Number(row.dataset.id));
    });
    new ResizeObserver(() => this.draw()).observe(box);
  }

  show(rows, selected) {
    this.rows = rows;
    this.selected = selected;
    this.draw();
  }

  get room() {
    return this.box.firstElementChild;
  }

  draw() {
    const { scrollTop, clientHeight } = this.box;
    const from = Math.max(0, Math.floor(scrollTop / ROW_PX) - SPARE);
    const upto = Math.min(this.rows.length, Math.ceil((scrollTop + clientHeight) / ROW_PX) + SPARE);
    this.room.style.height = `${this.rows.length * ROW_PX}px`;
    const known = this.known();
    const seen = new Set();
    for (let at = from; at < upto; at += 1) {
      seen.add(this.rows[at].id);
      this.place(this.rows[at], at, known);
    }
    for (const [id, { element }] of this.shown) {
      if (seen.has(id)) continue;
      element.remove();
      this.shown.delete(id);
    }
    const active = this.shown.get(this.selected);
    if (active) this.room.setAttribute("aria-activedescendant", active.element.id);
    else this.room.removeAttribute("aria-activedescendant");
    if (upto === this.rows.length && this.rows.length > 0) this.onEnd();
  }

  place(row, at, known) {
    let kept = this.shown.get(row.id);
    if (!kept) {
      const element = copyOf("row");
      element.id = `row-${row.id}`;
      element.dataset.id = row.id;
      this.room.append(element);
      kept = { element, signature: "" };
      this.shown.set(row.id, kept);
    }
    const draft = row.id === this.selected ? "" : known.draftOf(row.id);
    // What was stored has its number before its row comes with the same one: state.js.
    const signature = `${row.seq} ${row.last_at} ${row.unread} ${draft} ${known.language} ${known.today}`;
    if (kept.signature !== signature) {
      rowPiece(kept.element, row, { ...known, draft });
      kept.signature = signature;
    }
    duePiece(kept.element, known.dues.get(row.id));
    if (kept.row && isAngry(row) && !isAngry(kept.row)) turned(kept.element);
    kept.row = row;
    const top = `translateY(${at * ROW_PX}px)`;
    if (kept.element.style.transform !== top) kept.element.style.transform = top;
    kept.element.setAttribute("aria-selected", String(row.id === this.selected));
    kept.element.setAttribute("aria-posinset", String(at + 1));
    kept.element.setAttribute("aria-setsize", String(this.rows.length));
  }

  // Every second: the chips in sight; and every clock, in sight or not, that has just turned urgent.
  tick(everyRow) {
    const { limits, now, dues } = this.known();
    for (const { element, row } of this.shown.values()) {
      duePiece(element, dues.get(row.id));
      if (row.waiting_since) clockPiece(element, clockOf(row, limits, now));
    }
    const levels = new Map();
    for (const row of everyRow) {
      const clock = clockOf(row, limits, now);
      if (!clock) continue;
      levels.set(row.id, clock.level);
      if (grewUrgent(this.levels.get(row.id), clock)) this.onUrgent(row);
    }
    this.levels = levels;
  }

  reveal(id) {
    const at = this.rows.findIndex((row) => row.id === id);
    if (at < 0) return;
    const top = at * ROW_PX;
    const { scrollTop, clientHeight } = this.box;
    if (top < scrollTop) this.box.scrollTop = top;
    else if (top + ROW_PX > scrollTop + clientHeight) this.box.scrollTop = top + ROW_PX - clientHeight;
  }
}

// Somebody has turned angry while their row is looked at: it is lit for a moment, and does not blink.
function turned(element) {
  element.classList.add("row-turned");
  setTimeout(() => element.classList.remove("row-turned"), TURNED_MS);
}

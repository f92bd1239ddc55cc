// The page of pieces: every piece of the desk in every state, drawn by the same code from made-up data.
import { linesOf } from "./lines.js";
import { copyOf, dayPiece, duePiece, messagePiece, rowPiece, systemPiece } from "./pieces.js";
import { LIMITS, ME, messages, pending, rows } from "./samples.js";

const FILL = { day: dayPiece, message: messagePiece, system: systemPiece };
const LAST_READ = 5;

document.addEventListener("alpine:init", () => {
  const now = Date.now();
  const language = document.documentElement.lang;
  const list = document.querySelector("[data-sample='rows']");
  for (const row of rows()) {
    const element = copyOf("row");
    rowPiece(element, row, { limits: LIMITS, now, me: ME, language, draft: row.draft || "" });
    duePiece(element, row.due);
    element.setAttribute("aria-selected", String(row.id === 6));
    list.append(element);
  }
  const log = document.querySelector("[data-sample='messages']");
  for (const line of linesOf(messages(), pending(), LAST_READ)) {
    const element = copyOf(line.type);
    FILL[line.type](element, line, { me: ME, buyer: "tb_demo01", now, language });
    log.append(element);
  }
  window.Alpine.data("pieceToasts", () => ({
    say: (text) => window.Alpine.store("toasts").say(text),
    undoable: (text, undone) => window.Alpine.store("toasts").say(text, () => window.Alpine.store("toasts").say(undone)),
    trouble: (text) => window.Alpine.store("toasts").trouble(text),
  }));
});

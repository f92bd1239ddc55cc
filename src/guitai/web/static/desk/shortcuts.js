// Binds the keys of keys.js to what they do.
import { openDialog } from "./dialogs.js";
import { actionOf, isTyping, suggestionMeant } from "./keys.js";

export function bindKeys(page, { desk, view, parts }) {
  const does = {
    next: () => desk.step(1),
    previous: () => desk.step(-1),
    nextWaiting: () => desk.nextWaiting(),
    write: () => parts.composer.focus(),
    phrases: () => view.composerMode === "write" && parts.composer.openPhrases(),
    guide: () => parts.guidance.next(),
    find: () => openDialog("find"),
    keys: () => openDialog("keys"),
    panel: () => view.togglePanel(),
    transfer: () => view.canMove && desk.row.state !== "closed" && openDialog("transfer"),
    take: () => view.canMove && !view.row.mine && desk.row.state !== "closed" && desk.take(),
    end: () => view.canMove && desk.end(),
    approvals: () => parts.approvals.open(),
    question: () => parts.questions.ask(),
    answer: () => parts.questions.take(),
    agree: () => parts.approvals.agree(),
    refuse: () => parts.approvals.refuse(),
    back: () => back(desk, view, parts),
  };
  page.addEventListener("keydown", (event) => {
    const suggested = page.querySelector("dialog[open]") ? null : suggestionMeant(event);
    if (suggested !== null) {
      event.preventDefault(); // some keyboards write a sign with it
      if (view.composerMode === "write" && !view.isNote) parts.suggestions.take(suggested);
      return;
    }
    const where = { typing: isTyping(event.target), dialog: page.querySelector("dialog[open]") !== null };
    const action = actionOf(event, where);
    if (!action || event.defaultPrevented) return;
    event.preventDefault();
    does[action]();
  });
  // Inside the list the arrows do what they do in any list.
  parts.list.room.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) desk.step(step);
    else if (event.key === "Enter") parts.composer.focus();
    else return;
    event.preventDefault();
  });
}

// Esc leaves the innermost thing first.
function back(desk, view, parts) {
  if (view.picker) view.picker = "";
  else if (view.approvals.refusing) parts.approvals.open();
  else if (view.approvals.open) parts.approvals.close();
  else if (view.drawerOpen) view.drawerOpen = false;
  else if (parts.suggestions.hide()) return;
  else if (isTyping(document.activeElement)) document.activeElement.blur();
  else if (window.matchMedia("(max-width: 600px)").matches) desk.select(null);
}

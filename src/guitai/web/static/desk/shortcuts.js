// Binds the keys of keys.js to what they do.
import { Cancelling } from "./cancelling.js";
import { openDialog } from "./dialogs.js";
import { actionOf, isTyping, promiseMeant, suggestionMeant } from "./keys.js";

export function bindKeys(page, { desk, view, parts }) {
  const cancelling = new Cancelling(page.querySelector("[data-panel]"), { view });
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
    todos: () => parts.todos.panel.open(),
    remark: () => parts.remarks.open("remark"),
    flag: () => parts.remarks.open("flag"),
    cancelOrder: () => cancelling.open(),
    case: () => parts.cases.open(),
    mood: () => desk.row && parts.reading.toggle(),
    calm: () => view.composerMode === "write" && !view.isNote && parts.reading.take(),
    back: () => back(desk, view, parts),
  };
  const { strip } = parts.todos;
  const ofPromise = { confirm: () => strip.confirm(), drop: () => strip.drop(), later: () => strip.shift(1), sooner: () => strip.shift(-1) };
  page.addEventListener("keydown", (event) => {
    const dialog = page.querySelector("dialog[open]") !== null;
    const suggested = dialog ? null : suggestionMeant(event);
    // While no promise stands there, its keys mean what they mean elsewhere.
    const promised = dialog || !strip.stands ? null : promiseMeant(event);
    if (promised !== null) {
      event.preventDefault();
      // Of a key that is held only the time goes on: the next promise would be settled unread.
      if (!event.repeat || promised === "later" || promised === "sooner") ofPromise[promised]();
      return;
    }
    if (suggested !== null) {
      event.preventDefault(); // some keyboards write a sign with it
      if (view.composerMode === "write" && !view.isNote) parts.suggestions.take(suggested);
      return;
    }
    const action = actionOf(event, { typing: isTyping(event.target), dialog });
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
  else if (parts.reading.close()) return;
  else if (view.approvals.refusing) parts.approvals.open();
  else if (view.approvals.open) parts.approvals.close();
  else if (view.drawerOpen) view.drawerOpen = false;
  else if (parts.suggestions.hide()) return;
  else if (isTyping(document.activeElement)) document.activeElement.blur();
  else if (window.matchMedia("(max-width: 600px)").matches) desk.select(null);
}

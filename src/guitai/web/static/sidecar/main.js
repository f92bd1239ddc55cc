// The page beside 千牛 and 咚咚: joins what is done (sidecar.js) with fields, keys and Alpine.
import { closeOnShade } from "../desk/dialogs.js";
import { getJson, postJson } from "../desk/http.js";
import { isTyping, suggestionMeant } from "../desk/keys.js";
import { Reading } from "../desk/reading.js";
import { emptyStrip } from "../desk/suggestions.js";
import { word } from "../desk/words.js";
import { Advice } from "./advice.js";
import { toClipboard } from "./clipboard.js";
import { Field } from "./field.js";
import { Kept } from "./kept.js";
import { actionOf, listKey } from "./keys.js";
import { asker, readingOf } from "./reading.js";
import { Sidecar } from "./sidecar.js";
import { todoKeyOf } from "./todos.js";
import { makeView } from "./view.js";

const page = document.getElementById("sidecar");
const { path, owner, worker } = page.dataset;
const http = { get: (end, signal) => getJson(path + end, signal), post: (end, body, signal) => postJson(path + end, body, signal) };

document.addEventListener("alpine:init", () => {
  const { Alpine } = window;
  Alpine.store("sidecar", makeView());
  Alpine.store("suggestions", emptyStrip());
  const view = Alpine.store("sidecar");
  const field = new Field(page.querySelector(".finding-field"));
  const sidecar = new Sidecar({
    view,
    strip: Alpine.store("suggestions"),
    field,
    http,
    kept: new Kept({ owner, storage: localStorage }),
    copy: (text) => toClipboard(text, field.element),
    say: (text, undo) => Alpine.store("toasts").say(text, undo),
    complain: (text) => Alpine.store("toasts").trouble(text),
    moved() {
      advice.changed();
      reading.about(readingOf(sidecar.talk.about()));
    },
  });
  const box = page.querySelector("[data-reading]");
  const reading = new Reading({
    box,
    ask: asker(http.post),
    insert: (text) => field.add(text),
    shown: (hasStrip) => box.classList.toggle("reading-room", hasStrip),
  });
  const advice = new Advice({
    box: page.querySelector(".sidecar-advice"),
    about: () => sidecar.talk.about(),
    http,
    attempt: (asked) => sidecar.talk.attempt(asked),
    insert: (text) => field.add(text),
  });
  Alpine.data("sidecarPage", () => actions(sidecar, view));
  for (const kind of ["copy", "cut"]) {
    field.element.addEventListener(kind, (event) => {
      const { selectionStart, selectionEnd } = event.target;
      if (!sidecar.mayLeave(selectionStart, selectionEnd)) event.preventDefault();
    });
  }
  bindKeys(sidecar, view, reading);
  closeOnShade();
  document.addEventListener("alpine:initialized", () => start(sidecar));
});

function start(sidecar) {
  sidecar.resume();
  sidecar.asked.look();
  sidecar.questions.look();
  sidecar.todos.look();
  if (navigator.serviceWorker) navigator.serviceWorker.register(worker).catch(() => {}); // plain http has none that is ready
}

function bindKeys(sidecar, view, reading) {
  const does = {
    write: () => sidecar.field.focus(),
    buyer: () => focusOn("pasted"),
    find: () => focusOn("query"),
    next: () => nextBuyer(sidecar),
    mood: () => reading.question && reading.toggle(),
    calm: () => reading.take(),
    proactive: () => sidecar.talk.toggleProactive(),
    answer: () => sidecar.takeUpNext(),
    question: () => askQuestion(sidecar),
    told: () => sidecar.questions.takeNext(),
    todos: () => showTodos(sidecar, view, true),
    keys: () => showKeys(),
    copy: () => copy(sidecar, view),
    safe: () => sidecar.useSafe(),
    back: () => reading.close() || back(sidecar, view),
  };
  document.addEventListener("keydown", (event) => {
    const where = { typing: isTyping(event.target), dialog: document.querySelector("dialog[open]") !== null };
    const suggested = where.dialog ? null : suggestionMeant(event);
    if (suggested !== null) {
      event.preventDefault(); // some keyboards write a sign with it
      sidecar.suggestions.take(suggested);
      return;
    }
    const action = event.defaultPrevented ? null : actionOf(event, where);
    if (!action) return;
    event.preventDefault();
    does[action]();
  });
}

const showKeys = () => document.getElementById("dialog-keys").showModal();

// Alpine shows what is to be shown in the frame after.
function nextFrame(deed) {
  window.Alpine.nextTick(() => requestAnimationFrame(deed));
}

function focusOn(name) {
  const field = page.querySelector(`[name=${name}]`);
  field.focus();
  field.select();
}

async function copy(sidecar, view) {
  await sidecar.copier.press();
  if (view.asking) nextFrame(() => focusOn("note"));
}

function nextBuyer(sidecar) {
  sidecar.nextBuyer();
  focusOn("pasted");
}

function askQuestion(sidecar) {
  sidecar.questions.ask();
  nextFrame(() => focusOn("question"));
}

// Opens the list with the focus in it, or closes it.
function showTodos({ todos }, view, open) {
  view.todos.open = open;
  if (!open) return;
  todos.look();
  nextFrame(() => page.querySelector("[data-todos]").focus());
}

function closeQuestion(sidecar, view) {
  view.questions.open = false;
  sidecar.field.focus();
}

// The sentence that asks the buyer to wait is a draft; nothing of it is copied by itself.
async function sendQuestion(sidecar, view) {
  if (!(await sidecar.questions.send())) return;
  if (view.text === "") sidecar.field.insert(word("question_holding"));
  else sidecar.field.focus();
}

// Esc goes back to the draft, and out of it.
function back(sidecar, view) {
  if (sidecar.suggestions.hide()) return;
  const { element } = sidecar.field;
  if (document.activeElement === element) element.blur();
  else sidecar.field.focus();
  view.asking = false;
  view.questions.open = false;
}

function actions(sidecar, view) {
  const choose = (each) => sidecar.talk.choose(each).then(() => sidecar.field.focus());
  const take = (each) => sidecar.take(each);
  const moved = (event, at, count, chosen) => {
    const meant = listKey(event, { at: view[at], count });
    if (!meant) return;
    event.preventDefault();
    if ("choose" in meant) chosen(meant.choose);
    else view[at] = meant.at;
  };
  // While an answer is on its way, Enter waits for it.
  const some = (list, part) => Math.max(view[list].length, part.loading ? 1 : 0);
  return {
    keys: showKeys,
    choose,
    nextBuyer: () => nextBuyer(sidecar),
    pasted: () => sidecar.talk.pasted(),
    pastedKey: (event) => moved(event, "foundAt", some("found", sidecar.talk), (at) => sidecar.talk.chooseAt(at, choose)),
    chooseOrder: (event) => sidecar.talk.chooseOrder(Number(event.target.value) || null),
    tellOrder: () => sidecar.field.add(view.dispatch.text),
    tellCase: () => sidecar.field.add(view.caseAtHand.text),
    openCase: () => sidecar.talk.openCase(),
    toggleProactive: () => sidecar.talk.toggleProactive(),
    opened: () => view.searched || sidecar.finder.ask(),
    typed() {
      sidecar.finder.typed();
      sidecar.suggest(view.query.trim());
    },
    findKey: (event) => moved(event, "findAt", some("finds", sidecar.finder), (at) => sidecar.finder.choose(at, take)),
    take,
    dropProduct: () => sidecar.holdProduct(null),
    takeSuggestion: (at) => sidecar.suggestions.take(at),
    hideSuggestions: () => sidecar.suggestions.hide(),
    safe: () => sidecar.useSafe(),
    copy: () => copy(sidecar, view),
    takeAgain: (text) => sidecar.takeAgain(text),
    askLead: () => sidecar.askLead(),
    noteKey(event) {
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      event.stopPropagation();
      sidecar.askLead();
    },
    stopAsking() {
      view.asking = false;
      sidecar.field.focus();
    },
    withdraw: (id) => sidecar.talk.attempt(sidecar.asked.withdraw(id)),
    takeUp: (each) => sidecar.takeUp(each),
    putAway: (id) => sidecar.asked.putAway(id),
    askQuestion: () => askQuestion(sidecar),
    closeQuestion: () => closeQuestion(sidecar, view),
    sendQuestion: () => sendQuestion(sidecar, view),
    questionKey(event) {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      event.stopPropagation();
      sendQuestion(sidecar, view);
    },
    withdrawQuestion: (id) => sidecar.talk.attempt(sidecar.questions.withdraw(id)),
    takeAnswer: (each) => sidecar.takeAnswer(each),
    answerTold: (id) => sidecar.talk.attempt(sidecar.questions.told(id)),
    showTodos: () => showTodos(sidecar, view, !view.todos.open),
    chooseTodo: (at) => sidecar.todos.choose(at),
    copyTodo: () => sidecar.todos.copyWording(),
    takeTodoBuyer: () => sidecar.takeTodoBuyer(),
    endTodo: (outcome) => sidecar.todos.end(outcome),
    todoKey(event) {
      const key = todoKeyOf(event, view.todos);
      if (!key) return;
      event.preventDefault();
      event.stopPropagation();
      if ("at" in key) sidecar.todos.choose(key.at);
      else if (key.copy) sidecar.todos.copyWording();
      else if (key.outcome) sidecar.todos.end(key.outcome);
      else sidecar.takeTodoBuyer();
      nextFrame(() => document.getElementById(`todo-${view.todos.at}`)?.scrollIntoView({ block: "nearest" }));
    },
    reveal: (at) => nextFrame(() => document.getElementById(`find-${at}`)?.scrollIntoView({ block: "nearest" })),
  };
}

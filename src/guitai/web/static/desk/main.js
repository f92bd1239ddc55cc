// The desk's page: reads its first state, makes the parts and joins them.
import { fromAddress, toAddress } from "./address.js";
import { Alerts } from "./alerts.js";
import { Approvals, toDecide } from "./approvals.js";
import { CasesAtDesk } from "./cases.js";
import { Composer } from "./composer.js";
import { Desk } from "./desk.js";
import { closeOnShade, findDialog, openDialog, transferDialog } from "./dialogs.js";
import { Guidance, guidePicker } from "./guides.js";
import { callToHandovers } from "./handover.js";
import { getJson } from "./http.js";
import { enterOr } from "./keys.js";
import { rowsOf, TABS } from "./lists.js";
import { readingAtDesk, readingOf } from "./moods_at_desk.js";
import { palette } from "./palette.js";
import { Panel } from "./panel.js";
import { phrasesPane } from "./phrases_pane.js";
import { emojiPicker, productPicker } from "./pickers.js";
import { questionDialog, Questions } from "./questions.js";
import { Remarks } from "./remarks.js";
import { RowList } from "./rows.js";
import { bindKeys } from "./shortcuts.js";
import { emptyStrip, questionAt, Suggestions } from "./suggestions.js";
import { duesOf } from "./todos.js";
import { TodosAtDesk } from "./todos_at_desk.js";
import { Transcript } from "./transcript.js";
import { makeView, paintView } from "./view.js";
import { WarehouseAtDesk } from "./warehouse.js";

const page = document.getElementById("desk");
const language = document.documentElement.lang;
const narrow = window.matchMedia("(max-width: 600px)");

document.addEventListener("alpine:init", () => {
  const { Alpine } = window;
  const toasts = () => Alpine.store("toasts");
  const desk = new Desk({
    path: page.dataset.path,
    socketPath: page.dataset.socket,
    tell: (text, undo) => toasts().say(text, undo),
    complain: (text) => toasts().trouble(text),
  });
  Alpine.store("desk", makeView(desk, palette({ path: page.dataset.path, conversation: () => desk.state.selected || "" })));
  Alpine.store("suggestions", emptyStrip());
  const view = Alpine.store("desk");
  const parts = {};
  const composer = () => parts.composer;
  const shared = { desk, view: () => view, composer };
  Alpine.data("findDialog", findDialog({ desk, openAt: (id, message) => openAt(desk, parts, id, message) }));
  Alpine.data("transferDialog", transferDialog(shared));
  Alpine.data("emojiPicker", emojiPicker(shared));
  Alpine.data("productPicker", productPicker(shared));
  Alpine.data("guidePicker", guidePicker({ ...shared, guidance: () => parts.guidance }));
  Alpine.data("phrasesPane", phrasesPane(shared));
  Alpine.data("questionDialog", questionDialog({ ...shared, path: page.dataset.questions }));
  Alpine.data("deskActions", () => actions(desk, view, parts));
  makeParts(desk, view, parts);
  listen(desk, view, parts);
  start(desk, view);
});

function known(desk) {
  const { state } = desk;
  const row = state.rows[state.selected];
  const now = Date.now();
  return {
    me: state.me,
    limits: state.shop.clocks,
    buyer: row ? row.buyer.name : "",
    language,
    now,
    dues: duesOf(state, now),
    today: new Date(now).toDateString(),
    draftOf: (id) => desk.drafts.text(String(id)),
  };
}

function makeParts(desk, view, parts) {
  parts.alerts = new Alerts({ view });
  parts.suggestions = new Suggestions({
    strip: window.Alpine.store("suggestions"),
    ask: ({ talk, typed }, signal) => getJson(`${desk.path}${talk}/suggestions/?${new URLSearchParams({ q: typed })}`, signal),
    insert: (text) => parts.composer.insertSuggestion(text),
  });
  parts.reading = readingAtDesk({
    desk,
    box: page.querySelector("[data-reading]"),
    insert: (text) => parts.composer.insertSuggestion(text),
    reveal: (id, message) => openAt(desk, parts, id, message),
  });
  const { suggestions } = parts;
  parts.composer = new Composer(page.querySelector("[data-composer]"), { desk, view, palette: view.palette, suggestions });
  const approvalsKey = `guitai.${page.dataset.path}.approvals`;
  parts.approvals = new Approvals({ desk, view, composer: parts.composer, storage: localStorage, key: approvalsKey });
  parts.questions = new Questions({ desk, view, composer: parts.composer, path: page.dataset.questions, ring: () => parts.alerts.ring() });
  parts.todos = new TodosAtDesk({ desk, view, alerts: parts.alerts, toasts: () => window.Alpine.store("toasts"), composer: () => parts.composer, language });
  const guidesKey = `guitai.${page.dataset.path}.guides`;
  parts.guidance = new Guidance({ desk, view, composer: () => parts.composer, ask: Guidance.asking(desk), storage: localStorage, key: guidesKey });
  view.palette.onChoose = (phrase) => parts.composer.insertPhrase({ ...phrase });
  parts.panel = new Panel(page.querySelector("[data-panel]"), { desk, view, insert: (text) => parts.composer.insert(text) });
  parts.warehouse = new WarehouseAtDesk({ desk, box: page.querySelector("[data-panel]"), alerts: parts.alerts, toasts: () => window.Alpine.store("toasts") });
  const follow = (number) => page.dataset.cases && location.assign(`${page.dataset.cases}${number}/`);
  parts.cases = new CasesAtDesk({ desk, box: page.querySelector("[data-panel]"), view, alerts: parts.alerts, toasts: () => window.Alpine.store("toasts"), follow });
  parts.remarks = new Remarks(page.querySelector("[data-panel]"), { view });
  parts.list = new RowList(page.querySelector("[data-list]"), {
    known: () => known(desk),
    onSelect: (id) => desk.select(id, { focus: !narrow.matches }),
    onUrgent: (row) => concernsMe(desk, row) && parts.alerts.ring(),
    onEnd: () => desk.tab === "closed" && desk.loadClosed(),
  });
  parts.transcript = new Transcript(page.querySelector("[data-talk]"), {
    onTop: () => desk.loadOlder(),
    onUnseen: (count) => (view.unseen = count),
    onAct: (act, data, target) => actOnMessage(desk, view, parts, act, data, target),
  });
}

const concernsMe = (desk, row) => row.agent === null || row.agent.id === desk.state.me.id;

function actOnMessage(desk, view, parts, act, { localId }, target) {
  if (act === "picture") {
    view.picture = target.querySelector("img").src;
    openDialog("picture");
  } else if (act === "retry") desk.outbox.retry(localId);
  else if (act === "discard") desk.outbox.discard(localId);
  else if (act === "edit") {
    const message = desk.outbox.find(localId);
    if (parts.composer.giveBack(message.text, message.reason, null, message)) desk.outbox.discard(localId);
  }
}

function listen(desk, view, parts) {
  desk.store.watch((state, before, change) => {
    parts.alerts.changed(state, before, change);
    if (change.kind === "conversation_understood" && change.conversation.id === state.selected) parts.reading.again();
    if (change.kind === "approval" && toDecide(state).length > toDecide(before).length) parts.alerts.ring();
  });
  desk.store.onPaint((state) => paint(desk, view, parts, state));
  desk.on("connection", (state) => {
    if (state === "open") {
      parts.panel.mend(desk.state.selected);
      parts.reading.again();
      parts.composer.guarding.askAgain();
    }
    desk.store.paint();
  });
  desk.on("alarm", ({ reason }) => {
    desk.complain(reason);
    parts.alerts.ring();
  });
  callToHandovers({ desk, alerts: parts.alerts, toasts: () => window.Alpine.store("toasts"), open: () => location.assign(page.dataset.handover) });
  desk.on("returned", (message, { reason, verdict }) => {
    const here = message.conversation === desk.state.selected;
    if (here && parts.composer.giveBack(message.text, reason, verdict, message)) desk.outbox.discard(message.local_id);
    else if (!here) desk.complain(reason);
  });
  desk.on("verdict", (frame) => frame.conversation === desk.state.selected && parts.composer.guarding.heard(frame));
  desk.on("selected", (id, { focus, address, again }) => {
    if (address) toAddress({ tab: desk.tab, conversation: id });
    if (!again) {
      parts.composer.load(id === null ? "" : desk.drafts.text(String(id)));
      parts.panel.load(id);
      view.drawerOpen = false;
      view.picker = "";
    }
    page.dataset.view = id === null ? "list" : "talk";
    desk.store.paint();
    requestAnimationFrame(() => {
      if (id !== null) parts.list.reveal(id);
      if (focus && id !== null && !narrow.matches) parts.composer.focus();
    });
  });
  const look = () => desk.readSelected();
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", () => document.hidden || (desk.store.paint(), look()));
  window.addEventListener("popstate", () => follow(desk, fromAddress()));
  window.Alpine.effect(() => parts.panel.showPane(view.pane));
  setInterval(() => parts.questions.paint(desk.state), 60_000);
  setInterval(() => parts.list.tick(Object.values(desk.state.rows)), 1000);
  closeOnShade();
  bindKeys(document, { desk, view, parts });
}

function paint(desk, view, parts, state) {
  paintView(view, state, desk);
  const rows = rowsOf(state, desk.tab);
  view.listEmpty = rows.length === 0 && !(desk.tab === "closed" && state.closedMore);
  parts.list.show(rows, state.selected);
  const row = state.rows[state.selected];
  const pending = state.pending.filter((each) => each.conversation === state.selected);
  parts.transcript.show(state.selected, state.talks[state.selected], pending, row ? row.buyer_read : 0, known(desk));
  parts.panel.follow(state.talks[state.selected]);
  parts.todos.paint(state);
  parts.alerts.paint(state, parts.todos.due);
  parts.approvals.paint(state);
  parts.questions.paint(state);
  parts.suggestions.about(questionAt(state, parts.composer.searched));
  parts.reading.about(readingOf(state));
  parts.guidance.paint(state);
  desk.readSelected();
}

function actions(desk, view, parts) {
  return {
    ...parts.todos.deeds(),
    showTab(tab) {
      desk.tab = tab;
      if (tab === "closed") desk.loadClosed();
      toAddress({ tab, conversation: desk.state.selected });
      page.querySelector("[data-list]").scrollTop = 0;
      desk.store.paint();
    },
    next: () => desk.nextWaiting(),
    take: () => desk.take(),
    end: () => desk.end(),
    reopen: () => desk.reopen(),
    back: () => desk.select(null),
    be: (state) => desk.be(state),
    transfer: () => openDialog("transfer"),
    find: () => openDialog("find"),
    keys: () => openDialog("keys"),
    trySound(name) {
      view.chooseSound(name);
      parts.alerts.try(name);
    },
    toEnd: () => parts.transcript.toEnd(),
    openPhrases: () => parts.composer.openPhrases(),
    nextStep: () => parts.guidance.next(),
    restOfGuide: () => parts.guidance.rest(),
    stopGuide: () => parts.guidance.stop(),
    detach: (at) => parts.composer.detach(at),
    takeSuggestion: (at) => parts.suggestions.take(at),
    hideSuggestions: () => parts.suggestions.hide(),
    choosePhrase: (phrase) => view.palette.choose(phrase),
    attach: () => page.querySelector("[data-composer] input[type=file]").click(),
    toggleNote: () => parts.composer.toggleNote(),
    rewrite: () => parts.composer.rewrite(),
    askLead: () => parts.approvals.ask(),
    stopAsking: () => stopAsking(view, parts),
    askPressed: (event) => enterOr(event, () => parts.approvals.ask(), () => stopAsking(view, parts)),
    answerPressed: (event) => enterOr(event, () => parts.approvals.decide(false), () => parts.approvals.open()),
    withdraw: () => parts.approvals.withdraw(),
    askQuestion: () => parts.questions.ask(),
    tellAnswer: (id) => parts.questions.take(id),
    answerTold: (id) => parts.questions.told(id),
    withdrawQuestion: (id) => parts.questions.withdraw(id),
    takeBack() {
      const { text } = view.asked;
      parts.approvals.putAway();
      if (!parts.composer.giveBack(text, "")) parts.composer.insert(text);
    },
    putAway() {
      parts.approvals.putAway();
      parts.composer.focus();
    },
    openApprovals: () => parts.approvals.open(),
    closeApprovals: () => parts.approvals.close(),
    nextApproval: () => parts.approvals.next(),
    agree: () => parts.approvals.agree(),
    refuse: () => parts.approvals.refuse(),
    answerNo: () => parts.approvals.decide(false),
    openTalk: (id) => desk.select(id),
    dragged(event) {
      view.dropping = view.composerMode === "write" && event.dataTransfer.types.includes("Files");
    },
    dragLeft(event) {
      if (!event.currentTarget.contains(event.relatedTarget)) view.dropping = false;
    },
    dropped(event) {
      if (view.dropping) parts.composer.attach([...event.dataTransfer.files]);
      view.dropping = false;
    },
  };
}

function follow(desk, { tab, conversation }) {
  desk.tab = TABS.includes(tab) ? tab : "mine";
  if (desk.tab === "closed") desk.loadClosed();
  desk.select(conversation, { address: false });
  desk.store.paint();
}

function stopAsking(view, parts) {
  view.guard.asking = false;
  parts.composer.focus();
}

// Opens a conversation where this message stands, reading back as far as needed.
async function openAt(desk, parts, id, messageId) {
  desk.select(id, { focus: false });
  if (!messageId) return;
  await desk.load(id);
  for (let pages = 0; pages < 50; pages += 1) {
    const talk = desk.state.talks[id];
    if (!talk || desk.state.selected !== id) return;
    if (!talk.more || talk.messages[0].id <= messageId) break;
    await desk.loadOlder();
  }
  desk.store.paint();
  requestAnimationFrame(() => requestAnimationFrame(() => parts.transcript.reveal(messageId)));
}

function start(desk, view) {
  desk.begin(JSON.parse(document.getElementById("state").textContent));
  follow(desk, fromAddress());
  paintView(view, desk.state, desk);
}

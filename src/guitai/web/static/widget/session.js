// One buyer's talk with one shop in one tab: who they are, the line, the outbox, what was read. Draws nothing.

import { openDelivery } from "./delivery.js";
import { RefusedError, openLine } from "./line.js";
import { openOutbox } from "./outbox.js";
import { AnswerError } from "./requests.js";
import { SILENCE, heard, lastId, unread, withOlder } from "./talk.js";
import { firstWords } from "./words.js";

const LOST_AFTER = 4_000;
const TYPING_EVERY = 3_000;
const NOTICE_SHOWN = 8_000;
const PASS_REFUSED = "chat.pass_refused";
const VISITOR = "visitor";

export function openSession({ config, requests, store, tab, Socket, timers = globalThis, now = Date.now }) {
  const watchers = new Set();
  const drawn = Math.random().toString(36).slice(2, 10);
  let counted = 0;
  let typedAt = 0;
  let started = false;
  let identity = config.identity;
  let who, outbox, token, losing;

  let view = {
    phase: "idle", // connecting, live, lost, refused
    notice: "",
    talk: SILENCE,
    waiting: [],
    unread: 0,
    looking: false,
    kept: store.kept,
    product: null,
    rated: null,
    cases: [],
    ...welcome(store.read("hello")),
  };

  const line = openLine({
    address,
    Socket,
    timers,
    onFrame,
    onUp() {
      set({ phase: "live", notice: "" });
      line.say({ do: "since", after: lastId(view.talk) });
      lookAtCases();
    },
    onDown() {
      delivery.lost();
      tryAgain();
    },
    onRefused: (error) => set({ phase: "refused", notice: error.message }),
  });

  const delivery = openDelivery({
    line,
    requests,
    timers,
    outbox: () => outbox,
    token: () => token,
    onMessage: (message) => onFrame({ kind: "message", message }),
    onChange: () => set({ waiting: outbox.lines() }),
  });

  // A short break is nobody's business; a longer one is said.
  function tryAgain() {
    if (view.phase === "lost") return;
    set({ phase: "connecting" });
    timers.clearTimeout(losing);
    losing = timers.setTimeout(() => view.phase === "connecting" && set({ phase: "lost" }), LOST_AFTER);
  }

  function set(change) {
    view = { ...view, ...change };
    for (const watcher of watchers) watcher(view);
  }

  // Who it is.

  function become(account, takeAlong) {
    const before = outbox;
    who = nameOf(account);
    outbox = openOutbox({ store, name: `${who}:outbox`, tab, now });
    if (before && takeAlong) before.moveTo(outbox);
    set({ waiting: outbox.lines(), talk: SILENCE, unread: 0, rated: null, cases: [] });
  }

  function identify(given) {
    if (given === identity) return;
    identity = given;
    const account = accountOf(given);
    // What a visitor wrote and we could not deliver yet is sent by the buyer they turned out to be.
    if (who !== nameOf(account)) become(account, who === VISITOR);
    if (started) line.renew();
    else resume();
  }

  async function address(again) {
    if (again || !token) await hello();
    return requests.socket(token);
  }

  async function hello() {
    const said = { visitor: store.read(VISITOR) ?? "", identity, language: config.language };
    try {
      let answer = await requests.hello(said);
      // Another tab was quicker to become a visitor: be the same one.
      const others = store.read(VISITOR);
      if (!said.visitor && others) answer = await requests.hello({ ...said, visitor: others });
      token = answer.token;
      requests.speak(answer.language);
      store.write(VISITOR, answer.visitor);
      const { shop, words, greeting, language } = answer;
      store.write("hello", { shop, words, greeting, language });
      set({ ...welcome(answer), talk: { ...view.talk, onDuty: answer.on_duty } });
    } catch (error) {
      if (!(error instanceof AnswerError) || error.passing) throw error;
      if (said.identity !== identity) throw error; // somebody else by now; the line asks again
      if (!identity) throw new RefusedError(error.message);
      // The shop's page has to be mended, but the buyer can write all the same.
      console.warn(`Guitai: ${error.message}`);
      identity = "";
      become("", true);
      await hello();
    }
  }

  function welcome(answer) {
    return {
      shop: answer?.shop ?? "",
      words: { ...firstWords(config.language), ...answer?.words },
      language: answer?.language ?? (/^(zh|$)/i.test(config.language) ? "zh-hans" : "en"),
      greeting: answer?.greeting ?? "",
      offlineText: answer?.offline_text ?? "",
    };
  }

  // What the server says.

  function onFrame(frame) {
    if (frame.code === PASS_REFUSED) return line.drop(true);
    if (frame.kind === "cases") return lookAtCases();
    if (frame.kind === "refused" && !frame.local_id) return set({ notice: frame.reason, rated: null });
    if (frame.kind === "refused") return delivery.answered(frame);
    for (const message of frame.messages ?? [frame.message]) {
      if (message?.local_id) outbox.settle(message.local_id);
    }
    const talk = heard(view.talk, frame, now());
    if (talk !== view.talk) show(talk);
    if (frame.kind === "stored") delivery.answered(frame);
    if (frame.kind === "history") delivery.run();
  }

  // A buyer the shop knows sees how far it is with what went wrong; a visitor has nothing to look at.
  async function lookAtCases() {
    const asked = who;
    if (asked === VISITOR) return;
    try {
      const { cases } = await requests.cases(token);
      if (asked === who) set({ cases });
    } catch {
      // Asked again with the next change, or when the line is back.
    }
  }

  function marks() {
    return store.read(`${who}:marks`) ?? {};
  }

  function mark(facts) {
    store.write(`${who}:marks`, { ...marks(), ...facts });
  }

  function show(talk) {
    const marked = marks();
    const newest = lastId(talk);
    // A browser that never showed this talk counts what is there as read: it was, elsewhere.
    let read = marked.read ?? newest;
    if (view.looking && newest > read) {
      read = newest;
      line.say({ do: "read", upto: newest });
    }
    const count = unread(talk, read);
    const ongoing = talk.state === "open" || talk.state === "waiting" || count > 0;
    if (talk.known && (marked.read !== read || marked.ongoing !== ongoing)) mark({ read, ongoing });
    set({ talk, unread: count, waiting: outbox.lines() });
  }

  // What the buyer says.

  function post(content) {
    outbox.add({ local_id: `w${drawn}-${(counted += 1)}`, page: config.page(), ...content });
    set({ waiting: outbox.lines(), notice: "", rated: null });
    begin();
    delivery.run();
  }

  // Coming and going.

  function begin() {
    if (!started) tryAgain();
    started = true;
    line.start();
  }

  // Nothing is asked of the server until there is something to tell or to hear.
  function resume() {
    if (marks().ongoing || outbox.lines().length > 0) begin();
  }

  become(accountOf(identity), false);

  return {
    now: () => view,
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    resume,
    identify,
    absolute: requests.absolute,
    offer: (product) => set({ product: product && marks().offered !== product.code ? product : null }),
    look(looking) {
      if (looking === view.looking) return;
      set({ looking });
      if (!looking) return;
      begin();
      line.hurry();
      show(view.talk);
    },
    // Back from sleep or from another tab: what was told meanwhile may have been missed.
    catchUp() {
      line.hurry();
      line.say({ do: "since", after: lastId(view.talk) });
    },
    hurry: line.hurry,
    lose() {
      line.drop();
      if (started) set({ phase: "lost" });
    },
    write: (text) => post({ kind: "text", text, product: config.product()?.code }),
    picture: (data) => post({ kind: "picture", data }),
    product() {
      const { code, title } = view.product;
      post({ kind: "product", product: code, text: title });
      mark({ offered: code });
      set({ product: null });
    },
    dismissProduct() {
      mark({ offered: view.product.code });
      set({ product: null });
    },
    retry(localId) {
      outbox.retry(localId);
      set({ waiting: outbox.lines() });
      delivery.run();
    },
    discard(localId) {
      outbox.settle(localId);
      set({ waiting: outbox.lines() });
    },
    typing() {
      if (now() - typedAt < TYPING_EVERY) return;
      typedAt = now();
      line.say({ do: "typing" });
    },
    rate(score, comment) {
      if (line.say({ do: "rate", score, comment })) set({ rated: score, notice: "" });
      else set({ notice: view.words.unreachable });
    },
    notice(notice) {
      set({ notice });
      timers.setTimeout(() => view.notice === notice && set({ notice: "" }), NOTICE_SHOWN);
    },
    draft: () => store.read(`${who}:draft`) ?? "",
    keepDraft: (text) => (text ? store.write(`${who}:draft`, text) : store.forget(`${who}:draft`)),
    skipRating: (conversation) => {
      mark({ skipped: conversation });
      set({});
    },
    skippedRating: (conversation) => marks().skipped === conversation,
    async older() {
      const { messages, more } = await requests.older(token, view.talk.messages[0].id);
      set({ talk: withOlder(view.talk, messages, more) });
    },
    // Another tab of this browser has written something down.
    changedElsewhere(name) {
      if (name === `${who}:outbox`) set({ waiting: outbox.lines() });
      if (name === `${who}:marks`) show(view.talk);
    },
  };
}

function nameOf(account) {
  return account ? `buyer:${account}` : VISITOR;
}

// Whom the shop says it is; only a name for what is kept here, believed by nobody else.
function accountOf(identity) {
  try {
    const body = atob(identity.split(".")[0].replace(/-/g, "+").replace(/_/g, "/"));
    return String(JSON.parse(new TextDecoder().decode(Uint8Array.from(body, (letter) => letter.charCodeAt(0)))).account ?? "");
  } catch {
    return "";
  }
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerError } from "../../src/guitai/web/static/widget/requests.js";
import { openSession } from "../../src/guitai/web/static/widget/session.js";
import { openStore } from "../../src/guitai/web/static/widget/store.js";
import { FakeStorage, FakeTimers, fakeSockets, settled } from "./widget_fakes.mjs";

// A server of one shop: keeps each local_id once, as the real one does.
function fakeServer() {
  const server = { hellos: [], stored: [], pictures: [], cases: [], lookedAtCases: [], offline: false, refuse: null };
  const seen = (local_id, text, kind = "text") => {
    let message = server.stored.find((each) => each.local_id === local_id);
    if (!message) {
      message = { id: server.stored.length + 1, author: "buyer", kind, text, local_id, at: "2026-03-02T02:00:00.000Z" };
      server.stored.push(message);
    }
    return message;
  };
  server.answer = (id, text) => {
    const message = { id, author: "agent", agent: { name: "小美" }, kind: "text", text, local_id: "", at: "2026-03-02T02:00:00.000Z" };
    return { kind: "message", message };
  };
  server.store = (frame) => ({ kind: "stored", local_id: frame.local_id, message: seen(frame.local_id, frame.text) });
  server.requests = {
    speak() {},
    absolute: (path) => path,
    socket: (token) => `wss://chat.example/live/widget/?token=${token}`,
    async hello(said) {
      if (server.offline) throw new TypeError("Failed to fetch");
      server.hellos.push(said);
      if (server.refuse) throw server.refuse(said);
      const who = said.identity ? "buyer" : said.visitor || `visitor${server.hellos.length}`;
      return { token: `${who}-${server.hellos.length}`, visitor: said.visitor || who, shop: "云裳", words: { send: "发送" }, language: "zh-hans", greeting: "", on_duty: true };
    },
    async picture(token, local_id) {
      if (server.offline) throw new TypeError("Failed to fetch");
      server.pictures.push(local_id);
      if (server.refusePicture) throw server.refusePicture;
      return { message: seen(local_id, "", "picture") };
    },
    async cases(token) {
      if (server.offline) throw new TypeError("Failed to fetch");
      server.lookedAtCases.push(token);
      return { cases: server.cases };
    },
    async older() {
      return { messages: [], more: false };
    },
  };
  return server;
}

function tabOn(storage, server, { identity = "", tab = "tab1", timers = new FakeTimers() } = {}) {
  const sockets = fakeSockets();
  const session = openSession({
    config: { identity, language: "zh-CN", page: () => "https://shop.example/", product: () => null },
    requests: server.requests,
    store: openStore(storage, "guitai:k:"),
    tab,
    Socket: sockets.Socket,
    timers,
    now: () => timers.now,
  });
  return { session, sockets, timers };
}

async function live(opened, history = {}) {
  await settled();
  opened.sockets.last().open();
  opened.sockets.last().tell({ kind: "history", messages: [], more: false, state: null, ...history });
  await settled();
}

const said = (sockets, what) => sockets.last().said.filter((frame) => frame.do === what);
const identityOf = (account) => `${Buffer.from(JSON.stringify({ account })).toString("base64url")}.signature`;

test("nothing is asked of the server until the window is opened", async () => {
  const server = fakeServer();
  const { session, sockets } = tabOn(new FakeStorage(), server);

  session.resume();
  await settled();
  assert.equal(server.hellos.length, 0);
  assert.equal(sockets.opened.length, 0);

  session.look(true);
  await settled();
  assert.equal(server.hellos.length, 1);
  assert.equal(sockets.last().url, "wss://chat.example/live/widget/?token=visitor1-1");
});

test("a line is shown at once, and leaves the outbox when it is stored", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);

  opened.session.write("在吗");
  assert.equal(opened.session.now().waiting.length, 1);
  const [frame] = said(opened.sockets, "send");
  opened.sockets.last().tell(server.store(frame));
  await settled();

  assert.equal(opened.session.now().waiting.length, 0);
  assert.deepEqual(opened.session.now().talk.messages.map((each) => each.text), ["在吗"]);
});

test("lines go one after the other", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);

  opened.session.write("一");
  opened.session.write("二");
  assert.equal(said(opened.sockets, "send").length, 1);
  opened.sockets.last().tell(server.store(said(opened.sockets, "send")[0]));
  await settled();

  assert.deepEqual(said(opened.sockets, "send").map((frame) => frame.text), ["一", "二"]);
});

test("what was written without a network is delivered once after a reload", async () => {
  const server = fakeServer();
  const storage = new FakeStorage();
  server.offline = true;
  const before = tabOn(storage, server);
  before.session.write("一");
  before.session.write("二");
  await settled();

  server.offline = false;
  const after = tabOn(storage, server);
  assert.deepEqual(after.session.now().waiting.map((line) => line.text), ["一", "二"]);
  after.session.resume();
  await live(after);
  for (const index of [0, 1]) {
    after.sockets.last().tell(server.store(said(after.sockets, "send")[index]));
    await settled();
  }

  assert.deepEqual(server.stored.map((each) => each.text), ["一", "二"]);
  assert.equal(after.session.now().waiting.length, 0);
});

test("a line whose answer was lost is sent again under the same id", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);
  opened.session.write("在吗");
  const [first] = said(opened.sockets, "send");
  server.store(first); // stored, but nobody hears of it

  opened.sockets.last().end();
  await opened.timers.pass(1000);
  await live(opened);
  const [again] = said(opened.sockets, "send");
  opened.sockets.last().tell(server.store(again));
  await settled();

  assert.equal(again.local_id, first.local_id);
  assert.equal(server.stored.length, 1);
  assert.equal(opened.session.now().waiting.length, 0);
});

test("a history that already has the line settles it without sending", async () => {
  const server = fakeServer();
  const storage = new FakeStorage();
  const before = tabOn(storage, server);
  before.session.look(true);
  await live(before);
  before.session.write("在吗");
  const { message } = server.store(said(before.sockets, "send")[0]);

  const after = tabOn(storage, server);
  after.session.resume();
  await live(after, { messages: [message], state: "waiting" });

  assert.equal(said(after.sockets, "send").length, 0);
  assert.equal(after.session.now().waiting.length, 0);
});

test("a line that gets no answer at all makes the window give the socket up", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);
  opened.session.write("在吗");

  await opened.timers.pass(15_000);

  assert.equal(opened.sockets.opened[0].closed, true);
  assert.equal(opened.session.now().waiting.length, 1);
});

test("a refused line stays with its reason, can be sent again or thrown away", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);
  opened.session.write("长".repeat(5000));
  const [{ local_id }] = said(opened.sockets, "send");
  opened.sockets.last().tell({ kind: "refused", local_id, code: "chat.message_too_long", reason: "太长" });
  await settled();
  assert.equal(opened.session.now().waiting[0].failed, "太长");

  opened.session.retry(local_id);
  assert.equal(said(opened.sockets, "send").length, 2);
  opened.sockets.last().tell({ kind: "refused", local_id, code: "chat.message_too_long", reason: "太长" });
  await settled();
  opened.session.discard(local_id);

  assert.equal(opened.session.now().waiting.length, 0);
});

test("a pass that ran out is renewed, and the line goes through", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);
  opened.session.write("在吗");
  const [{ local_id }] = said(opened.sockets, "send");

  opened.sockets.last().tell({ kind: "refused", local_id, code: "chat.pass_refused", reason: "…" });
  await opened.timers.pass(1000);
  await live(opened);

  assert.equal(server.hellos.length, 2);
  assert.equal(said(opened.sockets, "send")[0].local_id, local_id);
});

test("a socket closed with 4401 is opened again with a new pass", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);

  opened.sockets.last().end(4401);
  await opened.timers.pass(1000);

  assert.equal(server.hellos.length, 2);
  assert.equal(server.hellos[1].visitor, "visitor1");
});

test("after a break the window asks for what came after its last message", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);
  opened.sockets.last().tell(server.answer(7, "在的"));

  opened.sockets.last().end();
  await opened.timers.pass(1000);
  opened.sockets.last().open();

  assert.deepEqual(said(opened.sockets, "since"), [{ do: "since", after: 7 }]);
});

test("a line that has gone dead is noticed", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);

  await opened.timers.pass(25_000);
  assert.equal(said(opened.sockets, "alive").length, 1);
  opened.sockets.last().tell({ kind: "tick" });
  await opened.timers.pass(20_000);
  assert.equal(opened.session.now().phase, "live");
  await opened.timers.pass(15_000);

  assert.equal(opened.sockets.opened[0].closed, true);
});

test("an answer while the window is closed counts as unread, in every tab, until one of them looks", async () => {
  const server = fakeServer();
  const storage = new FakeStorage();
  const timers = new FakeTimers();
  const one = tabOn(storage, server, { timers });
  const two = tabOn(storage, server, { tab: "tab2", timers });
  one.session.look(true);
  await live(one, { state: "open" });
  one.session.look(false);
  two.session.resume();
  await live(two, { state: "open" });
  for (const each of [one, two]) each.sockets.last().tell(server.answer(9, "还在吗"));
  assert.deepEqual([one, two].map((each) => each.session.now().unread), [1, 1]);

  two.session.look(true);
  one.session.changedElsewhere("visitor:marks");

  assert.deepEqual([one, two].map((each) => each.session.now().unread), [0, 0]);
  assert.deepEqual(said(two.sockets, "read"), [{ do: "read", upto: 9 }]);
});

test("a talk that goes on is taken up after a reload; one that has ended is not", async () => {
  const server = fakeServer();
  const storage = new FakeStorage();
  const before = tabOn(storage, server);
  before.session.look(true);
  await live(before, { state: "open" });

  const during = tabOn(storage, server);
  during.session.resume();
  await live(during, { state: "closed" });
  assert.equal(during.sockets.opened.length, 1);

  const after = tabOn(storage, server);
  after.session.resume();
  await settled();
  assert.equal(after.sockets.opened.length, 0);
});

test("two tabs opened before either was known are one visitor", async () => {
  const server = fakeServer();
  const storage = new FakeStorage();
  const one = tabOn(storage, server);
  const two = tabOn(storage, server, { tab: "tab2" });

  one.session.look(true);
  two.session.look(true);
  await live(one);
  await live(two);

  assert.deepEqual(server.hellos.map((each) => each.visitor), ["", "", "visitor1"]);
  assert.match(two.sockets.last().url, /token=visitor1-3/);
});

test("signing in takes along what could not be delivered", async () => {
  const server = fakeServer();
  const storage = new FakeStorage();
  const opened = tabOn(storage, server);
  opened.session.look(true);
  await live(opened);
  opened.session.write("在吗");

  opened.session.identify(identityOf("tb_demo01"));
  await live(opened);

  assert.match(opened.sockets.last().url, /token=buyer-2/);
  assert.equal(said(opened.sockets, "send")[0].text, "在吗");
});

test("signing out leaves the buyer's lines to the buyer", async () => {
  const server = fakeServer();
  const storage = new FakeStorage();
  server.offline = true;
  const opened = tabOn(storage, server, { identity: identityOf("tb_demo01") });
  opened.session.write("我的订单");

  opened.session.identify("");

  assert.deepEqual(opened.session.now().waiting, []);
  assert.equal(tabOn(storage, server, { identity: identityOf("tb_demo01") }).session.now().waiting.length, 1);
});

test("an identity the server refuses does not silence the buyer", async (t) => {
  t.mock.method(console, "warn", () => {});
  const server = fakeServer();
  server.refuse = (said) => said.identity && new AnswerError(403, { code: "chat.identity_refused", reason: "已过期" });
  server.requests.hello = ((hello) => async (said) => {
    if (!said.identity) server.refuse = null;
    return hello(said);
  })(server.requests.hello);
  const opened = tabOn(new FakeStorage(), server, { identity: identityOf("tb_demo01") });

  opened.session.write("在吗");
  await settled();
  await live(opened);

  assert.equal(console.warn.mock.callCount(), 1);
  assert.equal(said(opened.sockets, "send")[0].text, "在吗");
});

test("a shop nobody knows is said, not tried again and again", async () => {
  const server = fakeServer();
  server.refuse = () => new AnswerError(404, { code: "widget.unknown_shop", reason: "没有这家店" });
  const opened = tabOn(new FakeStorage(), server);

  opened.session.look(true);
  await opened.timers.pass(120_000);

  assert.equal(server.hellos.length, 1);
  assert.deepEqual([opened.session.now().phase, opened.session.now().notice], ["refused", "没有这家店"]);
});

test("a busy server is asked again, later each time", async () => {
  const server = fakeServer();
  server.refuse = () => new AnswerError(429, { reason: "…" });
  const opened = tabOn(new FakeStorage(), server);

  opened.session.look(true);
  await opened.timers.pass(60_000);

  assert.ok(server.hellos.length > 3 && server.hellos.length < 12, `${server.hellos.length} hellos in a minute`);
});

test("a picture is brought by a request, and only a refusal ends the trying", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);
  server.offline = true;
  opened.session.picture("data:image/png;base64,AAAA");
  opened.session.write("图片发您了");
  await settled();
  assert.equal(said(opened.sockets, "send").length, 1, "a picture that does not get through holds nothing up");
  opened.sockets.last().tell(server.store(said(opened.sockets, "send")[0]));

  server.offline = false;
  await opened.timers.pass(5000);
  assert.deepEqual(server.stored.map((each) => each.kind), ["text", "picture"]);
  assert.equal(opened.session.now().waiting.length, 0);

  server.refusePicture = new AnswerError(413, { reason: "太大" });
  opened.session.picture("data:image/png;base64,AAAA");
  await settled();
  assert.equal(opened.session.now().waiting[0].failed, "太大");
});

test("a rating is thanked for, and a refused one is not", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened, { state: "closed" });

  opened.session.rate(5, "很好");
  assert.deepEqual(said(opened.sockets, "rate"), [{ do: "rate", score: 5, comment: "很好" }]);
  assert.equal(opened.session.now().rated, 5);
  opened.sockets.last().tell({ kind: "refused", local_id: null, code: "chat.not_ratable", reason: "已评价" });

  assert.deepEqual([opened.session.now().rated, opened.session.now().notice], [null, "已评价"]);
});

test("typing is said at most every three seconds", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);

  for (let second = 0; second < 7; second += 1) {
    opened.session.typing();
    await opened.timers.pass(1000);
  }

  assert.equal(said(opened.sockets, "typing").length, 3);
});

test("a product is offered once", async () => {
  const server = fakeServer();
  const storage = new FakeStorage();
  const opened = tabOn(storage, server);
  opened.session.look(true);
  await live(opened);
  opened.session.offer({ code: "YS1001", title: "衬衫" });
  opened.session.product();

  assert.equal(said(opened.sockets, "card")[0].id, "YS1001");
  assert.equal(opened.session.now().product, null);
  const next = tabOn(storage, server);
  next.session.offer({ code: "YS1001", title: "衬衫" });
  assert.equal(next.session.now().product, null);
  next.session.offer({ code: "YS1002", title: "裤子" });
  assert.equal(next.session.now().product.code, "YS1002");
});

test("a draft is the buyer's own", () => {
  const storage = new FakeStorage();
  const server = fakeServer();
  const visitor = tabOn(storage, server);
  visitor.session.keepDraft("还没写完");

  assert.equal(tabOn(storage, server).session.draft(), "还没写完");
  assert.equal(tabOn(storage, server, { identity: identityOf("tb_demo01") }).session.draft(), "");
  visitor.session.keepDraft("");
  assert.equal(tabOn(storage, server).session.draft(), "");
});

test("a short break is not spoken of, a longer one is", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server);
  opened.session.look(true);
  await live(opened);
  server.offline = true;

  opened.sockets.last().end(4401);
  assert.equal(opened.session.now().phase, "connecting");
  await opened.timers.pass(4000);
  assert.equal(opened.session.now().phase, "lost");

  server.offline = false;
  opened.session.hurry();
  await live(opened);
  assert.equal(opened.session.now().phase, "live");
});

test("a browser that says it is offline is believed at once", async () => {
  const opened = tabOn(new FakeStorage(), fakeServer());
  opened.session.look(true);
  await live(opened);

  opened.session.lose();

  assert.equal(opened.session.now().phase, "lost");
});

test("somebody who signs in while a stale identity is being refused is not signed out by it", async (t) => {
  t.mock.method(console, "warn", () => {});
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server, { identity: identityOf("old") });
  let refuse;
  const { hello } = server.requests;
  server.requests.hello = (said) =>
    said.identity === identityOf("old") ? new Promise((_, reject) => (refuse = reject)) : hello(said);
  opened.session.look(true);
  await settled();

  opened.session.identify(identityOf("new"));
  refuse(new AnswerError(403, { code: "chat.identity_refused", reason: "已过期" }));
  await settled();
  await live(opened);

  assert.deepEqual(server.hellos.map((said) => said.identity), [identityOf("new")]);
  assert.equal(console.warn.mock.callCount(), 0);
});

test("a picture that arrives after its sender signed out is not shown to the next one", async () => {
  const server = fakeServer();
  const opened = tabOn(new FakeStorage(), server, { identity: identityOf("tb_demo01") });
  opened.session.look(true);
  await live(opened);
  let arrive;
  const { picture } = server.requests;
  server.requests.picture = async (...given) => {
    await new Promise((resolve) => (arrive = resolve));
    return picture(...given);
  };
  opened.session.picture("data:image/png;base64,AAAA");
  await settled();

  opened.session.identify("");
  arrive();
  await live(opened);

  assert.deepEqual(opened.session.now().talk.messages, []);
  assert.deepEqual(opened.session.now().waiting, []);
});

test("a buyer the shop knows sees their cases once the line is up, and anew when told of news", async () => {
  const server = fakeServer();
  server.cases = [{ number: 12 }];
  const { session, sockets } = tabOn(new FakeStorage(), server, { identity: identityOf("tb_demo01") });
  session.look(true);
  await settled();
  sockets.opened.at(-1).open();
  await settled();
  assert.deepEqual(session.now().cases, [{ number: 12 }]);

  server.cases = [{ number: 12, over: true }];
  sockets.opened.at(-1).tell({ kind: "cases" });
  await settled();
  assert.deepEqual(session.now().cases, [{ number: 12, over: true }]);

  session.identify(identityOf("tb_other77"));
  assert.deepEqual(session.now().cases, []);
});

test("a visitor asks for no cases, and a line that broke costs nothing", async () => {
  const server = fakeServer();
  const visitor = tabOn(new FakeStorage(), server);
  visitor.session.look(true);
  await settled();
  visitor.sockets.opened.at(-1).open();
  await settled();
  assert.deepEqual(server.lookedAtCases, []);

  const known = tabOn(new FakeStorage(), server, { identity: identityOf("tb_demo01") });
  known.session.look(true);
  await settled();
  server.offline = true;
  known.sockets.opened.at(-1).open();
  await settled();
  assert.deepEqual(known.session.now().cases, []);
});

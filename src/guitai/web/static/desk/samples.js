// Made-up data for the page of pieces: every state a row, a message or a clock can be in.
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

export const LIMITS = { first: 30, reply: 180, promise: 300 };
export const ME = { id: 1, name: "小美" };

const row = (id, changes) => ({
  id,
  seq: 1,
  channel: "widget",
  state: "open",
  buyer: { id, name: "tb_demo01", vip: false, returning: false },
  agent: ME,
  group: null,
  opened_at: ago(900),
  closed_at: null,
  last_at: ago(120),
  last_text: "这条裤子有货吗",
  last_kind: "text",
  last_author: "buyer",
  waiting_since: null,
  first_reply_at: ago(600),
  unread: 0,
  mood: "neutral",
  satisfaction: 3,
  losing: 0,
  ...changes,
});

const felt = (mood, satisfaction, losing = 0) => ({ mood, satisfaction, losing });
const fresh = { first_reply_at: null, unread: 1 };
const named = (name, vip = false, returning = false) => ({ id: 9, name, vip, returning });

export const rows = () => [
  row(1, { ...fresh, waiting_since: ago(8) }),
  row(2, { ...fresh, ...felt("neutral", 3, 64), waiting_since: ago(22), buyer: named("夏天的风2019", false, true), last_text: "能便宜点吗，第一次买" }),
  row(3, { ...fresh, ...felt("anxious", 2), waiting_since: ago(26), buyer: named("山有木兮", true, true), unread: 3 }),
  row(4, { ...felt("angry", 1), waiting_since: ago(400), unread: 12, buyer: named("长名字的买家会被省略号截断以免挤掉时钟") }),
  row(5, { waiting_since: ago(50), agent: null, state: "waiting", unread: 1, last_kind: "picture", last_text: "" }),
  row(6, { ...felt("content", 5), last_author: "agent", last_text: "您好，预计明天发出", due: { level: "soon", left: 1500 } }),
  row(7, { draft: "您好，这款目前", agent: ME, due: { level: "now", left: 200 } }),
  row(8, { ...felt("disappointed", 2), agent: { id: 2, name: "小雨" }, last_kind: "order", last_text: "260101000001", due: { level: "late", left: -190 } }),
  row(9, { state: "closed", closed_at: ago(90000), last_at: ago(90000), last_author: "agent", last_text: "祝您生活愉快" }),
];

const message = (id, changes) => ({
  id,
  conversation: 1,
  author: "buyer",
  agent: null,
  kind: "text",
  text: "有货吗",
  parts: [{ text: "有货吗" }],
  card: {},
  picture: null,
  local_id: "",
  at: ago(86400 - id * 61),
  ...changes,
});

const said = (text) => ({ text, parts: [{ text }] });
const ours = { author: "agent", agent: ME };
const PICTURE = { url: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='200' height='120'%3E%3Crect width='200' height='120' fill='%23a5d3cd'/%3E%3C/svg%3E", width: 200, height: 120 };
const PRODUCT = { id: 7, title: "夏季薄款冰丝阔腿裤女高腰垂感显瘦直筒", price: "158.00", picture: "", link: "" };
const GUIDE = { guide: 2, step: 1, of: 3, title: "申请退款", text: "打开“我的订单”，找到这笔订单。" };
const ORDER = { id: 3, number: "260101000001", status: "paid", status_text: "待发货", total: "316.00", titles: ["阔腿裤", "针织开衫"] };

export const messages = () => [
  message(1, { kind: "event", author: "system", text: "小美 接待了会话", card: { event: "assigned", note: "问过尺码，身高164" }, at: ago(86400) }),
  message(2, { text: "有货吗", parts: [{ text: "有货吗" }, { emoji: "/:^_^", name: "微笑", glyph: "🙂" }] }),
  message(3, { ...said("看这款"), parts: [{ text: "看这款 " }, { link: "https://example.com/item?id=1" }], at: ago(86400 - 2 * 61) }),
  message(4, { picture: PICTURE, kind: "picture", text: "", parts: [] }),
  message(5, { ...ours, ...said("有的，164 的身高建议穿 M 码。") }),
  message(6, { ...ours, kind: "product", text: "", parts: [], card: PRODUCT }),
  message(7, { ...ours, kind: "order", text: "", parts: [], card: ORDER }),
  message(8, { ...ours, kind: "guide", text: "", parts: [], card: GUIDE, picture: PICTURE }),
  message(9, { ...ours, ...said("买家上次退过同款，嫌长。"), kind: "note" }),
  message(10, { author: "robot", ...said("您好，客服马上就来。") }),
  message(11, { ...ours, ...said("今天 16:00 前付款，当天发出。"), at: ago(400) }),
];

export const pending = () => [
  { local_id: "p1", conversation: 1, kind: "text", text: "正在发送的一条", at: ago(5), status: "sending" },
  { local_id: "p2", conversation: 1, kind: "picture", text: "", at: ago(4), status: "sending", upload: true, part: 0.6, picture: PICTURE },
  { local_id: "p3", conversation: 1, kind: "text", text: "没有发出去的一条", at: ago(3), status: "failed", reason: "服务器没有答复。" },
];

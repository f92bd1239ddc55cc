// Fills the pieces of templates/pieces/ with what they show. Text goes in as text, never as markup.
import { clockOf } from "./clocks.js";
import { moodWords, shapeOf } from "./moods.js";
import { shortLeft } from "./todo_times.js";
import { clockTime, dayName, duration, fullTime, shortTime } from "./times.js";
import { word } from "./words.js";

// A fresh copy of the piece kept in <template id="piece-…">.
export function copyOf(name) {
  return document.getElementById(`piece-${name}`).content.firstElementChild.cloneNode(true);
}

export const part = (element, name) => element.querySelector(`[data-part="${name}"]`);

// Writes the text of a part and hides it when there is none.
function put(element, name, text) {
  const target = part(element, name);
  target.hidden = !text;
  if (target.textContent !== text) target.textContent = text || "";
  return target;
}

function show(element, name, wanted) {
  const target = part(element, name);
  if (target) target.hidden = !wanted;
}

// A stored message never changes, so what it has no use for is taken out: a long talk stays light.
const SELDOM = ["note_label", "picture", "progress", "card", "failed"];

function lighten(element) {
  for (const name of SELDOM) {
    const target = part(element, name);
    if (target && target.hidden) target.remove();
  }
}

const LEVEL_WORD = { calm: "waited", soon: "left", now: "left", late: "late" };

export function clockPiece(element, clock) {
  const chip = part(element, "clock");
  chip.hidden = clock === null;
  if (clock === null) return;
  const { level, waited, left } = clock;
  chip.dataset.level = level;
  const seconds = level === "calm" ? waited : Math.abs(left);
  put(chip, "clock_text", word(`clock_${LEVEL_WORD[level]}`, { time: duration(seconds) }));
}

const KIND_WORD = { picture: "kind_picture", product: "kind_product", order: "kind_order", guide: "kind_guide", note: "kind_note" };

function lastWords(row) {
  const kind = KIND_WORD[row.last_kind];
  const said = [kind && word(kind), row.last_text].filter(Boolean).join(" ");
  return row.last_author === "agent" ? word("said_by_us", { text: said }) : said;
}

// `known`: {limits, now, me, language, draft}
export function rowPiece(element, row, { limits, now, me, language, draft }) {
  put(element, "name", row.buyer.name).title = row.buyer.name;
  part(element, "vip").hidden = !row.buyer.vip;
  part(element, "returning").hidden = !row.buyer.returning || row.buyer.vip;
  moodPiece(element, row);
  clockPiece(element, clockOf(row, limits, now));
  put(element, "time", row.waiting_since && row.state !== "closed" ? "" : shortTime(new Date(row.last_at), new Date(now), language));
  part(element, "draft").hidden = !draft;
  put(element, "last", draft || lastWords(row));
  put(element, "agent", agentName(row, me));
  put(element, "unread", row.unread > 0 ? String(Math.min(row.unread, 99)) : "").setAttribute("aria-label", word("unread_count", { n: row.unread }));
  element.classList.toggle("row-unread", row.unread > 0);
}

function moodPiece(element, row) {
  const dot = part(element, "mood");
  dot.dataset.mood = shapeOf(row);
  dot.title = moodWords(row);
  part(element, "mood_words").textContent = dot.title;
}

// `due` is what falls due about the talk, of duesOf(), or undefined.
export function duePiece(element, due) {
  const mark = part(element, "due");
  const text = due ? shortLeft(due.left) : "";
  if (mark.title === text && mark.hidden === !due) return;
  mark.hidden = !due;
  mark.title = text;
  if (!due) return;
  mark.dataset.level = due.level;
  put(mark, "due_text", text);
}

function agentName(row, me) {
  if (row.agent === null) return row.state === "closed" ? "" : word("in_queue");
  return me && row.agent.id === me.id ? "" : row.agent.name;
}

function wordsOf(target, message) {
  const nodes = message.parts.map((each) => {
    if (each.emoji) return emojiNode(each);
    if (each.link) return linkNode(each.link);
    return document.createTextNode(each.text);
  });
  target.replaceChildren(...nodes);
  target.hidden = nodes.length === 0 || !message.text;
}

function emojiNode({ glyph, name }) {
  const shown = document.createElement("span");
  shown.className = "emoji";
  shown.textContent = glyph || `[${name}]`;
  shown.title = name;
  return shown;
}

function linkNode(href) {
  const link = document.createElement("a");
  link.textContent = href;
  if (/^https?:\/\//i.test(href)) link.href = href;
  link.rel = "noopener noreferrer nofollow";
  link.target = "_blank";
  return link;
}

const CARDS = {
  product: ({ title, price, picture }) => ({ kind: word("kind_product_plain"), title, price, picture }),
  order: ({ titles, number, status_text, total, picture }) => ({
    kind: word("kind_order_plain"),
    title: [titles].flat().filter(Boolean).join("、"),
    detail: [number, status_text].filter(Boolean).join(" · "),
    price: total,
    picture,
  }),
  guide: ({ title, text, step, of }) => ({ kind: word("kind_guide_plain", { step, of }), title, text, plain: true }),
};

export function cardPiece(element, message) {
  const box = part(element, "card");
  if (!box) return;
  box.hidden = !CARDS[message.kind];
  if (box.hidden) return;
  const { kind, title, text, detail, price, picture, plain } = CARDS[message.kind](message.card);
  put(box, "card_kind", kind);
  put(box, "card_title", title);
  put(box, "card_text", text);
  put(box, "card_detail", detail);
  put(box, "card_price", price ? `¥${price}` : "");
  const thumb = part(box, "card_picture");
  thumb.hidden = !picture;
  part(box, "card_blank").hidden = Boolean(picture) || Boolean(plain);
  if (picture && thumb.getAttribute("src") !== picture) thumb.src = picture;
}

function picturePiece(element, message) {
  const box = part(element, "picture");
  if (!box) return;
  box.hidden = !message.picture;
  if (!message.picture) return;
  const image = part(box, "image");
  const { url, width, height } = message.picture;
  if (width && height) Object.assign(image, { width, height });
  if (image.getAttribute("src") !== url) image.src = url;
}

// `line`: {message, first, mark} of lines.js; `known`: {me, buyer, now, language}
export function messagePiece(element, line, { me, buyer, now, language }) {
  const { message, first, mark } = line;
  const ours = message.author !== "buyer";
  const isNote = message.kind === "note";
  element.className = `message message-${ours ? "ours" : "theirs"}`;
  element.classList.toggle("message-first", first);
  element.classList.toggle("message-note", isNote);
  element.classList.toggle("message-card", message.kind in CARDS);
  element.classList.toggle("message-guide", message.kind === "guide");
  element.classList.toggle("message-sending", message.status === "sending");
  part(element, "who").textContent = whoSaid(message, me, buyer);
  part(element, "time").textContent = clockTime(new Date(message.at));
  part(element, "time").title = fullTime(new Date(message.at), new Date(now), language);
  show(element, "note_label", isNote);
  wordsOf(part(element, "words"), message);
  picturePiece(element, message);
  cardPiece(element, message);
  put(element, "mark", markWord(message, mark)).dataset.mark = mark || "";
  if (message.id) {
    for (const name of ["progress", "failed"]) show(element, name, false);
    lighten(element);
  } else {
    pendingPiece(element, message);
  }
}

function pendingPiece(element, message) {
  show(element, "progress", message.status === "sending" && message.upload);
  part(element, "progress").value = message.part || 0;
  const failed = message.status === "failed";
  show(element, "failed", failed);
  part(element, "reason").textContent = failed ? message.reason : "";
  show(element, "edit", message.text);
}

function whoSaid(message, me, buyer) {
  if (message.author === "buyer") return buyer;
  if (message.author === "robot") return word("robot");
  const name = message.agent ? message.agent.name : me && me.name;
  return name || "";
}

function markWord(message, mark) {
  if (message.status === "sending") return word("sending");
  return mark ? word(mark) : "";
}

export function dayPiece(element, line, { now, language }) {
  part(element, "day").textContent = dayName(new Date(line.at), new Date(now), language);
}

export function systemPiece(element, { message }, { now, language }) {
  part(element, "system").textContent = message.text;
  part(element, "time").textContent = clockTime(new Date(message.at));
  part(element, "time").title = fullTime(new Date(message.at), new Date(now), language);
  const note = (message.card || {}).note;
  put(element, "note", note ? word("with_note", { note }) : "");
}

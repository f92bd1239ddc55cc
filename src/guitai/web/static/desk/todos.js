// What is to be done for buyers: which of it a desk keeps, how near its time is, and in what order it stands. No page, no clock.
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
export const SOON_MS = 30 * MINUTE_MS; // from here on a talk's row says so
const NOW_MS = 5 * MINUTE_MS;
const STEP_MS = 5 * MINUTE_MS;

const runs = ({ state }) => state === "proposed" || state === "open";
const isOf = (me, { owner }) => me !== null && owner !== null && owner.id === me.id;

// A desk keeps its member's own and the promises of the whole shop, as the server's state has them.
export const concerns = (me, todo) => runs(todo) && (todo.listing === "promise" || isOf(me, todo));

const dueAt = ({ due }) => (due === null ? Infinity : Date.parse(due));

export function byDue(one, other) {
  const [first, second] = [dueAt(one), dueAt(other)];
  return first === second ? one.id - other.id : first - second;
}

// How near it is: "late", "now", "soon" or "calm", which is also what has no time; `left` in seconds, null without one.
export function clockOf(todo, now) {
  if (todo.due === null) return { level: "calm", left: null };
  const left = dueAt(todo) - now;
  const near = left <= SOON_MS ? "soon" : "calm";
  const level = left <= NOW_MS ? "now" : near;
  return { level: left <= 0 ? "late" : level, left: Math.round(left / 1000) };
}

// Of each conversation the first open thing due within half an hour, or late: conversation → {todo, level, left}.
export function duesOf({ todos }, now) {
  const dues = new Map();
  for (const todo of Object.values(todos).sort(byDue)) {
    const clock = clockOf(todo, now);
    if (todo.state !== "open" || todo.conversation === null || clock.level === "calm" || dues.has(todo.conversation)) continue;
    dues.set(todo.conversation, { todo, ...clock });
  }
  return dues;
}

// How much of mine falls due within minutes, or is late: it counts in the title.
export function dueNow({ me, todos }, now) {
  return Object.values(todos).filter((todo) => todo.state === "open" && isOf(me, todo) && ["now", "late"].includes(clockOf(todo, now).level)).length;
}

// The panel, each part by its time: mine, what nobody has, and for who sees the floor what colleagues have promised.
// `free` are those of nobody that were asked for when it was opened; what the state knows of them is newer.
export function panelOf({ me, todos }, free) {
  const known = Object.values(todos);
  const mine = known.filter((todo) => isOf(me, todo));
  const ids = new Set(known.map(({ id }) => id));
  const nobodys = [...known.filter(({ owner }) => owner === null), ...free.filter((todo) => runs(todo) && todo.owner === null && !ids.has(todo.id))];
  const others = me !== null && me.may.includes("see_floor") ? known.filter((todo) => todo.owner !== null && !isOf(me, todo)) : [];
  return [["mine", mine], ["free", nobodys], ["others", others]].flatMap(([part, list]) => list.sort(byDue).map((todo) => ({ part, todo })));
}

// The promises of the open talk that somebody should look at, in the order in which they were made.
export function toConfirm({ me, todos, selected }) {
  if (selected === null) return [];
  return Object.values(todos)
    .filter((todo) => todo.listing === "promise" && todo.conversation === selected && !todo.confirmed && (todo.owner === null || isOf(me, todo)))
    .sort((one, other) => one.id - other.id);
}

// Another due time, one step later (1) or sooner (-1): five minutes, or an hour where it is far off. Never one that has passed.
export function shifted(due, step, now) {
  const from = due === null ? Math.ceil(now / STEP_MS) * STEP_MS : due;
  const by = from - now > 2 * HOUR_MS ? HOUR_MS : STEP_MS;
  const to = from + step * by;
  return to > now ? to : due;
}

// The moment meant by a typed "15:40" or "1540", on the day it was due or, if that has passed, today or tomorrow; null if it is no time.
export function typedTime(text, due, now) {
  const [, hour, minute] = /^\s*(\d{1,2})\s*[:：.]?\s*(\d{2})\s*$/.exec(text) || [];
  if (hour === undefined || Number(hour) > 24 || Number(minute) > 59 || (Number(hour) === 24 && Number(minute) > 0)) return null;
  const at = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate(), Number(hour), Number(minute)).getTime();
  // 24:00 belongs to the day it ends.
  return [due === null ? now : due - 1, now, now + DAY_MS].map((day) => at(new Date(day))).find((moment) => moment > now);
}

// What it is about, in as few words as there are: the words of the promise, else the order.
export function aboutOf({ why, order }) {
  return why.said || order || "";
}

// Which conversations a tab shows and in what order; what comes next; how many wait.
import { isAngry } from "./moods.js";

export const TABS = ["mine", "waiting", "all", "closed"];

const isMine = (state, row) => state.me !== null && row.agent !== null && row.agent.id === state.me.id;

const inTab = {
  mine: (state, row) => row.state === "open" && isMine(state, row),
  waiting: (state, row) => row.state !== "closed" && row.waiting_since !== null,
  all: (state, row) => row.state !== "closed",
  closed: (state, row) => row.state === "closed",
};

// Of those who wait the angry stand first, then who waits longest, as in the server's queue; who waits for nothing follows,
// newest first.
function byWaiting(one, other) {
  if (one.waiting_since && other.waiting_since) {
    return isAngry(other) - isAngry(one) || compare(one.waiting_since, other.waiting_since) || one.id - other.id;
  }
  if (one.waiting_since || other.waiting_since) return one.waiting_since ? -1 : 1;
  return compare(other.last_at, one.last_at) || other.id - one.id;
}

const byClosing = (one, other) => compare(other.last_at, one.last_at) || other.id - one.id;

function compare(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

export function rowsOf(state, tab) {
  const rows = Object.values(state.rows).filter((row) => inTab[tab](state, row));
  if (tab !== "closed") return rows.sort(byWaiting);
  // A row met by searching may be far older than the pages loaded so far; it would leave a gap in the list.
  return rows.filter((row) => !state.closedBefore || row.last_at >= state.closedBefore).sort(byClosing);
}

export function counts(state) {
  const result = { mine: 0, waiting: 0, all: 0 };
  for (const row of Object.values(state.rows)) {
    for (const tab of Object.keys(result)) if (inTab[tab](state, row)) result[tab] += 1;
  }
  return result;
}

// Buyers who wait for me: mine that are unanswered, and those in the queue nobody has taken. Whose answer is on its way
// does not wait: who types faster than the server stores must not be led back to them.
export function waitingForMe(state) {
  const answers = state.pending.filter((each) => each.status === "sending" && each.kind !== "note");
  const answered = new Set(answers.map((each) => each.conversation));
  return Object.values(state.rows)
    .filter((row) => inTab.waiting(state, row) && (isMine(state, row) || row.agent === null) && !answered.has(row.id))
    .sort(byWaiting);
}

// My own come before the queue: whoever was taken must be answered first.
export function nextWaiting(state) {
  const others = waitingForMe(state).filter((row) => row.id !== state.selected);
  return others.find((row) => row.agent !== null) || others[0] || null;
}

export function neighbour(rows, selected, step) {
  if (rows.length === 0) return null;
  const at = rows.findIndex((row) => row.id === selected);
  if (at < 0) return rows[step > 0 ? 0 : rows.length - 1];
  return rows[at + step] || null;
}

export function loadOf(state, agentId) {
  return Object.values(state.rows).filter((row) => row.state === "open" && row.agent && row.agent.id === agentId).length;
}

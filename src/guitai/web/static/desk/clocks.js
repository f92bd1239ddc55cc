// The clock beside a waiting buyer: how near the next limit is, and what it says.
//
// Limits of a first answer are 30 s, 3 min and the 5 min promise; of a later one 3 min and 5 min (the shop's own figures).
// "calm" until two thirds of a limit are used up, then "soon", in its last sixth "now"; "late" when the last limit is over.
// Whoever missed a limit is at least "soon" until the next: an answered clock is the only way back to calm.
const SOON = 1 / 3;
const NOW = 1 / 6;

export function clockOf(row, limits, now) {
  if (!row.waiting_since || row.state === "closed") return null;
  const waited = Math.max(0, Math.floor((now - Date.parse(row.waiting_since)) / 1000));
  const stages = row.first_reply_at ? [limits.reply, limits.promise] : [limits.first, limits.reply, limits.promise];
  const limit = stages.find((seconds) => waited < seconds);
  if (limit === undefined) return { level: "late", waited, left: stages[stages.length - 1] - waited };
  const left = limit - waited;
  if (left <= limit * NOW) return { level: "now", waited, left };
  if (left <= limit * SOON || limit !== stages[0]) return { level: "soon", waited, left };
  return { level: "calm", waited, left };
}

const RANK = { calm: 0, soon: 1, now: 2, late: 3 };

// True in the second in which a clock becomes urgent.
export function grewUrgent(before, after) {
  return after !== null && RANK[after.level] >= 2 && before !== null && before !== undefined && RANK[before] < 2;
}

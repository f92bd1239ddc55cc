// How long to wait before trying again: longer each time, never the same for everybody.

const FIRST = 500;
const LONGEST = 30_000;

export function delayBefore(attempt, random = Math.random) {
  const most = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(most / 2 + (most / 2) * random());
}

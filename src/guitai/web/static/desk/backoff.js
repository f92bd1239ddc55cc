// How long to wait before trying again: doubling up to half a minute, and never all pages at the same moment.
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

export function waitBefore(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}

// A verdict of the guard as a page shows it: which words are underlined, what is said about them, and what the safe
// wording puts in their place. Desk and sidecar share it; css/findings.css draws it.
//
// A verdict is {severity, findings: [{rule, severity, start, end, matched, title, why, source, penalty, rewrite}]};
// severities are "pass", "note", "confirm", "approve" and "block". The server counts characters, a script counts code
// units: an emoji is one there and two here, so positions go through `inUnits` first.

const GRAVITY = ["pass", "note", "confirm", "approve", "block"];
const ENDS = "。！？!?；;…";
const LINES = 3;

export const gravity = (severity) => GRAVITY.indexOf(severity);

// The findings with their places counted as scripts count.
export function inUnits(text, findings) {
  const characters = [...text];
  if (characters.length === text.length) return findings;
  const places = [0];
  for (const each of characters) places.push(places[places.length - 1] + each.length);
  const place = (at) => places[Math.min(at, characters.length)];
  return findings.map((each) => ({ ...each, start: place(each.start), end: place(each.end) }));
}

// The text cut where an underline begins or ends: [{text, severity}], with the gravest severity over each stretch, or null.
export function stretches(text, findings) {
  const cuts = [...new Set([0, text.length, ...findings.flatMap(({ start, end }) => [start, end])])]
    .filter((at) => at >= 0 && at <= text.length)
    .sort((one, other) => one - other);
  return cuts.slice(1).map((end, at) => {
    const start = cuts[at];
    const over = findings.filter((each) => each.start <= start && each.end >= end).map((each) => each.severity);
    const severity = over.reduce((most, each) => (gravity(each) > gravity(most) ? each : most), "pass");
    return { text: text.slice(start, end), severity: severity === "pass" ? null : severity };
  });
}

// Fills an element that lies behind a field with the field's text, underlined where something was found.
export function paint(overlay, text, findings) {
  const nodes = stretches(text, findings).map(({ text: words, severity }) => {
    if (severity === null) return document.createTextNode(words);
    const mark = document.createElement("span");
    mark.className = `finding-mark finding-${severity}`;
    mark.textContent = words;
    return mark;
  });
  // A field shows an empty line after a line break at its end; other elements need something to stand on it.
  overlay.replaceChildren(...nodes, document.createTextNode("\u200b"));
}

// What is said about a draft, the gravest first, each rule once: [{rule, severity, title, why, source, penalty, rewrite}].
export function lines(verdict) {
  const rules = new Map();
  const ordered = [...verdict.findings].sort((one, other) => gravity(other.severity) - gravity(one.severity) || one.start - other.start);
  for (const finding of ordered) if (!rules.has(finding.rule)) rules.set(finding.rule, finding);
  return [...rules.values()].slice(0, LINES);
}

// What the safe wording replaces: {from, to, text}, the sentences in which the finding stands; null where there is none.
export function replacement(text, finding) {
  if (!finding.rewrite) return null;
  const breaks = (at) => text[at] === "\n" || ENDS.includes(text[at]);
  let from = finding.start;
  while (from > 0 && !breaks(from - 1)) from -= 1;
  let to = Math.max(finding.end, from);
  while (to < text.length && !(to > finding.start && breaks(to - 1)) && !breaks(to)) to += 1;
  if (ENDS.includes(finding.rewrite.slice(-1))) while (to < text.length && ENDS.includes(text[to])) to += 1;
  return { from, to, text: finding.rewrite };
}

// The finding whose safe wording is offered: of the gravest.
export function offered(findings) {
  return lines({ findings }).find((each) => each.rewrite) || null;
}

// While the answer about a changed text is on its way: the findings in the part that did not change, where they are now.
export function carried(before, after, findings) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const moved = after.length - before.length;
  return findings.flatMap((each) => {
    if (each.end <= head) return [each];
    if (each.start >= before.length - tail) return [{ ...each, start: each.start + moved, end: each.end + moved }];
    return [];
  });
}

// What becomes of a draft that is to be sent: "send", "confirm" (a second look first), "ask" (the lead) or "hold".
// `confirmed` are the rules somebody has looked at twice.
export function fate({ severity, findings }, confirmed = []) {
  if (severity === "block") return "hold";
  if (severity === "approve") return "ask";
  const open = findings.some((each) => each.severity === "confirm" && !confirmed.includes(each.rule));
  return open ? "confirm" : "send";
}

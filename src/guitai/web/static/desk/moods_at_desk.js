// The mood of the open talk at the desk: when it is asked for, where it stands, and what a lead may put right.
import { Correcting } from "./correcting.js";
import { getHtml, postJson } from "./http.js";
import { Reading } from "./reading.js";

// What is to be read of the open talk, {talk, key}: another key when the buyer wrote again, or somebody put the mood right.
export function readingOf({ selected, rows, talks }) {
  const { [selected]: row } = rows;
  const { [selected]: talk } = talks;
  if (!row || !talk) return null;
  const last = talk.messages.filter(({ author }) => author === "buyer").pop();
  return { talk: row.id, key: [row.id, last ? last.id : 0, row.mood, row.satisfaction, row.losing].join(":") };
}

export function readingAtDesk({ desk, box, insert, reveal }) {
  const reading = new Reading({
    box,
    insert,
    ask: ({ talk }, signal) => getHtml(`${desk.path}${talk}/reading/`, signal),
    reveal: (message) => reveal(desk.state.selected, message),
  });
  new Correcting({ reading, post: (talk, right) => correct(desk, talk, right), tell: (text, undo) => desk.tell(text, undo) });
  return reading;
}

// Gives whether it was stored.
async function correct(desk, talk, right) {
  const corrected = await desk.attempt(postJson(`${desk.path}${talk}/reading/correct/`, right));
  if (corrected) desk.moved(corrected.conversation);
  return corrected !== null;
}

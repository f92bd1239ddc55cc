// Brings what is in the outbox to the server, one line after the other, until each is stored or refused.

import { blobOf } from "./picture.js";
import { AnswerError } from "./requests.js";

const STORED_WITHIN = 15_000;
const AGAIN_AFTER = 5_000;
const LOST = { kind: "lost" };

export function openDelivery({ line, requests, outbox, token, onMessage, onChange, timers }) {
  const answers = new Map(); // local_id → what to call once it is stored, refused, or the line is lost
  let busy = false;
  let again;

  // In the order they were written; only a picture that does not get through holds nothing up.
  async function run() {
    if (busy || !line.isUp()) return;
    busy = true;
    const sender = outbox();
    const putOff = new Set();
    for (let next = sender.next(); next && line.isUp() && sender === outbox(); next = sender.next(putOff)) {
      const answer = await (next.kind === "picture" ? bring(next) : tell(next));
      if (answer.kind === "lost") putOff.add(next.local_id);
      else if (answer.kind === "refused") sender.fail(next.local_id, answer.reason);
      else sender.settle(next.local_id);
      // Whoever signed in or out meanwhile has a talk of their own.
      if (answer.message && sender === outbox()) onMessage(answer.message);
      onChange();
    }
    busy = false;
    // Another tab's line whose turn has not come, or a picture that did not get through.
    timers.clearTimeout(again);
    if (outbox().lines().some((each) => !each.failed)) again = timers.setTimeout(run, AGAIN_AFTER);
  }

  function tell(next) {
    return new Promise((resolve) => {
      const giveUp = timers.setTimeout(() => line.drop(), STORED_WITHIN);
      answers.set(next.local_id, (frame) => {
        timers.clearTimeout(giveUp);
        answers.delete(next.local_id);
        resolve({ kind: frame.kind, reason: frame.reason });
      });
      const { local_id, page, product } = next;
      if (next.kind === "product") line.say({ do: "card", local_id, card: "product", id: product });
      else line.say({ do: "send", local_id, text: next.text, page, product });
    });
  }

  async function bring(next) {
    try {
      return { kind: "stored", ...(await requests.picture(token(), next.local_id, blobOf(next.data))) };
    } catch (error) {
      if (error instanceof AnswerError && error.status === 401) line.drop(true);
      else if (error instanceof AnswerError && !error.passing) return { kind: "refused", reason: error.message };
      return LOST;
    }
  }

  return {
    run,
    answered: (frame) => answers.get(frame.local_id)?.(frame),
    lost() {
      for (const answer of [...answers.values()]) answer(LOST);
    },
  };
}

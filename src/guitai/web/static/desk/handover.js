// A shift hands over, or the lead hears what nobody took: said in a note that stays and leads to the page.
import { word } from "./words.js";

export function callToHandovers({ desk, alerts, toasts, open }) {
  const called = new Map(); // handover → its toast; what it says anew takes the place of what it said
  desk.on("handover", ({ said, handover }) => {
    if (called.has(handover.id)) toasts().drop(called.get(handover.id));
    called.set(handover.id, toasts().call(said, word("ring_open"), open, handover.why === "noon"));
    alerts.flash(said);
    if (handover.why !== "gathered") alerts.ring();
  });
}

// How buyers' moods are shown: in words, as a shape, and which of them want something done.
import { word } from "./words.js";

// As the digits 1 to 5 name them; templates/desk/reading.html shows them in this order.
export const MOODS = ["angry", "anxious", "disappointed", "content", "neutral"];
const UNHAPPY = MOODS.slice(0, 3);

// The desk proposes a move then. `losing` is 0 below what is worth telling.
export const wantsCare = (row) => UNHAPPY.includes(row.mood) || row.losing > 0;

// Who is angry goes before all others who wait, here as on the server.
export const isAngry = (row) => row.mood === "angry";

// The shape that stands for a talk: whoever is losing interest without a worse mood has one of their own.
export function shapeOf({ mood, losing }) {
  return losing > 0 && !UNHAPPY.includes(mood) ? "losing" : mood || "";
}

// A mood and what goes with it, in one line; empty where nothing was read yet.
export function moodWords({ mood, satisfaction, losing }) {
  const said = [mood && word(`mood_${mood}`), losing > 0 && `${word("mood_losing")} ${losing}%`, satisfaction && word("satisfaction", { n: satisfaction })];
  return said.filter(Boolean).join(" · ");
}

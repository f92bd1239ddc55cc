// When something falls due, as people say it: "15:40", "明天 15:40"; the end of a day is its 24:00.
import { clockTime, daysAgo } from "./times.js";
import { word } from "./words.js";

// The day a moment belongs to, as its midnight does: what ends a day is of that day.
const dayOf = (moment) => new Date(moment - 1);
const isMidnight = (date) => date.getHours() === 0 && date.getMinutes() === 0;

export function dueClock(moment) {
  const date = new Date(moment);
  return isMidnight(date) ? "24:00" : clockTime(date);
}

// Empty today, else the day's name.
export function dueDay(moment, now, language) {
  const day = dayOf(moment);
  const ago = daysAgo(day, new Date(now));
  if (ago === 0) return "";
  if (ago === -1) return word("tomorrow");
  if (ago === 1) return word("yesterday");
  return day.toLocaleDateString(language, { month: "numeric", day: "numeric" });
}

export function dueTime(moment, now, language) {
  return [dueDay(moment, now, language), dueClock(moment)].filter(Boolean).join(" ");
}

// For a row: whole minutes, the next higher while there is time; hours from two on.
export function shortLeft(left) {
  const minutes = left > 0 ? Math.ceil(left / 60) : Math.floor(-left / 60);
  const time = minutes < 120 ? word("due_minutes", { m: minutes }) : word("due_hours", { h: Math.floor(minutes / 60) });
  return left > 0 ? time : word("due_late", { time });
}

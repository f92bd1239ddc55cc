// Times as people say them: "3分20秒", "14:05", "昨天 14:05", "11月20日 星期四".
import { word } from "./words.js";

const DAY_MS = 24 * 3600 * 1000;

export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return word("seconds", { s: whole });
  if (whole < 3600) return word("minutes", { m: Math.floor(whole / 60), s: whole % 60 });
  return word("hours", { h: Math.floor(whole / 3600), m: Math.floor((whole % 3600) / 60) });
}

export function clockTime(date) {
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export function daysAgo(date, now) {
  return Math.round((midnight(now) - midnight(date)) / DAY_MS);
}

export function dayName(date, now, language) {
  const ago = daysAgo(date, now);
  if (ago === 0) return word("today");
  if (ago === 1) return word("yesterday");
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString(language, { year, month: "long", day: "numeric", weekday: ago < 300 ? "short" : undefined });
}

// For a list: the time today, "yesterday", then the date.
export function shortTime(date, now, language) {
  const ago = daysAgo(date, now);
  if (ago === 0) return clockTime(date);
  if (ago === 1) return word("yesterday");
  const year = date.getFullYear() === now.getFullYear() ? undefined : "2-digit";
  return date.toLocaleDateString(language, { year, month: "numeric", day: "numeric" });
}

export function fullTime(date, now, language) {
  const ago = daysAgo(date, now);
  return ago === 0 ? clockTime(date) : `${shortTime(date, now, language)} ${clockTime(date)}`;
}

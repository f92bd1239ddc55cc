// Times as the window shows them, in the reader's own time zone.

export function clock(moment) {
  const date = new Date(moment);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

export function dayOf(moment) {
  const date = new Date(moment);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

export function dayLabel(moment, now, words, language) {
  const date = new Date(moment);
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayOf(date) === dayOf(now)) return words.today;
  if (dayOf(date) === dayOf(yesterday)) return words.yesterday;
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const form = { month: "long", day: "numeric", weekday: "short", ...(sameYear ? {} : { year: "numeric" }) };
  return new Intl.DateTimeFormat(language === "zh-hans" ? "zh-CN" : language, form).format(date);
}

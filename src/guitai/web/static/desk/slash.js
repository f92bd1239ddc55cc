// The `/` that opens the quick phrases: at the start of the draft or after a space, and what was typed behind it.
const LONGEST = 20;

// {from, query} when the cursor stands in such a word, else null.
export function slashAt(text, cursor) {
  const before = text.slice(0, cursor);
  const from = before.lastIndexOf("/");
  if (from < 0 || (from > 0 && !/\s/.test(before[from - 1]))) return null;
  const query = before.slice(from + 1);
  // "/:" begins an emoji code, not a search.
  if (/\s/.test(query) || query.startsWith(":") || query.length > LONGEST) return null;
  return { from, query };
}

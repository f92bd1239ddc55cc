// Where a phrase's open slot stands in a draft, so that it can be selected; whether it may be sent the server decides.
const SLOT = /[{｛]{1,2}\s*[^{}｛｝:：;；"'<>=\r\n]{0,20}?\s*[}｝]{1,2}|[*＊]{3,}/;

// The first open slot from this place on, as {from, to}, or null.
export function slotFrom(text, start = 0) {
  const found = SLOT.exec(text.slice(start));
  return found && { from: start + found.index, to: start + found.index + found[0].length };
}

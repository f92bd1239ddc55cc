// What somebody typed into a search before the page's scripts ran, or the browser put back after a reload, is searched for.
export function searchWhatWasTyped(document) {
  for (const field of document.querySelectorAll("form[hx-get] input[type=search]")) {
    if (field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// The sentences scripts need, from <template id="words"> (templates/desk/words.html), in the reader's language.
let known = null;

function read() {
  const page = typeof document === "undefined" ? null : document.getElementById("words");
  const spans = page ? page.content.querySelectorAll("[data-word]") : [];
  return new Map([...spans].map((span) => [span.dataset.word, span.textContent]));
}

// The sentence under this name, its {gaps} filled; the name itself where there is none.
export function word(name, gaps = {}) {
  known = known || read();
  return (known.get(name) || name).replace(/\{(\w+)\}/g, (gap, key) => (key in gaps ? gaps[key] : gap));
}

export function useWords(words) {
  known = new Map(Object.entries(words));
}

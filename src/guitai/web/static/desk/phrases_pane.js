// The quick phrases in the panel: by folder, searched as one types, inserted with a click.
import { getJson } from "./http.js";

const WAIT_MS = 120;

export function phrasesPane({ desk, composer }) {
  return () => ({
    query: "",
    folders: [],
    loaded: false,
    conversation: null,
    timer: null,

    // Filled for the conversation at hand, so asked again when it changes while the pane is open.
    refresh(pane, conversation) {
      if (pane !== "phrases" || (this.loaded && conversation === this.conversation)) return;
      this.conversation = conversation;
      this.ask();
    },

    typed() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    },

    async ask() {
      const search = new URLSearchParams({ conversation: this.conversation || "", q: this.query });
      const answer = await desk.attempt(getJson(`${desk.path}phrases/?${search}`));
      if (!answer) return;
      this.folders = grouped(answer.phrases);
      this.loaded = true;
    },

    choose(phrase) {
      composer().insertPhrase({ ...phrase });
    },
  });
}

// Phrases under their folders, both in the order in which they came.
export function grouped(phrases) {
  const folders = new Map();
  for (const phrase of phrases) {
    if (!folders.has(phrase.folder)) folders.set(phrase.folder, []);
    folders.get(phrase.folder).push(phrase);
  }
  return [...folders].map(([name, items]) => ({ name, items }));
}

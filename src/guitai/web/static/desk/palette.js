// The quick phrases under the composer while a `/word` is typed: searched as one types, chosen without leaving the field.
import { getJson } from "./http.js";

const SHOWN = 40;
const WAIT_MS = 60;

export function palette({ path, conversation }) {
  let asking = null;
  let timer = null;
  return {
    open: false,
    loading: false,
    chooseWhenThere: false,
    found: [],
    at: 0,
    query: "",
    onChoose: () => {},

    search(query) {
      if (this.open && query === this.query) return;
      Object.assign(this, { open: true, query, loading: true });
      clearTimeout(timer);
      timer = setTimeout(() => this.ask(), query ? WAIT_MS : 0);
    },

    async ask() {
      if (asking) asking.abort();
      asking = new AbortController();
      const { signal } = asking;
      const search = new URLSearchParams({ conversation: conversation(), q: this.query });
      try {
        const { phrases } = await getJson(`${path}phrases/?${search}`, signal);
        Object.assign(this, { found: phrases.slice(0, SHOWN), at: 0, loading: false });
      } catch (error) {
        if (signal.aborted) return;
        Object.assign(this, { found: [], loading: false });
      }
      if (this.chooseWhenThere) this.choose(this.found[0]);
    },

    close() {
      Object.assign(this, { open: false, chooseWhenThere: false, query: "" });
    },

    choose(phrase) {
      this.chooseWhenThere = false;
      if (phrase) this.onChoose(phrase);
    },

    // True when the key was meant for the list.
    pressed(event) {
      if (!this.open || event.isComposing || event.keyCode === 229) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.found.length > 0) this.at = (this.at + step + this.found.length) % this.found.length;
      else if (event.key === "Escape") this.close();
      else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
        // Typed faster than the answer came: it is chosen as soon as it is there.
        if (this.loading) this.chooseWhenThere = true;
        else if (this.found.length === 0) return false;
        else this.choose(this.found[this.at]);
      } else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

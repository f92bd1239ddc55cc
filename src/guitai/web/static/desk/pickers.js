// The emoji picker and the product picker above the composer.
import { getJson } from "./http.js";

const WAIT_MS = 120;

export function emojiPicker({ desk, view, composer }) {
  return () => ({
    all: [],

    async opened(picker) {
      if (picker !== "emoji" || this.all.length > 0) return;
      const answer = await desk.attempt(getJson(`${desk.path}emoji/`));
      if (answer) this.all = answer.emoji;
    },

    choose(code) {
      view().picker = "";
      composer().insert(code);
    },
  });
}

export function productPicker({ desk, view, composer }) {
  return () => ({
    query: "",
    found: [],
    loaded: false,
    timer: null,

    opened(picker) {
      if (picker !== "cards") return;
      this.$nextTick(() => this.$refs.query.focus());
      if (!this.loaded) this.ask();
    },

    typed() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    },

    async ask() {
      const answer = await desk.attempt(getJson(`${desk.path}products/?${new URLSearchParams({ q: this.query })}`));
      if (!answer) return;
      this.found = answer.products;
      this.loaded = true;
    },

    send(product) {
      view().picker = "";
      desk.sendCard("product", product.id, { title: product.title, price: product.price, picture: product.picture });
      composer().focus();
    },
  });
}

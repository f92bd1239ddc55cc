// Guidance: a guide is chosen, and its steps go to the buyer one after another. How far a talk has got is told by its last
// guidance card alone, so it is known after a reload, and to whoever has the talk next.
import { getJson } from "./http.js";
import { word } from "./words.js";

const WAIT_MS = 120;
const STOPPED_KEPT = 50;
const NONE = { id: null, title: "", where: "", next: "" };

// The guide that goes on in a talk: {id, step, of, title, key}, or null. What was not sent is not counted, and what was
// begun before a talk ended is over with it.
export function underWay(messages, pending) {
  const said = [...messages, ...pending.filter((each) => each.status !== "failed")];
  for (const { kind, card, local_id, id } of said.reverse()) {
    if (kind === "event" && card.event === "closed") return null;
    if (kind === "guide") return card.step < card.of ? { id: card.guide, step: card.step, of: card.of, title: card.title, key: local_id || id } : null;
  }
  return null;
}

export class Guidance {
  // `ask(query)` gives the guides that fit; `storage` remembers which were stopped here, under `key`.
  constructor({ desk, view, composer, ask, storage, key }) {
    Object.assign(this, { desk, view, composer, ask, storage, key });
    this.guides = new Map();
    this.asked = null;
    this.now = null;
  }

  static asking(desk) {
    return async (q) => {
      const answer = await desk.attempt(getJson(`${desk.path}guides/?${new URLSearchParams({ q })}`));
      return answer && answer.guides;
    };
  }

  async find(query) {
    const found = await this.ask(query);
    for (const guide of found || []) this.guides.set(guide.id, guide);
    return found;
  }

  paint(state) {
    const talk = state.talks[state.selected];
    const pending = state.pending.filter((each) => each.conversation === state.selected);
    const found = talk ? underWay(talk.messages, pending) : null;
    const goesOn = found && this.view.composerMode === "write" && !this.view.noteOnly && !this.stopped().includes(this.mark(found));
    this.now = goesOn ? found : null;
    Object.assign(this.view.guide, this.now ? this.shown() : NONE);
  }

  // A guide that this page has not heard of is asked about once; one that is out of use by now goes on no more.
  shown() {
    const { id, step, of, title } = this.now;
    const guide = this.guides.get(id);
    if (!guide && this.asked !== id) {
      this.asked = id;
      this.find("").then(() => this.desk.store.paint());
    }
    if (!guide || guide.steps.length <= step) return NONE;
    return { id, title, where: word("guide_step", { step, of }), next: guide.steps[step].text };
  }

  begin(guide) {
    this.guides.set(guide.id, guide);
    this.send(guide, 1);
  }

  // The next step; where no guide goes on, one is to be chosen. Pressed twice before the page is painted, it is two steps.
  next() {
    this.paint(this.desk.state);
    if (this.view.guide.id !== null) this.send(this.guides.get(this.now.id), this.now.step + 1);
    else if (this.view.composerMode === "write" && !this.view.isNote) this.view.togglePicker("guides");
  }

  rest() {
    this.paint(this.desk.state);
    const guide = this.guides.get(this.view.guide.id);
    if (!guide) return;
    for (let step = this.now.step + 1; step <= guide.steps.length; step += 1) this.send(guide, step);
    this.composer().focus();
  }

  stop() {
    if (this.now === null) return;
    this.storage.setItem(this.key, JSON.stringify([...this.stopped(), this.mark(this.now)].slice(-STOPPED_KEPT)));
    this.desk.store.paint();
    this.composer().focus();
  }

  send({ id, title, steps }, step) {
    const { text, picture } = steps[step - 1];
    this.desk.sendCard("guide", id, { guide: id, step, of: steps.length, title, text }, picture);
  }

  mark({ key }) {
    return `${this.desk.state.selected}:${key}`;
  }

  stopped() {
    return JSON.parse(this.storage.getItem(this.key) || "[]");
  }
}

export function guidePicker({ view, composer, guidance }) {
  return () => ({
    query: "",
    found: [],
    at: 0,
    loading: false,
    chosen: false,
    timer: null,
    asked: 0,

    opened(picker) {
      if (picker !== "guides") return;
      this.query = "";
      this.$nextTick(() => this.$refs.query.focus());
      this.ask();
    },

    typed() {
      this.loading = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    },

    async ask() {
      this.asked += 1;
      const { asked } = this;
      this.loading = true;
      const found = await guidance().find(this.query.trim());
      if (asked !== this.asked) return;
      Object.assign(this, { found: found || [], at: 0, loading: false });
      if (this.chosen) this.choose(this.found[0]);
    },

    pressed(event) {
      if (event.isComposing || event.keyCode === 229) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.found.length > 0) this.at = (this.at + step + this.found.length) % this.found.length;
      // Typed faster than the answer came: it is chosen as soon as it is there.
      else if (event.key === "Enter" && this.loading) this.chosen = true;
      else if (event.key === "Enter") this.choose(this.found[this.at]);
      else if (event.key === "Escape") this.close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },

    choose(guide) {
      this.chosen = false;
      if (!guide) return;
      this.close();
      guidance().begin({ ...guide });
    },

    close() {
      view().picker = "";
      composer().focus();
    },
  });
}

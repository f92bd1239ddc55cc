// The dialogs: find anything (Ctrl+K), transfer (T), the keys (?), a picture large.
import { getJson } from "./http.js";
import { loadOf } from "./lists.js";
import { fullTime } from "./times.js";

const WAIT_MS = 150;

export const dialog = (name) => document.getElementById(`dialog-${name}`);

export function openDialog(name) {
  const box = dialog(name);
  if (!box.open) box.showModal();
  box.dispatchEvent(new CustomEvent("opened"));
}

// A click on the shade closes, as Esc does.
export function closeOnShade() {
  for (const box of document.querySelectorAll("dialog.dialog")) {
    box.addEventListener("click", (event) => event.target === box && box.close());
  }
}

export function findDialog({ desk, openAt }) {
  return () => ({
    query: "",
    hits: [],
    more: false,
    at: 0,
    asked: "",
    timer: null,
    asking: null,

    opened() {
      this.$refs.query.focus();
      this.$refs.query.select();
    },

    typed() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    },

    async ask(before = null) {
      const q = this.query.trim();
      if (this.asking) this.asking.abort();
      if (!q) {
        Object.assign(this, { hits: [], more: false, asked: "" });
        return;
      }
      this.asking = new AbortController();
      const { signal } = this.asking;
      const search = new URLSearchParams(before ? { q, before } : { q });
      const answer = await desk.attempt(getJson(`${desk.path}search/?${search}`, signal).catch((error) => {
        if (signal.aborted) return null;
        throw error;
      }));
      if (!answer) return;
      desk.store.dispatch({ kind: "found", hits: answer.hits });
      const shown = answer.hits.map(shownHit);
      Object.assign(this, { hits: before ? [...this.hits, ...shown] : shown, more: answer.more, asked: q });
      if (!before) this.at = 0;
    },

    askMore() {
      const last = this.hits[this.hits.length - 1];
      return last && last.message ? this.ask(last.message) : undefined;
    },

    pressed(event) {
      if (event.isComposing || event.keyCode === 229) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.hits.length > 0) {
        event.preventDefault();
        this.at = (this.at + step + this.hits.length) % this.hits.length;
        this.$nextTick(() => document.getElementById(`hit-${this.at}`).scrollIntoView({ block: "nearest" }));
      } else if (event.key === "Enter" && this.hits[this.at]) {
        event.preventDefault();
        this.choose(this.hits[this.at]);
      }
    },

    choose(hit) {
      dialog("find").close();
      openAt(hit.conversation, hit.message);
    },
  });
}

function shownHit({ conversation, message }) {
  const at = new Date(message ? message.at : conversation.last_at);
  return {
    key: message ? `m${message.id}` : `c${conversation.id}`,
    conversation: conversation.id,
    message: message ? message.id : null,
    buyer: conversation.buyer.name,
    agent: conversation.agent ? conversation.agent.name : "",
    text: message ? plainWords(message) : conversation.last_text,
    when: fullTime(at, new Date(), document.documentElement.lang),
  };
}

// The words with emoji as they look, not as their codes.
function plainWords({ parts, text }) {
  return parts.length > 0 ? parts.map((each) => each.text || each.glyph || each.name || each.link).join("") : text;
}

export function transferDialog({ desk }) {
  return () => ({
    conversation: null,
    buyer: "",
    people: [],
    groups: [],
    choice: "",
    note: "",
    problem: "",
    busy: false,

    opened() {
      const { state, row } = desk;
      const people = state.colleagues
        .filter((each) => each.id !== state.me.id && !(row.agent && row.agent.id === each.id))
        .map((each) => ({ ...each, load: loadOf(state, each.id) }))
        .sort((one, other) => rank(one) - rank(other) || one.load - other.load);
      Object.assign(this, { conversation: row.id, buyer: row.buyer.name, people, groups: state.groups, note: "", problem: "", busy: false });
      // Who is off can't be given anybody.
      const ready = people.find((each) => each.state !== "off");
      this.choice = ready ? `to-${ready.id}` : "";
      this.$nextTick(() => {
        const first = dialog("transfer").querySelector("input[type=radio]:not(:disabled)");
        if (first) first.focus();
      });
    },

    get target() {
      const [kind, id] = this.choice.split("-");
      const list = kind === "to" ? this.people : this.groups;
      const chosen = list.find((each) => each.id === Number(id));
      return chosen && { [kind]: chosen.id, name: chosen.name };
    },

    async send() {
      if (!this.target || this.busy) return;
      Object.assign(this, { busy: true, problem: "" });
      try {
        await desk.transfer(this.conversation, this.target, this.note.trim());
        dialog("transfer").close();
      } catch (error) {
        this.problem = error.message;
      }
      this.busy = false;
    },
  });
}

const STATES = ["online", "away", "off"];
const rank = (colleague) => STATES.indexOf(colleague.state) + (colleague.on_duty ? 0 : 3);

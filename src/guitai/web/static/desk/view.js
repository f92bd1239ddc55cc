// What the page shows around list and transcript: Alpine's store "desk", written anew from the state at every paint.
import { counts } from "./lists.js";
import { moodWords, shapeOf, wantsCare } from "./moods.js";
import { noPromise } from "./promise_strip.js";
import { emptyQuestions } from "./questions.js";
import { keepSettings, settings } from "./settings.js";
import { noTodos } from "./todos_panel.js";
import { word } from "./words.js";

const NOBODY = { id: null, name: "", vip: false, returning: false, state: "", agent: "", group: "", mine: false, mood: "", moodWords: "", care: false };

export function makeView(desk, palette) {
  const chosen = settings();
  return {
    connection: "connecting",
    presence: "online",
    tab: desk.tab,
    counts: { mine: 0, waiting: 0, all: 0 },
    listEmpty: false,
    row: NOBODY,
    loadingTalk: false,
    typing: "",
    unseen: 0,
    composerMode: "none",
    canMove: false,
    noteOnly: false,
    note: false,
    problem: "",
    guard: { lines: [], held: "", asking: false, note: "", busy: false },
    asked: { id: null },
    questions: emptyQuestions(),
    promise: noPromise(),
    todos: noTodos(),
    approvals: { count: 0, place: 0, current: { id: null }, open: false, refusing: false, answer: "", busy: false },
    guide: { id: null, title: "", where: "", next: "" },
    attached: [],
    dropping: false,
    picker: "",
    palette,
    swapped: chosen.swapped,
    sound: chosen.sound,
    panelOpen: chosen.panel,
    drawerOpen: false,
    pane: "buyer",
    paneCounts: {},
    picture: "",

    get isNote() {
      return this.note || this.noteOnly;
    },

    swap() {
      this.swapped = !this.swapped;
      keepSettings({ swapped: this.swapped });
    },

    chooseSound(name) {
      this.sound = name;
      keepSettings({ sound: name });
    },

    // On wide pages the panel stands beside the talk and stays as it was chosen; below it is a drawer.
    togglePanel() {
      if (window.matchMedia("(min-width: 1200px)").matches) {
        this.panelOpen = !this.panelOpen;
        keepSettings({ panel: this.panelOpen });
      } else {
        this.drawerOpen = !this.drawerOpen;
      }
    },

    showPanel() {
      const wide = window.matchMedia("(min-width: 1200px)").matches;
      if (!(wide ? this.panelOpen : this.drawerOpen)) this.togglePanel();
    },

    openPane(name) {
      this.pane = name;
    },

    togglePicker(name) {
      this.picker = this.picker === name ? "" : name;
    },
  };
}

export function paintView(view, state, desk) {
  const row = state.rows[state.selected];
  const { me } = state;
  view.connection = desk.connection;
  view.presence = me.state;
  view.tab = desk.tab;
  view.counts = counts(state);
  view.row = row ? headOf(row, me) : NOBODY;
  view.loadingTalk = Boolean(state.selected) && !state.talks[state.selected];
  view.canMove = Boolean(row) && me.may.includes("answer") && (view.row.mine || row.agent === null || me.may.includes("take_over"));
  view.composerMode = modeOf(row, me);
  view.noteOnly = Boolean(row) && row.state === "open" && !view.row.mine;
  const typing = state.typing[state.selected];
  view.typing = typing ? typingWords(typing.by) : "";
}

function typingWords(by) {
  return by === "buyer" ? word("buyer_typing") : word("agent_typing", { agent: by });
}

function modeOf(row, me) {
  if (!row || !me.may.includes("answer")) return "none";
  return row.state === "closed" ? "closed" : "write";
}

function headOf(row, me) {
  return {
    id: row.id,
    name: row.buyer.name,
    vip: row.buyer.vip,
    returning: row.buyer.returning,
    state: row.state,
    agent: row.agent ? row.agent.name : "",
    group: row.group ? row.group.name : "",
    mine: row.agent !== null && row.agent.id === me.id,
    rating: row.rating,
    mood: shapeOf(row),
    moodWords: moodWords(row),
    // Kept free while there is something to tell, whatever comes to stand in it: nothing moves when it comes.
    care: row.state !== "closed" && wantsCare(row),
  };
}

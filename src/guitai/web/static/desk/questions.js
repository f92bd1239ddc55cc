// Facts nobody knows: asked of the lead for a buyer, and the answer that the buyer is to be told.
import { dialog, openDialog } from "./dialogs.js";
import { getJson, postJson } from "./http.js";
import { duration } from "./times.js";
import { word } from "./words.js";

const SOON_S = 2 * 3600;
const NOTHING = { here: [], answered: [], elsewhere: 0, line: "", due: 0 };
export const emptyQuestions = () => ({ ...NOTHING });

// The talk in which the buyer is told: the one they have open by now, else the one it was asked in.
export function talkOf(state, { conversation, buyer }) {
  const live = Object.values(state.rows).find((row) => row.state !== "closed" && row.buyer.id === buyer.id);
  return live || state.rows[conversation] || { id: conversation, state: "closed", agent: null };
}

function each(state, wanted) {
  return Object.values(state.questions).filter((question) => question.state === wanted).flatMap((question) =>
    question.waiters.filter(({ conversation, told_at }) => conversation !== null && told_at === null).map((waiter) => ({ question, waiter, talk: talkOf(state, waiter) })),
  );
}

// Whom I am to tell an answer, what was answered first at the front: the buyers of my own talks, and of those nobody has.
export function toTell(state) {
  if (state.me === null || !state.me.may.includes("answer")) return [];
  const mine = ({ talk }) => talk.state === "closed" || talk.agent === null || talk.agent.id === state.me.id;
  return each(state, "answered").filter(mine).sort((one, other) => Date.parse(one.question.answered_at) - Date.parse(other.question.answered_at) || one.waiter.id - other.waiter.id);
}

// What was asked for the buyer of a conversation.
export function askedFor(state, conversation) {
  return [...each(state, "answered"), ...each(state, "open")].filter(({ talk }) => talk.id === conversation);
}

// How near the promised time is, as the clocks of the list say it.
export function clockOf(due_at, now) {
  const left = Math.round((Date.parse(due_at) - now) / 1000);
  const level = left <= 0 ? "late" : left <= SOON_S ? "soon" : "calm";
  return { level, clock: word(left <= 0 ? "clock_late" : "clock_left", { time: duration(Math.abs(left)) }) };
}

export class Questions {
  // `path` is where questions are asked, `ring` calls whoever sits here.
  constructor({ desk, view, composer, path, ring }) {
    Object.assign(this, { desk, view, composer, path, ring });
    desk.store.watch((state, before, change) => change.kind === "question" && this.heard(state, before, change.question));
  }

  heard(state, before, question) {
    const { [question.id]: known } = before.questions;
    const { me } = state;
    if (question.state === "answered" && known && known.state === "open") this.answered(state, question);
    else if (question.state === "open" && !known && question.asked_by.id !== me.id && me.may.includes("edit_knowledge")) {
      this.ring();
      this.desk.tell(word("question_new", { agent: question.asked_by.name, question: question.question }));
    } else if (question.state === "withdrawn" && known && question.waiters.some(({ asked_by }) => asked_by.id === me.id)) {
      this.desk.tell(word("question_dropped", { question: question.question }));
    }
  }

  answered(state, question) {
    const told = toTell(state).filter((one) => one.question.id === question.id);
    if (told.length === 0) return;
    this.ring();
    for (const { waiter, talk } of told) {
      if (talk.id !== state.selected) this.desk.tell(word("question_answered", { lead: question.answered_by.name, buyer: waiter.buyer.name }));
    }
  }

  ask() {
    if (this.view.composerMode === "write") openDialog("question");
  }

  // The answer for the buyer at hand goes into the reply; else the talk of the next who waits for one is opened.
  take(id = null) {
    const waiting = toTell(this.desk.state);
    const here = waiting.find(({ talk, waiter }) => (id === null ? talk.id === this.desk.state.selected : waiter.id === id));
    if (here) return this.insert(here);
    if (waiting.length > 0) this.desk.select(waiting[0].talk.id);
    return undefined;
  }

  async insert({ question, talk }) {
    if (talk.state === "closed") {
      await this.desk.reopen(talk.id);
      if (this.desk.row === null || this.desk.row.state === "closed") return;
      await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
    }
    this.composer.insert(question.answer);
  }

  withdraw(id) {
    return this.desk.attempt(postJson(`${this.path}waiting/${id}/withdraw/`));
  }

  // The buyer knows it already.
  told(id) {
    return this.desk.attempt(postJson(`${this.path}waiting/${id}/told/`));
  }

  paint(state) {
    const now = Date.now();
    const here = askedFor(state, state.selected).map((one) => this.shown(state, one, now));
    const elsewhere = toTell(state).filter(({ talk }) => talk.id !== state.selected);
    const [first] = elsewhere;
    this.view.questions = {
      here,
      answered: here.filter((one) => one.answer !== ""),
      elsewhere: elsewhere.length,
      line: first ? word("question_tell", { buyer: first.waiter.buyer.name, answer: first.question.answer }) : "",
      due: this.dueSoon(state, now),
    };
  }

  shown(state, { question, waiter }, now) {
    const lead = question.answered_by ? question.answered_by.name : "";
    return {
      id: waiter.id,
      question: question.question,
      product: question.product ? question.product.title : "",
      answer: question.answer,
      said: question.state === "answered" ? word("question_said", { lead }) : "",
      mine: waiter.asked_by.id === state.me.id,
      ...clockOf(question.due_at, now),
    };
  }

  dueSoon(state, now) {
    if (state.me === null || !state.me.may.includes("edit_knowledge")) return 0;
    return Object.values(state.questions).filter((one) => one.state === "open" && Date.parse(one.due_at) - now <= SOON_S * 1000).length;
  }
}

// The dialog: what is to be found out, about which product, and whether the buyer is asked to wait.
export function questionDialog({ desk, composer, path, ask = { prepared: getJson, send: postJson } }) {
  return () => ({
    conversation: null,
    question: "",
    note: "",
    product: null,
    about: true,
    holding: true,
    problem: "",
    busy: false,

    async opened() {
      const { id } = desk.row;
      Object.assign(this, { conversation: id, question: "", note: "", product: null, about: true, problem: "", busy: false });
      this.holding = composer().written().text === "";
      this.$refs.question.focus();
      const known = await desk.attempt(ask.prepared(`${path}for/${id}/`));
      if (!known || this.conversation !== id) return;
      this.product = known.product;
      if (this.question === "") this.question = known.question;
      this.$nextTick(() => this.$refs.question.select());
    },

    pressed(event) {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.send();
    },

    async send() {
      if (this.busy) return;
      Object.assign(this, { busy: true, problem: "" });
      const { conversation, question, note } = this;
      const product = this.product && this.about ? this.product.id : null;
      try {
        await ask.send(`${path}for/${conversation}/ask/`, { question, note, product });
        dialog("question").close();
        desk.tell(word("question_sent"));
        if (this.holding && desk.state.selected === conversation) composer().insert(word("question_holding"));
      } catch (error) {
        this.problem = error.message;
      }
      this.busy = false;
    },
  });
}

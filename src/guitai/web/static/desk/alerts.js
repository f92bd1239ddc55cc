// What calls an agent back to a waiting buyer: one sound, the title, the number on the icon. Never for what the agent did.
import { waitingForMe } from "./lists.js";
import { word } from "./words.js";

const QUIET_MS = 3000;
const TONES = {
  chime: [[880, 0], [1175, 0.14]],
  ding: [[1318, 0]],
  knock: [[330, 0], [330, 0.12]],
};

const concerns = (state, row) => row.agent === null || (state.me !== null && row.agent.id === state.me.id);

// Whether this change means that a buyer now waits for me who did not before, or wrote again.
export function rings(state, before, change) {
  const row = change.conversation;
  if (!row || typeof row !== "object" || row.state === "closed" || !concerns(state, row)) return false;
  const known = before.rows[row.id];
  if (known && known.seq >= row.seq) return false;
  if (change.kind === "message_sent") {
    if (change.message) return change.message.author === "buyer";
    return row.waiting_since !== null && !(known && known.waiting_since);
  }
  if (change.kind === "conversation_opened" || change.kind === "conversation_queued") return row.waiting_since !== null;
  if (change.kind !== "conversation_assigned" || row.agent === null || !row.waiting_since) return false;
  const by = change.message && change.message.card ? change.message.card.by : "";
  return by !== state.me.name && !(known && known.agent && known.agent.id === row.agent.id);
}

export class Alerts {
  constructor({ view }) {
    this.view = view;
    this.lastRung = 0;
    this.title = document.title;
    this.icon = document.querySelector('link[rel="icon"]');
    this.plainIcon = this.icon.href;
    this.badge = 0;
    this.flashing = null;
    document.addEventListener("visibilitychange", () => document.hidden || this.calm());
    window.addEventListener("focus", () => this.calm());
  }

  changed(state, before, change) {
    if (!rings(state, before, change)) return;
    const looking = !document.hidden && document.hasFocus() && state.selected === change.conversation.id;
    if (looking) return;
    this.ring();
    this.flash(word("title_waits", { buyer: change.conversation.buyer.name }));
  }

  ring(name = this.view.sound) {
    const tones = TONES[name];
    // Until the first key or click browsers keep pages silent.
    if (!tones || !navigator.userActivation.hasBeenActive || Date.now() - this.lastRung < QUIET_MS) return;
    this.lastRung = Date.now();
    this.play(tones);
  }

  play(tones) {
    this.audio = this.audio || new AudioContext();
    for (const [pitch, after] of tones) {
      const start = this.audio.currentTime + after;
      const tone = new OscillatorNode(this.audio, { frequency: pitch, type: "sine" });
      const volume = new GainNode(this.audio, { gain: 0 });
      volume.gain.linearRampToValueAtTime(0.18, start + 0.015);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.45);
      tone.connect(volume).connect(this.audio.destination);
      tone.start(start);
      tone.stop(start + 0.5);
    }
  }

  try(name) {
    this.lastRung = 0;
    this.ring(name);
  }

  // `due` is how much else falls due by now.
  paint(state, due = 0) {
    const count = waitingForMe(state).length + due;
    this.plainTitle = count > 0 ? `(${count}) ${this.title}` : this.title;
    if (!this.flashing) document.title = this.plainTitle;
    if (count === this.badge) return;
    this.badge = count;
    this.drawBadge(count);
  }

  // Says it in the title, in turn with what stands there, until somebody looks.
  flash(said) {
    if (!document.hidden && document.hasFocus()) return;
    clearInterval(this.flashing);
    let on = false;
    this.flashing = setInterval(() => {
      on = !on;
      document.title = on ? said : this.plainTitle;
    }, 1000);
  }

  calm() {
    clearInterval(this.flashing);
    this.flashing = null;
    if (this.plainTitle) document.title = this.plainTitle;
  }

  drawBadge(count) {
    if (count === 0) {
      this.icon.href = this.plainIcon;
      return;
    }
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 32 });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#0f766e";
    pen.roundRect(0, 0, 32, 32, 7);
    pen.fill();
    pen.fillStyle = "#ffffff";
    pen.font = "bold 20px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(count > 99 ? "99" : String(count), 16, 17);
    this.icon.href = canvas.toDataURL("image/png");
  }
}

// The agents' socket: opens, comes back by itself, says `alive`, asks `since`. What the frames mean is not decided here.
import { waitBefore } from "./backoff.js";

const ALIVE_MS = 20_000;
const SILENT_MS = 45_000;

export class Socket {
  // `onFrame(frame)` for every frame, `onState("open" | "closed" | "signed_out" | "forbidden")`, `beforeAlive()`.
  constructor(path, { onFrame, onState, beforeAlive }) {
    Object.assign(this, { path, onFrame, onState, beforeAlive });
    this.attempt = 0;
    this.heard = 0;
    window.addEventListener("online", () => this.retryNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.retryNow());
    setInterval(() => this.beat(), ALIVE_MS);
  }

  open() {
    clearTimeout(this.timer);
    const url = new URL(this.path, location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.addEventListener("message", (event) => {
      this.heard = Date.now();
      const frame = JSON.parse(event.data);
      if (frame.kind === "welcome") {
        this.attempt = 0;
        this.onState("open");
      }
      this.onFrame(frame);
    });
    socket.addEventListener("close", (event) => socket === this.socket && this.closed(event.code));
  }

  closed(code) {
    this.socket = null;
    if (code === 4401) return this.onState("signed_out");
    if (code === 4403) return this.onState("forbidden");
    this.onState("closed");
    this.timer = setTimeout(() => this.open(), waitBefore(this.attempt));
    this.attempt += 1;
    return undefined;
  }

  retryNow() {
    if (this.socket || !this.timer || this.attempt === 0) return;
    this.attempt = 0;
    this.open();
  }

  beat() {
    if (!this.isOpen()) return;
    // A network that went away without saying so: no answer to two `alive`.
    if (Date.now() - this.heard > SILENT_MS) {
      this.socket.close();
      return;
    }
    this.beforeAlive();
    this.say({ do: "alive" });
  }

  isOpen() {
    return this.socket !== null && this.socket !== undefined && this.socket.readyState === WebSocket.OPEN;
  }

  // True when the frame was handed to an open socket.
  say(frame) {
    if (!this.isOpen()) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }
}

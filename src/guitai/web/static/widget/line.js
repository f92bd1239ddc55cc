// One line to the server that mends itself: asks for an address, opens it, notices when it has gone dead, tries again.

import { delayBefore } from "./delays.js";

const ALIVE_EVERY = 25_000;
const ANSWER_WITHIN = 10_000;
const PASS_ENDED = 4401;

export class RefusedError extends Error {}

// address(again) gives the socket's address, with a fresh pass when `again`; a RefusedError from it ends the trying.
export function openLine({ address, onFrame, onUp, onDown, onRefused, Socket = WebSocket, timers = globalThis }) {
  let socket = null;
  let up = false;
  let wanted = false;
  let trying = false;
  let attempt = 0;
  let freshPass = false;
  let generation = 0;
  let retry, alive, silence;

  async function connect() {
    if (!wanted || socket || trying) return;
    timers.clearTimeout(retry);
    trying = true;
    const mine = generation;
    try {
      const url = await address(freshPass);
      if (mine === generation) {
        freshPass = false;
        if (wanted) listen(new Socket(url));
      }
    } catch (error) {
      if (error instanceof RefusedError) {
        wanted = false;
        onRefused(error);
      } else later();
    } finally {
      trying = false;
      if (mine !== generation) connect();
    }
  }

  function listen(opened) {
    socket = opened;
    opened.onopen = () => {
      if (opened !== socket) return;
      up = true;
      attempt = 0;
      alive = timers.setInterval(askAlive, ALIVE_EVERY);
      onUp();
    };
    opened.onmessage = ({ data }) => {
      if (opened !== socket) return;
      timers.clearTimeout(silence);
      onFrame(JSON.parse(data));
    };
    opened.onclose = ({ code }) => {
      if (opened === socket) down(code === PASS_ENDED || !up);
    };
  }

  function askAlive() {
    say({ do: "alive" });
    timers.clearTimeout(silence);
    silence = timers.setTimeout(() => drop(), ANSWER_WITHIN);
  }

  function down(passDoubtful) {
    timers.clearInterval(alive);
    timers.clearTimeout(silence);
    socket = null;
    up = false;
    freshPass ||= passDoubtful;
    onDown();
    later();
  }

  function later() {
    timers.clearTimeout(retry);
    if (wanted) retry = timers.setTimeout(connect, delayBefore(attempt++));
  }

  function say(frame) {
    if (!up) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  // Give the socket up, though it may not know yet that it is dead.
  function drop(passDoubtful = false) {
    const dead = socket;
    if (!dead) return;
    down(passDoubtful);
    dead.close();
  }

  return {
    say,
    drop,
    isUp: () => up,
    start() {
      wanted = true;
      connect();
    },
    // The network is back, or somebody is looking: no reason to wait out the delay.
    hurry() {
      attempt = 0;
      if (wanted && !socket && !trying) connect();
    },
    stop() {
      wanted = false;
      drop();
      timers.clearTimeout(retry);
    },
    // Somebody else holds the line from now on.
    renew() {
      freshPass = true;
      generation += 1;
      attempt = 0;
      wanted = true;
      drop();
      connect();
    },
  };
}

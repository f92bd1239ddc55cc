// Stand-ins for what a browser gives: storage, timers that are told the time, a socket whose other end is the test.

export class FakeStorage {
  constructor(quota = Infinity) {
    this.kept = new Map();
    this.quota = quota;
  }

  getItem(key) {
    return this.kept.get(key) ?? null;
  }

  setItem(key, value) {
    if (value.length > this.quota) throw new Error("QuotaExceededError");
    this.kept.set(key, value);
  }

  removeItem(key) {
    this.kept.delete(key);
  }
}

export class FakeTimers {
  constructor() {
    this.now = 1_000_000;
    this.waiting = new Map();
    this.count = 0;
    this.setTimeout = (what, delay) => this.#wait(what, delay);
    this.setInterval = (what, delay) => this.#wait(what, delay, delay);
    this.clearTimeout = (id) => this.waiting.delete(id);
    this.clearInterval = (id) => this.waiting.delete(id);
  }

  #wait(what, delay, every) {
    this.waiting.set((this.count += 1), { what, at: this.now + delay, every });
    return this.count;
  }

  // Let time go by, and give promises their turn after each thing that was due.
  async pass(length) {
    const end = this.now + length;
    await settled();
    for (;;) {
      const [id, next] = [...this.waiting].filter(([, each]) => each.at <= end).sort((a, b) => a[1].at - b[1].at)[0] ?? [];
      if (!next) break;
      this.now = next.at;
      if (next.every) next.at += next.every;
      else this.waiting.delete(id);
      next.what();
      await settled();
    }
    this.now = end;
  }
}

// Promises that were ready have run.
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

// Sockets remember each other in `opened`, newest last.
export function fakeSockets() {
  const opened = [];
  class FakeSocket {
    constructor(url) {
      this.url = url;
      this.said = [];
      this.closed = false;
      opened.push(this);
    }

    open() {
      this.onopen();
    }

    send(text) {
      this.said.push(JSON.parse(text));
    }

    tell(frame) {
      this.onmessage({ data: JSON.stringify(frame) });
    }

    end(code = 1006) {
      this.closed = true;
      this.onclose({ code });
    }

    close() {
      this.closed = true;
      this.onclose({ code: 1000 });
    }
  }
  return { opened, Socket: FakeSocket, last: () => opened[opened.length - 1] };
}

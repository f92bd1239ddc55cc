// The window's requests: JSON or a form in, JSON out, no cookies.

const ANSWERED_WITHIN = 20_000;
const UPLOADED_WITHIN = 90_000;

export class AnswerError extends Error {
  constructor(status, body) {
    super(body?.reason ?? `HTTP ${status}`);
    this.status = status;
    this.code = body?.code ?? "";
  }

  // Whether the same request could go well later, as it is.
  get passing() {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

export function openRequests({ base, shop, fetch = globalThis.fetch.bind(globalThis) }) {
  const root = new URL(`widget/${encodeURIComponent(shop)}/`, base);
  let language = "";

  async function ask(path, { token, ...request }) {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const patience = new AbortController();
    const giveUp = setTimeout(() => patience.abort(), request.method === "POST" ? UPLOADED_WITHIN : ANSWERED_WITHIN);
    try {
      const asked = { ...request, headers, credentials: "omit", mode: "cors", signal: patience.signal };
      const response = await fetch(new URL(path, root).href, asked);
      const body = await response.json().catch(() => null);
      if (!response.ok || body === null) throw new AnswerError(response.status, body);
      return body;
    } finally {
      clearTimeout(giveUp);
    }
  }

  return {
    speak(spoken) {
      language = encodeURIComponent(spoken);
    },
    // Sent as plain text: the browser then need not ask first whether it may.
    hello: (said) => ask("hello/", { method: "POST", body: JSON.stringify(said) }),
    older: (token, before) => ask(`messages/?before=${before}&language=${language}`, { token }),
    cases: (token) => ask(`cases/?language=${language}`, { token }),
    picture(token, localId, picture) {
      const body = new FormData();
      body.append("local_id", localId);
      body.append("picture", picture, "picture");
      return ask(`picture/?language=${language}`, { method: "POST", body, token });
    },
    socket(token) {
      const url = new URL(`live/widget/?token=${encodeURIComponent(token)}&language=${language}`, base);
      url.protocol = url.protocol.replace("http", "ws");
      return url.href;
    },
    absolute: (path) => new URL(path, base).href,
  };
}

// The chat window on a shop's page: finds its script tag, puts one element at the end of the page, gives it to the window.

import { h, render } from "preact";
import { readConfig } from "./config.js";
import { openRequests } from "./requests.js";
import { openSession } from "./session.js";
import { openStore } from "./store.js";
import styles from "./style.css";
import { ChatWindow } from "./window.jsx";

const script = document.currentScript ?? document.querySelector("script[data-shop][src*='widget.js']");

function storageOf(name) {
  try {
    return window[name];
  } catch {
    return null; // the browser forbids it
  }
}

// The same tab after a reload is still the same tab.
function tabName() {
  const store = openStore(storageOf("sessionStorage"), "guitai:");
  const name = store.read("tab") ?? Math.random().toString(36).slice(2, 12);
  store.write("tab", name);
  return { name, store };
}

function titleOfPage() {
  return document.querySelector("meta[property='og:title']")?.content || document.title;
}

function shadowOn(page) {
  const host = page.createElement("guitai-chat");
  const shadow = host.attachShadow({ mode: "open" });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    shadow.append(Object.assign(page.createElement("style"), { textContent: styles }));
  }
  // A page's own shortcuts must not fire while somebody types here.
  for (const kind of ["keydown", "keypress", "keyup"]) host.addEventListener(kind, (event) => event.stopPropagation());
  return { host, shadow };
}

function start() {
  const tab = tabName();
  const language = document.documentElement.lang || navigator.language;
  const config = readConfig(script, { language, page: () => location.href.slice(0, 300) });
  const store = openStore(storageOf("localStorage"), `guitai:${config.shop}:`);
  let product = null;
  const session = openSession({
    config: { ...config, product: () => product },
    requests: openRequests(config),
    store,
    tab: tab.name,
    Socket: WebSocket,
  });

  function show(code, title = "") {
    product = code ? { code: String(code), title: title || titleOfPage() } : null;
    session.offer(product);
  }

  const { host, shadow } = shadowOn(document);
  const frame = { open: null };
  const root = h(ChatWindow, { session, config, tab: tab.store, frame });
  document.body.append(host);
  render(root, shadow);
  if (config.product) show(config.product);
  session.resume();

  window.addEventListener("storage", ({ key }) => store.nameOf(key) && session.changedElsewhere(store.nameOf(key)));
  window.addEventListener("online", session.hurry);
  window.addEventListener("offline", session.lose);

  // A button of the page opens the window without a script of its own.
  document.addEventListener("click", ({ target }) => target.closest?.("[data-guitai='open']") && frame.open(true));

  window.Guitai = {
    open: () => frame.open(true),
    close: () => frame.open(false),
    identify: (identity) => session.identify(identity || ""),
    product: show,
  };
  document.dispatchEvent(new CustomEvent("guitai:ready"));
}

if (!script?.dataset.shop) console.error("Guitai: the script tag of the chat window needs data-shop.");
else if (window.Guitai) console.warn("Guitai: the chat window is on this page already.");
else if (document.body) start();
else document.addEventListener("DOMContentLoaded", start, { once: true });

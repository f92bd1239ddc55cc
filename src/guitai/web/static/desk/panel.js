// The right-hand panel: the server's HTML of the buyer, and what its buttons do (named in css/panel.css).
import { getHtml } from "./http.js";

export class Panel {
  constructor(box, { desk, view, insert }) {
    Object.assign(this, { box, desk, view, insert });
    this.asking = null;
    box.addEventListener("click", (event) => this.clicked(event));
    box.addEventListener("input", (event) => event.target.matches("[data-filter]") && this.filter(event.target));
  }

  async load(id) {
    if (this.asking) this.asking.abort();
    this.missing = false;
    this.advised = undefined;
    this.box.replaceChildren();
    this.view.paneCounts = {};
    if (id === null) return;
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.box.setAttribute("aria-busy", "true");
    const html = await this.desk.attempt(getHtml(`${this.desk.path}${id}/panel/`, signal).catch((error) => {
      if (signal.aborted) return null;
      throw error;
    }));
    if (signal.aborted) return;
    this.missing = html === null;
    if (this.missing) return;
    this.box.setAttribute("aria-busy", "false");
    this.box.replaceChildren(document.createRange().createContextualFragment(html));
    if (window.htmx) window.htmx.process(this.box);
    const panes = [...this.box.querySelectorAll("[data-pane]")];
    this.view.paneCounts = Object.fromEntries(panes.map((pane) => [pane.dataset.pane, pane.dataset.count || ""]));
    this.showPane(this.view.pane);
  }

  // The line is back: asks again for what could not be had without it.
  mend(id) {
    if (this.missing) this.load(id);
  }

  showPane(name) {
    for (const pane of this.box.querySelectorAll("[data-pane]")) pane.hidden = pane.dataset.pane !== name;
    this.advise();
  }

  // What was said moved: the advice is asked for anew, while it is looked at.
  follow(talk) {
    this.said = lastSaid(talk);
    this.advise();
  }

  advise() {
    const pane = this.box.querySelector("[data-pane=advice]:not([hidden])");
    if (!pane || this.advised === this.said) return;
    this.advised = this.said;
    window.htmx.trigger(pane, "advise");
  }

  clicked(event) {
    const target = event.target.closest("[data-insert], [data-card], [data-open], [data-copy]");
    if (!target) return;
    const { insert, card, id, open, copy } = target.dataset;
    event.preventDefault();
    if (insert !== undefined) this.insert(insert);
    else if (card) this.desk.sendCard(card, Number(id), cardShown(target));
    else if (open) this.desk.select(Number(open));
    else navigator.clipboard.writeText(copy);
  }

  filter(field) {
    const wanted = field.value.trim().toLowerCase();
    for (const card of this.box.querySelectorAll(field.dataset.filter)) {
      card.hidden = !card.textContent.toLowerCase().includes(wanted);
    }
  }
}

// The last line of either side; 0 where nothing was said.
export function lastSaid(talk) {
  const said = talk ? talk.messages.filter(({ author, kind }) => kind === "text" && author !== "system") : [];
  return said.length ? said.at(-1).id : 0;
}

// What the bubble shows until the server's own card is there.
function cardShown(target) {
  const card = target.closest("article, li, tr");
  const title = card && card.querySelector(".item-title, .order-number");
  return { title: title ? title.textContent.trim() : "", titles: title ? title.textContent.trim() : "" };
}

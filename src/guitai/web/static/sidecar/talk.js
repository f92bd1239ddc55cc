// Who the agent talks with in the other program: what they pasted, the buyer and order they chose, what was said before.
const READ_MS = 200;
const SAID = 8;

export class Talk {
  // `http` asks the server; `changed` is called when the draft has to be checked anew; `complain` shows a trouble.
  constructor({ view, kept, http, changed, complain }) {
    Object.assign(this, { view, kept, http, changed, complain, timer: null, asked: 0, chosen: 0, loading: false, whenThere: null });
  }

  // Shows what was kept; the server is asked anew for everything that is not the agent's own typing.
  async restore() {
    const { pasted, buyer, order, product, proactive, said } = this.kept.read();
    Object.assign(this.view, { pasted, product, proactive, said, order });
    await this.load({ buyer, order });
    await this.read();
  }

  pasted() {
    this.kept.keep({ pasted: this.view.pasted });
    clearTimeout(this.timer);
    this.asked += 1; // an answer to the words before is none to these
    Object.assign(this, { loading: true, whenThere: null });
    this.timer = setTimeout(() => this.read(), READ_MS);
  }

  // While the list is still that of other words, the first of those to come is meant.
  chooseAt(at, chosen) {
    if (this.loading) this.whenThere = chosen;
    else chosen(this.view.found[at]);
  }

  // Which lines were pasted, and who may be meant. A talk that names its buyer chooses them; a number alone never does,
  // for buyers name other people's orders too.
  async read() {
    clearTimeout(this.timer);
    this.asked += 1;
    const mine = this.asked;
    const text = this.view.pasted;
    const nothing = { lines: [], found: [], account: "" };
    const read = text.trim() ? await this.attempt(this.http.post("read/", { pasted: text })) : nothing;
    if (mine !== this.asked) return;
    const { whenThere } = this;
    Object.assign(this, { loading: false, whenThere: null });
    if (!read) return;
    const { kind: caseKind, said: caseSaid } = read.told ?? { kind: "", said: "" };
    Object.assign(this.view, { caseKind, caseSaid });
    const { buyer } = this.view;
    const found = read.found.filter((each) => !this.isAtHand(each));
    Object.assign(this.view, { lines: read.lines, found, foundAt: 0, nobody: text.trim() !== "" && read.found.length === 0 });
    const named = !buyer && read.found.find((each) => read.account && each.buyer && each.buyer.account === read.account);
    if (named) await this.choose(named);
    else if (whenThere && found.length > 0) whenThere(found[0]);
    else this.changed();
  }

  async choose({ buyer, order }) {
    // What was typed only to find somebody was not said by them.
    if (isHandle(this.view.pasted, { buyer, order })) {
      Object.assign(this.view, { pasted: "", lines: [] });
    }
    if (!this.view.buyer || !buyer || this.view.buyer.id !== buyer.id) this.view.said = [];
    Object.assign(this.view, { found: [], nobody: false, product: null });
    this.kept.keep({ pasted: this.view.pasted, said: this.view.said, product: null });
    await this.load({ buyer: buyer && buyer.id, order: order && order.id, likely: true });
  }

  isAtHand({ buyer, order }) {
    const same = this.view.buyer && buyer ? this.view.buyer.id === buyer.id : order !== null;
    return same && (order === null || order.id === this.view.order);
  }

  // `likely`: where no order is named, the one the talk is likely about.
  async load({ buyer, order, likely = false }) {
    const known = await this.known({ buyer, order });
    if (!known) return;
    const chosen = known.orders.find((each) => (order ? each.id === order : likely && each.spoken_of));
    Object.assign(this.view, { buyer: known.buyer, orders: known.orders, order: chosen ? chosen.id : null });
    if (!known.buyer) this.view.proactive = false;
    this.keepChoice();
  }

  // What was copied may have been a contact, or have given something away.
  async refresh() {
    const { buyer, order } = this.view;
    const known = buyer && (await this.known({ buyer: buyer.id, order }));
    if (known) Object.assign(this.view, known);
  }

  // What the server knows of a buyer or an order; nothing where another one was asked for meanwhile.
  async known({ buyer, order }) {
    this.chosen += 1;
    const mine = this.chosen;
    if (!buyer && !order) return { buyer: null, orders: [] };
    const search = new URLSearchParams({ buyer: buyer || "", order: order || "" });
    const known = await this.attempt(this.http.get(`about/?${search}`));
    return mine === this.chosen ? known : null;
  }

  chooseOrder(id) {
    this.view.order = id;
    this.keepChoice();
  }

  chooseProduct(product) {
    this.view.product = product;
    this.keepChoice();
  }

  // Opens a case about the order at hand, by what the buyer wrote.
  async openCase() {
    const { view } = this;
    const { order, caseKind: kind, caseSaid: said } = view;
    if (order === null || kind === "" || view.caseBusy) return;
    view.caseBusy = true;
    const opened = await this.attempt(this.http.post("case/", { order, kind, said }));
    view.caseBusy = false;
    if (opened) view.orders = view.orders.map((each) => (each.id === order ? { ...each, case: opened.case } : each));
  }

  toggleProactive() {
    if (this.view.buyer) this.view.proactive = !this.view.proactive;
    this.keepChoice();
  }

  keepChoice() {
    const { buyer, order, product, proactive } = this.view;
    this.kept.keep({ buyer: buyer && buyer.id, order, product, proactive });
    this.changed();
  }

  // What was copied is said from now on.
  add(text) {
    this.view.said = [...this.view.said, text].slice(-SAID);
    this.kept.keep({ said: this.view.said });
  }

  // It was not pasted after all.
  unsay(text) {
    const at = this.view.said.lastIndexOf(text);
    this.view.said = this.view.said.filter((_each, index) => index !== at);
    this.kept.keep({ said: this.view.said });
  }

  // The part of a question that is about the talk and not about the draft.
  about() {
    const { buyer, order, product, proactive, lines, said } = this.view;
    const previous = [...lines, ...said.map((text) => ({ by: "agent", text }))].slice(-SAID);
    return { buyer: buyer && buyer.id, order, product: product && product.id, proactive, previous };
  }

  async attempt(asked) {
    try {
      return await asked;
    } catch (error) {
      this.complain(error.message);
      return null;
    }
  }
}

// What the buyer asks in a talk, or what is searched for, as suggestions want it: {key, talk, typed, about}; null where the
// agent spoke last.
export function questionOf(about, typed = "") {
  const { previous } = about;
  const isAsked = previous.length > 0 && previous[previous.length - 1].by === "buyer";
  const asked = { ...about, q: typed };
  return isAsked || typed ? { key: JSON.stringify(asked), talk: about.buyer, typed, about: asked } : null;
}

// Whether a text is nothing but what tells who is meant: an account, a name, an order's number.
function isHandle(text, { buyer, order }) {
  const typed = text.trim().toLowerCase();
  if (typed === "" || /\s/.test(typed)) return false;
  const names = buyer ? [buyer.account, buyer.name] : [];
  return names.some((each) => each.toLowerCase().includes(typed)) || Boolean(order && /^[a-z0-9-]{8,}$/.test(typed));
}

// Quick phrases and product facts for what was typed, in one list.
const WAIT_MS = 120;
const PHRASES = 20;

export class Finder {
  constructor({ view, talk, http, complain }) {
    Object.assign(this, { view, talk, http, complain, timer: null, running: null, loading: false, whenThere: null });
  }

  typed() {
    this.stop();
    Object.assign(this, { loading: true, whenThere: null });
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  // Typed faster than the answer came: the first of what was meant is chosen as soon as it is there.
  choose(at, chosen) {
    if (this.loading) this.whenThere = chosen;
    else chosen(this.view.finds[at]);
  }

  async ask() {
    this.stop();
    this.loading = true;
    this.running = new AbortController();
    const { signal } = this.running;
    const { buyer, order, product } = this.talk.about();
    const search = new URLSearchParams({ q: this.view.query.trim(), buyer: buyer || "", order: order || "", product: product || "" });
    try {
      const found = await this.http.get(`find/?${search}`, signal);
      if (!signal.aborted) this.show(inOneList(found));
    } catch (error) {
      if (!signal.aborted) this.complain(error.message);
    }
  }

  // An answer that is still on its way is one to other words.
  stop() {
    clearTimeout(this.timer);
    if (this.running) this.running.abort();
  }

  show(finds) {
    const { whenThere } = this;
    Object.assign(this.view, { finds, findAt: 0, searched: true });
    Object.assign(this, { loading: false, whenThere: null });
    if (whenThere && finds.length > 0) whenThere(finds[0]);
  }
}

// Facts of the product at hand first, then phrases, then guides step by step, then other products: [{key, kind, title, text, …}].
export function inOneList({ facts, phrases, guides, products }) {
  return [
    ...facts.map((each) => ({ key: `f${each.id}`, kind: "fact", title: each.name, text: each.value, of: each.product, weak: each.is_weakness })),
    ...phrases.slice(0, PHRASES).map((each) => ({
      key: `p${each.id}`,
      kind: "phrase",
      id: each.id,
      title: each.title,
      text: each.filled,
      code: each.code,
    })),
    ...guides.flatMap(({ id, title, steps }) => steps.map((text, at) => ({ key: `u${id}-${at}`, kind: "guide", title, text, of: `${at + 1}/${steps.length}` }))),
    ...products.map((each) => ({ key: `g${each.id}`, kind: "product", id: each.id, title: each.title, price: each.price, stock: each.stock })),
  ];
}

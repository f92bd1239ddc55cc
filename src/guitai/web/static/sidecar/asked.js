// What this agent asked the lead from here: looked after while something waits, put away once it was seen.
const LOOK_MS = 2000;

export class Asked {
  // `tell(each)` is called when the lead has answered.
  constructor({ view, kept, http, tell }) {
    Object.assign(this, { view, kept, http, tell, timer: null });
  }

  show(asked) {
    const before = new Map(this.view.asked.map((each) => [each.id, each.state]));
    const { seen } = this.kept.read();
    this.view.asked = asked.filter((each) => !seen.includes(each.id));
    for (const each of this.view.asked) {
      if (before.get(each.id) === "waiting" && each.state !== "waiting") this.tell(each);
    }
    clearTimeout(this.timer);
    if (asked.some((each) => each.state === "waiting")) this.timer = setTimeout(() => this.look(), LOOK_MS);
  }

  async look() {
    try {
      this.show((await this.http.get("asked/")).asked);
    } catch {
      // The network is away: it is asked again as long as something waits.
      this.timer = setTimeout(() => this.look(), LOOK_MS);
    }
  }

  async withdraw(id) {
    const { asked } = await this.http.post(`asked/${id}/withdraw/`);
    this.putAway(id);
    this.show(asked);
  }

  // The words the lead let pass have left.
  used(text) {
    for (const each of this.view.asked) if (each.state === "granted" && each.text === text) this.putAway(each.id);
  }

  putAway(id) {
    const { seen } = this.kept.read();
    this.kept.keep({ seen: [...seen, id].slice(-50) });
    this.view.asked = this.view.asked.filter((each) => each.id !== id);
  }
}

// What the warehouse does for one's buyers: said at once, and the order's card shows it (templates/desk/warehouse.html).
import { word } from "./words.js";

export class WarehouseAtDesk {
  // `box` holds the panel; `toasts()` shows calls, `alerts` makes them heard; `redraw(event)` lets parts of the panel ask anew.
  constructor({ desk, box, alerts, toasts, redraw = (event) => window.htmx.trigger(document.body, event) }) {
    Object.assign(this, { desk, box, alerts, toasts, redraw });
    this.called = new Map(); // task → its toast
    desk.on("warehouse", (frame) => this.heard(frame));
    desk.on("connection", (state) => state === "open" && this.catchUp());
  }

  heard({ task, said }) {
    this.redraw(`warehouse-${task.order.id}`);
    this.hush(task.id);
    if (!said) return;
    const here = task.conversation === this.desk.state.selected;
    if (task.state !== "answered" || here || task.conversation === null) this.desk.tell(said);
    else this.call(task, said);
    if (task.state === "answered") this.alerts.ring();
  }

  // Stays in sight until somebody opens the talk or puts it away: a buyer waits for it.
  call(task, said) {
    this.alerts.flash(said);
    this.called.set(task.id, this.toasts().call(said, word("ring_open"), () => this.desk.select(task.conversation)));
  }

  hush(id) {
    if (this.called.has(id)) this.toasts().drop(this.called.get(id));
    this.called.delete(id);
  }

  // What was told while the line was down.
  catchUp() {
    const orders = [...this.box.querySelectorAll("[data-warehouse-order]")].map((part) => part.dataset.warehouseOrder);
    for (const order of new Set(orders)) this.redraw(`warehouse-${order}`);
  }
}

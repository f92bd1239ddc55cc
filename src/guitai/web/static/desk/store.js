// Holds the state and tells whoever asked that it has changed: at once, and once a frame for what is drawn.
import { emptyState, reduce } from "./state.js";

export class Store {
  constructor() {
    this.state = emptyState;
    this.watchers = [];
    this.painters = [];
    this.painting = false;
  }

  dispatch(change) {
    const before = this.state;
    this.state = reduce(before, change);
    if (this.state === before) return;
    for (const watch of this.watchers) watch(this.state, before, change);
    this.paint();
  }

  // `watch(state, before, change)` after every change.
  watch(watch) {
    this.watchers.push(watch);
  }

  // `paint(state)` at most once a frame, however many changes came.
  onPaint(paint) {
    this.painters.push(paint);
  }

  paint() {
    if (this.painting) return;
    this.painting = true;
    const draw = () => {
      this.painting = false;
      for (const paint of this.painters) paint(this.state);
    };
    // A hidden page gets no frames; it is drawn all the same, so that it is right when somebody looks.
    if (document.hidden) setTimeout(draw, 250);
    else requestAnimationFrame(draw);
  }
}

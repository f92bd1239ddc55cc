// Short notes at the edge of the page; what can be undone says so, and stays long enough to be undone.
const SHOWN_MS = 5000;
const UNDO_MS = 9000;

let last = 0;

export function toasts() {
  return {
    shown: [],
    say(text, undo = null) {
      this.add({ text, undo, bad: false }, undo ? UNDO_MS : SHOWN_MS);
    },
    trouble(text) {
      this.add({ text, undo: null, bad: true }, UNDO_MS);
    },
    add(toast, milliseconds) {
      const id = ++last;
      this.shown = [...this.shown.slice(-2), { id, ...toast }];
      setTimeout(() => this.drop(id), milliseconds);
    },
    drop(id) {
      this.shown = this.shown.filter((toast) => toast.id !== id);
    },
    undo(toast) {
      this.drop(toast.id);
      toast.undo();
    },
  };
}

// Short notes at the edge of the page; what can be undone says so, and stays long enough to be undone.
const SHOWN_MS = 5000;
const UNDO_MS = 9000;

export function toasts() {
  // Beside the toasts, not in them: Alpine calls whatever function a template mentions.
  const undos = new Map();
  let last = 0;
  return {
    shown: [],
    say(text, undo = null) {
      const id = this.add({ text, canUndo: undo !== null, bad: false }, undo ? UNDO_MS : SHOWN_MS);
      if (undo) undos.set(id, undo);
    },
    // What goes wrong every second, since a page asks every second, is said once.
    trouble(text) {
      if (this.shown.some((toast) => toast.bad && toast.text === text)) return;
      this.add({ text, canUndo: false, bad: true }, UNDO_MS);
    },
    // Stays until it is answered or put away; `deed` is what its button, named `label`, does. Gives what drop() takes.
    call(text, label, deed, bad = false) {
      const id = this.add({ text, label, bad }, null);
      undos.set(id, deed);
      return id;
    },
    add(toast, milliseconds) {
      last += 1;
      const id = last;
      this.shown = [...this.shown.slice(-2), { id, label: "", canUndo: false, ...toast }];
      if (milliseconds !== null) setTimeout(() => this.drop(id), milliseconds);
      return id;
    },
    drop(id) {
      this.shown = this.shown.filter((toast) => toast.id !== id);
      undos.delete(id);
    },
    undo(id) {
      const undo = undos.get(id);
      this.drop(id);
      if (undo) undo();
    },
  };
}

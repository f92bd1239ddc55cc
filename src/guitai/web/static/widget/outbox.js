// What the buyer has sent and the server has not acknowledged: kept in the browser, shared by its tabs, in order.
//
// Sending a line twice is harmless (the server knows its local_id), losing one is not: it leaves only when it is stored.

const ANOTHER_TABS = 5_000;

export function openOutbox({ store, name, tab, now = Date.now }) {
  // What the browser would not keep (a large picture, a full quota) lives as long as the page.
  const loose = new Map();

  function kept() {
    const lines = store.read(name);
    return Array.isArray(lines) ? lines : [];
  }

  function lines() {
    return [...kept(), ...loose.values()].sort((one, other) => one.at - other.at);
  }

  function add(line) {
    const whole = { ...line, tab, at: now(), failed: "" };
    if (!store.write(name, [...kept(), whole])) {
      store.write(name, kept().filter((each) => each.local_id !== line.local_id));
      loose.set(line.local_id, whole);
    }
    return whole;
  }

  function settle(localId) {
    loose.delete(localId);
    const lines = kept();
    const others = lines.filter((line) => line.local_id !== localId);
    if (others.length < lines.length) store.write(name, others);
  }

  function change(localId, facts) {
    if (loose.has(localId)) loose.set(localId, { ...loose.get(localId), ...facts });
    else store.write(name, kept().map((line) => (line.local_id === localId ? { ...line, ...facts } : line)));
  }

  // The next line to deliver: this tab's own, or one whose tab has had time enough and is probably gone.
  function next(putOff = new Set()) {
    return lines().find(
      (line) => !line.failed && !putOff.has(line.local_id) && (line.tab === tab || now() - line.at > ANOTHER_TABS),
    );
  }

  function moveTo(other) {
    for (const line of lines()) other.add(line);
    loose.clear();
    store.forget(name);
  }

  return {
    lines,
    add,
    settle,
    next,
    moveTo,
    has: (localId) => lines().some((line) => line.local_id === localId),
    fail: (localId, reason) => change(localId, { failed: reason }),
    retry: (localId) => change(localId, { failed: "", tab }),
  };
}

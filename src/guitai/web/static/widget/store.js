// What the window keeps in the browser: JSON under a name. Where the browser keeps nothing, memory does until the page goes.

export function openStore(storage, prefix) {
  const memory = new Map();
  const kept = works(storage, prefix);

  function read(name) {
    if (memory.has(name)) return memory.get(name);
    if (!kept) return undefined;
    try {
      return JSON.parse(storage.getItem(prefix + name) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  // Says whether it will still be there after a reload.
  function write(name, value) {
    if (kept) {
      try {
        storage.setItem(prefix + name, JSON.stringify(value));
        memory.delete(name);
        return true;
      } catch {
        // The quota is used up.
      }
    }
    memory.set(name, value);
    return false;
  }

  function forget(name) {
    memory.delete(name);
    if (kept) storage.removeItem(prefix + name);
  }

  return { kept, read, write, forget, nameOf: (key) => (key?.startsWith(prefix) ? key.slice(prefix.length) : null) };
}

function works(storage, prefix) {
  try {
    storage.setItem(`${prefix}probe`, "1");
    storage.removeItem(`${prefix}probe`);
    return true;
  } catch {
    return false;
  }
}

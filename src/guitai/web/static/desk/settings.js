// What an agent chose for this browser: kept between visits.
const DEFAULTS = { swapped: false, sound: "chime", panel: true };
const KEY = "guitai.desk";

export function settings(storage = localStorage) {
  let kept = {};
  try {
    kept = JSON.parse(storage.getItem(KEY) || "{}");
  } catch {
    storage.removeItem(KEY);
  }
  return { ...DEFAULTS, ...kept };
}

export function keepSettings(changes, storage = localStorage) {
  storage.setItem(KEY, JSON.stringify({ ...settings(storage), ...changes }));
}

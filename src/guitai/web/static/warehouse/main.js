// The warehouse's page: looks again every few seconds, calls for new work, makes photos small, and its keys: J and K move, the
// rest stand on the buttons, / searches. A list that was just drawn anew with other tasks or buttons takes no answer for a moment:
// what the thumb was over may have moved, and a second press would be about another task.
import { Alerts } from "../desk/alerts.js";
import { keepSettings, settings } from "../desk/settings.js";
import { smallPhoto } from "./photos.js";
import { Scanning } from "./scanning.js";

const LOOKS_EVERY_MS = 5000;
const HIDDEN_EVERY = 6; // so many times more seldom
const SETTLES_MS = 400;
const SETTLING = "warehouse-settling";
const STEPS = { j: 1, k: -1 };

const chosen = { sound: settings().sound };
const alerts = new Alerts({ view: chosen });
const { title } = document;
const scanning = new Scanning({ onKey, onScan });
let drawn = list();
let known = newest();
let composing = false;
let ticks = 0;

function searchField() {
  return document.getElementById("warehouse-q");
}

function list() {
  return document.getElementById("warehouse");
}

function newest() {
  return new Set(list().dataset.newest.trim().split(" "));
}

function look() {
  if (!composing) window.htmx.trigger(list(), "look");
}

function tick() {
  ticks += 1;
  if (!document.hidden || ticks % HIDDEN_EVERY === 0) look();
}

function count() {
  const tasks = list().dataset.count;
  document.title = tasks === "0" ? title : `(${tasks}) ${title}`;
}

// Says in the title how much there is, and calls for what was not there before; not for what one did oneself.
function tell({ detail }) {
  count();
  const now = newest();
  const isNew = [...now].some((task) => task && !known.has(task));
  known = now;
  if (isNew && detail.requestConfig?.verb === "get") alerts.ring();
}

// What stands where: the tasks in their order, with how many buttons each has.
function places(shown) {
  return [...shown.querySelectorAll(".task")].map((task) => `${task.id}:${task.querySelectorAll("button").length}`).join();
}

function settle() {
  const shown = list();
  if (shown === drawn) return;
  const moved = places(shown) !== places(drawn) || drawn.classList.contains(SETTLING);
  drawn = shown;
  if (moved) {
    shown.classList.add(SETTLING);
    setTimeout(() => shown.classList.remove(SETTLING), SETTLES_MS);
  }
  const field = searchField();
  if (shown.dataset.sought || !location.search || document.activeElement === field) return;
  field.value = ""; // what was searched for is answered; everything is shown again
  history.replaceState(null, "", location.pathname);
}

// The task in hand: where the focus is, else the first.
function current() {
  return document.activeElement.closest(".task") || list().querySelector(".task");
}

function step(by) {
  const tasks = [...list().querySelectorAll(".task")];
  const inside = document.activeElement.closest(".task");
  const next = inside ? tasks[tasks.indexOf(inside) + by] : tasks[0];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function meant(key) {
  const within = key === "u" ? list() : current();
  return within?.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function onKey(key) {
  if (STEPS[key]) step(STEPS[key]);
  else if (!list().classList.contains(SETTLING)) meant(key)?.click();
}

function onScan(text, whole) {
  const field = searchField();
  field.value = text;
  if (whole) field.form.requestSubmit();
  else field.focus();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.target.closest("input, select, textarea")) return;
  if (event.key === "/") searchField().select();
  else if (!scanning.press(event.key)) return;
  event.preventDefault();
}

async function photoChosen({ target }) {
  if (!target.matches("[data-photo]") || target.files.length === 0) return;
  const small = await smallPhoto(target.files[0]);
  const files = new DataTransfer();
  files.items.add(small);
  target.files = files.files;
  target.closest("label").querySelector("[data-photo-name]").textContent = `✓ ${small.name}`;
}

function chooseSound() {
  const field = document.querySelector("[data-sound]");
  const select = field.querySelector("select");
  select.value = chosen.sound;
  select.addEventListener("change", () => {
    chosen.sound = select.value;
    keepSettings({ sound: chosen.sound });
    alerts.try(chosen.sound);
  });
  field.hidden = false;
}

document.addEventListener("keydown", pressed);
document.addEventListener("change", photoChosen);
document.addEventListener("compositionstart", () => (composing = true));
document.addEventListener("compositionend", () => (composing = false));
document.addEventListener("visibilitychange", () => document.hidden || look());
document.addEventListener("htmx:afterSwap", settle);
document.addEventListener("htmx:afterSettle", tell);
setInterval(tick, LOOKS_EVERY_MS);
chooseSound();
count();

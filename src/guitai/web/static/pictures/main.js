// The picture archive: pictures are dropped or chosen and sent one by one, chosen ones are counted, and the keys: J and K move, X
// chooses, / searches, Esc goes back.
import { sendAll, sendFile } from "./sending.js";

const STEPS = { j: 1, k: -1 };
const form = document.getElementById("bring");

function links() {
  return [...document.querySelectorAll("#pictures .archive-link")];
}

function step(by) {
  const turn = document.querySelector(by > 0 ? ".page-actions a[rel=next]" : ".page-actions a[rel=prev]");
  if (turn || document.querySelector(".picture-large")) return turn?.click();
  const all = links();
  const here = all.indexOf(document.activeElement.closest(".archive-card")?.querySelector(".archive-link"));
  const next = here < 0 ? all[0] : all[here + by];
  next?.focus();
  return next?.scrollIntoView({ block: "nearest" });
}

function choose() {
  const box = document.activeElement.closest(".archive-card")?.querySelector("input[type=checkbox]");
  box?.click();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const key = event.key.toLowerCase();
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (key === "escape" && !typing) document.querySelector("[data-back]")?.click();
  if (typing) return;
  if (STEPS[key]) step(STEPS[key]);
  else if (key === "x") choose();
  else if (key === "/" && document.getElementById("archive-q")) document.getElementById("archive-q").select();
  else return;
  event.preventDefault();
}

// Nothing chosen, nothing to download.
function countChosen() {
  const button = document.querySelector("[data-chosen]");
  if (!button) return;
  const count = document.querySelectorAll("#pictures input[name=pictures]:checked").length;
  button.disabled = count === 0;
  button.querySelector("[data-chosen-count]").textContent = count || "";
}

function showRefused(refused) {
  const list = form.querySelector(".bring-refused");
  list.replaceChildren(...refused.map(({ name, reason }) => Object.assign(document.createElement("li"), { textContent: `${name}: ${reason}` })));
  list.hidden = refused.length === 0;
}

function put(files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  form.elements.files.files = transfer.files;
}

async function send(event) {
  event.preventDefault();
  const said = form.querySelector(".bring-said");
  const button = form.querySelector("button");
  const words = form.dataset;
  button.disabled = true;
  showRefused([]);
  const done = await sendAll([...form.elements.files.files], {
    send: (file) => sendFile(form, file),
    most: Number(words.most),
    words,
    said: (text) => (said.textContent = text),
  });
  button.disabled = false;
  said.textContent = done.filed ? words.filed.replace("{count}", done.filed) : "";
  showRefused(done.refused);
  put(done.left);
  if (done.filed) window.htmx.ajax("GET", document.getElementById("pictures").dataset.newest, { target: "#pictures", swap: "outerHTML" });
}

// The whole page takes what is dropped: who misses the frame must not see the file open in the browser.
function takeDrops() {
  let depth = 0;
  const holdsFiles = (event) => event.dataTransfer && event.dataTransfer.types.includes("Files");
  const mark = (by) => {
    depth = Math.max(0, depth + by);
    form.classList.toggle("bring-over", depth > 0);
  };
  document.addEventListener("dragenter", (event) => holdsFiles(event) && mark(1));
  document.addEventListener("dragleave", (event) => holdsFiles(event) && mark(-1));
  document.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(-depth);
    put([...form.elements.files.files, ...event.dataTransfer.files]);
  });
}

document.addEventListener("keydown", pressed);
document.addEventListener("change", countChosen);
document.addEventListener("htmx:afterSettle", countChosen);
countChosen();
if (form) {
  form.addEventListener("submit", send);
  takeDrops();
}

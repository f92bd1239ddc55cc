// The page of imports: files are dropped or chosen, sent one after another, and each is shown at once.
import { droppedFiles } from "./dropped.js";
import { sendFile } from "./sending.js";
import { Uploads } from "./uploads.js";

const form = document.getElementById("drop");
const chooser = document.getElementById("files");
const list = document.getElementById("sending");
const arrived = document.getElementById("arrived");
const said = document.getElementById("imports-said");

// The part of the page with the files that arrived comes anew with every answer; what is open in it stays open.
function showArrived(html) {
  const open = [...arrived.querySelectorAll("details[open]")].map((details) => details.id);
  arrived.innerHTML = html;
  for (const id of open) {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }
  window.htmx.process(arrived);
  holdStart();
}

// Importing leaves the page, which would break off what is still being sent.
function holdStart() {
  const start = document.getElementById("start");
  if (start) start.disabled = uploads.isBusy;
}

function addRow(file) {
  const row = document.getElementById("sending-row").content.firstElementChild.cloneNode(true);
  row.querySelector(".file-name").textContent = file.name;
  row.querySelector("progress").setAttribute("aria-label", file.name);
  const button = row.querySelector("button");
  button.addEventListener("click", () => uploads.drop(file));
  list.append(row);
  list.hidden = false;
  return {
    state(name) {
      row.querySelector(".file-state").textContent = form.dataset[name];
      row.className = `file file-${name}`;
    },
    progress(part) {
      const bar = row.querySelector("progress");
      if (part < 1) bar.value = part * 100;
      else bar.removeAttribute("value");
    },
    trouble(sentence) {
      row.className = "file file-refused";
      row.setAttribute("role", "alert");
      row.querySelector(".file-state").textContent = sentence;
      row.querySelector("progress").remove();
    },
    gone() {
      row.remove();
      list.hidden = list.childElementCount === 0;
    },
  };
}

const uploads = new Uploads({
  send: (file, onProgress) => sendFile(form.action, file, onProgress),
  row: addRow,
  most: Number(form.dataset.most),
  words: form.dataset,
  arrived: showArrived,
  changed: holdStart,
});

form.classList.add("drop-scripted");
document.getElementById("send").hidden = true;
const choose = document.getElementById("choose");
choose.hidden = false;
choose.addEventListener("click", () => chooser.click());
chooser.tabIndex = -1;
chooser.addEventListener("change", () => {
  uploads.add([...chooser.files]);
  chooser.value = "";
});

// The whole page takes what is dropped: who misses the frame must not see the file open in the browser.
let depth = 0;
const holdsFiles = (event) => event.dataTransfer && event.dataTransfer.types.includes("Files");
document.addEventListener("dragenter", (event) => {
  if (!holdsFiles(event)) return;
  depth += 1;
  form.classList.add("drop-over");
});
document.addEventListener("dragleave", (event) => {
  if (!holdsFiles(event)) return;
  depth -= 1;
  if (depth <= 0) form.classList.remove("drop-over");
});
document.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  depth = 0;
  form.classList.remove("drop-over");
  const { files, folders } = droppedFiles(event.dataTransfer);
  if (folders) window.Alpine.store("toasts").trouble(form.dataset.folder);
  uploads.add(files);
});

window.addEventListener("beforeunload", (event) => uploads.isBusy && event.preventDefault());

// Told to readers of screens only when it changes; the part itself comes anew every second.
document.addEventListener("htmx:afterSettle", () => {
  const now = document.getElementById("live").dataset.said;
  if (said.textContent !== now) said.textContent = now;
  holdStart();
});

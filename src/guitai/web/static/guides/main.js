// The pictures of a guide's steps: dropped on a step or pasted while writing it, and shown before they are saved.
import { pictureAmong } from "./pictures.js";

for (const step of document.querySelectorAll("[data-step]")) {
  const field = step.querySelector("input[type=file]");
  const image = step.querySelector("[data-picture]");
  const place = step.querySelector("[data-drop]");

  const show = () => {
    if (field.files.length === 0) return;
    if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(field.files[0]);
    image.hidden = false;
  };
  // The form sends what its own field holds.
  const take = (files) => {
    const picture = pictureAmong(files);
    if (!picture) return false;
    const held = new DataTransfer();
    held.items.add(picture);
    field.files = held.files;
    show();
    return true;
  };

  field.addEventListener("change", show);
  step.addEventListener("paste", (event) => {
    // Copied from a table, a text comes with a picture of itself; the text is meant.
    if (!event.clipboardData.getData("text/plain") && take(event.clipboardData.files)) event.preventDefault();
  });
  step.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    place.classList.add("guide-picture-over");
  });
  step.addEventListener("dragleave", (event) => {
    if (!step.contains(event.relatedTarget)) place.classList.remove("guide-picture-over");
  });
  step.addEventListener("drop", (event) => {
    place.classList.remove("guide-picture-over");
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}

// What the server can show; it looks again itself.
const KINDS = ["image/png", "image/jpeg", "image/gif", "image/webp"];

// The first picture among files, if there is one.
export function pictureAmong(files) {
  return [...files].find((file) => KINDS.includes(file.type)) || null;
}

// Pictures before they leave the browser: made smaller where that helps, kept as text so that they survive a reload.

export const KINDS = ["image/jpeg", "image/png", "image/gif", "image/webp"];
const LONGEST_SIDE = 2048;
const SMALL_ENOUGH = 400_000;
const SHOWN_SIDE = 240;

export function picturesAmong(files) {
  return [...(files ?? [])].filter((file) => KINDS.includes(file.type));
}

// Gives a data: address. A picture the browser can't draw goes as it is; the server judges it.
export async function prepare(file) {
  return addressOf(file.size > SMALL_ENOUGH && file.type !== "image/gif" ? await smaller(file) : file);
}

async function smaller(file) {
  try {
    const drawn = await createImageBitmap(file, { imageOrientation: "from-image" });
    const share = Math.min(1, LONGEST_SIDE / Math.max(drawn.width, drawn.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(drawn.width * share);
    canvas.height = Math.round(drawn.height * share);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // JPEG has no transparency
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(drawn, 0, 0, canvas.width, canvas.height);
    const encoded = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return encoded && encoded.size < file.size ? encoded : file;
  } catch {
    return file;
  }
}

function addressOf(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

// Not by fetch(): a page's content policy may forbid that for data: addresses.
export function blobOf(address) {
  const [, type, body] = /^data:([^;,]*);base64,(.*)$/s.exec(address);
  return new Blob([Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0))], { type });
}

// The room a picture takes in the talk, known before it has come, so that nothing moves when it does.
export function fitting(width, height) {
  const share = Math.min(1, SHOWN_SIDE / Math.max(width, height));
  return { width: Math.round(width * share), height: Math.round(height * share) };
}

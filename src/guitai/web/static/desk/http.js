// Requests of the desk: JSON in and out, refusals as errors that carry the server's own sentence.
import { word } from "./words.js";

export class Refusal extends Error {
  constructor(code, reason, status) {
    super(reason);
    Object.assign(this, { code, status });
  }
}

const token = () => document.querySelector('meta[name="csrf"]').content;

async function refusalOf(response) {
  const said = await response.json().catch(() => ({}));
  return new Refusal(said.code || `http.${response.status}`, said.reason || word("trouble"), response.status);
}

async function answer(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal("offline", word("offline"), 0);
  }
  // The session has ended: the page itself leads to the sign-in page and back here.
  if (response.status === 401) location.reload();
  if (!response.ok) throw await refusalOf(response);
  return response;
}

export async function getJson(path, signal) {
  const response = await answer(path, { headers: { Accept: "application/json" }, signal });
  return response.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Refusal("offline", word("offline"), 0); // broke off on the way
  });
}

export async function getHtml(path, signal) {
  return (await answer(path, { headers: { "HX-Request": "true" }, signal })).text();
}

export async function postJson(path, body = {}, signal = undefined) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  return (await answer(path, { method: "POST", headers, body: JSON.stringify(body), signal })).json();
}

// A file with its progress, which fetch does not tell; `onProgress` is given the part done, 0 to 1.
export function postForm(path, form, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Refusal("offline", word("offline"), 0)));
    request.addEventListener("load", () => {
      const said = parsed(request.responseText);
      if (request.status < 300 && said) resolve(said);
      else reject(new Refusal((said && said.code) || `http.${request.status}`, (said && said.reason) || word("trouble"), request.status));
    });
    request.send(form);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

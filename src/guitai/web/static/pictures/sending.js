// Pictures on their way, one after another, as they are: what a courier wants to see is the file itself.
const MEGABYTE = 1024 * 1024;

// Sends files and gives what became of them: how many were filed, who was refused and why, and which did not arrive.
// `send(file)` gives what the server says, `{ filed, refused: [{ name, reason }] }`, and throws where it can't be reached.
export async function sendAll(files, { send, most, words, said }) {
  const done = { filed: 0, refused: [], left: [] };
  for (const [place, file] of files.entries()) {
    said(words.sending.replace("{number}", place + 1).replace("{count}", files.length));
    if (file.size > most) {
      done.refused.push({ name: file.name, reason: tooLarge(file, most, words) });
      continue;
    }
    try {
      const answer = await send(file);
      done.filed += answer.filed;
      done.refused.push(...answer.refused);
    } catch {
      done.refused.push({ name: file.name, reason: words.failed });
      done.left.push(file);
    }
  }
  return done;
}

function tooLarge(file, most, words) {
  const size = (file.size / MEGABYTE).toFixed(1);
  return words.tooLarge.replace("{size}", size).replace("{most}", Math.floor(most / MEGABYTE));
}

// Sends one file with what it is filed under. What is refused as a whole, an order nobody knows, is refused for this file.
export async function sendFile(form, file) {
  const body = new FormData(form);
  body.delete("files");
  body.append("files", file);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.status === 401) location.reload(); // the session has ended: the page leads to the sign-in page
  const told = await answer.json();
  return answer.ok ? told : { filed: 0, refused: [{ name: file.name, reason: told.reason }] };
}

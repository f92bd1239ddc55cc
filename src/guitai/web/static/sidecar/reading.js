// How the buyer feels in the lines that were pasted: asked anew a moment after they change, for pasting comes in bursts.
const WAIT_MS = 300;

// What is to be read, {talk, key, about}; null where no line of the buyer is known.
export function readingOf(about) {
  const { previous } = about;
  return previous.some(({ by }) => by === "buyer") ? { talk: about.buyer, key: JSON.stringify(previous), about: { previous } } : null;
}

// Gives what asks the server through `post(end, body, signal)`; an answer that was overtaken is dropped before it is asked.
export function asker(post) {
  return async ({ about }, signal) => {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    return signal.aborted ? "" : (await post("reading/", about, signal)).html;
  };
}

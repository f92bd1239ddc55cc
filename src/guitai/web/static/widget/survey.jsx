// After the talk has ended: five levels, words if the buyer likes, and no for an answer.

import { useState } from "preact/hooks";
import { Sign } from "./signs.jsx";

const FACES = { 5: "😄", 4: "🙂", 3: "😐", 2: "🙁", 1: "😞" };
const STILL_FRESH = 24 * 3600_000;

export function Survey({ session, view, done }) {
  const { talk, words } = view;
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState("");

  if (view.rated && talk.state === "closed") return <p class="strip" role="status">{words.rated}</p>;
  const last = talk.messages[talk.messages.length - 1];
  if (!words.rate || !last || talk.state !== "closed" || talk.rating || view.waiting.length > 0) return null;
  if (Date.now() - new Date(last.at) > STILL_FRESH || session.skippedRating(last.conversation)) return null;

  return (
    <form
      class="survey"
      onSubmit={(event) => {
        event.preventDefault();
        session.rate(score, comment.trim());
        done();
      }}
    >
      <fieldset>
        <legend>{words.rate}</legend>
        {[5, 4, 3, 2, 1].map((level) => (
          <label key={level}>
            <input type="radio" name="score" checked={score === level} onChange={() => setScore(level)} />
            <span aria-hidden="true">{FACES[level]}</span>
            <small>{words[`rate_${level}`]}</small>
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        class="plain"
        aria-label={words.not_now}
        title={words.not_now}
        onClick={() => {
          session.skipRating(last.conversation);
          done();
        }}
      >
        <Sign name="close" />
      </button>
      {score > 0 && (
        <div class="more">
          <input
            type="text"
            maxLength="300"
            value={comment}
            placeholder={words.rate_words}
            aria-label={words.rate_words}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <button type="submit" class="first">
            {words.rate_send}
          </button>
        </div>
      )}
    </form>
  );
}

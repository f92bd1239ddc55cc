// What the shop does about what went wrong: the buyer's own cases, folded away below the window's head.

import { useState } from "preact/hooks";
import { Sign } from "./signs.jsx";
import { clock, dayLabel } from "./times.js";
import { fill } from "./words.js";

export function Cases({ view }) {
  const [open, setOpen] = useState(false);
  const { cases, words, language } = view;
  if (cases.length === 0 || !words.cases) return null;
  const running = cases.filter((each) => !each.over).length;
  return (
    <div class="cases">
      <button type="button" class="cases-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Sign name="parcel" />
        <span>{words.cases}</span>
        {running > 0 && <b class="count">{running}</b>}
        {!open && <small>{cases[0].state}</small>}
        <Sign name={open ? "up" : "down"} />
      </button>
      {open && (
        <ul>
          {cases.map((each) => (
            <Case key={each.number} about={each} words={words} language={language} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Case({ about, words, language }) {
  const since = fill(words.case_since, { day: dayLabel(about.opened, Date.now(), words, language) });
  return (
    <li>
      <p class="case-head">
        <b>{about.kind}</b>
        <span class={about.waits ? "state waits" : "state"}>{about.state}</span>
      </p>
      <p class="case-about">
        {fill(words.case, { number: about.number })} · {since}
        {about.goods && <span>{about.goods}</span>}
      </p>
      {about.stages.length > 0 && (
        <ol class="stages" aria-label={words.case_way}>
          {about.stages.map(({ name, at }) => (
            <li key={name} class={at ? "reached" : ""} aria-current={at === lastReached(about.stages) ? "step" : undefined}>
              <span>{name}</span>
              {at && <small title={clock(at)}>{dayLabel(at, Date.now(), words, language)}</small>}
            </li>
          ))}
        </ol>
      )}
      {about.told && (
        <p class="told">
          <small>{words.case_told}</small>
          {about.told}
        </p>
      )}
    </li>
  );
}

function lastReached(stages) {
  const reached = stages.filter(({ at }) => at);
  return reached.length > 0 ? reached[reached.length - 1].at : undefined;
}

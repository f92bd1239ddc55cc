// Where the buyer writes: text, emoji, pictures.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { EMOJI } from "./emoji.js";
import { hasMouse } from "./device.js";
import { KINDS, picturesAmong, prepare } from "./picture.js";
import { Sign } from "./signs.jsx";

const COMPOSING = 229; // what Safari says of the Enter that ends a composition

export function Composer({ session, view, writing, frame }) {
  const { words, talk } = view;
  const [text, setText] = useState(session.draft);
  const [picking, setPicking] = useState(false);
  const files = useRef();

  useLayoutEffect(() => {
    const box = writing.current;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
  }, [text, writing]);

  useEffect(() => {
    frame.current.takePictures = takePictures;
  });

  useEffect(() => {
    if (!picking) return undefined;
    const elsewhere = ({ target }) => !target.closest(".composer") && setPicking(false);
    const whole = frame.current;
    whole.addEventListener("pointerdown", elsewhere);
    return () => whole.removeEventListener("pointerdown", elsewhere);
  }, [picking, frame]);

  function change(written) {
    setText(written);
    session.keepDraft(written);
    if (written) session.typing();
  }

  function send() {
    if (!text.trim()) return;
    session.write(text.trim());
    setText("");
    session.keepDraft("");
    setPicking(false);
  }

  async function takePictures(given) {
    const pictures = picturesAmong(given);
    if (pictures.length < given.length) session.notice(words.only_pictures);
    for (const picture of pictures) session.picture(await prepare(picture));
  }

  function onKeyDown(event) {
    if (event.isComposing || event.keyCode === COMPOSING) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  }

  function onPaste(event) {
    const pictures = picturesAmong(event.clipboardData.files);
    if (pictures.length === 0) return;
    event.preventDefault();
    takePictures(pictures);
  }

  function insert(emoji) {
    const { selectionStart: start, selectionEnd: end } = writing.current;
    change(text.slice(0, start) + emoji + text.slice(end));
    requestAnimationFrame(() => {
      writing.current.setSelectionRange(start + emoji.length, start + emoji.length);
      if (hasMouse()) writing.current.focus();
    });
  }

  const hint = !talk.onDuty && words.leave ? words.leave : words.write;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {picking && <Picker label={words.emoji} insert={insert} close={() => setPicking(false)} />}
      <textarea
        ref={writing}
        rows="1"
        value={text}
        placeholder={hint}
        aria-label={hint}
        enterkeyhint="send"
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <div class="tools">
        {words.emoji && (
          <button
            type="button"
            class="plain"
            aria-label={words.emoji}
            title={words.emoji}
            aria-expanded={picking}
            onClick={() => setPicking(!picking)}
          >
            <Sign name="smile" />
          </button>
        )}
        {words.picture && (
          <button
            type="button"
            class="plain"
            aria-label={words.picture}
            title={words.picture}
            onClick={() => files.current.click()}
          >
            <Sign name="picture" />
          </button>
        )}
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept={KINDS.join(",")}
          onChange={(event) => {
            takePictures([...event.currentTarget.files]);
            event.currentTarget.value = "";
          }}
        />
        {/* The focus stays in the text, and with it a touch keyboard. */}
        <button type="submit" class="first" disabled={!text.trim()} onMouseDown={(event) => event.preventDefault()}>
          {words.send}
        </button>
      </div>
    </form>
  );
}

function Picker({ label, insert, close }) {
  const grid = useRef();
  useEffect(() => grid.current.firstChild.focus(), []);

  function onKeyDown(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
    if (!step) return;
    event.preventDefault();
    const buttons = [...grid.current.children];
    buttons[buttons.indexOf(event.target) + step]?.focus();
  }

  return (
    <div ref={grid} class="picker" role="group" aria-label={label} onKeyDown={onKeyDown}>
      {EMOJI.map((emoji) => (
        <button key={emoji} type="button" onClick={() => insert(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}

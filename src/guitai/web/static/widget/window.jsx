// The launcher and the window it opens.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Cases } from "./cases.jsx";
import { Composer } from "./composer.jsx";
import { hasMouse, isPhone } from "./device.js";
import { Sign } from "./signs.jsx";
import { Survey } from "./survey.jsx";
import { Transcript } from "./transcript.jsx";
import { fill } from "./words.js";

export function useView(session) {
  const [view, setView] = useState(session.now);
  useEffect(() => {
    setView(session.now());
    return session.watch(setView);
  }, [session]);
  return view;
}

export function ChatWindow({ session, config, tab, frame }) {
  const view = useView(session);
  const launcher = useRef();
  const writing = useRef();
  // A window that was open stays open while the buyer walks through the shop; on a phone it would hide the page.
  const [open, setOpen] = useState(() => tab.read("open") === true && !isPhone());
  const moved = useRef(false);

  frame.open = (wanted) => {
    moved.current = true;
    setOpen(wanted);
    tab.write("open", wanted);
  };

  useEffect(() => {
    const look = () => session.look(open && document.visibilityState === "visible");
    const seen = () => {
      look();
      if (document.visibilityState === "visible") session.catchUp();
    };
    look();
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [open, session]);

  // The focus goes where the eyes are; a touch keyboard only comes up when it is asked for.
  useEffect(() => {
    if (!moved.current) return;
    if (!open) launcher.current?.focus();
    else if (hasMouse()) writing.current?.focus();
  }, [open]);

  const { words } = view;
  const style = config.colours && { "--accent": config.colours.accent, "--ink": config.colours.ink };
  return (
    <div class={`guitai ${config.side}`} lang={view.language === "zh-hans" ? "zh-CN" : view.language} style={style}>
      <span class="unseen" role="status">
        {!open && view.unread > 0 && fill(words.unread, { count: view.unread })}
      </span>
      {open ? (
        <Frame session={session} view={view} writing={writing} close={() => frame.open(false)} />
      ) : (
        <button ref={launcher} type="button" class="launcher" aria-haspopup="dialog" onClick={() => frame.open(true)}>
          <Sign name="chat" />
          <span class="name">{words.open}</span>
          {view.unread > 0 && <span class="badge">{view.unread > 99 ? "99+" : view.unread}</span>}
        </button>
      )}
    </div>
  );
}

function Frame({ session, view, writing, close }) {
  const frame = useRef();
  const [dropping, setDropping] = useState(false);
  const { words } = view;
  useVisibleHeight(frame);

  function onDrag(event) {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    setDropping(event.type === "dragover");
    if (event.type === "drop") frame.current.takePictures(event.dataTransfer.files);
  }

  // What had the focus goes away: keep it in the window, so that Escape still closes it.
  const keepFocus = () => frame.current.focus();

  return (
    <section
      ref={frame}
      class="frame"
      role="dialog"
      tabIndex="-1"
      aria-label={view.shop || words.open}
      onKeyDown={(event) => event.key === "Escape" && !event.isComposing && close()}
      onDragOver={onDrag}
      onDragLeave={(event) => !frame.current.contains(event.relatedTarget) && setDropping(false)}
      onDrop={onDrag}
    >
      <div class="head">
        <div>
          <h2>{view.shop || words.open}</h2>
          <Presence view={view} />
        </div>
        <button type="button" class="plain" aria-label={words.close} title={words.close} onClick={close}>
          <Sign name="down" />
        </button>
      </div>
      <Cases view={view} />
      <Transcript session={session} view={view} />
      <div class="below">
        {view.phase === "lost" && <p class="strip warn" role="status">{words.unreachable}</p>}
        {view.notice && <p class="strip warn" role="alert">{view.notice}</p>}
        {!view.kept && words.not_kept && <p class="strip">{words.not_kept}</p>}
        <Survey session={session} view={view} done={keepFocus} />
        {view.product && words.looking_at && <Offer session={session} view={view} done={keepFocus} />}
        <Composer session={session} view={view} writing={writing} frame={frame} />
      </div>
      {dropping && <div class="dropping">{words.drop}</div>}
    </section>
  );
}

function Presence({ view }) {
  const { talk, words } = view;
  const [state, sentence] = presence(view.phase, talk, words);
  return (
    <p class="presence" data-state={state} aria-live="polite">
      {sentence}
    </p>
  );
}

function presence(phase, talk, words) {
  if (phase === "idle" || phase === "connecting") return ["dim", words.connecting];
  if (phase !== "live") return ["dim", ""];
  if (talk.state === "open" && talk.agent) return ["good", fill(words.serving, { agent: talk.agent })];
  if (!talk.onDuty) return ["dim", words.offline];
  if (talk.state === "waiting") return ["wait", words.waiting];
  return ["good", words.online];
}

function Offer({ session, view, done }) {
  const { words, product } = view;
  const end = (deed) => () => {
    deed();
    done();
  };
  return (
    <div class="offer">
      <p>
        <small>{words.looking_at}</small>
        <span>{product.title}</span>
      </p>
      <button type="button" class="second" onClick={end(session.product)}>
        {words.send_product}
      </button>
      <button type="button" class="plain" aria-label={words.not_now} title={words.not_now} onClick={end(session.dismissProduct)}>
        <Sign name="close" />
      </button>
    </div>
  );
}

// On a phone the keyboard covers the page without making it smaller: keep to what can be seen.
function useVisibleHeight(frame) {
  useLayoutEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return undefined;
    const fit = () => {
      frame.current.style.setProperty("--seen", `${seen.height}px`);
      frame.current.style.setProperty("--above", `${seen.offsetTop}px`);
    };
    fit();
    seen.addEventListener("resize", fit);
    seen.addEventListener("scroll", fit);
    return () => {
      seen.removeEventListener("resize", fit);
      seen.removeEventListener("scroll", fit);
    };
  }, [frame]);
}

// What was said, from top to bottom; it stays at its end as long as the buyer does.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { fitting } from "./picture.js";
import { Sign } from "./signs.jsx";
import { rows } from "./talk.js";
import { clock, dayLabel } from "./times.js";
import { fill } from "./words.js";

const NEAR = 48;

export function Transcript({ session, view }) {
  const { talk, words, language } = view;
  const box = useRef();
  const atEnd = useRef(true);
  const fromEnd = useRef(0);
  const loading = useRef(false);
  const [away, setAway] = useState(false);
  const [zoomed, setZoomed] = useState(null);
  const shown = rows(talk.messages, view.waiting, talk.agentRead);
  const written = view.waiting.length;

  useLayoutEffect(() => {
    toEnd();
  }, [written]);

  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else if (loading.current) box.current.scrollTop = box.current.scrollHeight - fromEnd.current;
  });

  // What is read at the end stays in sight when the window gets smaller, as under a keyboard.
  useEffect(() => {
    if (!window.ResizeObserver) return undefined;
    const watcher = new ResizeObserver(() => atEnd.current && toEnd());
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);

  function toEnd() {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }

  function onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
    setAway(!atEnd.current);
    if (scrollTop < NEAR && talk.more) older();
  }

  async function older() {
    if (loading.current || view.phase !== "live") return;
    loading.current = true;
    fromEnd.current = box.current.scrollHeight - box.current.scrollTop;
    try {
      await session.older();
      await new Promise(requestAnimationFrame);
    } catch {
      session.notice(words.unreachable);
    } finally {
      loading.current = false;
    }
  }

  return (
    <div class="transcript">
      <div ref={box} class="scroll" role="log" aria-label={words.messages} tabIndex="0" onScroll={onScroll}>
        {talk.more && (
          <button type="button" class="older" onClick={older}>
            {words.earlier}
          </button>
        )}
        {!talk.more && view.greeting && <Bubble name={view.shop} text={view.greeting} />}
        {shown.map((row) => (
          <Row key={row.key} row={row} session={session} words={words} language={language} zoom={setZoomed} live={view.phase === "live"} />
        ))}
        {!talk.onDuty && talk.state !== "open" && view.offlineText && <p class="event">{view.offlineText}</p>}
        <Typing until={talk.typingUntil} text={fill(words.typing, { agent: talk.agent || view.shop })} />
      </div>
      {away && (
        <button type="button" class="newest" aria-label={words.newest} title={words.newest} onClick={toEnd}>
          <Sign name="down" />
        </button>
      )}
      {zoomed && <Zoom src={zoomed} words={words} close={() => setZoomed(null)} />}
    </div>
  );
}

function Row({ row, session, words, language, zoom, live }) {
  if (row.type === "day") return <p class="day"><span>{dayLabel(row.at, Date.now(), words, language)}</span></p>;
  if (row.type === "event") return <p class="event">{row.message.text}</p>;
  const { message } = row;
  const own = message.author === "buyer";
  return (
    <div class={`said ${own ? "mine" : "theirs"} ${row.first ? "begins" : ""}`}>
      {own ? <span class="unseen">{words.you}</span> : row.first && <span class="by">{message.agent?.name}</span>}
      <Content message={message} session={session} words={words} zoom={zoom} />
      {message.waiting ? (
        <Waiting message={message} session={session} words={words} live={live} />
      ) : (
        (row.last || row.seen !== null) && (
          <span class="meta">
            <time dateTime={message.at}>{clock(message.at)}</time>
            {row.seen !== null && <span> · {row.seen ? words.seen : words.delivered}</span>}
          </span>
        )
      )}
    </div>
  );
}

function Waiting({ message, session, words, live }) {
  if (!message.failed) return <span class="meta">{live ? words.sending : words.queued}</span>;
  return (
    <span class="meta failed" role="alert">
      {words.failed}: {message.failed}{" "}
      <button type="button" onClick={() => session.retry(message.local_id)}>
        {words.retry}
      </button>{" "}
      <button type="button" onClick={() => session.discard(message.local_id)}>
        {words.discard}
      </button>
    </span>
  );
}

function Content({ message, session, words, zoom }) {
  if (message.kind === "picture") return <Picture message={message} session={session} words={words} zoom={zoom} />;
  if (message.kind === "product") return <Product card={message.card ?? { title: message.text }} words={words} />;
  if (message.kind === "order") return <Order card={message.card} words={words} />;
  if (message.kind === "guide") return <Step message={message} session={session} words={words} zoom={zoom} />;
  return <p class="bubble">{message.parts ? message.parts.map(part) : message.text}</p>;
}

function Bubble({ name, text }) {
  return (
    <div class="said theirs begins">
      <span class="by">{name}</span>
      <p class="bubble">{text}</p>
    </div>
  );
}

function part(piece) {
  if (piece.emoji) {
    return <span role="img" aria-label={piece.name} title={piece.name}>{piece.glyph || `[${piece.name}]`}</span>;
  }
  if (piece.link && /^https?:\/\//i.test(piece.link)) return <Link href={piece.link}>{piece.link}</Link>;
  return piece.text ?? piece.link;
}

function Link({ href, children }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function Picture({ message, session, words, zoom }) {
  const { picture } = message;
  const src = picture ? session.absolute(picture.url) : message.data;
  return (
    <button type="button" class="picture" aria-label={words.enlarge} onClick={() => zoom(src)}>
      <img src={src} alt={words.picture_alt} {...(picture && fitting(picture.width, picture.height))} />
    </button>
  );
}

// One step of how something is done: what, how far, what to do, and where to tap.
function Step({ message, session, words, zoom }) {
  const { card, picture } = message;
  return (
    <div class="bubble step">
      <b>{card.title}</b>
      <small>{fill(words.guide_step, { step: card.step, of: card.of })}</small>
      <p>{card.text}</p>
      {picture && <Picture message={message} session={session} words={words} zoom={zoom} />}
    </div>
  );
}

function Product({ card, words }) {
  const inside = (
    <>
      {card.picture && <img src={card.picture} alt="" loading="lazy" />}
      <span class="facts">
        <small>{words.product}</small>
        <b>{card.title}</b>
        {card.price && <strong>¥{card.price}</strong>}
      </span>
    </>
  );
  if (!/^https?:\/\//i.test(card.link ?? "")) return <div class="card">{inside}</div>;
  return (
    <a class="card" href={card.link} target="_blank" rel="noopener noreferrer" title={words.link}>
      {inside}
    </a>
  );
}

function Order({ card, words }) {
  return (
    <div class="card">
      <span class="facts">
        <small>{fill(words.order, { number: card.number })}</small>
        <b>{card.titles}</b>
        <span>
          <strong>¥{card.total}</strong> {card.status_text}
        </span>
      </span>
    </div>
  );
}

function Typing({ until, text }) {
  const [, redraw] = useState();
  const left = until - Date.now();
  useEffect(() => {
    if (left <= 0) return undefined;
    const end = setTimeout(redraw, left, until);
    return () => clearTimeout(end);
  }, [until]);
  return (
    left > 0 && (
      <p class="typing" aria-live="off">
        <i /><i /><i /> {text}
      </p>
    )
  );
}

function Zoom({ src, words, close }) {
  const dialog = useRef();
  useEffect(() => dialog.current.showModal?.(), []);
  return (
    <dialog
      ref={dialog}
      class="zoom"
      aria-label={words.picture_alt}
      onClose={close}
      onClick={close}
      onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
    >
      <button type="button" class="plain" aria-label={words.shrink}>
        <Sign name="close" />
      </button>
      <img src={src} alt={words.picture_alt} />
    </dialog>
  );
}

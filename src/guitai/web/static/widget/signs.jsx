// The window's own few icons, drawn with lines.

const LINES = {
  chat: "M4 5h16v11H9l-5 4z",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  parcel: "M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5",
  close: "M6 6l12 12M18 6L6 18",
  smile: "M12 3a9 9 0 100 18 9 9 0 000-18zM9 10v.01M15 10v.01M8.5 14.5a4.5 4.5 0 007 0",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9v.01",
};

export function Sign({ name }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={LINES[name]} />
    </svg>
  );
}

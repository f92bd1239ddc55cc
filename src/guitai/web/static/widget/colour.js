// The shop's colour, and the ink that can be read on it.

export function colours(given) {
  const found = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec((given ?? "").trim());
  if (!found) return null;
  const digits = found[1].length === 3 ? found[1].replace(/./g, "$&$&") : found[1];
  const [red, green, blue] = [0, 2, 4].map((start) => linear(parseInt(digits.slice(start, start + 2), 16) / 255));
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // The contrast of two colours is (lighter + 0.05) / (darker + 0.05); take the ink that has more of it.
  const ink = 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
  return { accent: `#${digits.toLowerCase()}`, ink };
}

function linear(share) {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

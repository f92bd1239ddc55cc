// What the page says in the script tag: which shop, which buyer, which product, how it should look.

import { colours } from "./colour.js";

export function readConfig(script, { language, page }) {
  const { shop, identity, product, position, color, language: asked } = script.dataset;
  return {
    base: new URL(".", script.src).href,
    shop: shop ?? "",
    identity: identity ?? "",
    product: product ?? "",
    side: position === "left" ? "left" : "right",
    colours: colours(color),
    language: asked || language || "",
    page,
  };
}

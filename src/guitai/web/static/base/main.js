// What every page runs: looks, menus, toasts, and Alpine for the small things.
import Alpine from "@alpinejs/csp";

import { copying } from "./copying.js";
import { closeMenusOutside } from "./menus.js";
import { rememberedTheme, showTheme, themeMenu } from "./theme.js";
import { toasts } from "./toasts.js";
import { searchWhatWasTyped } from "./typed_early.js";

showTheme(rememberedTheme()); // before the first paint: this script stands in the head

window.Alpine = Alpine;
document.addEventListener("DOMContentLoaded", () => {
  Alpine.store("toasts", toasts());
  Alpine.data("themeMenu", themeMenu);
  Alpine.data("copying", copying);
  closeMenusOutside(document);
  document.addEventListener("htmx:responseError", () => Alpine.store("toasts").trouble(document.body.dataset.trouble));
  document.addEventListener("htmx:sendError", () => Alpine.store("toasts").trouble(document.body.dataset.offline));
  Alpine.start();
});
window.addEventListener("load", () => searchWhatWasTyped(document));

// Light, dark, or as the machine says: chosen in the rail's menu and remembered in this browser.
const KEY = "guitai.theme";
const machineIsDark = window.matchMedia("(prefers-color-scheme: dark)");

export function rememberedTheme() {
  return localStorage.getItem(KEY) || "system";
}

export function showTheme(theme) {
  const dark = theme === "dark" || (theme === "system" && machineIsDark.matches);
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
}

machineIsDark.addEventListener("change", () => showTheme(rememberedTheme()));

export function themeMenu() {
  return {
    theme: rememberedTheme(),
    choose(theme) {
      this.theme = theme;
      localStorage.setItem(KEY, theme);
      showTheme(theme);
    },
  };
}

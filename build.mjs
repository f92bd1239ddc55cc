// Makes src/guitai/web/static/dist/ out of our own modules and style sheets: `node build.mjs`.
//
// Tabler is cut down to the rules that some page of ours uses, the icons named below become one sprite, and each face gets
// one script. Nothing made here goes into git.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { PurgeCSS } from "purgecss";

const ROOT = dirname(fileURLToPath(import.meta.url));
const WEB = join(ROOT, "src/guitai/web");
const STATIC = join(WEB, "static");
const DIST = join(STATIC, "dist");
const PACKAGES = join(ROOT, "node_modules");

const SCRIPTS = {
  answers: "answers/main.js",
  base: "base/main.js",
  cases: "cases/main.js",
  desk: "desk/main.js",
  followups: "followups/main.js",
  guides: "guides/main.js",
  imports: "imports/main.js",
  knowledge: "knowledge/main.js",
  lost: "lost/main.js",
  pictures: "pictures/main.js",
  pieces: "desk/pieces_page.js",
  reports: "reports/main.js",
  sidecar: "sidecar/main.js",
  warehouse: "warehouse/main.js",
  widget: "widget/main.js",
};
const SHEETS = { base: "css/base.css", cases: "css/cases.css", couriers: "css/couriers.css", desk: "css/desk.css", followups: "css/followups.css", guard: "css/guard.css", handover: "css/handover.css", imports: "css/imports.css", knowledge: "css/knowledge.css", ledgers: "css/ledgers.css", lost: "css/lost.css", pay: "css/pay.css", pictures: "css/pictures.css", playbooks: "css/playbooks.css", reports: "css/reports.css", roster: "css/roster.css", sidecar: "css/sidecar.css", warehouse: "css/warehouse.css" };

// Names as on tabler.io/icons; {% include "pieces/icon.html" with name="…" %} shows one.
const ICONS = `
  adjustments alert-triangle arrow-back-up arrow-down arrow-left arrows-exchange ban bell bell-off bolt book brand-wechat
  building-store calendar chart-bar check checklist checks chevron-down chevron-right circle-check circle-x clipboard-list clock
  clock-exclamation copy corner-up-left dots download edit eye eye-off file-import flag hand-grab hourglass-high
  info-circle key keyboard language layout-sidebar-right-expand lifebuoy list-details lock logout message message-2 message-bolt message-circle
  message-off messages mood-smile moon note package paperclip phone photo player-skip-forward plus pencil printer receipt refresh
  school search send settings shield-check shirt shopping-bag star sun tag thumb-up tools trash truck upload user user-check
  user-question users user-share volume volume-off x
`.trim().split(/\s+/);

function filesUnder(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending) && !name.startsWith("dist"))
    .map((name) => join(folder, name));
}

// Tabler's sheet holds every component it has; keep what templates, scripts and Python of the faces mention.
async function usedTabler() {
  const ownSheets = filesUnder(join(STATIC, "css"), ".css").map((file) => readFileSync(file, "utf8")).join("\n");
  const [result] = await new PurgeCSS().purge({
    content: [...filesUnder(WEB, ".html"), ...filesUnder(STATIC, ".js"), ...filesUnder(WEB, ".py")],
    css: [join(PACKAGES, "@tabler/core/dist/css/tabler.min.css")],
    variables: true,
    keyframes: true,
    safelist: { variables: [...new Set(ownSheets.match(/--tblr-[\w-]+/g))], standard: ["html", "body", "htmx-request"] },
  });
  return result.css;
}

const tabler = {
  name: "tabler",
  setup(builder) {
    builder.onResolve({ filter: /^tabler$/ }, () => ({ path: "tabler", namespace: "tabler" }));
    builder.onLoad({ filter: /.*/, namespace: "tabler" }, async () => ({ contents: await usedTabler(), loader: "css" }));
  },
};

function sprite() {
  const symbols = ICONS.map((name) => {
    const drawing = readFileSync(join(PACKAGES, `@tabler/icons/icons/outline/${name}.svg`), "utf8");
    const lines = drawing.slice(drawing.indexOf(">", drawing.indexOf("<svg")) + 1, drawing.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${lines.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

// A page that asks for an icon we do not ship would show an empty square; better to stop here.
function missingIcons() {
  const asked = /(?:\{% icon |\bicon_name=)"([\w-]+)"/g;
  const sources = [...filesUnder(WEB, ".html"), ...filesUnder(STATIC, ".js")];
  const names = sources.flatMap((file) => [...readFileSync(file, "utf8").matchAll(asked)].map((match) => match[1]));
  return [...new Set(names)].filter((name) => !ICONS.includes(name));
}

function licences() {
  return ["@alpinejs/csp", "@tabler/core", "@tabler/icons", "echarts", "preact", "zrender"]
    .map((name) => {
      const { license, version } = JSON.parse(readFileSync(join(PACKAGES, name, "package.json"), "utf8"));
      const files = ["LICENSE", "LICENSE.md", "NOTICE"].map((each) => join(PACKAGES, name, each)).filter(existsSync);
      return [`${name} ${version} (${license})`, ...files.map((file) => readFileSync(file, "utf8"))].join("\n\n");
    })
    .join("\n\n");
}

function entries(named, ending) {
  return Object.entries(named)
    .map(([name, path]) => ({ in: join(STATIC, path), out: name }))
    .filter((entry) => existsSync(entry.in) && entry.in.endsWith(ending));
}

const missing = missingIcons();
if (missing.length > 0) {
  console.error(`Icons not in the list of build.mjs: ${missing.join(", ")}`);
  process.exit(1);
}

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST, { recursive: true });
const shared = { absWorkingDir: ROOT, bundle: true, minify: true, outdir: DIST, legalComments: "none", logLevel: "warning" };
await Promise.all([
  build({
    ...shared,
    entryPoints: entries(SCRIPTS, ".js"),
    format: "iife",
    target: "es2020",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".css": "text" },
  }),
  build({ ...shared, entryPoints: entries(SHEETS, ".css"), plugins: [tabler], target: "chrome100" }),
]);
copyFileSync(join(STATIC, "base/icon.svg"), join(DIST, "icon.svg"));
for (const size of [192, 512]) copyFileSync(join(STATIC, `sidecar/icon-${size}.png`), join(DIST, `sidecar-${size}.png`));
writeFileSync(join(DIST, "icons.svg"), sprite());
writeFileSync(join(DIST, "licences.txt"), licences());

for (const name of readdirSync(DIST).sort()) {
  const bytes = readFileSync(join(DIST, name));
  const kilobytes = (count) => `${(count / 1000).toFixed(1)} kB`.padStart(9);
  console.log(name.padEnd(14), kilobytes(bytes.length), kilobytes(gzipSync(bytes).length), "gzip");
}

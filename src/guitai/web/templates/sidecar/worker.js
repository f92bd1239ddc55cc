// Keeps the files a page of this program is made of, so that it opens at once. Only they are kept: every other request
// goes to the network, so nothing anybody writes or reads lies here. A file's name changes with its content.
const KEPT = "guitai-sidecar";
const FILES = {{ files|safe }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = ({ url }) => !FILES.includes(new URL(url).pathname);
  event.waitUntil(
    caches
      .open(KEPT)
      .then(async (kept) => Promise.all((await kept.keys()).filter(old).map((each) => kept.delete(each))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !FILES.includes(pathname)) return;
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((kept) => kept || fetch(event.request)));
});

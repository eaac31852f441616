// Keeps the portal's own style and script files, and one page for when the network is gone.
// Never keeps a member's pages, answers or files: whoever borrows this device finds nothing here.
// Registered as /sw.js?v=<version>: another version is another worker, with its own cache.
const version = new URL(location).searchParams.get("v") ?? "0";
const cacheName = `relais-${version}`;
const offlinePage = "/offline.html";
const offlineFiles = [offlinePage, "/offline.css"];

self.addEventListener("install", (event) => {
  event.waitUntil(keepOfflineFiles());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => kept(offlinePage)));
  } else if (url.pathname.startsWith("/pkg/")) {
    event.respondWith(cacheFirst(event));
  } else if (offlineFiles.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => kept(url.pathname)));
  }
});

async function keepOfflineFiles() {
  const cache = await caches.open(cacheName);
  await cache.addAll(offlineFiles.map((path) => new Request(path, { cache: "reload" })));
  await self.skipWaiting();
}

async function dropOldCaches() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("relais-") && name !== cacheName).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

// Looks in this version's cache only; when even that is gone, fails as the network did.
async function kept(path) {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? Response.error();
}

async function cacheFirst(event) {
  const { request } = event;
  const cache = await caches.open(cacheName);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") {
    // Neither a slow nor a full disk must cost the member the page.
    event.waitUntil(cache.put(request, answer.clone()).catch(() => undefined));
  }
  return answer;
}

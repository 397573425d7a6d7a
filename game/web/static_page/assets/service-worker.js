// Keeps the page, so that it plays without a network after the first time. The cache is named by its content.
"use strict";
const SCOPE = `eightwings ${new URL("./", location).pathname} `, NAME = SCOPE + "[name]", FILES = "[files]";

const keep = async () => {
  const cache = await caches.open(NAME);
  await Promise.all(FILES.map(async ([address, integrity]) => {
    const wanted = new Request(address, integrity ? { integrity, mode: "cors", credentials: "omit" } : {});
    if (!await cache.match(wanted)) await cache.add(wanted);
  }));
};

const forgetOthers = async () => {
  for (const name of await caches.keys()) if (name.startsWith(SCOPE) && name !== NAME) await caches.delete(name);
  await self.clients.claim();
};

// A page that was exported anew is seen at once where there is a network; without one, the last.
const page = async (request) => {
  const cache = await caches.open(NAME);
  const kept = () => cache.match("./");
  const late = new Promise((resolve) => setTimeout(resolve, 3000)).then(kept);
  const fresh = fetch(request).then((answer) => (answer.ok ? answer : kept()), kept);
  return (await Promise.race([fresh, late])) ?? fresh;
};

const file = async (request) => (await (await caches.open(NAME)).match(request.url)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(event.request.mode === "navigate" ? page(event.request) : file(event.request));
});

"use strict";
// The service worker. Network first, always: the store answers only when the network does not.
// Of the personal pages only the debriefs are kept; offline.js forgets them at sign-out and erasure.
const FILES = "relance-files-{{ page.version }}-{{ LANGUAGE_CODE }}", PAGES = "relance-pages", SHARED = "relance-shared";
const OFFLINE = "{{ page.offline|escapejs }}", SHARE = "{{ page.share|escapejs }}", ARRIVAL = "{{ page.arrival|escapejs }}";
const FROM_FILES = [OFFLINE{% for file in page.files %}, "{{ file|escapejs }}"{% endfor %}];
const DEBRIEF = /^(\/candidatures\/\d+\/bilan\/)(?:[\w-]+\/)?$/;
const PATIENCE = 5000; // ms of a network that does not answer, when the page is in the store

addEventListener("install", (event) => event.waitUntil((async () => {
  await (await caches.open(FILES)).addAll(FROM_FILES);
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("relance-files-") && name !== FILES) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === SHARE) event.respondWith(share(request));
  else if (request.method !== "GET") return;
  else if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (FROM_FILES.includes(url.pathname)) event.respondWith(file(request));
});

async function file(request) {
  try { return await fetch(request); } catch { return (await caches.match(request, { ignoreSearch: true })) ?? Response.error(); }
}

async function page(request, url) {
  const [, whole] = DEBRIEF.exec(url.pathname) ?? [];
  const kept = whole && await (await caches.open(PAGES)).match(whole);
  try {
    const answer = await (kept ? Promise.race([fetch(request), late()]) : fetch(request));
    if (whole === url.pathname && !url.search && answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(whole, answer.clone());
    return answer.status >= 500 && kept ? kept : answer;
  } catch {
    return kept || (await caches.match(OFFLINE)) || Response.error();
  }
}

const late = () => new Promise((_, refuse) => setTimeout(refuse, PATIENCE));

// What another application shares waits in this device until the person is signed in: the page takes it from there.
async function share(request) {
  const given = await request.formData();
  await caches.delete(SHARED);
  const fresh = await caches.open(SHARED);
  const words = ["title", "text", "url"].map((name) => given.get(name)).filter(Boolean).join("\n");
  await fresh.put("/words", new Response(words));
  const file = given.get("file");
  if (file && file.size) await fresh.put("/file", new Response(file, { headers: { "X-Name": encodeURIComponent(file.name) } }));
  return Response.redirect(ARRIVAL + "?partage=1", 303);
}

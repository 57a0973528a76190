// On every page: the service worker, the strokes that wait to be sent, the debriefs kept at hand, words typed and
// not saved, and forgetting it all at sign-out and erasure. Everything works without it.
import { HURRIED, all, drop, forget, owner, put, send, strokes, waiting } from "./store.js";

const words = document.body.dataset;
const PAGES = "relance-pages";
const form = document.querySelector("form[data-debrief]");
const refused = words.refused !== undefined; // an error page: what was sent has not arrived

if ("serviceWorker" in navigator) navigator.serviceWorker.register(words.worker, { scope: "/" }).catch(() => {});

// --- strokes that wait: sent from whichever page is open ---------------------------------------------------
async function settle() {
  if (!owner() || form) return;
  if ((await waiting()).length) await send();
  const rows = await waiting(), gone = (await strokes()).filter((row) => row.gone && row.field !== "complete");
  document.getElementById("unsent")?.remove();
  if (!rows.length && !gone.length) return;
  const box = Object.assign(document.createElement("div"), { id: "unsent", className: "notice" }), said = document.createElement("div");
  box.setAttribute("role", "status");
  if (rows.length) {
    const line = document.createElement("p");
    line.append(words.unsent);
    for (const [url, name] of new Map(rows.map((row) => [row.url, row.name]))) line.append(" ", Object.assign(document.createElement("a"), { href: url, textContent: name }));
    said.append(line);
  }
  if (gone.length) {
    const line = document.createElement("p"), kept = document.createElement("p"), forgotten = document.createElement("button");
    line.textContent = words.gone; kept.className = "read";
    kept.textContent = gone.map((row) => [].concat(row.value).flat().filter(Boolean).join("\n")).join("\n");
    Object.assign(forgotten, { type: "button", className: "btn text", textContent: words.drop });
    forgotten.addEventListener("click", async () => { for (const row of gone) await forget(row.url); box.remove(); });
    said.append(line, kept, forgotten);
  }
  box.append(said);
  document.getElementById("main").prepend(box);
}
forgetWhatWasLeft().catch(() => {}).then(settle).catch(() => {});
addEventListener("online", () => settle().catch(() => {}));

// --- debriefs at hand: those of these days, and those with words that wait ------------------------------------
async function atHand() {
  if (!self.caches) return;
  if (words.entrance !== undefined) { // nobody is signed in: what the server has does not stay here
    await caches.delete(PAGES);
    await drop("strokes", (await all("strokes")).filter((row) => !row.dirty).map((row) => row.key));
    return;
  }
  if (form && !navigator.serviceWorker?.controller) { // the first visit: the service worker came after the page
    const url = new URL(form.action).pathname, page = await fetch(url);
    if (page.ok && !page.redirected) await (await caches.open(PAGES)).put(url, page);
  }
  const wanted = document.querySelector("meta[name=relance-debriefs]")?.content.split(" ").filter(Boolean);
  if (!wanted) return;
  const store = await caches.open(PAGES), unsent = (await all("strokes")).filter((row) => row.dirty).map((row) => row.url);
  for (const known of await store.keys()) {
    const path = new URL(known.url).pathname;
    if (!wanted.includes(path) && !unsent.includes(path)) await store.delete(known);
  }
  for (const url of wanted) {
    if (await store.match(url)) continue;
    const page = await fetch(url);
    if (page.ok && !page.redirected) await store.put(url, page);
  }
  await drop("strokes", (await all("strokes")).filter((row) => !row.dirty && !wanted.includes(row.url)).map((row) => row.key));
}
if (navigator.onLine) atHand().catch(() => {});

// --- the page without network: which debriefs are here --------------------------------------------------------
const here = document.getElementById("kept-here");
if (here) (async () => {
  const names = new Map((await all("strokes")).map((row) => [row.url, row.name]));
  for (const known of await (await caches.open(PAGES)).keys()) {
    const path = new URL(known.url).pathname;
    const title = new DOMParser().parseFromString(await (await caches.match(known)).text(), "text/html").querySelector("form[data-name]")?.dataset.name;
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = path; link.textContent = title ?? names.get(path) ?? path;
    line.append(link); here.querySelector("ul").append(line); here.hidden = false;
  }
})().catch(() => {});

// --- what another application shared, kept by the service worker until the person is here ------------------------
const arrival = document.getElementById("arrival");
if (arrival && new URLSearchParams(location.search).has("partage") && self.caches) (async () => {
  const [said, file] = await Promise.all(["/words", "/file"].map((name) => caches.match(name, { cacheName: "relance-shared" })));
  const text = await said?.text(), mark = document.createElement("input");
  await caches.delete("relance-shared");
  if (!text && !file) return;
  Object.assign(mark, { type: "hidden", name: "shared", value: "1" });
  arrival.append(mark);
  arrival.elements.pasted.value = text ?? "";
  if (file) {
    const held = new DataTransfer();
    held.items.add(new File([await file.blob()], decodeURIComponent(file.headers.get("X-Name") ?? "partage.ics")));
    arrival.elements.file.files = held.files;
  }
  arrival.querySelector("[name=read]").click();
})().catch(() => {});

// --- signing out, erasing: nothing personal stays, once it is done ------------------------------------------------
document.addEventListener("submit", async (event) => {
  const leaving = event.target.dataset.forget;
  if (leaving === undefined) return;
  event.preventDefault(); event.stopImmediatePropagation();
  const url = leaving === "all" ? "" : leaving;
  try {
    await send();
    if (event.target.dataset.ask !== undefined && (await waiting()).length && !confirm(words.leaving)) return;
    sessionStorage.setItem("relance-forget", JSON.stringify({ url, whose: owner(), from: location.pathname }));
  } catch { /* a browser without a store has nothing to forget */ }
  event.target.submit();
}, true);
async function forgetWhatWasLeft() {
  const left = JSON.parse(sessionStorage.getItem("relance-forget") ?? "null");
  sessionStorage.removeItem("relance-forget");
  if (left && left.from !== location.pathname && !refused) await forget(left.url, left.whose);
}

// --- words typed and not saved: a session that ended, a page gone stale, a battery that died ----------------------
const KEPT_FOR = 7 * 24 * 3600 * 1000;
const keeps = (field) => field?.name && field.form?.method === "post" && !field.form.matches("[data-debrief],[data-forget]")
  && field.matches("textarea,input:not([type]),input[type=text]") && field.autocomplete !== "off" || field?.id === "body" || field?.id === "subject";
const key = (field) => `${owner()} ${location.pathname} ${field.name}`;
const touched = new Set(), unsafe = new Map(); // fields typed in; rows the store does not have yet
function hold(field, sent) {
  const row = { key: key(field), owner: owner(), path: location.pathname, name: field.name, value: field.value, at: Date.now(), sent };
  touched.add(field); unsafe.set(row.key, row);
  put("typed", row).then(() => { if (unsafe.get(row.key) === row) unsafe.delete(row.key); }).catch(() => {});
}
document.addEventListener("input", ({ target }) => { if (owner() && keeps(target)) hold(target); });
document.addEventListener("submit", ({ target }) => { for (const field of target.elements) if (touched.has(field)) hold(field, 1); });
// A page closed in the very moment of a stroke: what the store has not taken is written at once, and joins it later.
const HASTE = `${HURRIED}${owner()} typed `;
addEventListener("pagehide", () => { for (const row of unsafe.values()) localStorage.setItem(HASTE + row.key, JSON.stringify(row)); });
async function gather() {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(HASTE))) {
    await put("typed", JSON.parse(localStorage.getItem(name)));
    localStorage.removeItem(name);
  }
}
// The letter says itself when its words are kept.
document.addEventListener("relance:saved", ({ detail }) => {
  const gone = [...document.querySelectorAll("[data-live]")].filter((field) => detail.get(field.name) === field.value.replaceAll("\r\n", "\n"));
  drop("typed", gone.map(key)).catch(() => {});
});

async function offer() {
  if (!owner() || refused) return;
  await gather();
  const rows = (await all("typed")).filter((row) => row.owner === owner());
  // A form that was taken is answered by a redirection; anything else (an error, no network) has not kept it.
  const taken = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
  const old = rows.filter((row) => (row.sent && taken && !lost(row)) || Date.now() - row.at > KEPT_FOR);
  await drop("typed", old.map((row) => row.key));
  const back = rows.filter((row) => !old.includes(row) && row.path === location.pathname).map((row) => [row, fieldOf(row)])
    .filter(([row, field]) => field && field.value.replaceAll("\r\n", "\n") !== row.value.replaceAll("\r\n", "\n"));
  if (!back.length) return;
  const line = document.createElement("div"), said = document.createElement("p");
  line.className = "notice typed"; line.setAttribute("role", "status"); said.textContent = words.typed; line.append(said);
  const button = (text, look, act) => {
    const made = document.createElement("button");
    made.type = "button"; made.className = `btn ${look}`; made.textContent = text;
    made.addEventListener("click", () => { act(); line.remove(); drop("typed", back.map(([row]) => row.key)).catch(() => {}); });
    line.append(made);
  };
  button(words.again, "quiet", () => {
    for (const [row, field] of back) { field.value = row.value; field.dispatchEvent(new Event("input", { bubbles: true })); }
    back[0][1].focus();
  });
  button(words.drop, "text", () => {});
  (back[0][1].form ?? document.getElementById("main")).before(line);
}
const fieldOf = (row) => [...document.querySelectorAll("textarea,input")].find((field) => field.name === row.name && keeps(field));
// Sent, then the entrance was shown instead of an answer: sessionStorage remembers that the door was in the way.
const lost = (row) => sessionStorage.getItem("relance-door") && row.at <= Number(sessionStorage.getItem("relance-door"));
if (words.entrance !== undefined || refused) sessionStorage.setItem("relance-door", String(Date.now()));
offer().catch(() => {});

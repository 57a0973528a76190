// What this device keeps for its person, in IndexedDB: strokes of a debrief until the server has them, and words
// typed in a form that were not saved. Every row has an owner; nobody's rows are shown or sent as another's.
const NAME = "relance";
// Strokes written at once, before the slower store has them: a page may close at any moment.
export const HURRIED = "relance-stroke ";
let opened;

function base() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("strokes", { keyPath: "key" });
      asked.result.createObjectStore("typed", { keyPath: "key" });
    };
    asked.onsuccess = () => { asked.result.onversionchange = () => { asked.result.close(); opened = undefined; }; done(asked.result); };
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

// One transaction; `act` must ask all it needs without awaiting anything else.
export async function within(store, mode, act) {
  const db = await base();
  return new Promise((done, failed) => {
    const transaction = db.transaction(store, mode);
    let found;
    act(transaction.objectStore(store), (value) => { found = value; });
    transaction.oncomplete = () => done(found);
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
  });
}

export const all = (store) => within(store, "readonly", (rows, give) => { rows.getAll().onsuccess = (e) => give(e.target.result); });
export const put = (store, row) => within(store, "readwrite", (rows) => { rows.put(row); });
export const drop = (store, keys) => within(store, "readwrite", (rows) => { for (const key of keys) rows.delete(key); });
// Change a row with what it holds now; `change` gives the new row, or nothing to leave it.
export const change = (store, key, change) => within(store, "readwrite", (rows) => {
  rows.get(key).onsuccess = (event) => { const fresh = change(event.target.result); if (fresh) rows.put(fresh); };
});

export const owner = () => document.body.dataset.owner ?? "";
export const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
export const strokes = async () => (await all("strokes")).filter((row) => row.owner === owner());
export const waiting = async () => (await strokes()).filter((row) => row.dirty && !row.gone);

// The words of a stroke as the form names them.
function fields(rows) {
  const body = new URLSearchParams({ round: rows[0].round, was: rows.map((row) => `${row.field}:${row.was}`).join(" ") });
  for (const { field, value } of rows) {
    if (Array.isArray(value)) (value.length ? value : [["", ""]]).forEach(([text, answer], n) => { body.append(`brake_text_${n}`, text); body.append(`brake_answer_${n}`, answer); });
    else body.append(field, value);
  }
  return body;
}

// A page kept for days holds an old token: ask a fresh one once.
async function fresh(url) {
  const page = await fetch(url);
  if (page.redirected || !page.ok) return page.redirected ? null : "";
  return new DOMParser().parseFromString(await page.text(), "text/html").querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

async function post(url, body, given = token(), again = true) {
  given ||= await fresh(url);
  if (given === null) return { state: "out" };
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": given } });
  if (answer.redirected) return { state: "out" };
  if (answer.status === 403 && again) {
    const next = await fresh(url);
    return next === null ? { state: "out" } : post(url, body, next, false);
  }
  if (answer.status === 404) return { state: "gone" };
  if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return { state: "away" };
  return { state: "kept", ...(await answer.json()) };
}

// Send what waits, one round at a time. A stroke made while this one travelled stays to be sent.
async function sendRound(rows) {
  const open = rows.filter((row) => !row.elsewhere);
  if (!open.length) return { state: "choose" };
  let told;
  try { told = await post(open[0].url, fields(open)); } catch { return { state: "away" }; }
  // A case erased elsewhere: its words are asked about (offline.js), and not sent again.
  if (told.state === "gone") for (const row of open) await change("strokes", row.key, (now) => now && { ...now, gone: 1 });
  if (told.state !== "kept") return told;
  for (const row of open) {
    const both = told.conflicts.find((one) => one.field === row.field);
    await change("strokes", row.key, (now) => {
      if (!now) return undefined;
      if (both) return { ...now, elsewhere: both };
      if (told.wrong[row.field]) return { ...now, wrong: told.wrong[row.field] };
      if (row.field === "complete" && !told.completed) return undefined;
      return { ...now, was: told.stamps[row.field] ?? now.was, at: told.at, dirty: JSON.stringify(now.value) === JSON.stringify(row.value) ? 0 : 1, wrong: "" };
    });
  }
  if (told.conflicts.length) return { ...told, state: "choose" };
  return told;
}

let sending = Promise.resolve();
export function send(round) {
  sending = sending.then(async () => {
    const rounds = Map.groupBy ? Map.groupBy(await waiting(), (row) => row.round) : group(await waiting());
    let last = { state: "none" };
    for (const [key, rows] of rounds) {
      const told = await sendRound(rows);
      if (!round || key === round) last = told;
    }
    return last;
  });
  return sending;
}

function group(rows) {
  const found = new Map();
  for (const row of rows) found.set(row.round, [...(found.get(row.round) ?? []), row]);
  return found;
}

// Forget what is kept here for this person: all of it, or one case.
export async function forget(url, whose = owner()) {
  for (const store of ["strokes", "typed"]) {
    const keys = (await all(store)).filter((row) => row.owner === whose && (!url || row.url === url)).map((row) => row.key);
    await drop(store, keys);
  }
  for (const name of Object.keys(localStorage)) if (name.startsWith(`${HURRIED}${whose} `)) localStorage.removeItem(name);
  if (!self.caches) return;
  if (url) await (await caches.open("relance-pages")).delete(url);
  else await Promise.all(["relance-pages", "relance-shared"].map((name) => caches.delete(name)));
}

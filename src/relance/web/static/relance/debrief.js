// The debrief, for a thumb in a parked car: each stroke is kept in this device at once, then sent; without network
// it waits. What was changed elsewhere meanwhile is shown beside it, and the person chooses.
import { HURRIED, change, drop, owner, put, send, strokes } from "./store.js";

const form = document.querySelector("form[data-debrief]"), says = form.dataset;
const url = new URL(form.action).pathname;
const phone = matchMedia("(pointer: coarse)").matches;
const stamps = new Map(form.elements.was.value.split(" ").map((one) => one.split(":")));
const asked = new Map([...form.querySelectorAll("[data-field]")].map((box) => [box.dataset.field, box]));
const saved = document.getElementById("saved");
const key = (field) => `${owner()} ${says.round} ${field}`;

// --- reading and writing a question -------------------------------------------------------------------------
function read(box) {
  if (box.dataset.shape === "brakes") return pairs(box).map(([text, answer]) => [text.value.trim(), answer.value.trim()]).filter(([text]) => text);
  if (box.dataset.shape === "scale" || box.dataset.shape === "yes_no") return box.querySelector("input:checked")?.value ?? "";
  return box.querySelector("textarea,input").value;
}
const pairs = (box) => [...box.querySelectorAll(".pair:not(.both .pair)")].map((pair) => [...pair.querySelectorAll("input")]);

function write(box, value) {
  if (box.dataset.shape === "brakes") {
    while (pairs(box).length < value.length + 1) grow(box);
    pairs(box).forEach(([text, answer], n) => { [text.value, answer.value] = value[n] ?? ["", ""]; });
  } else if (box.dataset.shape === "scale" || box.dataset.shape === "yes_no") {
    for (const choice of box.querySelectorAll("input")) choice.checked = choice.value === value;
  } else box.querySelector("textarea,input").value = value;
}

function grow(box) {
  const last = [...box.querySelectorAll(".pair:not(.both .pair)")].at(-1), n = pairs(box).length, fresh = last.cloneNode(true);
  for (const part of fresh.querySelectorAll("input,label")) {
    for (const name of ["id", "name", "for"]) if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/\d+$/, n));
    if (part.matches("input")) { part.value = ""; part.removeAttribute("value"); } else part.textContent = part.textContent.replace(/\d+$/, n + 1);
  }
  last.after(fresh);
}

// --- each stroke -----------------------------------------------------------------------------------------------
let timer, asking = false;
async function stroke(field, value) {
  const row = { key: key(field), owner: owner(), round: says.round, url, name: says.name, field, value, was: stamps.get(field) ?? "0", dirty: 1 };
  const safe = JSON.stringify(row);
  try { localStorage.setItem(HURRIED + row.key, safe); } catch { /* full: the slower store holds it in a moment */ }
  await keepRow(row);
  if (localStorage.getItem(HURRIED + row.key) === safe) localStorage.removeItem(HURRIED + row.key);
  count();
  if (!asking) { asking = true; navigator.storage?.persist?.().catch(() => {}); }
}
const keepRow = (row) => change("strokes", row.key, (old) => ({ ...row, ...(old && { was: old.was, elsewhere: old.elsewhere }) }));
// A page closed in the very moment of a stroke: what was written in haste joins the rest.
async function gather() {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(`${HURRIED}${owner()} ${says.round} `))) {
    await keepRow(JSON.parse(localStorage.getItem(name)));
    localStorage.removeItem(name);
  }
}
async function kept(box) {
  try { await stroke(box.dataset.field, read(box)); } catch { return; /* no store: the buttons still save */ }
  clearTimeout(timer);
  timer = setTimeout(hurry, 500);
}
form.addEventListener("input", ({ target }) => { const box = target.closest("[data-field]"); if (box) kept(box); });

async function hurry() {
  const told = await send(says.round);
  if (told.at) form.dataset.stamp = told.at;
  for (const [field, stamp] of Object.entries(told.stamps ?? {})) stamps.set(field, stamp);
  form.elements.was.value = [...stamps].map((one) => one.join(":")).join(" ");
  if (told.fed !== undefined && document.getElementById("fed")) document.getElementById("fed").innerHTML = told.fed;
  if (told.noted !== undefined) form.dataset.noted = told.noted;
  if (told.completed !== undefined) form.dataset.completed = told.completed ? "1" : "";
  await choices();
  tell(told.state, Object.values(told.wrong ?? {})[0]);
  if (told.next) location.assign(told.next);
  return told;
}

// --- where things stand ----------------------------------------------------------------------------------------
function count() {
  const rest = [...asked].filter(([field]) => field !== "free_text" && field !== "felt_text");
  const noted = rest.filter(([, box]) => read(box).length).length, bar = form.querySelector("progress");
  bar.value = rest.length > 1 ? noted : (says.noted ?? bar.value);
  for (const group of form.querySelectorAll(".group")) {
    const boxes = [...group.querySelectorAll("[data-field]")];
    group.querySelector("summary small").textContent = says.share.replace("{noted}", boxes.filter((box) => read(box).length).length).replace("{all}", boxes.length);
  }
  return bar.value;
}

function tell(state, wrong) {
  const far = says.progress.replace("{noted}", count());
  const bad = { choose: says.choose, out: says.out, gone: says.gone }[state] ?? (wrong || "");
  saved.classList.toggle("bad", Boolean(bad)); saved.classList.toggle("away", state === "away");
  saved.textContent = bad || (state === "away" ? (phone ? says.awayPhone : says.away) : `${says.completed ? `${says.done} ` : ""}${far}, ${says.kept}.`);
  if (state !== "out") return;
  const door = document.createElement("a");
  door.href = `/entrer/?next=${encodeURIComponent(location.pathname)}`; door.textContent = says.enter;
  saved.append(" ", door);
}

async function choices() {
  for (const row of await strokes()) {
    const box = asked.get(row.field);
    if (!box || row.round !== says.round || !row.elsewhere || box.querySelector(".both")) continue;
    const both = document.getElementById("both")?.content.firstElementChild.cloneNode(true);
    if (!both) continue;
    const written = (value) => (Array.isArray(value) ? value.map((pair) => pair.filter(Boolean).join(" → ")).join("\n") : value);
    both.querySelector(".mine").textContent = box.querySelector("textarea") || box.dataset.shape === "brakes" ? written(row.value) : (box.querySelector(`[value="${CSS.escape(row.value)}"]`)?.parentNode.textContent ?? row.value);
    both.querySelector(".theirs").textContent = row.elsewhere.words;
    both.querySelector("[data-choose=both]").hidden = !box.querySelector("textarea") && box.dataset.shape !== "brakes";
    both.addEventListener("click", ({ target }) => { if (target.dataset.choose) choose(box, row.elsewhere, target.dataset.choose); });
    box.append(both);
    box.closest("details")?.setAttribute("open", "");
  }
}

async function choose(box, elsewhere, chosen) {
  const mine = read(box), theirs = elsewhere.value ?? "";
  const value = chosen === "mine" ? mine : chosen === "theirs" ? theirs : Array.isArray(mine) ? [...mine, ...theirs] : `${mine}\n${theirs}`;
  write(box, value);
  if (sorting) sortable();
  box.querySelector(".both").remove();
  stamps.set(box.dataset.field, elsewhere.stamp);
  await change("strokes", key(box.dataset.field), (row) => ({ ...row, value, was: elsewhere.stamp, elsewhere: undefined, dirty: 1 }));
  box.querySelector("textarea,input").focus();
  await hurry();
}

// --- the page as it was left: strokes not sent yet, and, on a page kept for days, those sent since -------------------
async function resume() {
  await gather();
  const rows = (await strokes()).filter((row) => row.round === says.round);
  for (const row of rows) {
    const older = row.at && row.at > says.stamp;
    if (!row.dirty && (!older || !asked.has(row.field))) await drop("strokes", [row.key]);
    if (!asked.has(row.field) || (!row.dirty && !older)) continue;
    write(asked.get(row.field), row.value);
    stamps.set(row.field, row.was);
  }
  count();
  if (rows.some((row) => row.dirty)) await hurry();
}

// --- the buttons: what they say is done here, and sent when it can be -------------------------------------------------
form.addEventListener("submit", async (event) => {
  const done = event.submitter?.name === "complete", next = form.elements.next?.value;
  event.preventDefault();
  event.stopImmediatePropagation();
  try {
    if (done) await stroke("complete", "1");
    const told = await hurry();
    if (!done && told.state === "none") tell("kept");
    if (!done && next) location.assign(`${url}${next}/`);
  } catch { HTMLFormElement.prototype.submit.call(form); } // no store in this browser: the server keeps the page as it is
}, true);
addEventListener("online", hurry);
setInterval(() => { if (saved.classList.contains("away") && document.visibilityState === "visible") hurry(); }, 20_000);

// --- one question at a time, without asking the network ------------------------------------------------------------------
const order = [...asked.keys()], stepping = form.querySelector(".stepping");
function step() {
  const field = decodeURIComponent(location.hash.slice(1)).replace(/^q-/, ""), one = location.hash.startsWith("#q-") && asked.has(field);
  form.classList.toggle("one-question", one); form.classList.toggle("stepped", one); document.body.classList.toggle("stepping-now", one);
  stepping.hidden = !one;
  for (const [name, box] of asked) box.classList.toggle("now", one && name === field);
  if (!one) return;
  for (const group of form.querySelectorAll(".group")) group.open = true;
  const place = order.indexOf(field);
  stepping.querySelector("[data-go='1']").hidden = place === order.length - 1;
  stepping.querySelector("[name=complete]").hidden = place < order.length - 1;
  stepping.querySelector("[data-go='-1']").hidden = place === 0;
  scrollTo(0, 0);
  (asked.get(field).querySelector("textarea,input:checked") ?? asked.get(field).querySelector("input")).focus({ preventScroll: true });
}
if (stepping) {
  const alone = /\/bilan\/([\w-]+)\/$/.exec(location.pathname);
  if (alone) history.replaceState(null, "", `${url}#q-${alone[1]}`); // the whole page came in its place: no network
  document.getElementById("one-by-one").addEventListener("click", (event) => {
    event.preventDefault();
    location.hash = `q-${order.slice(1).find((field) => !read(asked.get(field)).length) ?? order[1]}`;
  });
  stepping.addEventListener("click", (event) => {
    const way = Number(event.target.dataset.go ?? 0);
    if (way) location.hash = `q-${order[order.indexOf(form.querySelector(".now").dataset.field) + way]}`;
    else if (event.target.matches("a")) { event.preventDefault(); location.hash = "tout"; }
  });
  addEventListener("hashchange", step);
  step();
}

// --- sorting the lines of the free text: a tap on the line, a tap on its question ------------------------------------------
const sorting = document.getElementById("ranger"), picker = document.getElementById("sort-into");
const clean = (text) => text.replace(/^[\s\-–•]+|[\s\-–•]+$/g, "");
const lists = [...asked.values()].filter((box) => box.dataset.field !== "free_text" && (box.dataset.shape === "list" || box.dataset.shape === "text"));
const holder = (line) => lists.find((box) => read(box).split("\n").some((one) => one.trim() === line));
function sortable() {
  const list = sorting.querySelector("ul"), lines = read(asked.get("free_text")).split("\n").map(clean);
  sorting.hidden = !lines.some(Boolean);
  list.replaceChildren(...lines.flatMap((line) => {
    if (!line) return [];
    const item = document.createElement("li"), button = document.createElement("button"), text = document.createElement("span"), small = document.createElement("small");
    const into = holder(line);
    button.type = "button"; button.className = `sortable${into ? " sorted" : ""}`; text.textContent = line;
    small.textContent = into ? into.querySelector("label").textContent : says.sort;
    button.append(text, small); item.append(button);
    button.addEventListener("click", () => pick(line));
    return [item];
  }));
}
function pick(line) {
  document.getElementById("sort-title").textContent = line;
  const from = holder(line)?.dataset.field;
  for (const button of picker.querySelectorAll("button")) { button.hidden = button.value === "none" && !from; button.setAttribute("aria-pressed", String(button.value === from)); }
  picker.returnValue = "";
  picker.onclose = async () => {
    if (picker.returnValue) {
      for (const box of lists) {
        const before = read(box), others = before.split("\n").filter((one) => one.trim() && one.trim() !== line);
        if (box.dataset.field === picker.returnValue) others.push(line);
        if (others.join("\n") !== before.trim()) { write(box, others.join("\n")); await kept(box); }
      }
    }
    sortable();
    [...sorting.querySelectorAll("button")].find((button) => button.firstChild.textContent === line)?.focus();
  };
  picker.showModal();
}
if (sorting) {
  asked.get("free_text").addEventListener("input", sortable);
  for (const box of lists) box.addEventListener("change", sortable);
}

resume().then(() => sorting && sortable()).catch(() => {});

"use strict";
// What a page gains when JavaScript is there. Everything works without it: each part below only spares a page.
(() => {
  const wait = (ms, run) => { let timer; return (...given) => { clearTimeout(timer); timer = setTimeout(() => run(...given), ms); }; };
  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

  // The letter: checked a moment after the last stroke. The text area is never replaced, so the caret never moves.
  const body = document.querySelector("textarea[data-check]");
  if (body) {
    const form = body.form;
    let turn = 0;
    const look = wait(250, async () => {
      const mine = ++turn;
      const said = document.getElementById("saved");
      try {
        const typed = new FormData(form);
        typed.delete("file"); // joined by its own button, not at each stroke
        const answer = await fetch(body.dataset.check, { method: "POST", body: typed, headers: { "X-CSRFToken": token() } });
        if (mine !== turn) return;
        if (!answer.ok || answer.redirected) { if (said) { said.textContent = said.dataset.bad ?? ""; said.classList.add("bad"); } return; }
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const id of ["mirror", "findings", "saved"]) {
          const fresh = page.getElementById(id), old = document.getElementById(id);
          if (fresh && old) { old.className = fresh.className; old.replaceChildren(...fresh.childNodes); }
        }
        const stamp = page.querySelector("input[name=stamp]");
        if (stamp) form.elements.stamp.value = stamp.value;
        if (page.getElementById("saved")?.dataset.kept) document.dispatchEvent(new CustomEvent("relance:saved", { detail: typed }));
      } catch { if (said) { said.textContent = said.dataset.bad ?? ""; said.classList.add("bad"); } }
    });
    // A fix is one tap, in place: the browser's own undo takes it back, and so does the button.
    const undo = document.getElementById("undo");
    form.addEventListener("click", (event) => {
      const fix = event.target.closest("button[name=fix]");
      if (!fix) return;
      const field = fix.dataset.part === "subject" ? form.elements.subject : body, { start, end } = fix.dataset;
      event.preventDefault();
      field.focus({ preventScroll: true });
      field.setSelectionRange(Number(start), Number(end));
      document.execCommand(fix.dataset.fix ? "insertText" : "delete", false, fix.dataset.fix);
      fix.closest(".finding").remove();
      undo.parentNode.hidden = false; undo.field = field;
    });
    undo.addEventListener("click", () => { undo.field.focus({ preventScroll: true }); document.execCommand("undo"); });
    form.addEventListener("input", (event) => {
      if (!event.target.matches("[data-live]")) return;
      document.getElementById("mirror")?.classList.add("stale");
      for (const old of form.querySelectorAll("button[name=fix]")) old.disabled = true; // its place moved: a moment
      look();
    });
    if (!CSS.supports("field-sizing", "content")) {
      const grow = () => { body.style.height = "auto"; body.style.height = body.scrollHeight + "px"; };
      body.addEventListener("input", grow); grow();
    }
  }

  // A page left open: drawn again five minutes before the interview ends.
  const again = document.querySelector("meta[name=relance-look-again]");
  if (again) setTimeout(() => location.reload(), Math.max(Date.parse(again.content) - Date.now(), 1000));

  // A step of the frise, reached from the drawing, opens itself.
  const open = () => document.getElementById(location.hash.slice(1))?.querySelector("details")?.setAttribute("open", "");
  addEventListener("hashchange", open); open();

  // A grave act asks once more.
  document.addEventListener("click", (event) => {
    const asked = event.target.closest?.("[data-confirm]");
    if (asked && !confirm(asked.dataset.confirm)) event.preventDefault();
  });

  // A form is sent once.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "1";
    setTimeout(() => { delete event.target.dataset.sent; }, 4000);
  });

  // Drop an invitation anywhere on its frame; choosing it sends it.
  for (const frame of document.querySelectorAll(".drop")) {
    const input = frame.querySelector("input[type=file]");
    frame.addEventListener("dragover", (event) => { event.preventDefault(); frame.classList.add("over"); });
    frame.addEventListener("dragleave", () => frame.classList.remove("over"));
    frame.addEventListener("drop", (event) => {
      event.preventDefault(); frame.classList.remove("over");
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.form.requestSubmit(); }
    });
    input.addEventListener("change", () => { if (input.files.length) input.form.requestSubmit(); });
  }

  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

  // The message for a voicemail, said aloud against the clock.
  for (const box of document.querySelectorAll("[data-timer]")) {
    const [bar, button, said] = box.children, most = +box.dataset.timer, start = button.textContent;
    let beat = 0;
    const stop = (words) => { clearInterval(beat); beat = 0; button.textContent = start; said.textContent = words; };
    box.hidden = false;
    button.addEventListener("click", () => {
      if (beat) { stop(Math.round(bar.value) + " s"); return; }
      const began = performance.now();
      button.textContent = button.dataset.stop; said.textContent = "";
      beat = setInterval(() => { bar.value = Math.min((performance.now() - began) / 1000, most); if (bar.value >= most) stop(said.dataset.end); }, 100);
    });
  }

  // Copy a text for whoever sends it by another way.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    event.preventDefault();
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
})();

"use strict";
// Puts the class anew into the teacher's page, and asks before anything is deleted. Everything works without it.
(() => {
  const every = 3000;
  const shown = document.getElementById("class"), trouble = document.getElementById("trouble");
  let seen = new Date();

  const isInUse = (part) => part.contains(document.activeElement) || part.querySelector("details[open]");

  // Only what has changed is replaced, so nothing is torn from under a finger, a reading voice or the focus.
  const renewPart = (there, made) => {
    if (there.innerHTML === made.innerHTML || isInUse(there)) return;
    there.innerHTML = made.innerHTML;
  };

  const renewState = (there, made) => {
    if (there.dataset.status === made.dataset.status) return;
    const hadFocus = there.contains(document.activeElement);
    there.dataset.status = made.dataset.status;
    document.getElementById("said")?.remove(); // it was of another state
    there.innerHTML = made.innerHTML;
    if (hadFocus) there.querySelector("button").focus();
  };

  const renewRows = (there, made) => {
    const known = new Map(Array.from(there.rows, (row) => [row.id, row]));
    const wanted = Array.from(made.rows), ids = new Set(wanted.map((row) => row.id));
    for (const [id, row] of known) {
      if (ids.has(id)) continue;
      if (row.contains(document.activeElement)) document.getElementById("pupils").focus();
      row.remove();
    }
    wanted.forEach((row, at) => {
      const kept = known.get(row.id);
      if (kept) {
        kept.className = row.className;
        Array.from(row.cells).forEach((cell, number) => renewPart(kept.cells[number], cell));
      }
      const target = kept || document.importNode(row, true);
      if (there.rows[at] !== target) there.insertBefore(target, there.rows[at] || null);
    });
  };

  const tell = (words) => {
    trouble.hidden = !words;
    if (trouble.textContent !== words) trouble.textContent = words;
  };

  const renew = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/teacher", { headers: { "Eightwings-Fragment": "1" } });
      if (answer.status === 404 || answer.status === 410) return location.reload();
      if (!answer.ok) throw new Error(answer.statusText);
      const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("class");
      for (const part of made.querySelectorAll("[data-part]")) {
        const there = shown.querySelector(`[data-part="${part.dataset.part}"]`);
        (part.dataset.part === "state" ? renewState : renewPart)(there, part);
      }
      const tables = shown.querySelectorAll("[data-rows]");
      made.querySelectorAll("[data-rows]").forEach((rows, at) => renewRows(tables[at], rows));
      seen = new Date();
      tell("");
    } catch {
      tell(shown.dataset.trouble.replace("{time}", seen.toLocaleTimeString()));
    }
  };
  setInterval(renew, every);
  document.addEventListener("visibilitychange", renew);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-sure]");
    if (button && !confirm(button.dataset.sure)) event.preventDefault();
  });
})();

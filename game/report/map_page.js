"use strict";
// Moving about in the drawing, finding, and showing what belongs together. Without it, the page is still complete.
const drawing = document.getElementById("drawing");
const map = drawing.querySelector("svg");
const whole = { ...box(map.viewBox.baseVal) };
let view = { ...whole };

function box({ x, y, width, height }) { return { x, y, width, height }; }

function look(at) {
  const width = Math.min(Math.max(at.width, 150), whole.width * 2);
  const height = width * drawing.clientHeight / Math.max(drawing.clientWidth, 1);
  view = { x: at.x, y: at.y, width, height };
  map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
}

function lookAtAll() {
  const shape = drawing.clientWidth / Math.max(drawing.clientHeight, 1);
  const width = Math.max(whole.width, whole.height * shape);
  look({ x: (whole.width - width) / 2, y: 0, width });
}

function zoom(factor, across = 0.5, down = 0.5) {
  const width = Math.min(Math.max(view.width * factor, 150), whole.width * 2);
  const scale = width / view.width;
  look({ x: view.x + view.width * across * (1 - scale), y: view.y + view.height * down * (1 - scale), width });
}

function move(across, down) {
  look({ ...view, x: view.x + view.width * across, y: view.y + view.height * down });
}

function cardOf(key) { return map.querySelector(`[data-key="${CSS.escape(key)}"]`); }

function bringIntoView(card) {
  const seen = card.getBoundingClientRect();
  const frame = drawing.getBoundingClientRect();
  if (seen.left >= frame.left && seen.right <= frame.right && seen.top >= frame.top && seen.bottom <= frame.bottom) return;
  const unit = view.width / frame.width;
  const width = Math.min(view.width, frame.width * 1.2);
  const x = view.x + ((seen.left + seen.right) / 2 - frame.left) * unit;
  const y = view.y + ((seen.top + seen.bottom) / 2 - frame.top) * unit;
  look({ x: x - width / 2, y: y - width * frame.height / frame.width / 2, width });
}

function showWhatBelongsTo(key) {
  for (const one of map.querySelectorAll(".beside")) one.classList.remove("beside");
  if (!key) return;
  for (const edge of map.querySelectorAll(".edge[data-from]")) {
    const { from, to } = edge.dataset;
    if (from !== key && to !== key) continue;
    edge.classList.add("beside");
    cardOf(from === key ? to : from)?.classList.add("beside");
  }
}

function chosen() { return decodeURIComponent(location.hash.slice(1)); }

function showChosen() {
  for (const one of map.querySelectorAll(".chosen")) one.classList.remove("chosen");
  const article = document.getElementById(chosen());
  const card = chosen() && cardOf(chosen());
  article?.querySelector("details")?.setAttribute("open", "");
  if (card) {
    card.classList.add("chosen");
    bringIntoView(card);
  }
  showWhatBelongsTo(chosen());
}

addEventListener("hashchange", showChosen);
addEventListener("beforeprint", () => map.setAttribute("viewBox", `0 0 ${whole.width} ${whole.height}`));
addEventListener("afterprint", () => look(view));
document.getElementById("closer").addEventListener("click", () => zoom(0.75));
document.getElementById("further").addEventListener("click", () => zoom(1.33));
document.getElementById("whole").addEventListener("click", lookAtAll);

drawing.addEventListener("wheel", (event) => {
  event.preventDefault();
  const frame = drawing.getBoundingClientRect();
  zoom(Math.exp(event.deltaY * (event.deltaMode ? 0.05 : 0.0015)),
    (event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height);
}, { passive: false });

let held = null;
let moved = false;
drawing.addEventListener("pointerdown", (event) => {
  held = { x: event.clientX, y: event.clientY };
  moved = false;
});
addEventListener("pointermove", (event) => {
  if (!held) return;
  const across = event.clientX - held.x;
  const down = event.clientY - held.y;
  if (!moved && Math.hypot(across, down) < 5) return;
  moved = true;
  drawing.classList.add("moving");
  move(-across / drawing.clientWidth, -down / drawing.clientHeight);
  held = { x: event.clientX, y: event.clientY };
});
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => { held = null; drawing.classList.remove("moving"); });
}
drawing.addEventListener("click", (event) => { if (moved) event.preventDefault(); });
drawing.addEventListener("dragstart", (event) => event.preventDefault());

const keys = {
  ArrowLeft: () => move(-0.1, 0), ArrowRight: () => move(0.1, 0), ArrowUp: () => move(0, -0.1),
  ArrowDown: () => move(0, 0.1), "+": () => zoom(0.8), "=": () => zoom(0.8), "-": () => zoom(1.25), 0: lookAtAll,
};
drawing.addEventListener("keydown", (event) => {
  const what = event.ctrlKey || event.metaKey || event.altKey ? null : keys[event.key];
  if (!what) return;
  event.preventDefault();
  what();
});

const keyOf = (target) => target.closest?.("a.link")?.getAttribute("href").slice(1);
drawing.addEventListener("focusin", (event) => {
  const key = keyOf(event.target);
  if (key && !held) bringIntoView(cardOf(key));
  showWhatBelongsTo(key || chosen());
});
drawing.addEventListener("pointerover", (event) => showWhatBelongsTo(keyOf(event.target) || chosen()));

const find = document.getElementById("find");
const articles = [...document.querySelectorAll("article")];
find.addEventListener("input", () => {
  const words = find.value.trim().toLowerCase();
  let number = 0;
  for (const article of articles) {
    const fits = article.textContent.toLowerCase().includes(words);
    article.hidden = !fits;
    number += fits;
    cardOf(article.id)?.classList.toggle("missed", !fits);
  }
  document.getElementById("found").textContent = words ? `${number} found` : "";
});
find.addEventListener("keydown", (event) => {
  const first = articles.find((one) => !one.hidden);
  if (event.key === "Enter" && find.value.trim() && first) location.hash = first.id;
});

look({ x: 0, y: 0, width: Math.min(whole.width, drawing.clientWidth * 1.5) });
showChosen();

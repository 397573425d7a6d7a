// Swaps in what has changed, so that a page need not load anew. Without this script everything works by whole pages.
"use strict";
(() => {
  const spoken = document.getElementById("spoken");
  const shown = () => document.getElementById("play");
  let busy = false;

  // A page that makes its fragments itself has a sender of its own: (method, address, body) => {html, address}.
  const send = window.eightWingsSend || (async (method, address, body) => {
    const headers = { "Eightwings-Fragment": "1" };
    const answer = await fetch(address, { method, body, headers, credentials: "same-origin" });
    return { html: await answer.text(), address: answer.url };
  });

  const isStill = () =>
    document.documentElement.dataset.motion === "reduced" || matchMedia("(prefers-reduced-motion: reduce)").matches;

  const turnOf = (page) => {
    const heading = page.querySelector(".turn.now h2");
    return heading ? Number(heading.id.slice("turn-".length)) : -1;
  };

  // The words of an element as they are to be heard.
  const heard = (element) => {
    const copy = element.cloneNode(true);
    for (const drawn of copy.querySelectorAll("[aria-hidden]")) drawn.remove();
    for (const gap of copy.querySelectorAll("[aria-label]")) gap.textContent = ` ${gap.getAttribute("aria-label")} `;
    const pieces = copy.querySelectorAll("p, li, h3");
    return Array.from(pieces.length ? pieces : [copy], (piece) => piece.textContent.replace(/\s+/g, " ").trim());
  };

  // Each new turn, notice and question is said once; headings are read because the focus moves there.
  const say = (before, now) => {
    const isNew = turnOf(now) > before.turn || (turnOf(now) === 0 && before.turn !== 0);
    const words = [];
    for (const element of now.querySelectorAll("[data-said]")) {
      if (element.dataset.said !== "turn" || isNew) words.push(...heard(element));
    }
    const asked = now.querySelector("#asked");
    if (asked && heard(asked).join(" ") !== before.asked) words.push(...heard(asked));
    spoken.textContent = "";
    setTimeout(() => { spoken.textContent = words.join(" "); }, 60);
  };

  const memory = () => {
    const page = shown(), asked = page.querySelector("#asked"), active = document.activeElement;
    return {
      turn: turnOf(page), kind: page.dataset.kind, asked: asked ? heard(asked).join(" ") : "",
      field: active && page.contains(active) && active.matches("input[type=text], input[type=search]") ? active.id : "",
    };
  };

  const place = (before, now, sent) => {
    const field = before.field && document.getElementById(before.field);
    const turn = now.querySelector(".turn.now"), isPlay = now.dataset.kind === "play";
    if (sent && isPlay && before.kind === "play" && turnOf(now) === before.turn && !field) {
      const target = now.querySelector(".notices") || now.querySelector("#offer");
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest" });
      return;
    }
    if (field && before.kind === now.dataset.kind) {
      field.focus({ preventScroll: true });
      if (field.type === "search") return field.setSelectionRange(field.value.length, field.value.length);
    } else {
      const heading = isPlay ? now.querySelector(".turn.now h2") : now.querySelector("main h1");
      if (heading) heading.focus({ preventScroll: true });
    }
    if (isPlay && turn) turn.scrollIntoView({ block: "start", behavior: isStill() || before.kind !== "play" ? "auto" : "smooth" });
    else scrollTo(0, 0);
  };

  const swap = (html, sent) => {
    const now = new DOMParser().parseFromString(html, "text/html").getElementById("play");
    if (!now) return false;
    const before = memory();
    shown().replaceWith(now);
    document.title = now.dataset.title;
    for (const name of ["theme", "size", "width", "motion"]) document.documentElement.dataset[name] = now.dataset[name];
    if (now.dataset.kind === "play" && (sent || before.kind === "play")) say(before, now);
    place(before, now, sent);
    return true;
  };

  const trouble = () => {
    const words = shown().dataset.trouble, main = document.getElementById("main");
    main.querySelector(".trouble")?.remove();
    const line = document.createElement("p");
    line.className = "trouble";
    line.textContent = words;
    main.prepend(line);
    spoken.textContent = words;
  };

  const load = async (method, address, body, push = true) => {
    if (busy) return;
    busy = true;
    document.documentElement.setAttribute("aria-busy", "true");
    try {
      const answer = await send(method, address, body);
      const target = new URL(answer.address, location.href);
      if (!swap(answer.html, method === "POST")) return location.assign(target);
      target.hash = "";
      if (push && target.href !== location.href.split("#")[0]) history.pushState(null, "", target);
    } catch {
      trouble();
    } finally {
      busy = false;
      document.documentElement.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (!shown().contains(form)) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    if (button && button.name) fields.append(button.name, button.value);
    const address = new URL(form.getAttribute("action"), location.href);
    if (form.method === "post") return load("POST", address, fields);
    address.search = fields;
    load("GET", address);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#play a[href]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const target = new URL(link.href.baseVal ?? link.href, location.href);
    if (link.hasAttribute("download") || link.dataset.leaves) return;
    if (target.origin !== location.origin || target.pathname !== location.pathname) return;
    event.preventDefault();
    load("GET", target);
  });

  addEventListener("popstate", () => load("GET", location.href, undefined, false));
})();

"use strict";
// Shows what the teacher says, also to whoever does nothing just now. Everything works without it.
(() => {
  const every = 5000;
  let waiting = 0;
  const put = (words) => {
    const main = document.getElementById("main");
    const shown = Array.from(main.querySelectorAll(":scope > .announcement"), (line) => line.textContent);
    if (shown.join("\n") === words.join("\n")) return;
    for (const line of main.querySelectorAll(":scope > .announcement")) line.remove();
    const before = main.querySelector(".columns, .sheet");
    for (const said of words) {
      const line = document.createElement("p");
      line.className = "announcement";
      line.textContent = said;
      main.insertBefore(line, before);
    }
    const spoken = document.getElementById("spoken");
    if (words.length && spoken) spoken.textContent = words.join(" ");
  };
  const isPaused = () => Boolean(document.querySelector("[data-paused]"));
  const ask = async () => {
    if (document.hidden || !document.getElementById("main")) return;
    if (waiting > 0) { waiting -= 1; return; }
    try {
      const answer = await fetch("/news", { credentials: "same-origin" });
      if (answer.status === 410) return location.assign("/");
      if (!answer.ok) { waiting = 3; return; }
      const news = await answer.json();
      put(news.announcements);
      // Only the end of a pause changes what can be done: a page that one is writing in stays as it is.
      if (!news.paused && isPaused()) location.reload();
    } catch { waiting = 3; }
  };
  setInterval(ask, every);
})();

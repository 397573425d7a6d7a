// The page's own host: hands what is sent to a worker, which makes the pages. Stands in front of `play.js`.
"use strict";
(() => {
  const settings = JSON.parse(document.currentScript.dataset.settings);
  const here = new URL(".", document.baseURI), files = new URL(settings.files, here);
  const making = document.getElementById("making");
  const platform = window.eightWingsPlatform;
  const waiting = new Map();
  let worker, calls = 0;

  const call = (name, ...values) => new Promise((resolve, reject) => {
    calls += 1;
    waiting.set(calls, { resolve, reject });
    worker.postMessage({ number: calls, name, values });
  });

  const say = (words) => {
    making.textContent = words;
    making.hidden = !words;
  };

  const failed = (reason) => {
    console.error(reason);
    document.documentElement.dataset.failed = "yes";
    say(location.protocol === "file:" ? making.dataset.noServer : making.dataset.failed);
  };

  const received = ({ data }) => {
    const { resolve, reject } = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.error) return reject(new Error(data.error));
    const reply = data.reply;
    for (const words of reply?.told ?? []) console.warn(words);
    if (reply?.unkept) say(making.dataset.unkept);
    if (reply?.result) platform?.report(reply.result, reply.save);
    resolve(reply);
  };

  const open = async () => {
    if (location.protocol === "file:") throw new Error("a page that is a file may start no worker");
    const learner = platform?.begin();
    worker = new Worker(new URL("worker.js", files), { type: "module" });
    worker.onmessage = received;
    const broken = new Promise((_, reject) => { worker.onerror = (event) => reject(new Error(event.message)); });
    const scope = here.pathname + (learner ? ` ${learner.id}` : "");
    const start = { ...settings, runtime: new URL(settings.runtime, here).href, files: files.href, scope };
    return Promise.race([call("start", start, location.search, learner ?? {}), broken]);
  };

  const opened = open();

  // What play.js sends its forms and links with.
  window.eightWingsSend = async (method, address, body) => {
    await opened;
    const target = new URL(address, location.href);
    const reply = method === "POST" ? await call("take", `${body}`) : await call("page", target.search);
    if (reply.address) target.search = reply.address.replace(/#.*/, "");
    return { html: reply.page, address: target.href };
  };

  const showAgain = () => dispatchEvent(new PopStateEvent("popstate"));

  const keep = async () => {
    const { text, name } = await call("saved");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const load = async (field) => {
    const [file] = field.files;
    if (!file) return;
    const text = await file.slice(0, settings.mostBytes + 1).text();
    field.value = "";
    await call("load", file.name, text);
    if (location.search) history.pushState(null, "", here);
    showAgain();
  };

  const trouble = (reason) => {
    console.error(reason);
    say(document.getElementById("play").dataset.trouble);
  };

  document.getElementById("keep").addEventListener("click", () => opened.then(keep).catch(trouble));
  document.getElementById("load").addEventListener("change", (event) => opened.then(() => load(event.target)).catch(trouble));
  addEventListener("pagehide", () => platform?.end());

  // Somebody who was here before does not come back to the beginning, even for a moment.
  const storage = (() => { try { return localStorage; } catch { return undefined; } })();
  const mark = `eightwings ${here.pathname}`;
  if (storage?.getItem(mark) || location.search) document.getElementById("main").hidden = true;

  // Whatever grading needs is loaded piece by piece while the player reads.
  const prepare = async () => {
    await new Promise((go) => setTimeout(go, 700));
    if (waiting.size || await call("prepare")) prepare();
  };

  opened.then((reply) => {
    say(reply.unkept ? making.dataset.unkept : "");
    document.documentElement.dataset.ready = reply.from;
    const now = new DOMParser().parseFromString(reply.page, "text/html").getElementById("play");
    const main = document.getElementById("main");
    main.hidden = false;
    if (!document.getElementById("play").isEqualNode(now)) showAgain();
    try { storage?.setItem(mark, "yes"); } catch { /* then the beginning shows for a moment */ }
    if (settings.words) prepare();
    if (settings.offline && navigator.serviceWorker) {
      navigator.serviceWorker.register(new URL("service-worker.js", here)).catch(console.warn);
    }
  }).catch(failed);
})();

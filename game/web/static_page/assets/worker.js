// Makes the pages: Python as WebAssembly (Pyodide), and the game in it. Plays are put into the browser's store.
// Each message is {number, name, values}; the answer {number, reply} or {number, error}.

let settings, python, calls, shelf;

// The store of the browser. What it does not take is told, and the game goes on.

const request = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

const openShelf = async (name) => {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
  return request(opening);
};

const readAll = async (shelf) => {
  const kept = shelf.transaction("kept").objectStore("kept");
  const [keys, values] = await Promise.all([request(kept.getAllKeys()), request(kept.getAll())]);
  return new Map(keys.map((key, index) => [key, values[index]]));
};

class WentOnElsewhere extends Error {}

// One play per page: its files, what is remembered beside them, and a count that another window would have raised.
const plays = {
  shelf: null, count: 0, state: "",

  async read() {
    const kept = { files: {}, state: "" };
    if (!this.shelf) return kept;
    for (const [key, value] of await readAll(this.shelf)) {
      if (key === "count") this.count = value;
      else if (key === "state") kept.state = this.state = value;
      else if (key.startsWith("files/")) kept.files[key.slice("files/".length)] = value;
    }
    return kept;
  },

  // Everything or nothing, and on the disk before it is acknowledged.
  async write(reply) {
    if (!this.shelf) throw new Error("there is no store");
    if (reply.state === this.state && !Object.keys(reply.files).length) return;
    const change = this.shelf.transaction("kept", "readwrite", { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      change.oncomplete = resolve;
      change.onabort = () => reject(change.error ?? new WentOnElsewhere());
    });
    const kept = change.objectStore("kept");
    const asked = kept.get("count");
    asked.onsuccess = () => {
      if ((asked.result ?? 0) !== this.count) return change.abort();
      for (const [name, text] of Object.entries(reply.files)) {
        if (text === null) kept.delete(`files/${name}`);
        else kept.put(text, `files/${name}`);
      }
      kept.put(reply.state, "state");
      kept.put(this.count + 1, "count");
    };
    await done;
    this.count += 1;
    this.state = reply.state;
  },
};

// The runtime

const checked = async (url, integrity) => {
  const answer = await fetch(url, integrity ? { integrity, mode: "cors", credentials: "omit" } : {});
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
};

// What is compressed, as a stream; some servers have it decompressed on the way.
const unpacked = async (answer) => {
  const [look, whole] = answer.body.tee(), reader = look.getReader();
  const { value: [first, second] } = await reader.read();
  reader.cancel();
  return first === 0x1f && second === 0x8b ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
};

// Gives the function that loads Python. From elsewhere every file is checked against its hash before it is used.
const runtime = async () => {
  const from = settings.runtime, isElsewhere = Object.keys(settings.integrity).length > 0;
  const file = (name) => checked(from + (settings.called[name] ?? name), settings.integrity[name]);
  const core = file("pyodide.asm.wasm").then(async (answer) =>
    new Response(await unpacked(answer), { headers: { "Content-Type": "application/wasm" } }));
  const ready = { [`${from}pyodide.asm.wasm`]: core };
  if (isElsewhere) ready[`${from}python_stdlib.zip`] = file("python_stdlib.zip");
  const module = async (name) => import(isElsewhere
    ? URL.createObjectURL(new Blob([await (await file(name)).arrayBuffer()], { type: "text/javascript" }))
    : from + settings.called[name]);
  const plain = self.fetch;
  const fetchReady = (asked, ...rest) => ready[asked.url ?? `${asked}`] ?? plain(asked, ...rest);
  const [{ loadPyodide }, { default: createModule }] = await Promise.all(["pyodide.mjs", "pyodide.asm.mjs"].map(module));
  return async (options, kept) => {
    // The memory that is taken up may be larger than that with which Python begins.
    const createPyodideModule = async (given) => {
      const module = await createModule(given);
      const size = kept ? kept.length - new Uint32Array(kept.buffer, kept.byteOffset, 2)[1] : 0;
      if (module.HEAP8.length < size) module.growMemory(size);
      return module;
    };
    self.fetch = fetchReady;
    try {
      return await loadPyodide({ ...options, createPyodideModule, ...(kept ? { _loadSnapshot: kept } : {}) });
    } finally {
      self.fetch = plain;
    }
  };
};

const program = async () => new Response(await unpacked(await checked(new URL("program.bin", settings.files)))).json();

const FOLDER = "/program", HOME = "/home/player";

const putFiles = (files) => {
  for (const [path, text] of Object.entries(files)) {
    const full = `${FOLDER}/${path}`;
    python.FS.mkdirTree(full.slice(0, full.lastIndexOf("/")));
    python.FS.writeFile(full, text);
  }
};

const putProgram = (program) => {
  putFiles(program.texts);
  const bytes = Object.entries(program.bytes).map(([path, text]) =>
    [path, Uint8Array.from(atob(text), (character) => character.charCodeAt(0))]);
  putFiles(Object.fromEntries(bytes));
};

// The memory of Python with everything loaded is kept, and taken up the next time: that is much faster.
const memory = {
  shelf: null,

  async read() {
    try {
      this.shelf = await openShelf(`eightwings memory ${new URL("..", settings.files).pathname}`);
      const kept = await request(this.shelf.transaction("kept").objectStore("kept").get(settings.memory));
      return kept instanceof Uint8Array ? kept : null;
    } catch {
      return null;
    }
  },

  async write(bytes) {
    try {
      const kept = this.shelf.transaction("kept", "readwrite").objectStore("kept");
      kept.clear();
      await request(kept.put(bytes, settings.memory));
    } catch (reason) {
      console.warn(`The memory cannot be kept: ${reason}`);
    }
  },

  async forget() {
    try {
      await request(this.shelf.transaction("kept", "readwrite").objectStore("kept").clear());
    } catch { /* there is none */ }
  },
};

const BEGIN = `
import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, "${FOLDER}")
from game.web.static_page.worker_play import answers
with open("${FOLDER}/story.json", "rb") as story:
    calls = answers(story.read(), *json.loads(begun_with))
calls["warm_up"]()
`;

const loadAnew = async (load, options, packed) => {
  python = await load({ ...options, _makeSnapshot: true });
  putProgram(await packed);
  python.globals.set("begun_with", JSON.stringify([settings.language, HOME, settings.reports]));
  python.runPython(BEGIN);
  try {
    return python.makeMemorySnapshot();
  } catch (reason) {
    console.warn(`The memory cannot be kept: ${reason}`);
    return null;
  }
};

const loadKept = async (load, options, packed, kept) => {
  python = await load(options, kept);
  putProgram(await packed);
};

const begin = async () => {
  const packed = program();
  const [load, kept] = await Promise.all([runtime(), memory.read()]);
  const options = {
    indexURL: settings.runtime, lockFileContents: settings.lock, env: { HOME, EIGHTWINGS_HOME: HOME },
  };
  let fresh = null, from = "kept";
  try {
    if (!kept) throw new Error("nothing is kept");
    await loadKept(load, options, packed, kept);
    calls = python.globals.get("calls");
  } catch (reason) {
    if (kept) {
      console.warn(`The kept memory is of no use: ${reason}`);
      await memory.forget();
    }
    from = "anew";
    fresh = await loadAnew(kept ? await runtime() : load, options, packed);
    calls = python.globals.get("calls");
  }
  if (fresh) setTimeout(() => memory.write(fresh), 500);
  return from;
};

const ask = (name, ...values) => {
  const answer = calls.get(name);
  try {
    return answer(...values);
  } finally {
    answer.destroy();
  }
};

// What was done is stored before it is shown.
const stored = async (reply) => {
  try {
    await plays.write(reply);
  } catch (reason) {
    if (reason instanceof WentOnElsewhere) {
      const kept = { ...await plays.read(), elsewhere: true };
      reply = JSON.parse(ask("open", JSON.stringify(kept)));
    } else {
      console.warn(`The play cannot be kept: ${reason}`);
      reply.unkept = true;
    }
  }
  return reply;
};

const ANSWERS = {
  async start(given, query, { save = "", isNew = false }) {
    settings = given;
    const shelf = openShelf(`eightwings ${settings.scope}`).catch(() => null);
    const from = await begin();
    plays.shelf = await shelf;
    const kept = { ...await plays.read(), save, isNew };
    let reply = await stored(JSON.parse(ask("open", JSON.stringify(kept))));
    if (query) reply = { ...reply, ...JSON.parse(ask("page", query)) };
    return { ...reply, from };
  },
  page: async (query) => stored(JSON.parse(ask("page", query))),
  take: async (form) => stored(JSON.parse(ask("take", form))),
  load: async (name, text) => stored(JSON.parse(ask("load", name, text))),
  prepare: async () => ask("prepare"),
  saved: async () => ({ text: ask("saved"), name: settings.saveName }),
};

let turn = Promise.resolve();
self.onmessage = ({ data: { number, name, values } }) => {
  turn = turn.then(async () => {
    try {
      self.postMessage({ number, reply: await ANSWERS[name](...values) });
    } catch (reason) {
      console.error(reason);
      self.postMessage({ number, error: `${reason}` });
    }
  });
};

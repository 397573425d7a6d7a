// Tells a learning platform (SCORM 1.2) how the play goes. Without one the page plays all the same.
"use strict";
(() => {
  // The platform offers its interface in a window above the page, or in the one that opened it.
  const above = (from) => {
    for (let window_ = from, steps = 0; window_ && steps < 50; steps += 1) {
      try {
        if (window_.API) return window_.API;
      } catch { /* a window of somebody else */ }
      if (window_.parent === window_) return null;
      window_ = window_.parent;
    }
    return null;
  };
  const opener = () => { try { return window.top.opener; } catch { return null; } };
  const api = above(window) ?? above(opener());
  const began = performance.now();
  const sent = new Map();
  let isOpen = false;

  // Only what changed is sent.
  const set = (name, value) => {
    if (sent.get(name) === value) return;
    if (`${api.LMSSetValue(name, value)}` !== "true") {
      console.warn(`${name} was refused: ${api.LMSGetErrorString?.(api.LMSGetLastError?.())}`);
    }
    sent.set(name, value);
  };

  const duration = () => {
    const hundredths = Math.round((performance.now() - began) / 10);
    const two = (number) => `${Math.floor(number)}`.padStart(2, "0");
    const seconds = Math.floor(hundredths / 100);
    return `${two(seconds / 3600).padStart(4, "0")}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
  };

  const report = (result, save) => {
    if (!isOpen) return;
    if (result.score !== null) {
      set("cmi.core.score.min", "0");
      set("cmi.core.score.max", "100");
      set("cmi.core.score.raw", `${result.score}`);
    }
    result.answers.forEach((answer, number) => {
      const at = `cmi.interactions.${number}`;
      set(`${at}.id`, answer.id);
      set(`${at}.type`, answer.type);
      set(`${at}.student_response`, answer.response);
      set(`${at}.result`, answer.result);
    });
    // Once a play has come to its end, the lesson is done, whatever is tried afterwards.
    if (sent.get("cmi.core.lesson_status") !== "completed") {
      set("cmi.core.lesson_status", result.over ? "completed" : "incomplete");
    }
    set("cmi.suspend_data", save);
    set("cmi.core.session_time", duration());
    api.LMSCommit("");
  };

  const begin = () => {
    if (!api || `${api.LMSInitialize("")}` !== "true") return null;
    isOpen = true;
    const status = api.LMSGetValue("cmi.core.lesson_status");
    if (["completed", "passed"].includes(status)) sent.set("cmi.core.lesson_status", "completed");
    set("cmi.core.exit", "suspend");
    const value = (name) => `${api.LMSGetValue(name) ?? ""}`;
    return {
      id: value("cmi.core.student_id") || "-",
      save: value("cmi.suspend_data"),
      isNew: value("cmi.core.entry") === "ab-initio",
    };
  };

  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    api.LMSSetValue("cmi.core.session_time", duration());
    api.LMSFinish("");
  };

  window.eightWingsPlatform = { begin, report, end };
})();

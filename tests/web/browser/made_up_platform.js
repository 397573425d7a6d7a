// A learning platform that is made up: the interface of SCORM 1.2, strict about what it takes.
const kept = JSON.parse(localStorage.getItem("lms"));
window.errors = [];
const LIMITS = {"cmi.suspend_data": /^[^]{0,4096}$/, "cmi.core.score.raw": /^([0-9]|[1-9][0-9]|100)$/,
  "cmi.core.lesson_status": /^(passed|completed|failed|incomplete|browsed|not attempted)$/,
  "cmi.core.session_time": /^[0-9]{2,4}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,2})?$/, "cmi.core.exit": /^(time-out|suspend|logout|)$/,
  "cmi.core.score.min": /^0$/, "cmi.core.score.max": /^100$/};
const INTERACTION = /^cmi\.interactions\.([0-9]+)\.(id|type|student_response|result)$/;
let state = "closed", count = 0;
const refuse = (why) => { window.errors.push(why); return "false"; };
window.API = {
  LMSInitialize: (nothing) => { if (state !== "closed" || nothing !== "") return refuse("initialize"); state = "open"; return "true"; },
  LMSGetValue: (name) => { if (state !== "open") refuse("get " + name); return kept[name] ?? ""; },
  LMSSetValue: (name, value) => {
    if (state !== "open" || typeof value !== "string") return refuse("set " + name);
    const interaction = INTERACTION.exec(name);
    if (interaction) {
      if (Number(interaction[1]) > count) return refuse("a gap before " + name);
      count = Math.max(count, Number(interaction[1]) + 1);
    } else if (!LIMITS[name] || !LIMITS[name].test(value)) return refuse(name + "=" + value);
    kept[name] = value;
    return "true";
  },
  LMSCommit: () => { localStorage.setItem("lms", JSON.stringify(kept)); return "true"; },
  LMSFinish: () => { if (state !== "open") return refuse("finish"); window.API.LMSCommit(""); state = "closed"; return "true"; },
  LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
};
window.kept = kept;

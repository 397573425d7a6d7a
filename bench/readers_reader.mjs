// Reads what the game exported, with the programs of others, and answers in JSON. Arguments: the folder of
// node_modules, what to do (gift, h5p, qti), and a file, or for h5p and qti a folder.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, deed, path] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const answer = { problem: "" };

if (deed === "gift") {
  const words = (text) => text.text.trim();
  const right = (question) => {
    switch (question.type) {
      case "TF": return [String(question.isTrue)];
      case "Matching": return question.matchPairs.map((pair) => `${words(pair.subquestion)} -> ${pair.subanswer}`);
      case "Numerical": {
        const choices = question.choices;
        if (!Array.isArray(choices)) return [`${choices.number ?? choices.numberLow}`];
        return choices.filter((choice) => choice.isCorrect).map((choice) => `${choice.text.number ?? choice.text.numberLow}`);
      }
      case "MC": case "Short":
        return question.choices.filter((choice) => (choice.weight === null ? choice.isCorrect : choice.weight > 0)).map((choice) => words(choice.text));
      default: return [];
    }
  };
  try {
    const found = require("gift-pegjs").parse(readFileSync(path, "utf8"));
    answer.questions = found.filter((question) => question.type !== "Category")
      .map((question) => ({ title: question.title, type: question.type, right: right(question) }));
  } catch (error) {
    answer.problem = `line ${error.location?.start.line}: ${error.message}`;
  }
} else if (deed === "h5p") {
  const server = require("@lumieducation/h5p-server");
  const validator = require(`${modules}/node_modules/@lumieducation/h5p-server/build/src/PackageValidator.js`);
  try {
    const config = new server.H5PConfig(undefined, {});
    await new (validator.default ?? validator)(config, {}).validateExtractedPackage(path, true, true, true);
  } catch (error) {
    answer.problem = `${error.message} ${JSON.stringify(error.getErrors?.() ?? "")}`;
  }
} else {
  const file = `${modules}/node_modules/@citolab/qti-convert/dist/qti-converter-node/index.js`;
  const { convertQti2toQti3 } = await import(pathToFileURL(file));
  answer.items = {};
  for (const name of readdirSync(path)) {
    answer.items[name] = await convertQti2toQti3(readFileSync(`${path}/${name}`, "utf8"));
  }
}
process.stdout.write(JSON.stringify(answer));

// Looks for faults of grammar in English texts with Harper. On standard input stands {"texts": […], "ignored": […]};
// on standard output {"found": [{"rule", "message", "text", "start", "end"}, …]}, where `text` is a position in `texts`.
//
//   node grammar_checker.mjs FOLDER-OF-HARPER
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { Dialect, LocalLinter } = await import(pathToFileURL(`${folder}/dist/index.js`).href);
const { binaryInlined } = await import(pathToFileURL(`${folder}/dist/binaryInlined.js`).href);

const { texts, ignored } = JSON.parse(readFileSync(0, "utf-8"));
const linter = new LocalLinter({ binary: binaryInlined, dialect: Dialect.British });
await linter.setup();
const found = [];
for (const [position, text] of texts.entries()) {
    for (const [rule, lints] of Object.entries(await linter.organizedLints(text, { language: "plaintext" }))) {
        if (ignored.includes(rule)) continue;
        for (const lint of lints) {
            const { start, end } = lint.span();
            found.push({ rule, message: lint.message(), text: position, start, end });
        }
    }
}
process.stdout.write(JSON.stringify({ found }));

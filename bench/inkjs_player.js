// Plays ink stories with inkjs. One command a line on standard input, as JSON; one answer a line on standard output.
//
//   node inkjs_player.js PATH-OF-INKJS STORY.ink
//
//   {"play": seconds, "seed": n}   play at random for so long: {"steps", "plays", "characters", "wall", "cpu"}
//   {"offered": seconds, "seed": n}   the same, and how many different choices were offered: slower
//   {"labels": ["…", …]}           from the beginning, choose what is called so: {"turns": [{"text", "labels"}, …]}
"use strict";
const fs = require("fs");
const readline = require("readline");
const { Compiler, CompilerOptions, Story } = require(process.argv[2]);

const problems = [];
const options = new CompilerOptions(null, [], false, (message) => problems.push(message));
let compiled;
try {
    compiled = new Compiler(fs.readFileSync(process.argv[3], "utf-8"), options).Compile();
} catch (error) {
    problems.push(String(error));
}
if (problems.length) {
    console.log(JSON.stringify({ problems }));
    process.exit(1);
}
// What the compiler returns plays, too; what is read from JSON is the story as it is shipped, and the quicker one.
const story = new Story(compiled.ToJson());
console.log(JSON.stringify({ ready: true }));

// Random choice costs next to nothing: xorshift of 32 bits (G. Marsaglia, "Xorshift RNGs", 2003).
function play(seconds, seed, seen) {
    let chance = seed | 1, steps = 0, plays = 0, characters = 0;
    const before = process.cpuUsage(), start = performance.now(), until = start + seconds * 1000;
    while (performance.now() < until) {
        // A hundred steps between two looks at the clock.
        for (let some = 0; some < 100; some++) {
            characters += story.ContinueMaximally().length;
            const choices = story.currentChoices;
            if (choices.length === 0) {
                story.ResetState();
                plays++;
                some--;
                continue;
            }
            for (let one = 0; one < choices.length; one++) characters += choices[one].text.length;
            if (seen) for (const one of choices) seen.add(one.sourcePath);
            chance ^= chance << 13;
            chance ^= chance >>> 17;
            chance ^= chance << 5;
            story.ChooseChoiceIndex((chance >>> 0) % choices.length);
            steps++;
        }
    }
    const wall = performance.now() - start, used = process.cpuUsage(before);
    return { steps, plays, characters, wall: wall / 1000, cpu: (used.user + used.system) / 1e6,
             offered: seen ? seen.size : 0 };
}

function turn() {
    return { text: story.ContinueMaximally(), labels: story.currentChoices.map((one) => one.text) };
}

function follow(labels) {
    story.ResetState();
    const turns = [turn()];
    for (const label of labels) {
        const index = story.currentChoices.findIndex((one) => one.text === label);
        if (index < 0) break;
        story.ChooseChoiceIndex(index);
        turns.push(turn());
    }
    return { turns };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
    const wanted = JSON.parse(line);
    const played = "play" in wanted ? play(wanted.play, wanted.seed)
        : "offered" in wanted ? play(wanted.offered, wanted.seed, new Set()) : follow(wanted.labels);
    console.log(JSON.stringify(played));
});

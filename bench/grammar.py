"""Faults of grammar in the English of a pack, as Harper sees them (npm's package harper.js).

    python bench/grammar.py [PACK ...] [--all | --accept]

PACK is a name or a folder, by default those that come with the game. Every text that players read is handed over in
plain words, with each side of its conditions once. Findings that somebody has read and found right are not told again
(`accepted_grammar.json`: by rule, the words with those beside them); `--all` tells them too, and
`--accept` adds what is new, after it was read. The exit code is 1 where
something new is found, and 3 where there is no Node.js or no npm.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from commands import run_command
from npm_packages import Missing, node, package_folder

from game.story.model.story import Story
from game.story.model.text import Branch, Emphasis, Parts, Run, Text, Value, Variation, sides
from game.story.packs import load
from game.support.exit_codes import FINDINGS, FINE, UNFINISHED

VERSION = "2.10.0"
CHECKER = Path(__file__).with_name("grammar_checker.mjs")
ACCEPTED = Path(__file__).with_name("accepted_grammar.json")
PACKS = ("hq", "ministerial", "first-scene")
IGNORED = {
    "CompoundNouns": "“window sill” and “paper clip” are two words in British English",
    "Excellent": "a matter of taste",
    "LongSentences": "no fault of grammar",
    "OxfordComma": "not used here",
    "SentenceCapitalization": "answers to complete a sentence begin small",
    "Spaces": "a sentence to be completed ends in a space",
    "SpellCheck": "codespell looks at the spelling, and knows names",
    "UnitedOrganizations": "plates on a table are in capitals",
}
"""Rules that are not asked, and why."""
MOST_SIDES = 4
"""Of an alternative, at most so many sides are read."""
BESIDE = 18
"""So many characters on either side stand with what is accepted."""


class Finding(NamedTuple):
    """What Harper says about some words, and the words with those beside them."""

    rule: str
    message: str
    words: str


def texts_of(value: object) -> Iterator[Text]:
    """Every text inside a compiled story, in no order."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_of(inner)


def plain_words(story: Story) -> list[str]:
    """Every paragraph of the story in plain words, with each side of what can differ once."""
    found: dict[str, None] = {}
    for text in texts_of(tuple(story)):
        for paragraph in text.paragraphs:
            for side in range(MOST_SIDES):
                found.setdefault(" ".join(_words(paragraph.parts, side).split()).replace(" .", ".").replace(" ,", ","))
    return [words for words in found if words]


def _words(parts: Parts, side: int) -> str:
    said = []
    for part in parts:
        match part:
            case Run(words):
                said.append(words)
            case Emphasis(inner, _):
                said.append(_words(inner, side))
            case Value(_, is_time):
                said.append("10:40" if is_time else "7")
            case Branch() | Variation():
                there = sides(part)
                said.append(_words(there[min(side, len(there) - 1)], side))
    return "".join(said)


def grammar_findings(texts: list[str]) -> list[Finding]:
    """What Harper finds in the texts. Raises Missing."""
    folder = package_folder("harper.js", VERSION)
    asked = json.dumps({"texts": texts, "ignored": sorted(IGNORED)})
    done = subprocess.run([node(), CHECKER, folder], input=asked, capture_output=True, text=True, check=True)
    return [
        Finding(found["rule"], found["message"], _around(texts[found["text"]], found["start"], found["end"]))
        for found in json.loads(done.stdout)["found"]
    ]


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - BESIDE) : end + BESIDE]


def main() -> int:
    """Print what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="*", default=PACKS, metavar="PACK")
    parser.add_argument("--all", action="store_true", help="tell what was accepted, too")
    parser.add_argument("--accept", action="store_true", help="what is new was read, and is right")
    given = parser.parse_args()
    texts = [words for pack in given.packs for words in plain_words(load(pack))]
    try:
        findings = grammar_findings(texts)
    except Missing as missing:
        print(missing)
        return UNFINISHED
    accepted: dict[str, list[str]] = json.loads(ACCEPTED.read_text("utf-8"))
    new = [found for found in findings if found.words not in accepted.get(found.rule, ())]
    for found in sorted(findings if given.all else new):
        print(f"{found.rule}: …{found.words}…\n    {found.message}")
    if given.accept:
        for found in new:
            accepted.setdefault(found.rule, []).append(found.words)
        kept = {rule: sorted(set(words)) for rule, words in sorted(accepted.items())}
        ACCEPTED.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"{sum(len(text.split()) for text in texts):,} words; {len(findings)} findings, {len(new)} not accepted.")
    return FINDINGS if new else FINE


if __name__ == "__main__":
    run_command(main)

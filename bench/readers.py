"""What programs of others make of the questions that are exported.

    python bench/readers.py [PACK …]

By default `hq` and the small packs of the tests. Each is exported and read by programs that have nothing to do with
ours: GIFT by gift-pegjs, whose right answers are compared with those of the pack; the H5P package by the validator of
@lumieducation/h5p-server; QTI by @citolab/qti-convert, which makes QTI 3 of it, and by @citolab/qti-components, which
grades each item in chromium: its own key has to get all of the score, and nonsense none. The H5P libraries that would
show the questions can't be had from npm, so nobody plays them here. Exit code 1 where something is read otherwise, 3
where npm, chromium or Playwright is missing, and it is said what was not tried.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import platformdirs
from commands import run_command

from game.learning.banks.bank_formats import Deck, written_bank
from game.learning.banks.bank_questions import FULL, BankNotes, BankQuestion
from game.learning.banks.gift_reading import read_gift
from game.learning.banks.pack_reading import pack_questions
from game.story.packs import load

PACKAGES = {
    "gift-pegjs": "1.0.2", "@lumieducation/h5p-server": "10.0.4", "@citolab/qti-convert": "0.3.52",
    "@citolab/qti-components": "7.27.4",
}  # fmt: skip
TESTS = Path(__file__).parent.parent / "tests" / "packs"
PACKS = ("hq", *(str(folder) for folder in sorted(TESTS.iterdir()) if folder.is_dir()))
READER = Path(__file__).with_name("readers_reader.mjs")
UNTRIED = 3
#: Puts an item of QTI 3 into the page, hands in its key, and then nonsense, and says how they are graded.
GRADED = """async xml => {
  const item = new DOMParser().parseFromString(xml, "text/xml");
  const made = node => {
    if (node.nodeType !== 1) return node.nodeType === 3 || node.nodeType === 4 ? node.textContent : "";
    const element = document.createElement(node.localName);
    for (const attribute of node.attributes)
      if (!attribute.name.startsWith("xmlns")) element.setAttribute(attribute.name, attribute.value);
    element.append(...[...node.childNodes].map(made));
    return element;
  };
  const shown = made(item.documentElement);
  document.body.replaceChildren(shown);
  await shown.updateComplete;
  await new Promise(requestAnimationFrame);
  const declared = [...item.getElementsByTagName("qti-response-declaration")].map(found => ({
    id: found.getAttribute("identifier"), single: found.getAttribute("cardinality") === "single",
    key: [...found.querySelectorAll("qti-correct-response > qti-value")].map(value => value.textContent),
  }));
  const score = answers => {
    shown.resetResponses();
    declared.forEach(({id, single}, at) => shown.updateResponseVariable(id, single ? answers[at][0] : answers[at]));
    shown.processResponse();
    return Number(shown.getOutcome("SCORE").value);
  };
  return [score(declared.map(named => named.key)), score(declared.map(() => ["xyzzy"]))];
}"""


class Untried(Exception):
    """A program of others is not here. The message is for people."""


def main(packs: list[str]) -> int:
    """Print what each program made of each pack."""
    try:
        modules = installed()
    except Untried as untried:
        print(untried)
        return UNTRIED
    wrong = untried_some = 0
    for pack in packs or PACKS:
        story = load(pack)
        questions = pack_questions(story, {}, BankNotes(story.id))
        deck = Deck(story.id, story.title, story.language_of_texts or "en")
        with tempfile.TemporaryDirectory() as folder:
            for check in (gift, h5p, qti):
                try:
                    said, problems = check(questions, deck, Path(folder), modules)
                except Untried as untried:
                    print(f"{story.id:<12} {untried}")
                    untried_some += 1
                    continue
                print(f"{story.id:<12} {said}")
                for problem in problems:
                    print(f"    {problem}")
                wrong += len(problems)
    return 1 if wrong else UNTRIED if untried_some else 0


def installed() -> Path:
    """The folder in which npm has put the programs. Raises Untried."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise Untried("There is no npm here, so no program of others was tried. Install Node.js 20 or later.")
    folder = Path(platformdirs.user_cache_dir("eightwings"), "readers")
    noted = folder / "versions.json"
    if not noted.exists() or json.loads(noted.read_text("utf-8")) != PACKAGES:
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts"]
        names = [f"{name}@{version}" for name, version in PACKAGES.items()]
        done = subprocess.run(
            [npm, "install", "--prefix", str(folder), *quiet, *names], check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise Untried(f"npm could not install {', '.join(names)}, so they were not tried.\n{done.stderr}")
        noted.write_text(json.dumps(PACKAGES), "utf-8")
    return folder


def asked(modules: Path, deed: str, path: Path) -> dict[str, Any]:
    """What the programs make of a file, or of the files of a folder."""
    done = subprocess.run(["node", READER, modules, deed, path], check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def gift(questions: list[BankQuestion], deck: Deck, folder: Path, modules: Path) -> tuple[str, list[str]]:
    """What gift-pegjs reads, beside what we read."""
    content, _ = written_bank("gift", questions, deck)
    file = folder / "bank.gift"
    file.write_bytes(content)
    read = asked(modules, "gift", file)
    if read["problem"]:
        return "gift: not read", [read["problem"]]
    own = read_gift(content.decode(), file.name).questions
    pairs = list(zip(own, read["questions"], strict=False))
    problems = [
        f"{mine.name}: {sorted(right(mine))}, and gift-pegjs has {sorted(theirs['right'])}"
        for mine, theirs in pairs
        if mine.name != theirs["title"] or not is_same(right(mine), theirs["right"])
    ]
    if len(own) != len(read["questions"]):
        problems.append(f"there are {len(own)} questions, and gift-pegjs reads {len(read['questions'])}")
    return f"gift: {len(pairs)} questions read by gift-pegjs", problems


def right(question: BankQuestion) -> list[str]:
    """The right answers of a question, as gift-pegjs has them; it takes the ordering of a plugin for a typed answer."""
    if question.kind == "order":
        return [f">{len(question.parts)} {' '.join(question.parts)}"]
    if question.kind == "true_false":
        return [str(question.truth).lower()]
    if question.kind == "match":
        return [f"{left} -> {other}" for left, other in question.pairs]
    if question.kind == "number":
        return [f"{number.at}" for number in question.numbers if number.credit == FULL]
    answers = question.gap_answers or question.answers
    return [answer.text for answer in answers if answer.credit > 0]


def is_same(mine: list[str], theirs: list[str]) -> bool:
    """Whether right answers are the same; numbers by their value."""

    def plain(words: str) -> str:
        with contextlib.suppress(ValueError):
            return str(float(words))
        return " ".join(words.split())

    return sorted(map(plain, mine)) == sorted(map(plain, theirs))


def h5p(questions: list[BankQuestion], deck: Deck, folder: Path, modules: Path) -> tuple[str, list[str]]:
    """What the validator of the H5P server says."""
    file = folder / "bank.h5p"
    file.write_bytes(written_bank("h5p", questions, deck)[0])
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder / "h5p")
    problem = asked(modules, "h5p", folder / "h5p")["problem"]
    return "h5p: the package as its server wants it", [problem] if problem else []


def qti(questions: list[BankQuestion], deck: Deck, folder: Path, modules: Path) -> tuple[str, list[str]]:
    """How qti-components grades what qti-convert has made of the items. Raises Untried."""
    browser = os.environ.get("EIGHTWINGS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise Untried("qti: Playwright is not here, so no item was graded: pip install playwright.") from None
    if browser is None:
        raise Untried("qti: there is no chromium here, so no item was graded: apt-get install chromium.")
    file = folder / "bank.zip"
    file.write_bytes(written_bank("qti", questions, deck)[0])
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder / "qti")
    items = asked(modules, "qti", folder / "qti" / "items")["items"]
    script = (modules / "node_modules/@citolab/qti-components/cdn/index.js").read_text("utf-8")
    problems: list[str] = []
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = window.new_page()
        page.set_content("<!DOCTYPE html><html><body></body></html>")
        page.add_script_tag(content=script, type="module")
        page.wait_for_function("() => customElements.get('qti-assessment-item')")
        for name, item in sorted(items.items()):
            key, nonsense = page.evaluate(GRADED, item)
            if (key, nonsense) != (1, 0) and "extended-text" not in item:
                problems.append(f"{name}: the key gets {key}, nonsense {nonsense}")
        window.close()
    return f"qti: {len(items)} items graded by qti-components", problems


if __name__ == "__main__":
    run_command(partial(main, sys.argv[1:]))

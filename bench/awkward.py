"""Awkward values behind every key of a pack, in every verb: findings or a story that plays, never a traceback.

    python bench/awkward.py [--short] [--seed N]

Takes the pack of the tests, in which every construct of the format is used once, and some keys that it does not use.
Each key and each value of its files is replaced by values of awkward forms, one at a time. The pack is checked; when it
is a story it is played line by line, tested, simulated, drawn, exported, and continued by `new`. `--short` takes a few
of all these, drawn with the seed. The exit code is 1 when anything ended in an error that nobody expected.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import yaml
from commands import run_command

from game.cli import main as command

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "packs" / "harbour"
SHORT = 40
TYPED = "1\nn\n1\n1\nnotes\nmap\ninventory\nstatus\nsave\n80\na\n1\n2\nstory\nundo\n"
CODES = (0, 1, 2, 3)

AWKWARD: tuple[object, ...] = (
    "", " ", ".", "…", "'", "’", "\"", "«»", "-", "—", "?!", "...", "0", "7", "2024", "in 2024", "1.", "No. 5",
    "07:61", "²", "٣", "①", "½", "-1", "+", "=", "1e9", "99999999999999999999", "A", "Æ", "é", "e\u0301",
    "\u0301", "\u200d", "🙂", "👩\u200d👩\u200d👧", "שלום", "العربية", "漢字", "ǅ", "ß", "İ", "x" * 300, "x " * 300,
    "A-" * 100, "{", "}", "{|}", "{~}", "{:}", "{a}", "[", "]", "[]", "[a|b]", "*", "**", "* *", "_", "`", "/",
    "//", "/(/", "/./", "\\", "%s", "{0}", "$x", "#", "&", "<b>", "not", "and", "not not", "has.", ".has",
    "has.lamp.", "at.", "a: b", "ines:", "ines: ", ": ", "Dr.", "Mr. ", "von", "Van der", "of", "the", "The",
    "null", "~", "true", "No", "start", "end", "self", "..", "../x", "a/b", "C:\\x", "con", "a\nb", "\n",
    "a\n\n\nb", "\u00a0", "\u3000", "“", "”", "“”", "“a", "a”", "'a'", "O'", "d’", None, [], {}, [""],
    ["in 2024"], [[]], {"": ""}, {".": "x"}, [None],
)  # fmt: skip

EXTRA = """\
real_people: [Jan Roos, Ann Bee]
loaded_words: [stubborn]
contested: [harbour]
items: { rope: a rope }
people:
  jan: { name: Jan Roos, role: pilot, real: true }
  bo: { name: Bo Peep, fictional: true }
promises:
  - always: trust >= 0 or has.rope
  - can: has.rope
scenes:
  extra:
    title: The extra scene
    at: pier
    give: rope
    choices:
      - choose: Ask
        id: ask_it
        ask: { question: extra }
        right: { text: Well., give: rope }
        wrong: { text: "bo: No.", lose: rope }
  other: { text: "bo: Hm.", at: quay, lose: rope }
questions:
  extra:
    text: Which bell is it?
    cites: bell_maker
    answers:
      - { id: one, right: The Aldous bell, because: So. }
      - { wrong: Another bell }
"""
DOSSIER = """\
dossier: extra
title: More
article: extra.txt
as_of: "1921"
invented: false
dating: The paper.
facts:
  rope:
    states: "Mr. Tom Bee said that rope is 3 m long."
    paragraph: 1
    by: Tom Bee
    quote: rope is 3 m long
    as_of: "1921"
    topics: [rope]
"""


class Place(NamedTuple):
    """Where a value stands: file, first and last position, and the value."""

    file: str
    start: int
    end: int
    value: str


def main() -> int:
    """Replace all, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, {"EIGHTWINGS_HOME": f"{folder}/home"}):
        os.chdir(folder)
        pack = Path(folder) / "pack"
        lay_out(pack)
        cases = [(place, value) for place in places(pack) for value in AWKWARD]
        if given.short:
            cases = random.Random(given.seed).sample(cases, SHORT)
        codes: Counter[tuple[str, int]] = Counter()
        wrong: dict[str, str] = {}
        for place, value in cases:
            for verb, code, problem in tried(pack, place, value):
                codes[verb, code] += 1
                if problem:
                    wrong.setdefault(problem, f"{place.file}: {place.value!r} → {value!r}, {verb}")
    for problem, where in wrong.items():
        print(f"{where}\n    {problem}")
    told = Counter({verb: sum(n for (called, _), n in codes.items() if called == verb) for verb, _ in codes})
    print(f"{len(cases):,} replacements in {time.perf_counter() - begun:.0f} s; runs: {dict(told)}")
    print(f"{len(wrong)} kinds of errors that nobody expected.")
    return 1 if wrong else 0


def lay_out(pack: Path) -> None:
    """The pack of the tests, in one language, and the keys that it does not use."""
    shutil.copytree(HARBOUR, pack)
    for name in ("fr.yaml", "fr-pack.yaml"):
        (pack / name).unlink()
    (pack / "extra.yaml").write_text(EXTRA, "utf-8")
    (pack / "more.yaml").write_text(DOSSIER, "utf-8")
    assert run(["check", str(pack), "--no-proofs"])[0] == 0


def places(pack: Path) -> list[Place]:
    """Every key and value of the pack."""
    found: list[Place] = []
    for path in sorted(pack.rglob("*.yaml")):
        text = path.read_text("utf-8")
        name = str(path.relative_to(pack))
        scalars = (event for event in yaml.parse(text) if isinstance(event, yaml.ScalarEvent))
        for scalar in scalars:
            assert scalar.start_mark is not None and scalar.end_mark is not None
            found.append(Place(name, scalar.start_mark.index, scalar.end_mark.index, scalar.value))
    return found


def tried(pack: Path, place: Place, value: object) -> Iterator[tuple[str, int, str]]:
    """Put the value in that place, and run the verbs: each with its exit code and an unexpected error, or empty."""
    path = pack / place.file
    before = path.read_text("utf-8")
    ending = "\n" * (before[place.start : place.end].endswith("\n"))
    written = json.dumps(value, ensure_ascii=False) + ending
    path.write_text(before[: place.start] + written + before[place.end :], "utf-8")
    name = str(pack)
    try:
        code, problem = run(["check", name, "--no-proofs"])
        yield "check", code, problem
        yield "schema", *run(["schema", name, "--out", "out"])
        yield "test", *run(["test", name])
        if code != 0:
            return
        yield "play", *run(["play", name, "--plain", "--new"], TYPED)
        yield "map", *run(["map", name])
        yield "map", *run(["map", name, "--html", "--out", "out.html"])
        yield "map", *run(["map", name, "--dot", "--out", "out.dot"])
        yield "export", *run(["export", name, "--handout", "--out", "out", "--force"])
        yield "simulate", *run(["simulate", name, "-n", "3", "--workers", "1", "--html", "out.html"])
        yield "new", *run(["new", "playthrough", name, "again", "--yes"])
        (pack / "playthroughs" / "again.yaml").unlink(missing_ok=True)
        yield "new", *run(["new", "translation", name, "de", "--yes"])
        for made in pack.rglob("de*.yaml"):
            made.unlink()
        yield "new", *run(["new", "scene", name, "fresh", "--yes"])
        yield "new", *run(["new", "question", name, "fresh_one", "--yes"])
    finally:
        path.write_text(before, "utf-8")
        for made in pack.rglob("*fresh*"):
            made.unlink()


def run(words: list[str], typed: str = "") -> tuple[int, str]:
    """Run a command here. The result is its exit code, and the unexpected error it came to, or empty."""
    out, errors = io.StringIO(), io.StringIO()
    problem = ""
    with redirect_stdout(out), redirect_stderr(errors), patch.object(sys, "stdin", io.StringIO(typed)):
        try:
            code = command(words)
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        except BaseException as error:
            code, problem = 70, f"{type(error).__name__}: {error}"
    said = out.getvalue() + errors.getvalue()
    if "Something went wrong" in said:
        problem = said[said.index("Something went wrong") :][:300]
        report = next((word.strip(";") for word in problem.split() if word.endswith(".yaml;")), "")
        if report:
            lines = Path(report).read_text("utf-8").splitlines()
            frames = [line.strip() for line in lines if line.startswith("  at ")][-3:]
            problem = " ".join(line.strip() for line in lines if "While" in line) + " " + "; ".join(frames)
    if "Traceback" in said:
        problem = said[-300:]
    if code not in CODES and not problem:
        problem = f"exit code {code}"
    return code, problem


if __name__ == "__main__":
    run_command(main)

"""Packs that nobody should write, at the limits and beyond them: how long each takes, and how much memory.

    python bench/hostile.py [--short] [CASE …]

Each pack is checked by `eightwings check --no-proofs`, which does what the preview does when it loads a pack, or
played by `eightwings play --plain` with some input, or its playthroughs are run by `eightwings test`
(`hostile_plays.py`): in a process of its own that may not take more than `HANGS` seconds. The exit code is 1 when one
takes more than `SECONDS` of the processor or `MEGABYTES`, prints more than `PRINTED` or an order to the terminal, or
ends in any other way than it may. The last cases are hard to prove, not to read (`hostile_proofs.py`): they may also
end with what is not known, and what is allowed to the proofs (`--seconds`, `--memory`) is less than by default.
`--short` takes the cases that are over in a moment, and judges all but the time. Needs a system that tells the memory
of a process (not Windows).
"""

# ruff: noqa: D103 - the cases are named for what they are

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import hostile_texts
from commands import run_command
from hostile_plays import PLAYS, TESTS, TYPED
from hostile_proofs import PROOFS

ROOT = Path(__file__).parent.parent
SECONDS, MEGABYTES, PRINTED = 10, 500, 1_000_000
#: A play prints what a player sees: up to a thousand choices after each step.
PRINTED_IN_PLAY = 20_000_000
HANGS = 240
CODES, CODES_OF_PROOFS, MEGABYTES_OF_PROOFS = (0, 1, 2), (0, 1, 3), 600
SECONDS_OF_PROOFS, MEGABYTES_WITH_PROOFS = 60, 1_000
REST = "scenes:\n  a:\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n"
HEAD = "pack: T\nendings: { e: E. }\nscenes:\n"

CASES: dict[str, Callable[[Path], object]] = {**hostile_texts.CASES}
LONG: set[str] = {*CASES, *PLAYS, *TESTS}


def case(make: Callable[[Path], object]) -> Callable[[Path], object]:
    """A case that is over in a moment."""
    CASES[make.__name__] = make
    return make


def long(make: Callable[[Path], object]) -> Callable[[Path], object]:
    """A case at the limits."""
    LONG.add(make.__name__)
    return case(make)


class Checked(NamedTuple):
    """How a check ended."""

    code: int
    #: Of the processor: what else the machine does adds nothing.
    seconds: float
    megabytes: float
    output: bytes


def main() -> int:
    """Check every case and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    short = [*(label for label in CASES if label not in LONG), *(label for label in PROOFS if not PROOFS[label].long)]
    every = [*CASES, *PLAYS, *TESTS, *PROOFS]
    parser.add_argument("case", nargs="*", choices=[*every, []])
    given = parser.parse_args()
    wrong = []
    print(f"{'case':>34} {'code':>5} {'seconds':>8} {'MB':>6} {'printed':>9}")
    for name in given.case or (short if given.short else every):
        with tempfile.TemporaryDirectory() as folder:
            pack = Path(folder, "pack")
            pack.mkdir()
            checked, allowed = measured(name, pack)
        print(f"{name:>34} {checked.code:>5} {checked.seconds:>8.1f} {checked.megabytes:>6.0f} "
              f"{len(checked.output):>9,}", flush=True)  # fmt: skip
        wrong += [f"{name}: {complaint}" for complaint in complaints(checked, allowed, judge_time=not given.short)]
    print("\n".join(wrong) or f"All within {SECONDS} s, {MEGABYTES} MB and {PRINTED:,} characters.")
    return 1 if wrong else 0


class Allowed(NamedTuple):
    """How a case may end, and what it may take."""

    codes: tuple[int, ...] = CODES
    seconds: float = SECONDS
    megabytes: float = MEGABYTES
    printed: int = PRINTED


def measured(name: str, pack: Path) -> tuple[Checked, Allowed]:
    """How a case ended, and how it may."""
    if name in PROOFS:
        write(pack, PROOFS[name].text())
        options = ["--seconds", str(PROOFS[name].seconds), "--memory", str(MEGABYTES_OF_PROOFS)]
        allowed = Allowed(CODES_OF_PROOFS, SECONDS_OF_PROOFS, MEGABYTES_WITH_PROOFS)
        return run(pack, ["check", str(pack), *options]), allowed
    if name in PLAYS:
        PLAYS[name](pack)
        saved = pack.parent / "saved.play.yaml"
        loaded = ["--load", str(saved)] if saved.exists() else []
        return run(pack, ["play", "--plain", str(pack), *loaded], TYPED), Allowed(printed=PRINTED_IN_PLAY)
    if name in TESTS:
        TESTS[name](pack)
        return run(pack, ["test", str(pack)]), Allowed()
    CASES[name](pack)
    return run(pack, ["check", str(pack), "--no-proofs"]), Allowed()


def complaints(checked: Checked, allowed: Allowed, judge_time: bool) -> list[str]:
    """What is wrong with how a case ended."""
    said = []
    if checked.code not in allowed.codes:
        said.append(f"ended with {checked.code}: {checked.output[-300:]!r}")
    if judge_time and checked.seconds > allowed.seconds:
        said.append(f"took {checked.seconds:.0f} s")
    if checked.megabytes > allowed.megabytes:
        said.append(f"took {checked.megabytes:.0f} MB")
    if len(checked.output) > allowed.printed:
        said.append(f"printed {len(checked.output):,} bytes")
    if b"Traceback" in checked.output:
        said.append("a traceback came out")
    if any(sign < 32 and sign != 10 for sign in checked.output):
        said.append("an order to the terminal came out")
    return said


def run(pack: Path, arguments: list[str], typed: bytes = b"") -> Checked:
    """Run a command in a process of its own, which finds nothing of an earlier one."""
    entered = pack.parent / "typed"
    entered.write_bytes(typed)
    with entered.open("rb") as stdin:
        process = subprocess.Popen(
            [sys.executable, "-m", "game", *arguments], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1", "EIGHTWINGS_HOME": str(pack.parent / "home")},
        )  # fmt: skip
    timer = threading.Timer(HANGS, process.kill)
    timer.start()
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Checked(process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, output)


def write(folder: Path, text: str, name: str = "pack.yaml") -> None:
    """Write a file of the pack."""
    (folder / name).write_text(text, encoding="utf-8")


def scenes(body: Callable[[int], str], count: int) -> str:
    """A pack of scenes."""
    return HEAD + "".join(f"  s{number}:\n    {body(number)}\n" for number in range(count))


@case
def deep_brackets(d: Path) -> None:
    write(d, "pack: T\nscenes: " + "[" * 100_000)


@case
def deep_blocks(d: Path) -> None:
    write(d, "pack: T\n" + "".join(" " * number + "a:\n" for number in range(3_000)))


@case
def aliases(d: Path) -> None:
    names = [f"a{number}" for number in range(30)]
    pairs = pairwise(names)
    write(d, "pack: T\na0: &a0 [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairs))


@case
def hundred_megabytes(d: Path) -> None:
    with (d / "pack.yaml").open("wb") as file:
        file.truncate(100_000_000)


@case
def zeros_without_end(d: Path) -> None:
    write(d, f"pack: T\n{REST}")
    (d / "zero.yaml").symlink_to("/dev/zero")


@case
def pipe(d: Path) -> None:
    write(d, f"pack: T\n{REST}")
    os.mkfifo(d / "pipe.yaml")


@case
def links_in_circles(d: Path) -> None:
    write(d, f"pack: T\n{REST}")
    (d / "here").symlink_to(d)
    (d / "loop.yaml").symlink_to("loop.yaml")
    (d / "up.yaml").symlink_to("../../../../../../etc/hostname")


@case
def names_with_orders(d: Path) -> None:
    write(d, f'pack: "\\e[31mRed"\n{REST}', "a\x1b[31mred\nand a line.yaml")
    (d / "b\x9b2J.yaml").write_bytes(b"\xff\xfe scenes:")
    (d / "--json.yaml").write_text("scenes: [1\n")
    Path(os.fsdecode(os.fsencode(d) + b"/c\xff.yaml")).write_text("sceens: {}\n")


@case
def power(d: Path) -> None:
    write(d, scenes(lambda _: "when: 9**9**9 > 1\n    end: e", 1))


@case
def product(d: Path) -> None:
    many = " * ".join(["m"] * 60)
    write(d, f"measures: {{ m: {{ max: 1000000 }} }}\n{scenes(lambda _: f'when: {many} > 1', 1)}")


@case
def long_condition(d: Path) -> None:
    write(d, scenes(lambda _: f"when: {'(' * 30_000}", 1))


@case
def one_long_text(d: Path) -> None:
    write(d, scenes(lambda _: f"text: {'a ' * 3_500_000}", 1))


@case
def many_alternatives(d: Path) -> None:
    alternatives = "a|" * 15_000
    write(d, scenes(lambda _: f'text: "{{{alternatives}}}"', 1))


@case
def deep_braces(d: Path) -> None:
    braces = "{a|" * 900 + "}" * 900
    write(d, scenes(lambda _: f'text: "{braces}"', 1))


@case
def long_list(d: Path) -> None:
    write(d, scenes(lambda _: "choices:\n" + "    - choose: c\n" * 250_000, 1))


@case
def empty_lines(d: Path) -> None:
    write(d, "pack: T\n" + "\n" * 7_900_000)


@case
def comments(d: Path) -> None:
    write(d, scenes(lambda _: "text: a" + " #x" * 2_000_000, 1))


@case
def quotes(d: Path) -> None:
    write(d, "pack: T\n" + 'a: "\\\n' * 1_000_000)


@case
def spaces(d: Path) -> None:
    gap = " " * 39_000
    write(d, f"measures: {{ m: {{}} }}\nclock: {{ start: '8{gap}x', end: '9{gap}x' }}\n"
          + scenes(lambda _: f"text: a\n    m: '1{gap}x'\n    minutes: '1{gap}x'\n    end: e", 90))  # fmt: skip


@case
def spaces_in_a_broken_line(d: Path) -> None:
    write(d, f"pack: T\n{REST}  x: {' ' * 140_000}[ y: z\n")


@case
def combining_flood(d: Path) -> None:
    write(d, scenes(lambda _: f"text: a{chr(0x301) * 9_000}\n    goto: b{chr(0x301) * 9_000}", 1))


@long
def values_at_the_limit(d: Path) -> None:
    for name in "abcd":
        body = "      - choose: Go on\n        text: Yes.\n" * 900
        write(d, "scenes:\n" + "".join(f"  {name}{i}:\n    choices:\n{body}" for i in range(28)), f"{name}.yaml")
    write(d, f"pack: T\n{REST}")


def _always(body: str) -> Callable[[int], str]:
    return lambda _: body


@long
def letters_at_the_limit(d: Path) -> None:
    for name in "ab":
        body = f"text: |\n      {'some *words* and [brackets ' * 600}"
        count = 7_900_000 // len(body)
        text = scenes(_always(body), count)
        write(d, text if name == "a" else text.removeprefix("pack: T\nendings: { e: E. }\n").replace("  s", "  t"),
              f"{name}.yaml")  # fmt: skip


@long
def unknown_keys(d: Path) -> None:
    write(d, f"pack: T\n{REST}" + "".join(f"k{number}: 1\n" for number in range(290_000)))


@long
def unknown_keys_of_scenes(d: Path) -> None:
    measures = "".join(f"  m{number}: {{}}\n" for number in range(5_000))
    write(d, f"measures:\n{measures}{scenes(lambda n: f'wehn{n}: 1', 100_000)}")


@long
def unknown_ids(d: Path) -> None:
    write(d, scenes(lambda n: f"goto: s_{n}_x", 100_000))


@long
def unknown_names_in_conditions(d: Path) -> None:
    write(d, scenes(lambda n: f"when: visits.s_{n} > 1 and trust_{n} > 2\n    text: a", 80_000))


@long
def unknown_facts(d: Path) -> None:
    def text(number: int) -> str:
        return 'text: "' + "".join(f"[f{number}_{i}]" for i in range(300)) + '"'

    write(d, scenes(text, 2_500))


@long
def inserts(d: Path) -> None:
    text = 'text: "' + "{m} " * 1_900 + '"'
    write(d, f"measures: {{ m: {{}} }}\n{scenes(lambda _: text, 1_000)}")


@long
def colons(d: Path) -> None:
    text = "{" + "m > 1 and " * 30 + ":" * 700 + " a}"
    write(d, f"measures: {{ m: {{}} }}\n{scenes(lambda _: f'text: {chr(34)}{text * 38}{chr(34)}', 190)}")


@long
def conditions(d: Path) -> None:
    names = " and ".join(f"m{number} > {number + 1}" for number in range(25))
    measures = "".join(f"  m{number}: {{ max: 90 }}\n" for number in range(30))
    write(d, f"measures:\n{measures}{scenes(lambda n: f'when: m29 > {n % 80} or {names}', 20_000)}")


@long
def sums(d: Path) -> None:
    parts = " + ".join(f"m{n} * m{n + 1}" for n in range(12))
    measures = "".join(f"  m{number}: {{ max: 900 }}\n" for number in range(30))
    write(d, f"measures:\n{measures}{scenes(lambda n: f'when: {parts} > {n}', 30_000)}")


@long
def measures(d: Path) -> None:
    write(d, "measures:\n" + "".join(f"  m{number}: {{}}\n" for number in range(200_000)) + f"pack: T\n{REST}")


@long
def star_of_places(d: Path) -> None:
    places = "".join(f"  p{number}: {{ name: P, exits: {{ north: hub }} }}\n" for number in range(60_000))
    write(d, f"pack: T\nplaces:\n  hub: {{ name: H }}\n{places}{REST}")


@long
def chain_of_places(d: Path) -> None:
    places = "".join(f"  p{n}: {{ name: P, exits: {{ north: p{n + 1} }} }}\n" for n in range(60_000))
    write(d, f"pack: T\nplaces:\n{places}  p60000: {{ name: P }}\n{REST}")


@long
def circle_of_scenes(d: Path) -> None:
    write(d, scenes(lambda n: f"text: x\n    goto: s{(n + 1) % 80_000}", 80_000))


@long
def pairs_of_scenes(d: Path) -> None:
    write(d, scenes(lambda n: f"goto: s{n ^ 1}", 100_000))


@long
def circle_of_calls(d: Path) -> None:
    write(d, scenes(lambda n: f"call: s{(n + 1) % 60_000}\n    goto: s{(n + 7) % 60_000}", 60_000))


@long
def questions(d: Path) -> None:
    question = "{ text: Which?, answer: [Article five of it, the treaty], not: [Article four] }"
    write(d, f"pack: T\n{REST}questions:\n" + "".join(f"  q{n}: {question}\n" for n in range(50_000)))


@long
def answers(d: Path) -> None:
    given = "".join(f"      - wrong: Answer {number}\n" for number in range(990))
    write(d, f"pack: T\n{REST}questions:\n" + "".join(
        f"  q{n}:\n    text: Which?\n    answers:\n{given}" for n in range(250)))  # fmt: skip


@long
def orders(d: Path) -> None:
    parts = ", ".join(f"part {number}" for number in range(990))
    write(d, f"pack: T\n{REST}questions:\n" + "".join(
        f"  q{n}: {{ text: Which?, order: [{parts}] }}\n" for n in range(300)))  # fmt: skip


@long
def facts(d: Path) -> None:
    write(d, f"pack: T\ndisclaimer: x\n{REST}")
    fact = "{ states: Two of 30 ships sail., paragraph: 1, by: article, as_of: 2024, topics: [t] }"
    write(d, "dossier: d\ntitle: T\narticle: a\nas_of: x\nfacts:\n"
          + "".join(f"  f{n}: {fact}\n" for n in range(40_000)), "d.yaml")  # fmt: skip


@long
def epilogues(d: Path) -> None:
    endings = "".join(f"  e{n}: E.\n" for n in range(5_000))
    some = "".join(f"  some{n}: {{ endings: e{n % 5_000}, when: m > {n % 9}, text: T. }}\n" for n in range(40_000))
    every = "".join(f"  every{n}: {{ when: m > {n % 9}, text: T. }}\n" for n in range(5_000))
    ends = "".join(f"      - {{ choose: C{n}, end: e{n} }}\n" for n in range(900))
    write(d, f"pack: T\nmeasures: {{ m: {{}} }}\nscenes:\n  a:\n    text: H.\n    choices:\n{ends}"
          f"endings:\n{endings}epilogues:\n{some}{every}")  # fmt: skip


@long
def checkpoints(d: Path) -> None:
    name = "before the beam and the other " * 4
    ways = "choices: [ { choose: C, goto: s%s }, { choose: D, end: e } ]"
    write(d, scenes(lambda n: f"checkpoint: {name}{n % 7}\n    {ways % ((n + 1) % 20_000)}", 20_000))


@long
def translations(d: Path) -> None:
    write(d, scenes(lambda _: "text: Hello.\n    end: e", 40_000))
    entries = "".join(f"  scenes.s{n}.text: {{ was: Hello., text: Salut. }}\n" for n in range(80_000))
    write(d, f"language: fr\nname: French\ntexts:\n{entries}", "fr.yaml")


@long
def translations_with_figures(d: Path) -> None:
    was, text = "March 3 forty-seven 1.5 Jan Roos " * 12, "4 mars quarante-huit 1,6 Jean Rousse " * 12
    people = "".join(f"  p{n}: {{ name: Jan{n} Roos, fictional: true }}\n" for n in range(1_000))
    write(d, f"people:\n{people}" + scenes(lambda _: f"text: {was}\n    end: e", 8_000))
    entries = "".join(f"  scenes.s{n}.text: {{ was: {was}, text: '{text}' }}\n" for n in range(8_000))
    write(d, f"language: fr\nname: French\ntexts:\n{entries}", "fr.yaml")


@long
def languages(d: Path) -> None:
    write(d, scenes(lambda _: "text: Hello.\n    end: e", 60_000))
    for number in range(600):
        code = f"{chr(97 + number // 26)}{chr(97 + number % 26)}"
        write(d, f"language: {code}\nname: L{number}\n", f"{number}.yaml")


@long
def many_files(d: Path) -> None:
    write(d, f"pack: T\n{REST}")
    for number in range(19_000):
        write(d, f"scene: s{number}\ntext: {'word ' * 150}\nend: e\n", f"{number}.yaml")


@long
def broken_files(d: Path) -> None:
    write(d, f"pack: T\n{REST}")
    for number in range(15_000):
        write(d, f"scene: s{number}\ntext: |\n  {'word ' * 50}\nchoose me\n  - [ {{\n goto: x: y\n", f"{number}.yaml")


@long
def long_broken_files(d: Path) -> None:
    write(d, f"pack: T\n{REST}")
    for number in range(100):
        body = "  s: { text: Hello }\n  t:\n    text: She said: hello\n" * 2_700
        write(d, f"scenes:\n{body}", f"{number}.yaml")


@long
def slips_in_a_long_line(d: Path) -> None:
    write(d, "pack: T\nscenes: {" + ", ".join(f"s{n}: {{ txet: a }}" for n in range(120_000)) + "}\n")


@long
def keys_without_dashes(d: Path) -> None:
    write(d, scenes(lambda _: "choices:\n" + "      choose: a\n      choose: b\n" * 4, 25_000))


if __name__ == "__main__":
    run_command(main)

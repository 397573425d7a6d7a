"""Whether the check of certificates catches engines that are wrong: mutants of them, planted one at a time.

    python bench/mutated_engines.py [--packs 15] [--further 49] [--only 3] [--short]

Each mutant is a line of an engine, or of a reduction that all of them rest on, changed in a copy of the project. What
the engine finds in drawn packs is written down and checked, by a program that has no such line. A mutant is *caught*
when a certificate does not show what it says, or none can be made of what was proved; it *crashes* when the engine
itself stops with an error; else it is *not noticed*: in these packs it makes no difference, or the states that it finds
are enough all the same. Those that are not noticed in a few packs are tried in more. Printed is what became of each.
The exit code is 1 when fewer than 50 are caught (`--short`: none), or when something is told without a mutant.

Four mutants that once were here are equivalent, and gone: locations where nobody chooses may be passed one by one, for
they are asked for again (`levels.py`); a condition need not be evaluated in part (`constant_propagation.py`); a moment
that dominates all others is farther away, but no wrong one (`one_shot_dominators.py`); and a diagram that is followed
later is followed all the same (`symbolic/search.py`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from commands import run_command

ROOT = Path(__file__).parent.parent
COPIED = ("game", "tests", "bench", "scenes")
WANTED, SHORT = 50, 6
PATIENCE = 240


class Mutant(NamedTuple):
    """A line of `game/verify`, what it becomes, and the engine that is asked."""

    engine: str
    file: str
    line: str
    becomes: str


def _mutants(engine: str, file: str, *changes: tuple[str, str]) -> list[Mutant]:
    return [Mutant(engine, file, line, becomes) for line, becomes in changes]


MUTANTS = [
    *_mutants(
        "explicit",
        "exact/levels.py",
        (
            "now = {location: [states] for location, states in self._new()}",
            "now = {location: [states] for location, states in self._new() if level < 2}",
        ),
        (
            "for location in sorted(now):",
            "for location in sorted(now)[:-1] or sorted(now):",
        ),
        (
            "for states in pieces:",
            "for states in pieces[:1]:",
        ),
        (
            "self.batches.append(Batch(location, level, some))",
            "self.batches.append(Batch(location, level, some[:1]))",
        ),
        (
            "if len(states) <= most:\n            yield states",
            "if len(states) <= most:\n            yield states[:-1] or states",
        ),
        (
            "now.setdefault(location, []).append(states)",
            "now[location] = [states]",
        ),
        (
            "level += 1",
            "level += 1; now.pop(max(now), None) if level > 2 and now else None",
        ),
    ),
    *_mutants(
        "explicit",
        "exact/explicit.py",
        (
            "new = list(islice(reversed(seen), len(seen) - counts[location]))",
            "new = list(islice(reversed(seen), len(seen) - counts[location] - 1))",
        ),
        (
            "for target in self._targets[location]:",
            "for target in self._targets[location][:1]:",
        ),
        (
            "if new:\n                new.reverse()",
            "if len(new) > 1:\n                new.reverse()",
        ),
        (
            "function(states, self._seen, batch)",
            "function(states[:1], self._seen, batch)",
        ),
        (
            'for function in self._functions("search", location):',
            'for function in self._functions("search", location)[:0]:',
        ),
        (
            "for location in sorted(counts):",
            "for location in sorted(counts)[:2]:",
        ),
        (
            "functions = self._made[kind, location] = list(getattr(self._writer, kind)(location))",
            (
                "functions = self._made[kind, location] = list(getattr(self._writer, kind)(location))[:1] i"
                "f location else []"
            ),
        ),
    ),
    *_mutants(
        "explicit",
        "exact/code_generation.py",
        (
            "if not transition.guards:\n            return lines",
            "if len(transition.guards) < 2:\n            return lines",
        ),
        (
            'return [] if keep is None else [f"x &= {keep:#x}"]',
            'return [] if keep is None else [f"x &= {keep >> 1:#x}"]',
        ),
        (
            'return self._guarded(transition, ["x = m", *self._lines(transition.effect, ends)])',
            'return self._guarded(transition, ["x = m & -2", *self._lines(transition.effect, ends)])',
        ),
        (
            "return self.packing.lines(effect, ends.leaf, ends.mark, settled)",
            "return self.packing.lines(effect[-1:], ends.leaf, ends.mark, settled)",
        ),
        (
            (
                "for transition in self._here(location).transitions\n        )\n        for body in _pieces(b"
                "odies):\n            names"
            ),
            (
                "for transition in self._here(location).transitions[:1]\n        )\n        for body in _piec"
                "es(bodies):\n            names"
            ),
        ),
    ),
    *_mutants(
        "explicit",
        "exact/packing.py",
        (
            '" and ".join(python_condition',
            '" or ".join(python_condition',
        ),
        (
            'yield from increment_lines(self.slot(slot), amount, "x")',
            'yield from increment_lines(self.slot(slot), -amount, "x")',
        ),
        (
            "puts.add(Assign(self.slot(slot), value))",
            "puts.add(Assign(self.slot(slot), slot.low))",
        ),
        (
            "no = self.lines(otherwise, leaf, mark, settled)",
            "no = self.lines(then, leaf, mark, settled)",
        ),
        (
            "self.start = (self.layout.start & self.keeps[0]) << self.location_bits",
            "self.start = 0",
        ),
        (
            "live ^= lowest\n        kept |= bits[lowest.bit_length() - 1]",
            "live ^= lowest\n        kept |= bits[lowest.bit_length() // 2]",
        ),
    ),
    *_mutants(
        "explicit",
        "reductions/reduction.py",
        (
            ("case ContinueAt(location):\n                    after = _Needs(always, {location: everything})"),
            "case ContinueAt(location):\n                    after = _Needs(always, {location: 1})",
        ),
        (
            "after = _either([needs(then, after), needs(otherwise, after)], asked_by(conditions))",
            "after = _either([needs(then, after), needs(otherwise, after)], 0)",
        ),
        (
            "asked |= asked_by(transition.guards)",
            "asked |= 0",
        ),
        (
            "sure |= live[end] & mask",
            "sure |= live[end] & mask & 3",
        ),
        (
            "asked.update(*map(variables_read, transition.guards))",
            "asked.update(*map(variables_read, transition.guards[:0]))",
        ),
        (
            "if slot.name in asked and slot.name not in constant:",
            "if slot.name not in constant and slot.low == 0 and slot.high > 1:",
        ),
        (
            "constant = {name: slots[name].get(start) for name in asked - changed - kept}",
            "constant = {name: slots[name].low for name in list(sorted(asked - kept))[:2]}",
        ),
        (
            "no = _simpler(otherwise, asked, constant) if left else ()",
            "no = () if left and not otherwise[1:] else _simpler(otherwise, asked, constant)",
        ),
        (
            "left = evaluated_guards(conditions, constant)",
            "left = evaluated_guards(conditions[1:], constant)",
        ),
        (
            "left = evaluated_guards(original.guards, constant)",
            "left = evaluated_guards(original.guards[:1], constant)",
        ),
    ),
    *_mutants(
        "explicit",
        "reductions/constant_propagation.py",
        (
            "mask = mask & ~bit if value == slot.low else mask | bit",
            "mask = mask & ~bit",
        ),
        (
            "mask |= bit\n",
            "mask = mask\n",
        ),
        (
            "now = mask | (before or 0)",
            "now = mask if before is None else before",
        ),
        (
            "mask = after_no if after is None else after if after_no is None else after | after_no",
            "mask = after if after_no is None else after_no",
        ),
    ),
    *_mutants(
        "explicit",
        "reductions/reaching_definitions.py",
        (
            "mask |= after[following]",
            "mask |= 0",
        ),
        (
            "for following in to[node]:\n                mask |= masks[following]",
            "for following in to[node][:1]:\n                mask |= masks[following]",
        ),
        (
            "known = {name: value for name, value in known.items() if name != slot.name}",
            "known = dict(known)",
        ),
    ),
    *_mutants(
        "explicit",
        "reductions/one_shot_dominators.py",
        (
            "name not in falling and slot.low == 0 and slot.get(start) == 0",
            "slot.low == 0",
        ),
        (
            "nearest = predecessor if nearest is None else _meet(above, number, predecessor, nearest)",
            "nearest = predecessor",
        ),
    ),
    *_mutants(
        "explicit",
        "reductions/slot_allocation.py",
        (
            "self.apart[slot.name] |= mask & ~self.bits[slot.name]",
            "self.apart[slot.name] |= 0",
        ),
        (
            "while taken[index] >> shift & mask:",
            "while taken[index] >> shift & 1 and shift < 3:",
        ),
        (
            "needed = by_then | by_otherwise | self._asked_by(conditions)",
            "needed = by_then | by_otherwise",
        ),
        (
            "needed = self.reduced.live[location]",
            "needed = self.reduced.live[location] & 5",
        ),
    ),
    *_mutants(
        "vectorised",
        "exact/arrays.py",
        (
            "sink.end(step.location, x if step.keep is None else x & step.keep, rows)",
            "sink.end(step.location, x[:1] if step.keep is None else x[:1] & step.keep, rows)",
        ),
        (
            "if count == len(x):",
            "if count:",
        ),
        (
            "holds = holds & other(x)",
            "holds = holds | other(x)",
        ),
        (
            "return lambda x: x & bits == 0",
            "return lambda x: x & bits != 0",
        ),
        (
            "return lambda x: x & keep | np.minimum(x & here, last) + by",
            "return lambda x: x & keep | np.minimum(x & here, last)",
        ),
        (
            "bits = bits & ~here | (put.value - slot.low) << slot.shift",
            "bits = bits & ~here",
        ),
        (
            "return np.where(holds(x), if_true, if_false)",
            "return if_true",
        ),
    ),
    *_mutants(
        "vectorised",
        "exact/vectorised.py",
        (
            "new = self._not_in(run, new)",
            "new = self._not_in(run, new)[1:]",
        ),
        (
            "searching.settle_all(self._arrays)",
            "pass",
        ),
        (
            (
                "some = states if transition.holds is None else states[transition.holds(states)]\n          "
                "  if len(some):"
            ),
            (
                "some = states if transition.holds is None else states[transition.holds(states)]\n          "
                "  if len(some) > 1:"
            ),
        ),
        (
            "for location in sorted(found):",
            "for location in sorted(found)[:1]:",
        ),
        (
            "return states[~among(states, run)]",
            "return states[:0]",
        ),
    ),
    *_mutants(
        "symbolic",
        "exact/symbolic/effects.py",
        (
            "states = diagrams.some(states, bits) & values",
            "states = states & values",
        ),
        (
            "states = after_then | self.forward(otherwise, states & no, arrive, emit)",
            "states = after_then | self.forward(otherwise, states & yes, arrive, emit)",
        ),
        (
            "return diagrams.substituted(states, growth.after) & growth.alone | there",
            "return diagrams.substituted(states, growth.after) & growth.alone",
        ),
        (
            "after = self._asked(then, after) | self._asked(otherwise, after) | self._read(conditions)",
            "after = self._asked(then, after) | self._asked(otherwise, after)",
        ),
        (
            "changes[slot.name] = value",
            "changes[slot.name] = slot.low",
        ),
    ),
    *_mutants(
        "symbolic",
        "exact/symbolic/search.py",
        (
            "new = diagrams.some(states, forgotten[node]) & ~self.reached[node]",
            "new = states & ~self.reached[node]",
        ),
        (
            "states &= transition.open",
            "states &= transition.open & ~self.reached[0]",
        ),
        (
            "self.reached[node] |= new\n            self._stale",
            "self.reached[node] = new\n            self._stale",
        ),
    ),
    *_mutants(
        "symbolic",
        "exact/symbolic/condition_diagrams.py",
        (
            "return ~self.holds(part)",
            "return self.holds(part)",
        ),
        (
            "found &= self.holds(tree)",
            "found = self.holds(tree)",
        ),
        (
            "return difference < 0",
            "return difference <= 0",
        ),
        (
            "return difference >= 0",
            "return difference > 0",
        ),
    ),
]


def fate(mutant: Mutant, folder: Path, packs: int) -> tuple[str, str]:
    """What becomes of a mutant in a copy of the project, and the first words that tell it."""
    path = folder / "game/verify" / mutant.file
    before = path.read_text("utf-8")
    assert mutant.line in before, mutant
    path.write_text(before.replace(mutant.line, mutant.becomes, 1), "utf-8")
    try:
        return told(mutant.engine, folder, packs)
    finally:
        path.write_text(before, "utf-8")


def told(engine: str, folder: Path, packs: int) -> tuple[str, str]:
    """What is told of the proofs that an engine makes in a copy of the project, and the first words of it."""
    command = [sys.executable, "bench/certificates.py", "--packs", str(packs), "--engine", engine, "--first"]
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return "never ends", ""
    lines = [line for line in done.stdout.splitlines() if "WRONG" in line or "no certificate" in line]
    if lines:
        return "caught", lines[0]
    if done.returncode:
        return "crashes", (done.stderr.splitlines() or [""])[-1]
    return "not noticed", ""


def main() -> int:
    """Plant each, and print what becomes of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packs", type=int, default=15, help="drawn packs that are proved and checked")
    parser.add_argument("--further", type=int, default=49, help="the same for a mutant that is not noticed in those")
    parser.add_argument("--only", type=int, metavar="N", help="the mutant with this number alone")
    parser.add_argument("--short", action="store_true", help=f"{SHORT} mutants")
    given = parser.parse_args()
    some = list(enumerate(MUTANTS, 1))
    some = some[given.only - 1 : given.only] if given.only else some[:: len(some) // SHORT] if given.short else some
    fates: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="eightwings-mutants-") as copy:
        folder = Path(copy)
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for engine in dict.fromkeys(mutant.engine for _, mutant in some):
            outcome, words = told(engine, folder, given.packs)
            if outcome != "not noticed":
                print(f"Without a mutant, {engine}: {outcome}: {words}")
                return 1
        for number, mutant in some:
            outcome, words = fate(mutant, folder, given.packs)
            if outcome == "not noticed":
                outcome, words = fate(mutant, folder, given.further)
            fates[outcome] += 1
            line, becomes = mutant.line.replace("\n", " ⏎ "), mutant.becomes.replace("\n", " ⏎ ")
            print(f"{number:>3}. {outcome}: {mutant.file}: {line}  →  {becomes}\n       {words}", flush=True)
    print(", ".join(f"{count} {outcome}" for outcome, count in fates.most_common()))
    return 0 if given.only or fates["caught"] >= (1 if given.short else WANTED) else 1


if __name__ == "__main__":
    run_command(main)

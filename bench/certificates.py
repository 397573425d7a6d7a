"""Certificates of drawn packs: every verdict written down, read back, and checked by the program that searches nothing.

    python bench/certificates.py [--packs 300] [--seed 0] [--short] [--pack NAME …] [--seconds 300]
                                 [--engine explicit] [--cpu 600]

Each pack is proved, and its certificate is written as lines and read back. Each of its sets passes the check once: when
it is made, or, where it is large or what is read back is not the very same, after that; its plays after that. Then
edges drawn from the certificate are taken in the game itself. Printed are how many verdicts there were, of which kind,
how many of them were checked, and how long writing and checking took beside proving. `--pack` does this for packs of
their own, with the bytes of the certificate. With `--engine` that engine alone searches, and what it finds is written
down, or nothing is. `--cpu` is after how many seconds of a core no further pack is drawn. The exit code is 1 when a
certificate does not show all that it says, or an edge is not one of the game. Verdicts without a certificate are
counted and named; they are no error.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from commands import run_command  # noqa: E402
from reference.drawn import drawn  # noqa: E402
from reference.product import ENGINES, taking  # noqa: E402
from reference.trials import Setting, Unplayable, load  # noqa: E402

from game.story.model.story import Story  # noqa: E402
from game.story.packs import examine  # noqa: E402
from game.story.source.library import find_pack  # noqa: E402
from game.story.targets.survey import survey  # noqa: E402
from game.verify.certificates import writing  # noqa: E402
from game.verify.certificates.certificate_files import read_certificate, written  # noqa: E402
from game.verify.certificates.certifying import certificate_of, checked  # noqa: E402
from game.verify.certificates.replaying import replayed  # noqa: E402
from game.verify.system.budget import Budget  # noqa: E402
from game.verify.system.transition_system import transition_system  # noqa: E402
from game.verify.verdicts.promise_observers import promise_observers, promise_properties  # noqa: E402
from game.verify.verdicts.properties import properties_of  # noqa: E402
from game.verify.verdicts.proving import prove  # noqa: E402

SHORT = 25
EDGES = 20


def certified(story: Story, path: Path, seconds: float, tally: Counter[str], name: str) -> Iterator[str]:
    """What is wrong with the certificate of a story; `tally` counts what there is."""
    statements = promise_observers(story)
    properties = (*properties_of(story, survey(story, path).things), *promise_properties(story))
    system = transition_system(story)
    begun = time.process_time()
    proofs = prove(story, properties, Budget(seconds), statements, system=system, every_play=True)
    proving = time.process_time()
    made, passed = certificate_of(story, system, statements, proofs.proofs, Budget(seconds))
    lines = [line.encode() for line in written(made, story.id)]
    writing = time.process_time()
    again = read_certificate(lines)
    found = checked(again, system, statements, proofs.proofs, Budget(seconds), passed)
    checking = time.process_time()
    edges = replayed(again, system, statements, EDGES, 1)
    tally["packs"] += 1
    tally["milliseconds of proving"] += int(1_000 * (proving - begun))
    tally["milliseconds of writing"] += int(1_000 * (writing - proving))
    tally["milliseconds of checking"] += int(1_000 * (checking - writing))
    tally["bytes"] += sum(map(len, lines))
    tally["closed sets"] += len(made.closed)
    tally["nodes"] += sum(len(closed.nodes) for closed in made.closed)
    tally["edges replayed in the game"] += edges.taken
    tally[f"engine {proofs.engine or 'none: abstractions'}"] += 1
    for proof in proofs.proofs:
        if proof.verdict == "proved" or (proof.property.wanted == "can" and proof.verdict == "refuted"):
            kind = f"{proof.verdict} {proof.property.wanted}"
            tally[kind] += 1
            tally[f"{kind}, checked"] += proof.property.key in found.keys
            if proof.property.key not in found.keys:
                tally["without a certificate"] += 1
                if proof.property.wanted != "still":  # of which there is no certificate
                    yield f"{name}: no certificate: {proof.verdict}: {proof.property.key}"
    if found.wrong:
        tally["wrong"] += 1
        yield f"{name}: WRONG: {found.wrong}"
    for words in edges.differing:
        tally["wrong"] += 1
        yield f"{name}: WRONG: {words}"


def main() -> int:
    """Draw, prove, write, check, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--pack", action="append", default=[])
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--cpu", type=float, default=1e9, help="seconds of a core after which no further pack is drawn")
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--first", action="store_true", help="stop at the first certificate that is missing or wrong")
    given = parser.parse_args()
    before = writing._found_anew, writing._of_abstractions
    if given.engine:  # what it finds is written down, or nothing is
        writing._found_anew = lambda observed, never, budget: None
        writing._of_abstractions = lambda observed, never, budget: iter(())
    try:
        with taking(given.engine or "check"):
            return tried(given)
    finally:
        writing._found_anew, writing._of_abstractions = before


def tried(given: argparse.Namespace) -> int:
    """Do what is asked for; the result is the exit code."""
    tally: Counter[str] = Counter()
    for pack in given.pack:
        story, _ = examine(pack)
        assert story is not None, pack
        own: Counter[str] = Counter()
        for words in certified(story, find_pack(pack), given.seconds, own, pack):
            print(words)
        print(*(f"  {name}: {number:,}" for name, number in own.items()), sep="\n", flush=True)
        tally["wrong"] += own["wrong"]
    if not given.pack:
        with tempfile.TemporaryDirectory() as folder:
            try:
                if not _drawn(given, Setting(Path(folder)), tally):
                    return 1
            finally:  # what was counted is told, though somebody stops it
                print(*(f"{name}: {number:,}" for name, number in tally.items()), sep="\n")
    return 1 if tally["wrong"] else 0


def _drawn(given: argparse.Namespace, setting: Setting, tally: Counter[str]) -> bool:
    """Draw packs, and count; False: it stops at the first that is missing or wrong."""
    seed = given.seed
    while tally["packs"] < (SHORT if given.short else given.packs) and time.process_time() < given.cpu:
        seed += 1
        try:
            story = load(setting, drawn(seed - 1))
        except Unplayable:
            continue
        for words in certified(story, setting.folder, given.seconds, tally, f"seed {seed - 1}"):
            print(words, flush=True)
            if given.first:
                return False
    return True


if __name__ == "__main__":
    run_command(main)

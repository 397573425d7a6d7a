"""How long plays are that show something, as they were found and as they are told.

    python bench/shown_plays.py [--seconds 60] [--searched 200000] [PACK]

For a pack (hq): everything that is refuted with a play, remarks too, and a play to each ending. By play are printed the
steps as it was found and as it is told, whether nothing can be left out of it (`minimal`), whether it is shown that
none is shorter (`shortest`), and the work (a transition that was taken counts as 10, a move that was passed over as 1)
and the seconds of a core that it took. Plays to endings were made shorter once already where they were found.
`--searched`: work that may be done to look for a shorter one.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from commands import run_command

from game.author.proofs.shown_plays import ShownPlays
from game.story.packs import load
from game.story.source.library import find_pack
from game.story.targets.survey import survey
from game.verify.search.minimal_plays import MOST_SEARCHED
from game.verify.system.budget import Budget
from game.verify.verdicts.promise_observers import promise_observers, promise_properties
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving import prove
from game.verify.verdicts.verdicts import Taken

_NO_END = 10**12


def steps(play: Sequence[Taken]) -> int:
    """What a player does in a play."""
    return sum(taken.kind != "draw" for taken in play)


def main() -> None:
    """Prove, make plays fit to be read, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="hq")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--searched", type=int, default=MOST_SEARCHED)
    given = parser.parse_args()
    path = find_pack(given.pack)
    story = load(path)
    asked = (*properties_of(story, survey(story, path).things), *promise_properties(story))
    wanted = frozenset(each.key for each in asked if each.kind == "endings")
    begun = time.process_time()
    proofs = prove(story, asked, Budget(given.seconds), promise_observers(story), shortest=wanted).proofs
    print(f"{len(asked)} properties in {time.process_time() - begun:.1f} s of a core.")
    told = [proof for proof in proofs if proof.play is not None and not proof.shortest]
    begun = time.process_time()
    plays = ShownPlays(story, [proof.property.key for proof in told], promise_observers(story), most=_NO_END)
    before = after = minimal = shortest = done = 0
    for proof in sorted(told, key=lambda proof: steps(proof.play or ())):
        began = time.process_time(), plays.work
        shown = plays.readable(proof, searched=given.searched)
        was, now = steps(proof.play or ()), steps(shown.proof.play or ())
        seconds, work = time.process_time() - began[0], plays.work - began[1]
        marks = "shortest" if shown.proof.shortest else "minimal" if shown.is_minimal else ""
        print(f"{was:5} → {now:4}  {marks:8} {work:9,} work {seconds:6.2f} s  {proof.property.key}", flush=True)
        before, after, done = before + was, after + now, done + work
        minimal, shortest = minimal + shown.is_minimal, shortest + shown.proof.shortest
    print(f"{len(told)} plays: {before:,} → {after:,} steps; {minimal} minimal, {shortest} of them shown to be the "
          f"shortest; work {done:,}, {time.process_time() - begun:.1f} s of a core.")  # fmt: skip


if __name__ == "__main__":
    run_command(main)

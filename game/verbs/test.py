"""`eightwings test`: run the playthroughs of packs."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from game.verbs import FINDINGS, FINE, WRONG_USAGE


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `test`."""
    parser.add_argument(
        "packs", nargs="*", metavar="PACK", help="a pack, a folder with packs, or a playthrough file; a name such as hq"
    )


def run(given: Namespace) -> int:
    """Run the playthroughs that were asked for."""
    from game.playthrough.finding import NoPlaythroughs, find_playthroughs
    from game.playthrough.testing import run_found, told

    if not given.packs:
        print("Which pack? Give a folder, a playthrough, or a name such as hq: eightwings test hq", file=sys.stderr)
        return WRONG_USAGE
    failed = 0
    for pack in given.packs:
        try:
            found = find_playthroughs(pack)
        except NoPlaythroughs as problem:
            print(problem, file=sys.stderr)
            return WRONG_USAGE
        for one in found:
            outcome = run_found(one)
            print(f"{'passed' if outcome.passed else 'FAILED'}  {outcome.title}")
            failed += not outcome.passed
            print("\n".join(told(outcome)))
    return FINDINGS if failed else FINE

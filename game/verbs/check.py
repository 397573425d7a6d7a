"""`eightwings check`: everything that is wrong with a pack."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from game.author.findings import run_check
from game.verbs import WRONG_USAGE


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `check`."""
    parser.add_argument("pack", metavar="PACK", nargs="?", help="a folder, a story file, or a name such as hq")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file is saved; Ctrl+C ends")
    parser.add_argument("--strict", action="store_true", help="warnings count as findings too")
    parser.add_argument("--explain", metavar="CODE", help="tell more about a message such as EW201, and what to do")


def run(given: Namespace) -> int:
    """Report on the pack, or explain a message."""
    if given.explain is not None:
        from game.author.messages_page import explain  # no check of a pack needs it

        return explain(given.explain)
    if given.pack is None:
        print("Which pack? Give a folder, a story file, or a name such as hq: eightwings check hq", file=sys.stderr)
        return WRONG_USAGE
    if given.watch and given.json:
        print("--watch is for reading and --json for programs: leave one of them out.", file=sys.stderr)
        return WRONG_USAGE
    if given.watch:
        from game.author.checking_again import watch

        return watch(given.pack, strict=given.strict)
    return run_check(given.pack, as_json=given.json, strict=given.strict)

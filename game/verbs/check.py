"""`eightwings check`: everything that is wrong with a pack."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from game.author.findings import run_check


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `check`."""
    parser.add_argument("pack", metavar="PACK", help="a folder, a story file, or a name such as hq")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument("--strict", action="store_true", help="warnings count as findings too")


def run(given: Namespace) -> int:
    """Report on the pack."""
    return run_check(given.pack, as_json=given.json, strict=given.strict)

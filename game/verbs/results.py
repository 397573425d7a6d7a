"""`eightwings results`: who answered what, right or wrong."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from game.record.safe_output import unguarded

if TYPE_CHECKING:
    from game.report.document import Document


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `results`."""
    parser.add_argument(
        "pack", nargs="?", default="", metavar="PACK", help="only of this pack: a folder, a story file, or a name"
    )
    parser.add_argument("--player", metavar="NAME", help="only of this player; an empty name: of whoever gave none")
    parser.add_argument(
        "--plays", type=Path, metavar="FOLDER", help="not from the record, but from saved plays of PACK, one a pupil"
    )
    parser.add_argument("--json", action="store_true", help="for programs; the guide says what is in it")
    parser.add_argument("--export", type=Path, metavar="FILE", help="all answers, as a .csv, .xlsx or .jsonl file")
    parser.add_argument("--items", action="store_true", help="item analysis: what the answers say about the questions")
    parser.add_argument("--html", type=Path, metavar="FILE", help="with --items: as a page")
    parser.add_argument("--language", default="", metavar="TAG", help="with texts in another language of the pack")
    parser.add_argument("--regrade", action="store_true", help="grade the recorded answers by the keys of PACK today")
    parser.add_argument("--dry-run", action="store_true", help="with --regrade: only say what would change")
    parser.add_argument("--forget", action="store_true", help="delete answers from the record: of PACK, NAME, or all")
    parser.add_argument("--yes", action="store_true", help="with --forget: do not ask for confirmation")


def run(given: Namespace) -> int:
    """Show the results. Raises PackError."""
    from game.learning.results.results_command import ResultsCommand, show_results

    command = ResultsCommand(
        given.pack, given.player, given.plays, given.json, given.export, given.regrade, given.dry_run, given.items,
        given.html, given.forget, given.yes, given.language,
    )  # fmt: skip
    return show_results(command, _print_document)


def _print_document(document: Document) -> None:
    from rich.console import Console  # a table needs none

    from game.playthrough.simulation.report_text import print_document

    print_document(document, Console(file=unguarded(sys.stdout), no_color="NO_COLOR" in os.environ or None))

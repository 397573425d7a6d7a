"""`eightwings review`: practise the questions of packs, each when it is about to be forgotten."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from game.record.safe_output import unguarded

if TYPE_CHECKING:
    from game.learning.practice.sitting import PracticeClient
    from game.play.session import Session
    from game.report.document import Document


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `review`."""
    parser.add_argument(
        "packs", nargs="*", metavar="PACK", help="which packs; new questions are asked only of packs that are named"
    )
    parser.add_argument("--name", default="", help="who practises: the name under which you play")
    parser.add_argument("--new", type=_number, default=10, metavar="N", help="at most this many new questions; 10")
    parser.add_argument("--most", type=_number, default=50, metavar="N", help="at most this many questions in all; 50")
    parser.add_argument("--language", default="", metavar="TAG", help="in another language of the packs, such as fr")
    parser.add_argument("--plan", action="store_true", help="only say what is due, now and in the next two weeks")
    parser.add_argument("--json", action="store_true", help="the plan for programs; the guide says what is in it")
    parser.add_argument(
        "--confidence", action="store_true", help="say of each answer how sure you are, before the verdict"
    )


def run(given: Namespace) -> int:
    """Practise. Raises PackError."""
    from game.learning.practice.review_command import ReviewCommand, review

    command = ReviewCommand(
        tuple(given.packs),
        given.name,
        given.new,
        given.most,
        given.plan,
        given.json,
        given.confidence,
        given.language,
    )
    return review(command, _screen_for, _print_document)


def _screen_for(session: Session) -> PracticeClient:
    from pathlib import Path

    from game.plain import PlainClient
    from game.play.opening import Opened

    return PlainClient(Opened(session), Path(), sys.stdin, sys.stdout)


def _print_document(document: Document) -> None:
    from rich.console import Console

    from game.playthrough.simulation.report_text import print_document

    print_document(document, Console(file=unguarded(sys.stdout), no_color="NO_COLOR" in os.environ or None))


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 7):
        raise ArgumentTypeError(f"“{written}” is not a number")
    return int(written)

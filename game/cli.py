"""The command `eightwings`. Each verb's module is imported only when that verb is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.story.diagnostics import PackError

if TYPE_CHECKING:
    from game.story.program import Story

FINE, FINDINGS, WRONG_USAGE = 0, 1, 2
"""Exit codes; 3 is for a check that could not finish."""

_VERBS = ("play", "check")


def main(arguments: list[str] | None = None) -> int:
    """Run the command. The result is the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or (words[0] not in _VERBS and words[0] not in ("-h", "--help", "--version")):
        # `eightwings` and `eightwings PACK` play, with the flags of `play`.
        words = ["play", *words]
    try:
        return _run(words)
    except PackError as error:
        from game.check import print_findings  # only when there is something to report

        print_findings(error.diagnostics, sys.stderr)
        return WRONG_USAGE if error.diagnostics[0].code in ("EW101", "EW102") else FINDINGS
    except KeyboardInterrupt:
        return 130


def _run(words: list[str]) -> int:
    if words == ["play"]:
        # The way most plays begin needs no parser.
        return _play("", plain=False, new=False, seed=None, load=None, record=None)
    import argparse

    import game

    parser = argparse.ArgumentParser(
        prog="eightwings", description="A text adventure and quiz game at NATO headquarters."
    )
    parser.add_argument("--version", action="version", version=f"eightwings {game.__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    play = verbs.add_parser("play", help="play a pack (the default; without PACK the main adventure)")
    play.add_argument(
        "pack", nargs="?", default="", metavar="PACK", help="a folder, a story file, or a name such as hq"
    )
    play.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")
    play.add_argument("--new", action="store_true", help="begin a new game; the old one is kept beside it")
    play.add_argument("--seed", type=int, metavar="N", help="begin a new game with this seed: same seed, same game")
    play.add_argument("--load", type=Path, metavar="FILE", help="go on from a saved play")
    play.add_argument("--record", type=Path, metavar="FILE", help="keep this play, a new one, in FILE")
    check = verbs.add_parser("check", help="report everything that is wrong with a pack")
    check.add_argument("pack", metavar="PACK", help="a folder, a story file, or a name such as hq")
    check.add_argument("--json", action="store_true", help="one JSON object instead of text")
    check.add_argument("--strict", action="store_true", help="warnings count as findings too")
    given = parser.parse_args(words)
    if given.verb == "check":
        from game.check import run_check

        return run_check(given.pack, as_json=given.json, strict=given.strict)
    return _play(given.pack, given.plain, given.new, given.seed, given.load, given.record)


def wants_plain(environment: dict[str, str], is_terminal: bool) -> bool:
    """Whether to play line by line without having been asked to."""
    return not is_terminal or environment.get("TERM", "") in ("", "dumb") or bool(environment.get("EIGHTWINGS_PLAIN"))


def _play(pack: str, plain: bool, new: bool, seed: int | None, load: Path | None, record: Path | None) -> int:
    from game.record.locations import plays_folder
    from game.record.story_cache import load_story
    from game.story import library

    story = load_story(pack or library.MAIN_PACK)
    plays = plays_folder(story.id)
    if plain or wants_plain(dict(os.environ), sys.stdin.isatty() and sys.stdout.isatty()):
        return _play_plain(story, plays, new, seed, load, record)
    from game.app.main import run_app

    return run_app(story, plays=plays, seed=seed, load=load, record=record, fresh=new)


def _play_plain(story: Story, plays: Path, new: bool, seed: int | None, load: Path | None, record: Path | None) -> int:
    from game.plain import run_plain
    from game.play.opening import CURRENT, open_play
    from game.record.journal import JournalError

    try:
        opened = open_play(story, plays, seed=seed, load=load, record=record, fresh=new)
    except JournalError as error:
        print(error, file=sys.stderr)
        if load is None and record is None and not new and seed is None and (plays / CURRENT).exists():
            print("To begin anew, add --new: the file is kept beside the new one.", file=sys.stderr)
        return WRONG_USAGE
    return run_plain(opened, plays)

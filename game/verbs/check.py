"""`eightwings check`: everything that is wrong with a pack, and everything that is proved of it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from game.author.findings import print_findings, run_check
from game.support.exit_codes import WRONG_USAGE

if TYPE_CHECKING:
    from game.author.proofs.proofs_command import Proving


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `check`."""
    parser.add_argument("pack", metavar="PACK", nargs="?", help="a folder, a story file, or a name such as hq")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file is saved; Ctrl+C ends")
    parser.add_argument("--strict", action="store_true", help="warnings count as findings too")
    parser.add_argument("--no-proofs", action="store_true", help="only read the files, and prove nothing")
    parser.add_argument("--seconds", type=float, metavar="N", help="spend at most this long on proofs; by default 60")
    parser.add_argument("--memory", type=float, metavar="MB", help="and at most this much memory; by default 2000")
    parser.add_argument("--remarks", action="store_true", help="list remarks on files and proofs one by one")
    parser.add_argument("--without", action="append", default=[], metavar="CHOICE",
                        help="what is different for somebody who never takes this choice")  # fmt: skip
    parser.add_argument("--with", dest="supposing", default="", metavar="CONDITION",
                        help="what is different when plays begin with this; behind `always` or `never`, when only "
                        "those plays count in which it is always or never so")  # fmt: skip
    parser.add_argument("--remembers", nargs="?", const="", metavar="CHOICE",
                        help="what can tell later that this choice was taken; alone, how all choices fare")  # fmt: skip
    parser.add_argument("--reach", metavar="CONDITION", help="print the shortest play in which this becomes true")
    parser.add_argument("--wordings", action="store_true",
                        help="print every wording of the documents with a play that leads to it")  # fmt: skip
    parser.add_argument("--witnesses", type=Path, metavar="FOLDER", help="write plays that show what is not so")
    parser.add_argument("--certain", action="store_true",
                        help="have every proof checked by a small program that searches nothing")  # fmt: skip
    parser.add_argument("--certificates", type=Path, metavar="FOLDER",
                        help="write the proofs down, for anybody to check; they are checked, too")  # fmt: skip
    parser.add_argument("--recheck", type=Path, metavar="FILE", help="check what such a file says, and prove nothing")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the proofs as a page")
    parser.add_argument("--explain", metavar="CODE", help="tell more about a message such as EW201, and what to do")


_ALONE = (
    "no_proofs", "watch", "remembers", "reach", "wordings", "witnesses", "certain", "certificates", "recheck", "html",
)  # fmt: skip
"""What is not asked for beside `--with`: plays that begin in another way are none of the game."""


def run(given: Namespace) -> int:
    """Report on the pack, or explain a message."""
    if given.explain is not None:
        from game.author.messages_page import explain_message  # no check of a pack needs it

        return explain_message(given.explain)
    if given.pack is None:
        print("Which pack? Give a folder, a story file, or a name such as hq: eightwings check hq", file=sys.stderr)
        return WRONG_USAGE
    proving = _proving(given)
    if given.watch and given.json:
        print("--watch is for reading and --json for programs: leave one of them out.", file=sys.stderr)
        return WRONG_USAGE
    if given.supposing and (beside := [name for name in _ALONE if getattr(given, name) not in (None, False)]):
        flag = beside[0].replace("_", "-")
        print(f"--with is for the report alone: leave --{flag} out.", file=sys.stderr)
        return WRONG_USAGE
    if given.recheck is not None:
        from game.author.proofs.certificates_command import recheck
        from game.author.proofs.proofs_command import Proving

        return recheck(given.pack, given.recheck, proving or Proving(), print_findings)
    if given.reach is not None:
        from game.author.proofs.asked import reach
        from game.author.proofs.proofs_command import Proving

        return reach(given.pack, given.reach, proving or Proving())
    if given.remembers is not None:
        from game.author.remembering.remembers_command import tell_memory

        return tell_memory(given.pack, given.remembers, as_json=given.json)
    if given.wordings:
        from game.author.proofs.proofs_command import Proving
        from game.author.proofs.wordings import tell_wordings

        return tell_wordings(given.pack, proving or Proving())
    if given.watch:
        from game.author.checking_again import watch

        return watch(given.pack, strict=given.strict, proving=proving, remarks=given.remarks)
    return run_check(given.pack, as_json=given.json, strict=given.strict, proving=proving, remarks=given.remarks)


def _proving(given: Namespace) -> Proving | None:
    """What is to be proved."""
    if given.no_proofs:
        return None
    from game.author.proofs.proofs_command import Proving  # the files alone need none of it

    wanted = Proving(
        without=tuple(given.without), supposing=given.supposing, remarks=given.remarks, witnesses=given.witnesses,
        page=given.html,
        certain=given.certain or given.certificates is not None, certificates=given.certificates,
        plays_of_remarks=given.remarks or given.json or given.html is not None,
    )  # fmt: skip
    if given.seconds is not None:
        wanted = wanted._replace(seconds=given.seconds)
    return wanted if given.memory is None else wanted._replace(memory=given.memory)

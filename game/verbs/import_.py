"""`eightwings import`: take questions from another program into a pack, or translations from a PO file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from game.support.exit_codes import FINDINGS, FINE, WRONG_USAGE


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `import`."""
    parser.add_argument(
        "file", type=Path, metavar="FILE",
        help="a file with questions: GIFT, Aiken, Moodle XML, CSV, …; or a PO file with translations",
    )  # fmt: skip
    parser.add_argument("--into", required=True, metavar="PACK", help="the folder of a pack, which gets a new file")
    parser.add_argument("--language", default="", metavar="TAG", help="of a PO file that does not say it itself")
    parser.add_argument("--format", default="", metavar="FORMAT", help="the format, where it is not recognised")
    parser.add_argument("--dry-run", action="store_true", help="write nothing: show what would be written")


def run(given: Namespace) -> int:
    """Import the questions or translations, and say what was not carried over."""
    if given.format == "po" or (not given.format and given.file.suffix.lower() in (".po", ".pot")):
        return _po(given)
    if given.language:
        print("--language goes with a PO file, which holds translations.", file=sys.stderr)
        return WRONG_USAGE
    from game.learning.banks.bank_questions import BankError
    from game.learning.banks.importing import ImportWishes, import_questions

    try:
        done = import_questions(ImportWishes(given.file, given.into, given.format, given.dry_run))
    except BankError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    if given.dry_run and done.content:
        print(done.content)
    print("\n".join(done.lines))
    return FINE if done.number else FINDINGS


def _po(given: Namespace) -> int:
    from game.author.new.asking import NotWritten
    from game.author.translators.po_import import PoImport, import_po

    try:
        done = import_po(PoImport(given.file, given.into, given.language, given.dry_run))
    except NotWritten as error:
        print(error, file=sys.stderr)
        return error.code
    print("\n".join(done.lines))
    return FINE if done.is_whole else FINDINGS

"""`eightwings export`: what a pack holds, for paper and for other programs."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from game.support.exit_codes import FINE, WRONG_USAGE


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `export`."""
    parser.add_argument("pack", metavar="PACK", help="a folder, a story file, or a name such as hq")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--handout", action="store_true", help="a worksheet of its questions, to print")
    target.add_argument(
        "--to", metavar="FORMAT",
        help="its questions for another program: gift, aiken, moodle, csv, …; or po: its texts for translators",
    )  # fmt: skip
    target.add_argument(
        "--web", type=Path, metavar="FOLDER", help="a page that plays in any browser and needs no server of its own"
    )
    parser.add_argument(
        "--runtime", type=Path, metavar="FOLDER",
        help="with --web: Python for browsers, the npm package pyodide, which is put into the page; "
        "by default the page gets it from jsdelivr.net",
    )  # fmt: skip
    parser.add_argument(
        "--scorm", action="store_true", help="with --web: a package for Moodle and the like (SCORM 1.2): FILE.zip"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER|FILE", help="where to; a name that ends in .html or .md is one file"
    )
    parser.add_argument("--key", action="store_true", help="only the key: answers, reasons and sources")
    parser.add_argument("--no-key", action="store_true", help="only the worksheet")
    parser.add_argument("--html", action="store_true", help="only HTML")
    parser.add_argument("--md", action="store_true", help="only Markdown")
    parser.add_argument("--topic", default="", help="only questions on this topic")
    parser.add_argument("--count", type=int, metavar="N", help="draw this many questions")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the seed for drawing and shuffling, by default 1"
    )
    parser.add_argument(
        "--language", default="", metavar="TAG",
        help="with its texts in another language, such as fr; with --to po: the one to translate into",
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help="replace files that already exist")


def run(given: Namespace) -> int:
    """Write the worksheets, the questions in another format, or the texts for translators."""
    if given.web is not None:
        return _web(given)
    if given.scorm or given.runtime is not None:
        print("--scorm and --runtime say what a page is like: give them with --web.", file=sys.stderr)
        return WRONG_USAGE
    if given.to == "po":
        return _po(given)
    return _handout(given) if given.to is None else _bank(given)


def _po(given: Namespace) -> int:
    from game.author.new.asking import NotWritten
    from game.author.translators.po_export import PoExport, export_po

    try:
        lines = export_po(PoExport(given.pack, given.language, given.out, given.force))
    except NotWritten as error:
        print(error, file=sys.stderr)
        return error.code
    print("\n".join(lines))
    return FINE


def _web(given: Namespace) -> int:
    """Write the page. Raises PackError, NoSuchLanguage."""
    from game.record.story_cache import load_story
    from game.story.source import library
    from game.web.static_page.static_export import StaticPageError, StaticPageWishes, export_static_page

    story = load_story(given.pack, given.language)
    wishes = StaticPageWishes(given.web, given.runtime, given.language, given.scorm, given.force)
    try:
        lines = export_static_page(story, library.find_pack(given.pack), wishes)
    except StaticPageError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    print("\n".join(lines))
    return FINE


def _bank(given: Namespace) -> int:
    from game.learning.banks.bank_export import BankExport, export_questions
    from game.learning.banks.bank_questions import BankError

    try:
        lines = export_questions(BankExport(given.pack, given.to, given.out, given.force, given.language))
    except BankError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    print("\n".join(lines))
    return FINE


def _handout(given: Namespace) -> int:
    from game.author.handout.handout_export import ExportWishes, HandoutError, export_handout

    formats = tuple(ending for ending, wanted in ((".html", given.html), (".md", given.md)) if wanted)
    keys = tuple(with_key for with_key, wanted in ((False, given.no_key), (True, given.key)) if wanted)
    wishes = ExportWishes(
        given.out, formats or (".html", ".md"), keys or (False, True),
        given.topic, given.count, given.seed, given.force, given.language,
    )  # fmt: skip
    try:
        lines = export_handout(given.pack, wishes)
    except HandoutError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    print("\n".join(lines))
    return FINE

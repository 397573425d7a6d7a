"""`eightwings preview`: a pack in the terminal while it is being written."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace

from game.support.exit_codes import WRONG_USAGE
from game.verbs.play import wants_plain


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `preview`."""
    parser.add_argument("pack", metavar="PACK", help="a folder, a story file, or a name such as hq")
    parser.add_argument("--from", dest="scene", metavar="SCENE", default="", help="begin at this scene")
    parser.add_argument("--seed", type=int, metavar="N", default=0, help="the seed of the play (0 without it)")
    parser.add_argument("--plain", action="store_true", help="not here: `check --watch` reports line by line")


def run(given: Namespace) -> int:
    """Show the pack, or say why that is not possible."""
    if given.plain or wants_plain(dict(os.environ), sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "The preview needs a terminal and the whole screen. To have every save checked line by line, use: "
            f"eightwings check {given.pack} --watch",
            file=sys.stderr,
        )
        return WRONG_USAGE
    from game.author.workbench import examine_work
    from game.story.refusals import PackError
    from game.story.source import library
    from game.support.similarity import did_you_mean

    # The path is made absolute once: a pack that is moved away must not turn into one of the same name elsewhere.
    pack = library.find_pack(given.pack).resolve()
    examined = examine_work(pack)
    assert examined is not None  # noqa: S101 - nothing was examined before, so it cannot be unchanged
    if examined.is_missing:
        raise PackError(examined.findings)
    if given.scene and examined.story is not None and given.scene not in examined.story.scenes:
        meant = did_you_mean(given.scene, examined.story.scenes)
        print(f"The pack has no scene `{given.scene}`. {meant}".rstrip(), file=sys.stderr)
        return WRONG_USAGE
    from game.app.preview.preview_main import run_preview

    return run_preview(pack, given.seed, given.scene)

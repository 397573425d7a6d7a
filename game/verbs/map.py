"""`eightwings map`: the building and the scenes of a pack as a picture."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from game.support.exit_codes import FINE, UNFINISHED, WRONG_USAGE


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `map`."""
    parser.add_argument("pack", metavar="PACK", help="a folder, a story file, or a name such as hq")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--svg", action="store_const", const="svg", dest="form", help="a drawing, to print or to put up")
    form.add_argument("--html", action="store_const", const="html", dest="form", help="a page to look around in")
    form.add_argument("--dot", action="store_const", const="dot", dest="form", help="a graph for Graphviz")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write it into FILE; its extension may choose the form"
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--scenes", action="store_const", const="scenes", dest="parts", help="the scenes only")
    part.add_argument("--places", action="store_const", const="places", dest="parts", help="the building only")
    parser.add_argument("--language", default="", metavar="TAG", help="with its names in another language, such as fr")
    parser.set_defaults(form="", parts="all")


def run(given: Namespace) -> int:
    """Draw the pack. Raises PackError, NoSuchLanguage."""
    from game.author.map.drawing import drawn, show
    from game.record.story_cache import load_story
    from game.record.wanted_file import write_wanted_file
    from game.story.source.library import find_pack

    form = given.form
    if not form and given.out is not None:
        form = given.out.suffix.lower().lstrip(".")
        if form not in ("svg", "html", "dot"):
            print(f"What shall {given.out} be? Add --svg, --html or --dot.", file=sys.stderr)
            return WRONG_USAGE
    story = load_story(given.pack, given.language)
    if given.parts == "places" and not story.places:
        print(f"{story.title} has no places. Without --places its scenes are shown.", file=sys.stderr)
        return WRONG_USAGE
    if not form:
        show(story, given.parts)
        return FINE
    content = drawn(story, form, given.parts).encode()
    if given.out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return FINE
    trouble = write_wanted_file(given.out, content, (find_pack(given.pack),))
    if trouble:
        print(trouble, file=sys.stderr)
        return UNFINISHED
    print(f"{given.out} is written ({max(1, len(content) // 1024)} kB).")
    return FINE

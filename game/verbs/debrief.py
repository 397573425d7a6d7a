"""`eightwings debrief`: what came of the questions of a play."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from game.support.exit_codes import FINE, UNFINISHED, WRONG_USAGE

if TYPE_CHECKING:
    from game.story.model.story import Story


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `debrief`."""
    parser.add_argument("pack", metavar="PACK", nargs="?", default="hq", help="the pack, by default the main adventure")
    parser.add_argument("--play", type=Path, metavar="FILE", help="a saved play, by default the current one")
    parser.add_argument(
        "--language", default="", metavar="TAG", help="in another language of the pack; by default that of the play"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it into FILE, which ends in .html or .md")


def run(given: Namespace) -> int:
    """Tell what came of the questions of a play. Raises PackError."""
    from game.play.debriefing import debriefing, debriefing_markdown
    from game.play.play_folders import home_of
    from game.play.replaying import replay
    from game.play.spoken_language import speak_as
    from game.record.journal import JournalError, read_contents
    from game.record.locations import CURRENT
    from game.record.story_cache import load_story
    from game.record.wanted_file import write_wanted_file
    from game.story.source.library import find_pack

    if given.out is not None and given.out.suffix.lower() not in (".html", ".md"):
        print(f"{given.out} has to end in .html or .md.", file=sys.stderr)
        return WRONG_USAGE
    story, path = load_story(given.pack), find_pack(given.pack)
    file = given.play or home_of(story, path) / CURRENT
    if given.play is None and not file.exists():
        print(f"There is no play of {story.title} yet. `eightwings play {given.pack}` begins one.", file=sys.stderr)
        return WRONG_USAGE
    try:
        contents, _ = read_contents(file)
    except JournalError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    if given.language or contents.recorded.header.language:
        story = _in_language(story, given.pack, given.language, contents.recorded.header.language)
    speak_as(story, given.language)
    found = debriefing(replay(story, contents.recorded, is_marked=contents.sums is not None).session)
    if given.out is None:
        sys.stdout.write(debriefing_markdown(found))
        return FINE
    if given.out.suffix.lower() == ".html":
        from game.report.debrief_page import debrief_page  # only pages need it

        content = debrief_page(found)
    else:
        content = debriefing_markdown(found)
    trouble = write_wanted_file(given.out, content, (path,))
    if trouble:
        print(trouble, file=sys.stderr)
        return UNFINISHED
    print(f"{given.out} is written.")
    return FINE


def _in_language(story: Story, pack: str, asked: str, played: str) -> Story:
    """The story in the language that is asked for, else in that of the play. Raises NoSuchLanguage if asked."""
    from game.record.story_cache import load_story
    from game.story.refusals import NoSuchLanguage

    if asked:
        return load_story(pack, asked)
    try:
        return load_story(pack, played)
    except NoSuchLanguage:
        return story

"""`eightwings join`: play in a class from a terminal."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from game.support.exit_codes import UNFINISHED, WRONG_USAGE

if TYPE_CHECKING:
    from game.play.opening import Opened
    from game.story.model.story import Story
    from game.web.joining.class_client import Admission, ClassClient, ClassInfo
    from game.web.joining.joined_class import JoinedClass


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `join`."""
    parser.add_argument("address", metavar="ADDRESS", help="where the class is, such as http://192.168.1.5:8080")
    parser.add_argument("code", metavar="CODE", help="the code of the class")
    parser.add_argument(
        "pack", nargs="?", default="", metavar="PACK", help="what the class plays, where it does not come with the game"
    )
    parser.add_argument("--name", default="", metavar="NAME", help="who plays; else it is asked for")
    parser.add_argument("--word", default="", metavar="WORD", help="your code word, to go on where you were")
    parser.add_argument(
        "--language", default="", metavar="TAG", help="in another language of the pack, such as fr or pt-BR"
    )
    parser.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")


def run(given: Namespace) -> int:
    """Join a class and play in it. Raises PackError, NoSuchLanguage."""
    from game.play.play_folders import home_of
    from game.play.spoken_language import speak_as
    from game.record.journal import JournalError
    from game.record.story_cache import load_story
    from game.support.language_tags import DEFAULT
    from game.verbs.play import wants_plain
    from game.web.joining.class_client import ClassClient, ClassProblem, ClassUnreachable
    from game.web.joining.joined_class import JoinedClass

    try:
        client = ClassClient(given.address)
        about = client.about(given.code)
        story, path = _same_story(client, about, given.pack)
        speak_as(story, "", os.environ)
        name, wished = given.name or _asked_name(), given.language
        if given.word:
            admission = client.come_back(given.code, name, given.word, wished)
        else:
            admission = client.join(given.code, name, wished)
        if admission.language and admission.language != (story.language_of_texts or DEFAULT):
            story = load_story(str(path), admission.language)
            speak_as(story, "", os.environ)
        joined = JoinedClass(client, story)
        opened = joined.go_on()
    except ClassProblem as problem:
        print(problem, file=sys.stderr)
        return UNFINISHED if isinstance(problem, ClassUnreachable) else WRONG_USAGE
    except JournalError as problem:
        print(problem, file=sys.stderr)
        return UNFINISHED
    opened = opened._replace(notice=_welcome(client, given.code, admission, opened.notice))
    plain = given.plain or wants_plain(dict(os.environ), sys.stdin.isatty() and sys.stdout.isatty())
    return _play(opened, joined, home_of(story, path), path, plain)


def _same_story(client: ClassClient, about: ClassInfo, pack: str) -> tuple[Story, Path]:
    """The story that the class plays, and where it lies here. Raises ClassProblem, PackError."""
    from game.localisation.messages import gettext
    from game.record.story_cache import load_story
    from game.story.source import library
    from game.support.safe_text import safe_line
    from game.web.joining.class_client import ClassProblem

    title = safe_line(about.title)
    if not pack and about.pack not in library.pack_names():
        raise ClassProblem(
            gettext(
                "The class plays “{title}”, which does not come with the game. Name its folder or file behind the "
                "code, or play in a browser: {address}", title=title, address=client.address,
            )
        )  # fmt: skip
    story = load_story(pack or about.pack, about.language)
    if story.fingerprint != about.fingerprint:
        raise ClassProblem(
            gettext(
                "The class plays another edition of “{title}” than the one here. Name the teacher's copy behind the "
                "code, or play in a browser: {address}", title=title, address=client.address,
            )
        )  # fmt: skip
    return story, library.find_pack(pack or about.pack)


def _asked_name() -> str:
    from game.localisation.messages import gettext

    if not sys.stdin.isatty():
        return ""  # the server says what is missing
    try:
        return input(f"{gettext('Your name')}: ")
    except EOFError:
        return ""


def _welcome(client: ClassClient, code: str, admission: Admission, notice: str) -> str:
    from game.localisation.messages import gettext
    from game.support.safe_text import safe_line

    words = gettext("You are in the class as {name}.", name=safe_line(admission.name))
    if admission.word:
        word = gettext(
            "Your code word is {word}: with it you go on later, here with --word, or in a browser at {address}.",
            word=safe_line(admission.word), address=f"{client.address}/?code={safe_line(code)}",
        )  # fmt: skip
        words = f"{words} {word}"
    return f"{words} {notice}".rstrip()


def _play(opened: Opened, joined: JoinedClass, plays: Path, pack: Path, plain: bool) -> int:
    if plain:
        from game.web.joining.plain_class import run_plain_class

        return run_plain_class(opened, joined, plays, pack)
    from game.app.main import run_app

    return run_app(joined.story, plays=plays, pack=pack, opened=opened, elsewhere=joined)

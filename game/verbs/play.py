"""`eightwings play`: in the terminal, or line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.support.environment import says_no
from game.support.exit_codes import WRONG_USAGE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from game.play.opening import Opened
    from game.play.session import SessionWatch
    from game.story.model.story import Story


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `play`."""
    parser.add_argument(
        "pack", nargs="?", default="", metavar="PACK", help="a folder, a story file, or a name such as hq"
    )
    parser.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")
    parser.add_argument("--new", action="store_true", help="begin a new game; the old one is kept beside it")
    parser.add_argument(
        "--language", default="", metavar="TAG",
        help="in another language of the pack, such as fr or pt-BR; by default what the environment asks for (LANG)",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, metavar="N", help="begin a new game with this seed: same seed, same game")
    parser.add_argument("--load", type=Path, metavar="FILE", help="go on from a saved play")
    parser.add_argument("--record", type=Path, metavar="FILE", help="keep this play, a new one, in FILE")
    parser.add_argument(
        "--confidence",
        action="store_true",
        help="say of each answer how sure you are, before the verdict",
    )
    parser.add_argument("--name", default="", help="who plays, for the record of answers: one name for each pupil")


def run(given: Namespace) -> int:
    """Play the pack that was asked for."""
    return play(
        given.pack, given.plain, given.new, given.seed, given.load, given.record, given.language, given.name,
        given.confidence,
    )  # fmt: skip


"""The languages that the game itself speaks."""


def wants_plain(environment: dict[str, str], is_terminal: bool) -> bool:
    """Whether to play line by line without having been asked to."""
    said = environment.get("EIGHTWINGS_PLAIN", "").strip()
    wished = said != "" and not says_no(said)
    known = sys.platform == "win32" or environment.get("TERM")  # Windows says nothing of its terminals
    return not is_terminal or not known or environment.get("TERM") == "dumb" or wished


def play(
    pack: str = "",
    plain: bool = False,
    new: bool = False,
    seed: int | None = None,
    load: Path | None = None,
    record: Path | None = None,
    language: str = "",
    name: str = "",
    confidence: bool = False,
) -> int:
    """Play a pack, by default the main adventure. The result is the exit code. Raises PackError, NoSuchLanguage."""
    from game.story.source.library import MAIN_PACK, find_pack

    pack = pack or _pack_of(load) or MAIN_PACK
    is_at_title = load is None and record is None and seed is None and not (new or language or _is_plain(plain))
    if is_at_title and (begun := _begun_at_title(pack, name, confidence)) is not None:
        return begun
    from game.learning.practice.practice_offered import practice_of_record
    from game.learning.record.wanted import watch_for_record
    from game.localisation.messages import interface_languages
    from game.play.play_folders import home_of
    from game.play.spoken_language import speak_as
    from game.record.locations import CURRENT
    from game.verbs.wanted_language import in_language_of_play, not_translated, story_to_play

    story = story_to_play(pack, language, os.environ, frozenset(interface_languages() if language else ()))
    path = find_pack(pack)
    plays = home_of(story, path)
    goes_on = load if load is not None or new or seed is not None or record is not None else plays / CURRENT
    if not language and goes_on is not None:
        story = in_language_of_play(story, pack, goes_on, is_current=load is None)
    speak_as(story, language, os.environ)
    notice = not_translated(story, language)
    watch, practise = watch_for_record(path, name), practice_of_record(story, path, name)
    if load is None:
        return _play(story, plays, path, plain, new, seed, load, record, watch, practise, confidence, notice)
    from game.playthrough.loading import recorded_playthroughs
    from game.record.journal import JournalError

    try:
        with recorded_playthroughs(load, story) as kept:
            return _play(story, plays, path, plain, new, seed, kept, record, watch, practise, confidence, notice)
    except JournalError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE


def _begun_at_title(pack: str, name: str, confidence: bool) -> int | None:
    """Play from the title on, which stands before the story is read; None where the story is needed for the title."""
    from game.learning.practice.practice_offered import practice_of_record
    from game.learning.record.wanted import watch_for_record
    from game.play.play_folders import home_of_shipped
    from game.play.spoken_language import speak_as
    from game.record.title_card import unread_story
    from game.story.model.played_language import LanguageWish
    from game.story.source import library
    from game.support.language_tags import languages_wanted

    path = library.find_pack(pack)
    plays = home_of_shipped(path)
    wish = LanguageWish(wanted=tuple(languages_wanted(os.environ)))

    def read() -> Story:
        from game.record.story_cache import load_in_language  # what the title can do without

        return load_in_language(pack, wish)

    story = unread_story(path, wish, read) if plays is not None else None
    if plays is None or story is None:
        return None
    speak_as(story.card, "", os.environ)
    from game.app.main import run_app

    watch, practise = watch_for_record(path, name), practice_of_record(story, path, name)
    return run_app(story, plays=plays, pack=path, watch=watch, practise=practise, confidence=confidence)


def _is_plain(asked: bool) -> bool:
    return asked or wants_plain(dict(os.environ), sys.stdin.isatty() and sys.stdout.isatty())


def _play(
    story: Story,
    plays: Path,
    pack: Path,
    plain: bool,
    new: bool,
    seed: int | None,
    load: Path | None,
    record: Path | None,
    watch: SessionWatch | None,
    practise: Callable[[], Opened | str] | None,
    confidence: bool,
    notice: str,
) -> int:
    if _is_plain(plain):
        return _play_plain(story, plays, pack, new, seed, load, record, watch, confidence, notice)
    from game.app.main import run_app

    return run_app(
        story, plays=plays, seed=seed, load=load, record=record, fresh=new, pack=pack, watch=watch, practise=practise,
        confidence=confidence, notice=notice,
    )  # fmt: skip


def _pack_of(load: Path | None) -> str:
    """The pack that a play to be loaded is of, if it comes with the game; else empty."""
    if load is None:
        return ""
    from game.record.journal import JournalError, read_record
    from game.story.source.library import pack_names

    try:
        pack = read_record(load).header.pack
    except JournalError:
        return ""  # said later, when the play is opened
    return pack if pack in pack_names() else ""


def _play_plain(
    story: Story,
    plays: Path,
    pack: Path,
    new: bool,
    seed: int | None,
    load: Path | None,
    record: Path | None,
    watch: SessionWatch | None,
    confidence: bool,
    notice: str,
) -> int:
    from game.plain import run_plain
    from game.play.opening import open_play
    from game.record.journal import JournalError
    from game.record.locations import CURRENT

    try:
        opened = open_play(story, plays, seed=seed, load=load, record=record, fresh=new)
    except JournalError as error:
        print(error, file=sys.stderr)
        if load is None and record is None and not new and seed is None and os.path.exists(plays / CURRENT):  # noqa: PTH110 - see opening.py
            from game.localisation.messages import gettext

            print(gettext("To begin anew, add --new: the file is kept beside the new one."), file=sys.stderr)
        return WRONG_USAGE
    opened = opened._replace(notice=" ".join(filter(None, (notice, opened.notice))))
    return run_plain(opened, plays, pack, watch, asking=confidence)

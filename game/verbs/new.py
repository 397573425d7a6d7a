"""`eightwings new`: a working file to begin with: a pack, a scene, a question, a playthrough or a translation."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from game.support.exit_codes import FINE

if TYPE_CHECKING:
    from game.author.new.asking import Asker


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `new`."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)

    pack = kinds.add_parser("pack", help="a folder with a small story in it that can be played at once")
    pack.add_argument("name", nargs="?", metavar="NAME", help="the folder, for example my-story")
    pack.add_argument("--title", help="the title of the story")
    pack.add_argument("--author", help="who writes it")
    pack.add_argument("--language", default="en", metavar="TAG", help="in which language, such as es or pt-BR")

    scene = kinds.add_parser("scene", help="a scene for a pack")
    scene.add_argument("pack", metavar="PACK", help="the folder of a pack, or its file")
    scene.add_argument("id", nargs="?", metavar="ID", help="the id; by default made from the title")
    scene.add_argument("--title", help="how the scene is offered")
    scene.add_argument("--at", metavar="PLACE", help="where")
    scene.add_argument("--with", dest="with_", metavar="PERSON", help="with whom")

    question = kinds.add_parser("question", help="a question for a pack")
    question.add_argument("pack", metavar="PACK", help="the folder of a pack, or its file")
    question.add_argument("id", nargs="?", metavar="ID", help="the id; by default made from the question")
    question.add_argument("--text", help="what is asked; for a cloze the sentence with its [gaps]")
    question.add_argument("--kind", help="choice, number, typed, cloze, order or match")
    question.add_argument("--cites", metavar="FACT", help="the fact it rests on")

    playthrough = kinds.add_parser("playthrough", help="the first steps of a pack as a file that can be loaded")
    playthrough.add_argument("pack", metavar="PACK", help="the folder of a pack, or its file")
    playthrough.add_argument("name", nargs="?", metavar="NAME", help="the name of the file")
    playthrough.add_argument("--seed", type=int, metavar="N", help="the seed of the play, by default 1")
    playthrough.add_argument("--steps", type=int, metavar="N", help="how many steps")

    translation = kinds.add_parser("translation", help="the texts of a pack in another language, to be filled in")
    translation.add_argument("pack", metavar="PACK", help="the folder of a pack")
    translation.add_argument("code", metavar="CODE", help="the code of the language, for example fr")
    translation.add_argument("--name", help="what the language calls itself")

    for kind in (pack, scene, question, playthrough, translation):
        kind.add_argument("--yes", action="store_true", help="ask nothing: take the defaults")


def run(given: Namespace) -> int:
    """Write what was asked for, and say what was written and what to do next."""
    from game.author.new.asking import Asker, NotWritten, at_the_terminal

    asker = Asker(None) if given.yes else at_the_terminal()
    try:
        lines = _write(given, asker)
    except NotWritten as error:
        print(error, file=sys.stderr)
        return error.code
    except (KeyboardInterrupt, EOFError):
        print("\nNothing was written.", file=sys.stderr)
        return 130
    print("\n".join(lines))
    return FINE


def _write(given: Namespace, asker: Asker) -> list[str]:
    match given.what:
        case "pack":
            from game.author.new.new_pack import PackAnswers, new_pack

            return new_pack(given.name, PackAnswers(given.title, given.author, given.language), asker)
        case "scene":
            from game.author.new.new_scene import SceneAnswers, new_scene

            return new_scene(given.pack, given.id, SceneAnswers(given.title, given.at, given.with_), asker)
        case "question":
            from game.author.new.new_question import QuestionAnswers, new_question

            answers = QuestionAnswers(given.text, given.kind, given.cites)
            return new_question(given.pack, given.id, answers, asker)
        case "translation":
            from game.author.new.new_translation import new_translation

            return new_translation(given.pack, given.code, given.name, asker)
        case _:
            from game.author.new.new_playthrough import PlaythroughAnswers, new_playthrough

            return new_playthrough(given.pack, given.name, PlaythroughAnswers(given.seed, given.steps), asker)

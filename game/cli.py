"""The command `eightwings`. Each verb's module is imported only when that verb is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from game.record.safe_output import safe_output
from game.story.diagnostics import NoSuchLanguage, PackError, StoryDamaged
from game.verbs import FINDINGS, UNFINISHED, VERBS, WRONG_USAGE


def main(arguments: list[str] | None = None) -> int:
    """Run the command. The result is the exit code."""
    with safe_output():
        return _main(arguments)


def _main(arguments: list[str] | None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    if not words or (words[0] not in VERBS and words[0] not in ("-h", "--help", "--version")):
        if words:
            from game.verbs.unknown import no_such_verb  # most plays begin with no word at all

            if sentence := no_such_verb(words):
                print(sentence, file=sys.stderr)
                return WRONG_USAGE
        # `eightwings` and `eightwings PACK` play, with the flags of `play`.
        words = ["play", *words]
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except PackError as error:
        from game.author.findings import print_findings  # only when there is something to report

        print_findings(error.diagnostics, sys.stderr)
        return WRONG_USAGE if error.diagnostics[0].code in ("EW101", "EW102") else FINDINGS
    except NoSuchLanguage as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except StoryDamaged as error:
        print(error, file=sys.stderr)
        return UNFINISHED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read has enough (`| head`). What is still buffered goes nowhere, without a complaint at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(words: list[str]) -> int:
    if words == ["play"]:
        # The way most plays begin needs no parser.
        from game.verbs.play import play

        return play()
    import argparse

    import game

    parser = argparse.ArgumentParser(
        prog="eightwings", description="A text adventure and quiz game at NATO headquarters."
    )
    parser.add_argument("--version", action="version", version=f"eightwings {game.__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for name, help_line in VERBS.items():
        verb = verbs.add_parser(name, help=help_line)
        if name == words[0]:
            import_module(f"game.verbs.{name}").add_arguments(verb)
    given = parser.parse_args(words)
    result: int = import_module(f"game.verbs.{given.verb}").run(given)
    return result

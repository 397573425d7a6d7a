"""The command `eightwings`. Each verb's module is imported only when that verb is called."""

from __future__ import annotations

# What is imported up here can be interrupted before anybody is there to take it well.
import sys
from importlib import import_module


def main(arguments: list[str] | None = None) -> int:
    """Run the command. The result is the exit code. Without `arguments` the process is the command's own."""
    try:
        if arguments is None:
            from game.process import own_streams, stop_on_signals

            own_streams()
            stop_on_signals()
        from game.record.safe_output import safe_output

        with safe_output():
            return _answered(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        from game.process import die_at_once_if_interrupted
        from game.support.exit_codes import INTERRUPTED

        if arguments is None:
            die_at_once_if_interrupted()
        return INTERRUPTED


def _answered(words: list[str]) -> int:
    """Run the command, and say in a sentence what kept it from coming to its end."""
    from game.process import OutputLost, Stopped, die_of
    from game.story.refusals import NoSuchLanguage, PackError, StoryDamaged
    from game.support.exit_codes import FINDINGS, READER_GONE, UNFINISHED, WRONG_USAGE
    from game.verbs import VERBS

    if not words or (words[0] not in VERBS and words[0] not in ("-h", "--help", "--version")):
        if words:
            from game.verbs.unknown import no_such_verb  # most plays begin with no word at all

            if sentence := no_such_verb(words):
                print(sentence, file=sys.stderr)
                return WRONG_USAGE
        # `eightwings` and `eightwings PACK` play, with the flags of `play`.
        words = ["play", *words]
    try:
        try:
            return _run(words)
        finally:
            sys.stdout.flush()
    except PackError as error:
        from game.author.findings import print_findings  # only when there is something to report
        from game.story.catalogue import NO_PACK

        print_findings(error.diagnostics, sys.stderr)
        return WRONG_USAGE if error.diagnostics[0].code in NO_PACK else FINDINGS
    except NoSuchLanguage as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except StoryDamaged as error:
        print(error, file=sys.stderr)
        return UNFINISHED
    except OutputLost as lost:
        if isinstance(lost.error, BrokenPipeError):
            return READER_GONE
        from game.localisation.messages import gettext  # as above

        reason = lost.error.strerror
        print(gettext("What there is to say cannot be written: {reason}.", reason=reason), file=sys.stderr)
        return UNFINISHED
    except Stopped as stopped:
        die_of(stopped.number)
        return UNFINISHED
    except Exception as error:
        from game.play.failing import not_done  # only when something is wrong

        print(not_done(error, f"`eightwings {words[0]}` ran"), file=sys.stderr)
        return UNFINISHED


def _run(words: list[str]) -> int:
    if words == ["play"]:
        # The way most plays begin needs no parser.
        from game.verbs.play import play

        return play()
    import argparse

    import game
    from game.verbs import VERBS, module_of

    parser = argparse.ArgumentParser(
        prog="eightwings", description="A text adventure and quiz game at NATO headquarters."
    )
    parser.add_argument("--version", action="version", version=f"eightwings {game.__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for name, help_line in VERBS.items():
        verb = verbs.add_parser(name, help=help_line)
        if name == words[0]:
            import_module(module_of(name)).add_arguments(verb)
    given = parser.parse_args(words)
    result: int = import_module(module_of(given.verb)).run(given)
    return result

"""What typed words mean while a question waits: nearly all are an answer, and none should be lost on a command.

A command is taken for one only where it is one, and where the question would not take it for right. What merely looks
like a command is asked back. A bare number that could be one of the things listed (`notebook`, `pass`) is asked back,
too, where a number is wanted: players have chosen by `1` all the time. That hangs on the form of the answer alone, so
that nobody learns anything by it.
"""

from __future__ import annotations

from game.engine import AnswerGiven
from game.grading.normal_form import normalised
from game.localisation.messages import gettext
from game.play.command_types import AskBack, Command, DoCommand, Say, Show
from game.play.command_words import (
    AMBIGUOUS,
    GO,
    HINT,
    LOOK,
    LOOKUP,
    NAMED_PAGES,
    PAGES,
    PASS,
    REPORT_COMMANDS,
    SOCIAL,
    TAKE,
    TALK,
    WAIT,
)
from game.play.document_commands import document_called
from game.play.naming import graded, tokens
from game.play.narration import Told, question_lines, told
from game.play.notebook import costs_at_question
from game.play.offered import by_number, hinted, named_option
from game.play.question_help import why_no_help
from game.play.session import Session
from game.play.source_marks import mark_typed
from game.story.model.directions import DIRECTIONS
from game.story.model.story import Question

_PLAINLY_COMMANDS = (GO | LOOK | TALK | TAKE | WAIT | SOCIAL) - {"until"}


def is_right_answer(session: Session, words: str) -> bool:
    """Whether these very words are the right answer to the question that waits, whatever else they could mean.

    A slip in the spelling of a right answer that happens to be a command is still a command.
    """
    question = session.question
    if question is None or question.kind not in ("typed", "cloze", "open"):
        return False
    verdict = graded(session, question, words)
    return verdict.right and not verdict.spelling


def help_or_pass(session: Session, said: str) -> Command | None:
    """A look into the notebook, a hint, or to give the question up, where these words ask for it."""
    wanted = "lookup" if said in LOOKUP else "hint" if said in HINT else ""
    if wanted and wanted not in {option.id for option in session.options}:
        return Say([told("message", why_no_help(session, wanted))])
    return DoCommand(wanted or "pass") if wanted or said in PASS else None


def understand_at_question(session: Session, question: Question, words: str, line: str, canonical: str) -> Command:
    """What the words mean. `line` is what they are in English, where they are a command in another language.

    `canonical`: the one word that says the same as a sentence, or the line itself.
    """
    if question.kind == "choice" and (chosen := named_option(session, words)) is not None:
        return chosen
    helped = help_or_pass(session, normalised(line)) or help_or_pass(session, line.casefold())
    if helped is not None:
        return helped
    if (document := document_called(session, canonical)) is not None:
        return document
    if mark_typed(line):
        return Say([told("message", costs_at_question())])
    verb, _, rest = canonical.partition(" ")
    page = PAGES.get(verb)
    fitting = not rest or page in NAMED_PAGES or (page, rest) == ("story", "all")
    if page in ("settings", "theme") and rest:
        from game.play.settings_words import names_a_value  # seldom wanted in the middle of a question

        fitting = names_a_value(page, rest)
    if page is not None and page != "notes" and len(verb) > 1 and fitting:
        return Show(page, line.partition(" ")[2].strip() if rest else "")
    if session.first_answer is not None and words.isdecimal():
        return by_number(session, int(words))
    if question.kind == "choice":
        return _to_choose(session, question, words, canonical)
    return _own_words(session, question, words, canonical)


def _to_choose(session: Session, question: Question, words: str, canonical: str) -> Command:
    """One of the answers that are offered, by its number or its words; a command that costs nothing; or what is so."""
    verb = canonical.partition(" ")[0]
    if words.isdecimal():
        return by_number(session, int(words))
    if canonical in REPORT_COMMANDS:
        return Say(REPORT_COMMANDS[canonical](session))
    meant = (hinted(session, tokens(words)) or _stated(session, words)) if canonical not in LOOK else None
    if meant is not None:
        return meant
    if verb in _PLAINLY_COMMANDS or verb in DIRECTIONS:
        return Say(first_the_question(session, question))
    return DoCommand(AnswerGiven(words))


def _stated(session: Session, words: str) -> Command | None:
    """The answer that is named in a sentence: “I think it is the casting vote”."""
    from game.grading.languages import language  # only who answers a choice in a sentence needs its words

    fillers = language(session.story.language_of_texts).fillers
    return hinted(session, [word for word in tokens(words) if word not in fillers])


def first_the_question(session: Session, question: Question) -> list[Told]:
    """That the question waits, with its words."""
    if question.kind == "choice":
        first = gettext("First the question: choose one of the answers.")
    else:
        first = gettext("First the question: type your answer, or `pass` if you do not know it.")
    return [told("message", first), *question_lines(session.story, session.state, question)]


def _own_words(session: Session, question: Question, words: str, canonical: str) -> Command:
    """An answer in the player's own words, unless it is plainly meant as a command: nobody should lose by that."""
    verb, _, rest = canonical.partition(" ")
    if canonical in REPORT_COMMANDS and canonical not in AMBIGUOUS:
        return Say(REPORT_COMMANDS[canonical](session))
    if words.isdecimal() and int(words) <= len(session.options) and _could_be_of_the_list(question):
        asked = gettext(
            "First the question. Is “{answer}” your answer? What is listed below has no numbers. "
            "`yes` gives it as the answer.",
            answer=words[:60],
        )
        return AskBack([told("message", asked)], AnswerGiven(words))
    is_command = (verb in _PLAINLY_COMMANDS and (bool(rest) or verb in LOOK)) or canonical in AMBIGUOUS
    if not is_command or graded(session, question, words).right:
        return DoCommand(AnswerGiven(words))
    if not rest and verb in LOOK:
        return Say(first_the_question(session, question))
    asked = gettext(
        "First the question. Is “{answer}” your answer? It looks like a command. `yes` gives it as the answer.",
        answer=words[:60],
    )
    return AskBack([told("message", asked)], AnswerGiven(words))


def _could_be_of_the_list(question: Question) -> bool:
    """Whether a bare number may be meant for what is listed: where a number is wanted, or words that are none."""
    is_words = question.kind in ("typed", "cloze") and not any(
        variant.strip().isdecimal() for variants in question.accepted for variant in variants
    )
    return question.kind == "number" or is_words

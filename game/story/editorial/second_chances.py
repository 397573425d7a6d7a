"""What is odd about the hints and tries of a pack: some help nobody, and some say the answer."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.moments import key_told
from game.story.editorial.stems import words_with_digits
from game.story.editorial.words.lint_words import LintWords
from game.story.model.story import Question, Story
from game.story.model.yaml_nodes import Spot
from game.story.schema.question_definitions import QuestionDef
from game.support.counts import counted


def check_second_chances(defined: Definitions, story: Story, words: LintWords, found: Diagnostics) -> None:
    """Report hints that print the key, tries that make guessing safe, both where nothing is right, an idle price."""
    hinted = False
    for id_, question in defined.questions.items():
        hinted = hinted or bool(question.hints)
        if question.hints:
            _check_hints(story.questions[id_], question, words, found)
        if question.tries > 1:
            _check_tries(story.questions[id_], question, found)
    if not hinted and defined.pack is not None and defined.pack.hint is not None:
        found.report(catalogue.HINT_PRICE_UNUSED, defined.pack.hint.spot)


def _check_hints(question: Question, defined: QuestionDef, words: LintWords, found: Diagnostics) -> None:
    if not question.verdict:
        found.report(catalogue.HELP_WITH_NOTHING, defined.hints[0].spot, id=question.id, help="hints")
        return
    for hint in defined.hints:
        key = key_told(question, (f" {words_with_digits(hint.value, words)} ",), words)
        if key:
            found.report(catalogue.HINT_TELLS_KEY, hint.spot, id=question.id, answer=key)


def _check_tries(question: Question, defined: QuestionDef, found: Diagnostics) -> None:
    spot = _value_spot(defined)
    if not question.verdict:
        found.report(catalogue.HELP_WITH_NOTHING, spot, id=question.id, help="tries")
        return
    options = _options(question)
    if options and question.tries >= options - 1:
        known = counted(options, "option")
        found.report(catalogue.TRIES_GIVE_AWAY, spot, id=question.id, options=known, tries=question.tries)


def _options(question: Question) -> int:
    """Of how many answers one is to be chosen; 0 where that is not so."""
    if question.kind == "true_false":
        return 2 * max(len(question.answers), 1)
    return len(question.answers) if question.kind == "choice" else 0


def _value_spot(defined: QuestionDef) -> Spot:
    """Where the number of tries stands; the key itself is what is known of it."""
    word = next(word for word in defined.written if word.value == "tries")
    return word.at(len("tries: "))

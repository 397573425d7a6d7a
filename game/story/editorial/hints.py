"""What is odd about the hints of a pack: some help nobody, and some say the answer."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.moments import key_told
from game.story.editorial.stems import words_with_digits
from game.story.model.story import Story


def check_hints(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """Report hints that print the key or belong to a question without one, and a price that nobody ever pays."""
    hinted = {id_: question for id_, question in defined.questions.items() if question.hints}
    if not hinted and defined.pack is not None and defined.pack.hint is not None:
        found.report(catalogue.HINT_PRICE_UNUSED, defined.pack.hint.spot)
    for id_, defined_question in hinted.items():
        question = story.questions[id_]
        if not question.verdict:
            found.report(catalogue.HINT_TO_NOTHING, defined_question.hints[0].spot, id=id_)
            continue
        for words in defined_question.hints:
            key = key_told(question, (f" {words_with_digits(words.value)} ",))
            if key:
                found.report(catalogue.HINT_TELLS_KEY, words.spot, id=id_, answer=key)

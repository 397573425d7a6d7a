"""What a question may not do: hide a `not`, tell its own answer, take for wrong what it takes for right."""

from __future__ import annotations

import re
from functools import cache

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.editorial.sentences import same_words
from game.story.editorial.word_lists import EMPTY_WORDS, NUMBER_WORDS
from game.story.schema.question_definitions import QuestionDef
from game.support.slugs import slug

_MAY_BE_NEGATIVE = re.compile(r"not\b|n['’]t\b|never|except|least")
_GAP = re.compile(r"\[([^\[\]]+)\]")


@cache
def _turns() -> re.Pattern[str]:
    """What makes a question, what may turn it into its opposite, and what ends the clause in which it could."""
    helping = "is|are|was|were|does|do|did|has|have|had|can|may|will|would|could|must|should"
    asking = "which|who|whom|whose|where|when"
    return re.compile(
        rf"(?P<asks>\Aaccording to [^,]+,\s*(?:{asking})\b|(?:\A|(?<=[.!?:])\s+)(?:{asking})\b"
        rf"|\b(?:at|by|for|from|in|of|on|to|with)\s+(?:{asking})\b|\b(?:what|why|how)\b)"
        rf"|(?P<joined>\b(?:{helping})n['’]t\b)|(?P<helps>\b(?:{helping})\b)|(?P<denies>\b(?:not|never)\b)"
        r"|(?P<alone>\bexcept\b(?!\s+(?:for|that)\b)|\bleast likely\b)"
        r"|(?P<ends>[,;.?!]|\b(?:that|who|which|if|when|because|while|whose|where|although)\b)",
        re.IGNORECASE,
    )


def _negated(text: str) -> tuple[int, str] | None:
    """Where the first word stands that turns a question into its opposite, and the word."""
    asks = helps = False
    for turn in _turns().finditer(text):
        match turn.lastgroup:
            case "asks":
                asks, helps = True, helps and turn[0].casefold() in ("what", "why", "how")
            case "ends":
                asks = helps = False
            case "helps":
                helps = asks
        if turn.lastgroup == "alone" or (asks and turn.lastgroup == "joined") or (helps and turn.lastgroup == "denies"):
            word = turn[0].split()[-1]
            return turn.end() - len(word), word
    return None


def check_stem(id_: str, question: QuestionDef, found: Diagnostics) -> None:
    """Report an unmarked negation, an answer that the question tells, a wrong answer that cannot be told from it."""
    if question.answers and question.text is not None and _MAY_BE_NEGATIVE.search(question.text.value):
        shown = re.sub(r"\*[^*]+\*|\b(?:NOT|EXCEPT|NEVER)\b", lambda marked: "_" * len(marked[0]), question.text.value)
        negated = _negated(shown)
        if negated is not None:
            found.report(catalogue.HIDDEN_NOT, question.text.at(negated[0]), word=negated[1])
    for gap, told in _told(question):
        if told is not None:
            found.report(catalogue.ANSWER_TOLD, (question.text or question.cloze or question.cites[0]).spot, answer=gap)
            break
    right = {slug(word.value): word.value for word in question.answer}
    for near in question.not_:
        if slug(near.value) in right:
            found.report(catalogue.NOT_TAKEN_FOR_RIGHT, near.spot, answer=near.value, right=right[slug(near.value)])


def _told(question: QuestionDef) -> list[tuple[str, str | None]]:
    """Each answer, with the words of the question that tell it, or None."""
    text = words_with_digits(question.text.value if question.text else "")
    if question.draws is not None and question.number is not None:
        return []  # the key is a sum
    if question.cloze is not None:
        gaps = [gap.split("|")[0] for gap in _GAP.findall(question.cloze.value)]
        gaps = [gap for gap in gaps if question.draws is None or "{" not in gap]
        around = f"{text} {words_with_digits(_GAP.sub(' / ', question.cloze.value))}"
        return [(gap, standing_in(gap, around)) for gap in gaps if len(gap) > 2 or gap.isdigit()]
    if question.answers:
        key = next(answer.right for answer in question.answers if answer.right is not None)
        others = [answer.wrong.value for answer in question.answers if answer.wrong is not None]
        told = standing_in(key.value, text)
        return [(key.value, told if not any(standing_in(other, text) for other in others) else None)]
    if question.answer:
        wrong = any(standing_in(other.value, text) for other in question.not_)
        return [(question.answer[0].value, None if wrong else standing_in(question.answer[0].value, text))]
    if question.number is not None:
        return [(question.number.value, standing_in(question.number.value, text))]
    return []


def standing_in(answer: str, text: str) -> str | None:
    """The answer's words when all that count stand in the text, in this order."""
    words = [word for word in words_with_digits(answer).split() if word not in EMPTY_WORDS]
    return answer if words and f" {' '.join(words)} " in f" {text} " else None


def words_with_digits(text: str) -> str:
    """The words of a text, number words as digits."""
    return " ".join(NUMBER_WORDS.get(word, word) for word in same_words(text).split())

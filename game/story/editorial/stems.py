"""What a question may not do: hide a `not`, tell its own answer, take for wrong what it takes for right."""

from __future__ import annotations

import re
from functools import cache

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.editorial.real_people import folded
from game.story.editorial.sentences import same_words
from game.story.editorial.words.lint_words import LintWords
from game.story.schema.question_definitions import QuestionDef
from game.support.slugs import slug

_MAY_BE_NEGATIVE = re.compile(r"not\b|n['’]t\b|never|except|least")
#: A negation in capitals is seen.
_MARKED = re.compile(r"\*[^*]+\*|\b(?:NOT|EXCEPT|NEVER)\b")
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


@cache
def _turned(words: LintWords) -> re.Pattern[str]:
    """What begins a question in another language than English, what turns it round, and what ends its clause."""
    asks, denies, ends = ("|".join(patterns) for patterns in (words.asking, words.denying, words.clause_ends))
    return re.compile(rf"(?P<denies>\b(?:{denies})\b)|(?P<ends>{ends})|(?P<asks>\b(?:{asks})\b)", re.IGNORECASE)


def _turned_round(text: str, words: LintWords) -> tuple[int, str] | None:
    """The same as `_negated`, where no auxiliary stands between the two: what denies in the clause that asks."""
    asks = False
    for turn in _turned(words).finditer(text):
        word = turn[0].split()[-1]
        if turn.lastgroup == "denies" and asks and not word.isupper():
            return turn.end() - len(word), word
        if turn.lastgroup != "denies":
            asks = turn.lastgroup == "asks"
    return None


def _hidden_not(text: str, words: LintWords) -> tuple[int, str] | None:
    if words.code == "en":
        return _negated(_MARKED.sub(_blank, text)) if _MAY_BE_NEGATIVE.search(text) else None
    return _turned_round(_MARKED.sub(_blank, text), words) if words.asking else None


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found[0])


def check_stem(id_: str, question: QuestionDef, words: LintWords, found: Diagnostics) -> None:
    """Report an unmarked negation, an answer that the question tells, a wrong answer that cannot be told from it."""
    if question.answers and question.text is not None:
        negated = _hidden_not(question.text.value, words)
        if negated is not None:
            found.report(catalogue.HIDDEN_NOT, question.text.at(negated[0]), word=negated[1])
    for gap, told in _told(question, words):
        if told is not None:
            found.report(catalogue.ANSWER_TOLD, (question.text or question.cloze or question.cites[0]).spot, answer=gap)
            break
    right = {_as_typed(word.value): word.value for word in question.answer}
    for near in question.not_:
        if _as_typed(near.value) in right:
            taken = right[_as_typed(near.value)]
            found.report(catalogue.NOT_TAKEN_FOR_RIGHT, near.spot, answer=near.value, right=taken)


def _as_typed(answer: str) -> str:
    """An answer without capitals, accents and punctuation. Of letters that are not Latin nothing is left out."""
    return slug(answer) if folded(answer).isascii() else same_words(answer)


def _told(question: QuestionDef, words: LintWords) -> list[tuple[str, str | None]]:
    """Each answer, with the words of the question that tell it, or None."""
    text = words_with_digits(question.text.value if question.text else "", words)
    if question.draws is not None and question.number is not None:
        return []  # the key is a sum
    if question.cloze is not None:
        gaps = [gap.split("|")[0] for gap in _GAP.findall(question.cloze.value)]
        gaps = [gap for gap in gaps if question.draws is None or "{" not in gap]
        around = f"{text} {words_with_digits(_GAP.sub(' / ', question.cloze.value), words)}"
        return [(gap, standing_in(gap, around, words)) for gap in gaps if len(gap) > 2 or gap.isdigit()]
    if question.answers:
        key = next(answer.right for answer in question.answers if answer.right is not None)
        others = [answer.wrong.value for answer in question.answers if answer.wrong is not None]
        told = standing_in(key.value, text, words)
        return [(key.value, told if not any(standing_in(other, text, words) for other in others) else None)]
    if question.answer:
        wrong = any(standing_in(other.value, text, words) for other in question.not_)
        return [(question.answer[0].value, None if wrong else standing_in(question.answer[0].value, text, words))]
    if question.number is not None:
        return [(question.number.value, standing_in(question.number.value, text, words))]
    return []


def standing_in(answer: str, text: str, words: LintWords) -> str | None:
    """The answer's words when all that count stand in the text, in this order."""
    counting = [word for word in words_with_digits(answer, words).split() if word not in words.empty]
    if len(answer.strip()) == 1 and not answer.strip().isascii():
        return None  # a character that is a word in one script is a part of many in it
    return answer if counting and f" {' '.join(counting)} " in f" {text} " else None


def words_with_digits(text: str, words: LintWords) -> str:
    """The words of a text, number words as digits."""
    return " ".join(words.numbers.get(word, word) for word in same_words(text).split())

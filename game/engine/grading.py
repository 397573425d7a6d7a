"""Whether an answer in the player's own words is right.

Digits must match exactly: "Article 4" is not "Article 5", 1948 is not 1949. A slip in spelling is forgiven only when
no wrong answer and no other name of the story is as near to what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from game.story.model.story import Question, Story
from game.support import limits


class Grade(NamedTuple):
    """The result of grading. `unclear` says what is wrong with the form of an answer that cannot be graded.

    `answer` is the id of the answer that was meant, for a multiple-choice question.
    """

    right: bool
    spelling: bool = False
    unclear: str = ""
    answer: str = ""


_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    word: str(10 * ten)
    for ten, word in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 3)
}
_ROMAN = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_FILLERS = re.compile(r"(?:(?:it|that|this|he|she|they) (?:is|was|are|were) |its |in |on |by |the |an |a )+")
_NUMBER = re.compile(r"(?:(?<!\w)[+-])?(?:\d+(?:[.,]\d+)?|(?<!\w)[.,]\d+)")
_THOUSANDS = re.compile(r"(?<=\d)(?<!\b0)[ ,'’](?=\d{3}(?!\d))")


_WITHOUT_STROKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_ABBREVIATION = re.compile(r"(?<!\w)[a-z]\.[a-z](?!\w)(?:\.[a-z](?!\w))*")
_PARTS_OF_NUMBERS = frozenset(("minus", "half", "dozen", "hundred", "thousand", "million", "billion"))


def grade(story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
    """The verdict on `words`. `order` is that in which the parts of the question were shown."""
    if len(words) > limits.ANSWER_CHARACTERS:
        return Grade(
            False, unclear=f"That is too long for an answer: {limits.ANSWER_CHARACTERS:,} characters are the most."
        )
    match question.kind:
        case "choice":
            return _grade_choice(question, words)
        case "typed":
            right, spelling = _matches(words, question.accepted[0], _others(story, question))
            return Grade(right, spelling)
        case "number":
            return _grade_number(question, words)
        case "cloze":
            return _grade_cloze(story, question, words)
        case "order":
            return _grade_order(question, words, order)
        case _:
            return _grade_match(question, words, order)


def normalised(words: str) -> str:
    """Words without case, accents, punctuation and leading articles; number words as digits."""
    decomposed = unicodedata.normalize("NFKD", _THOUSANDS.sub("", words.casefold()).translate(_WITHOUT_STROKE))
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).replace("'", "").replace("’", "")
    letters = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), letters)
    tokens = re.findall(r"[^\W_]+", letters)
    spelled = [_NUMBER_WORDS.get(token, token) for token in tokens]
    spelled = [
        _ROMAN.get(token, token) if index and spelled[index - 1] == "article" else token
        for index, token in enumerate(spelled)
    ]
    joined = " ".join(spelled)
    return _FILLERS.sub("", joined, count=1) if _FILLERS.match(joined) and _FILLERS.sub("", joined, count=1) else joined


def _matches(words: str, accepted: Iterable[str], others: Iterable[str]) -> tuple[bool, bool]:
    """Whether `words` are one of the accepted answers, and whether they are so only but for their spelling."""
    given = normalised(words)
    keys = [normalised(one) for one in accepted]
    if given in keys:
        return True, False
    fitting = [key for key in keys if _digits(key) == _digits(given)]
    if not fitting or not given:
        return False, False
    from rapidfuzz.distance import OSA  # only an answer that is not right to the letter needs it

    nearest = min(fitting, key=lambda key: OSA.distance(key, given))
    distance = OSA.distance(nearest, given)
    allowed = 2 if len(nearest) >= 10 else 1 if len(nearest) >= 5 else 0
    if distance > allowed:
        return False, False
    wrong = {normalised(other) for other in others} - set(keys)
    near = all(OSA.distance(one, given) > distance for one in wrong)
    return near, near


def _digits(words: str) -> list[str]:
    return re.findall(r"\d+", words)


def _others(story: Story, question: Question) -> list[str]:
    """What an answer must not be confused with: wrong answers and every other name of the story."""
    names = [one.name for group in (story.people, story.places, story.items) for one in group.values()]
    names += [fact.by for fact in story.facts.values()]
    names += [
        variant
        for other in story.questions.values()
        if other.kind == "typed" and other.id != question.id
        for variant in other.accepted[0]
    ]
    return [*question.rejected, *names]


def _grade_choice(question: Question, words: str) -> Grade:
    exact = [one for one in question.answers if one.words.casefold() == words.strip().casefold()]
    given = normalised(words)
    for answer in exact or question.answers:
        if exact or given == normalised(answer.words):
            return Grade(answer.right, answer=answer.id)
    return Grade(False, unclear="That is none of the answers. Give the number of one of them.")


def number_in(words: str) -> Decimal | None:
    """The one number in the words, written in digits or as a word, or None."""
    text = _THOUSANDS.sub("", words.strip().replace("−", "-"))
    found = _NUMBER.findall(text)
    if not found:
        tokens = re.findall(r"[a-z]+", text.casefold())
        if not _PARTS_OF_NUMBERS.isdisjoint(tokens):
            return None
        found = [_NUMBER_WORDS[token] for token in tokens if token in _NUMBER_WORDS]
    if len(found) != 1:
        return None
    return Decimal(found[0].replace(",", "."))


def _grade_number(question: Question, words: str) -> Grade:
    given = number_in(words)
    if given is None:
        return Grade(False, unclear="The answer is one number. Write it in digits, for example 3.")
    return Grade(given == Decimal(question.accepted[0][0]))


def _grade_cloze(story: Story, question: Question, words: str) -> Grade:
    gaps = question.accepted
    parts = [words]
    for sign in (";", "/", ","):
        if len(gaps) > 1 and sign in words:
            parts = words.split(sign)
            break
    else:
        if len(gaps) > 1 and len(words.split()) == len(gaps):
            parts = words.split()
    parts = [part.strip() for part in parts]
    if len(parts) != len(gaps) or not all(parts):
        many = f"There are {len(gaps)} gaps. Write the words for them with semicolons between."
        return Grade(False, unclear=many if len(gaps) > 1 else "Write the missing word or words.")
    verdicts = [_matches(part, gap, _others(story, question)) for part, gap in zip(parts, gaps, strict=True)]
    right = all(one for one, _ in verdicts)
    return Grade(right, right and any(spelling for _, spelling in verdicts))


def _letters(words: str, count: int) -> list[int] | None:
    """Letters or numbers as positions from 0; None when they are not `count` different ones."""
    signs = re.findall(r"[a-z]|\d{1,3}", words.casefold())
    found = [ord(sign) - ord("a") if sign.isalpha() else int(sign) - 1 for sign in signs]
    return found if sorted(found) == list(range(count)) else None


def _grade_order(question: Question, words: str, order: tuple[int, ...]) -> Grade:
    count = len(question.parts)
    given = _letters(words, count)
    if given is None:
        last = chr(ord("a") + count - 1)
        return Grade(False, unclear=f"Write the letters a to {last} in the right order, each once.")
    return Grade([order[position] for position in given] == list(range(count)))


def _grade_match(question: Question, words: str, order: tuple[int, ...]) -> Grade:
    count = len(question.parts)
    pairs = re.findall(r"(\d{1,3})\s*+(?:[-=:.)]\s*+)?([a-z])", words.casefold())
    if len(pairs) == count:
        by_number = {int(number) - 1: ord(letter) - ord("a") for number, letter in pairs}
        given = [by_number.get(position, -1) for position in range(count)]
    else:
        given = (not pairs and _letters(words, count)) or []
    if sorted(given) != list(range(count)):
        example = " ".join(f"{number + 1}{chr(ord('a') + number)}" for number in range(count))
        return Grade(False, unclear=f"Write a letter for each number, each once, for example: {example}.")
    return Grade([question.partners[order[one]] for one in given] == list(question.partners))

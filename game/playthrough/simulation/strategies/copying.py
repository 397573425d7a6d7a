"""An answer put together from the words that are in sight, without understanding any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from game.engine.rules import known_facts
from game.questions.question_keys import words_of_text
from game.story.editorial.shared_words import content_words, most_shared
from game.story.editorial.words.lint_words import LintWords
from game.story.model.story import Question, Story

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]")
#: Small words that may stand inside a name.
_JOINING = frozenset(("de", "der", "of", "the", "van", "von"))


def in_sight(story: Story, memory: int, question: Question) -> str:
    """What the notebook says of what the question rests on; where it says nothing, the question itself."""
    facts = [story.facts[id_] for id_ in known_facts(story, memory, question)]
    return " ".join(f"{fact.states} {fact.quote}" for fact in facts) or words_of_text(question.text)


def echoing(question: Question, order: Sequence[int], seen: str, words: LintWords) -> int:
    """The index of the option that shares most words with what is seen; of several the one that is shown first.

    `order` holds the indices of those there are to choose from, as they are shown. `words` are those of the language.
    """
    options = [question.answers[index].words for index in order]
    return order[most_shared(options, [content_words(seen, words)], words)[0]]


def copied(question: Question, seen: str, words: LintWords) -> str:
    """Words to type as an answer: a number, a name, or words for the gaps. Empty where nothing can be copied.

    What stands in the question already is no answer to it.
    """
    asked = content_words(words_of_text(question.text), words)
    match question.kind:
        case "number":
            return next(_new(_NUMBER.findall(seen), asked, words), "")
        case "typed":
            return next(_new([*_names(seen), *_NUMBER.findall(seen)], asked, words), "")
        case "cloze":
            phrases = [*_NUMBER.findall(seen), *_names(seen), *_WORD.findall(seen)]
            gaps = list(dict.fromkeys(_new(phrases, asked, words)))[: len(question.accepted)]
            return "; ".join(gaps) if len(gaps) == len(question.accepted) else ""
        case _:
            return ""


def _names(text: str) -> Iterator[str]:
    """Words with a capital letter, those that stand together in one: `Olga Brandt`, `Article 5`, `Bank of England`."""
    name: list[str] = []
    joining: list[str] = []
    for piece in _PIECE.findall(text):
        if piece[0].isupper() or (name and piece.isdecimal()):
            name += [*joining, piece]
            joining = []
        elif name and piece in _JOINING:
            joining.append(piece)
        else:
            if name:
                yield " ".join(name)
            name, joining = [], []
    if name:
        yield " ".join(name)


def _new(phrases: Sequence[str], asked: frozenset[str], words: LintWords) -> Iterator[str]:
    """Those of the phrases of which no word that counts stands in the question."""
    for phrase in phrases:
        counting = content_words(phrase, words)
        if counting and not counting & asked:
            yield phrase

"""How many words that count one text shares with another: what somebody goes by who compares and does not read."""

from __future__ import annotations

from collections.abc import Sequence

from game.story.editorial.sentences import same_words
from game.story.editorial.word_lists import EMPTY_WORDS, NUMBER_WORDS


def content_words(text: str) -> frozenset[str]:
    """The words of a text that count, in small letters, number words as digits."""
    return frozenset(NUMBER_WORDS.get(word, word) for word in same_words(text).split() if word not in EMPTY_WORDS)


def most_shared(options: Sequence[str], text: str) -> tuple[int, ...]:
    """The indices of the options that share more words with the text than any other does.

    All of them where no option shares a word with it.
    """
    words = content_words(text)
    shared = [len(content_words(option) & words) for option in options]
    most = max(shared, default=0)
    return tuple(index for index, count in enumerate(shared) if count == most)

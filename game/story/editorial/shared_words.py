"""How many words that count one text shares with another: what somebody goes by who compares and does not read."""

from __future__ import annotations

from collections.abc import Sequence

from game.story.editorial.sentences import same_words
from game.story.editorial.words.lint_words import LintWords


def content_words(text: str, words: LintWords) -> frozenset[str]:
    """The words of a text that count in its language, in small letters, number words as digits."""
    return frozenset(words.numbers.get(word, word) for word in same_words(text).split() if word not in words.empty)


def most_shared(options: Sequence[str], texts: Sequence[frozenset[str]], words: LintWords) -> tuple[int, ...]:
    """The indices of the options that share more words with the texts than any other does.

    Of the texts come the words that count. All options where none of them shares a word with any.
    """
    shared = [sum(any(word in told for told in texts) for word in content_words(option, words)) for option in options]
    most = max(shared, default=0)
    return tuple(index for index, count in enumerate(shared) if count == most)

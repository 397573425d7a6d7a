"""What typed words can mean: which of several names, and what they are worth as an answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from game.engine.grading import Grade, grade
from game.engine.rendering import render_words
from game.engine.rules import answer_order
from game.grading.normal_form import normalised
from game.localisation.messages import ENGLISH, gettext, language_used
from game.play.own_commands import small_words, without_elisions
from game.play.session import Session
from game.story.model.story import Question
from game.story.model.text import NamedText

SMALL = {
    "to", "the", "a", "an", "at", "with", "into", "in", "on", "of", "for", "up", "your", "my", "and", "about",
    "some",
}  # fmt: skip
"""Words that name nothing, in English."""

#: So much of a word may be another in a language that inflects its names: “Sali” for “Sala”.
_ENDING = 2


def tokens(words: str) -> list[str]:
    """The words that matter, in small letters."""
    return list(_tokens(words, language_used()))


@lru_cache(maxsize=8192)
def _tokens(words: str, language: str) -> tuple[str, ...]:
    # A place can offer thousands of things, and each line that is typed is compared with the labels of all.
    small = SMALL if language == ENGLISH else SMALL | {normalised(word) for word in small_words()}
    return tuple(token for token in parts_of_name(words) if token not in small)


def matters(word: str) -> bool:
    """Whether a word in small letters names anything."""
    return word not in SMALL and word not in small_words()


def parts_of_name(name: str) -> list[str]:
    """Every word of a name in normal form, without the articles that French writes together with what follows."""
    return normalised(without_elisions(name)).split()


def parts_of_words(words: Iterable[str]) -> list[str]:
    """Typed words in normal form as names have them: two of one with a hyphen, such as “garde-manger”."""
    return [part for word in words for part in normalised(word).split()]


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    return normalised(word)


def fits(word: str, token: str) -> bool:
    """Whether a part of a name is this word, or begins with it where it is long enough.

    In other languages than English names are inflected: there the end of a longer word may be another. In German the
    last part of a compound says what it is: a “Küchengarten” is a “Garten”.
    """
    bare = _bare(word)
    if token == bare or (len(bare) >= 3 and token.startswith(bare)):
        return True
    if language_used() == ENGLISH or min(len(bare), len(token)) < 4:
        return False
    if language_used() == "de" and token.endswith(bare):
        return True
    from rapidfuzz.distance import Prefix  # who plays in English needs none of it

    stem = Prefix.similarity(bare, token)
    return stem >= 3 and max(len(bare), len(token)) - stem <= _ENDING and min(len(bare), len(token)) - stem <= 1


def named(names: dict[str, str], about: list[str]) -> str | None:
    """The id whose name has all these words, the shortest name first; an id written out counts too."""
    joined = "_".join(about)
    if joined in names:
        return joined
    about = parts_of_words(about)
    fitting = [
        id_
        for id_, name in names.items()
        if all(any(fits(word, token) for token in [*parts_of_name(name), *id_.split("_")]) for word in about)
    ]
    return min(fitting, key=lambda id_: len(names[id_])) if fitting else None


def named_text(things: Iterable[NamedText], about: list[str]) -> NamedText | None:
    """The thing or topic of which the words are a name: all of them in it, or all of it in them."""
    about = parts_of_words(about)
    for thing in things:
        for name in thing.names:
            wanted = tokens(name)
            in_name = all(any(fits(word, token) for token in wanted) for word in about)
            in_words = bool(wanted) and all(any(fits(token, word) for word in about) for token in wanted)
            if about and (in_name or in_words):
                return thing
    return None


def told_now(session: Session, things: Iterable[NamedText]) -> list[NamedText]:
    """Those of which there is something to tell now: a text that shows nothing is as one that is not there."""
    story, state = session.story, session.state
    return [thing for thing in things if render_words(story, thing.text, state.memory, state.seed).strip()]


def nearest_name(word: str, names: list[str]) -> str:
    """A question that names the likeliest of the names; empty where none is like the word."""
    from difflib import get_close_matches  # only when something was not understood

    by_plain = {normalised(name): name for name in names} | {
        token: name for name in names for token in parts_of_name(name)
    }
    near = get_close_matches(normalised(word), list(by_plain), n=1, cutoff=0.6)
    return gettext("Did you mean {name}?", name=by_plain[near[0]]) if near else ""


def graded(session: Session, question: Question, words: str) -> Grade:
    """What these words are worth as an answer to the question that waits."""
    return grade(session.story, question, words, answer_order(session.story, session.state, question))

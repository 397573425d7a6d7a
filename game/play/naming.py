"""What typed words can mean: which of several names, and what they are worth as an answer."""

from __future__ import annotations

from game.engine.grading import Grade, grade
from game.engine.rules import answer_order
from game.grading.normal_form import normalised
from game.play.command_words import SMALL
from game.play.session import Session
from game.story.model.story import Question


def tokens(words: str) -> list[str]:
    """The words that matter, in small letters."""
    return [token for token in normalised(words).split() if token not in SMALL]


def fits(word: str, token: str) -> bool:
    """Whether a part of a name is this word, or begins with it where it is long enough."""
    bare = normalised(word)
    return token == bare or (len(bare) >= 3 and token.startswith(bare))


def named(names: dict[str, str], about: list[str]) -> str | None:
    """The id whose name has all these words, the shortest name first; an id written out counts too."""
    joined = "_".join(about)
    if joined in names:
        return joined
    fitting = [
        id_
        for id_, name in names.items()
        if all(any(fits(word, token) for token in [*normalised(name).split(), *id_.split("_")]) for word in about)
    ]
    return min(fitting, key=lambda id_: len(names[id_])) if fitting else None


def nearest_name(word: str, names: list[str]) -> str:
    """A question that names the likeliest of the names; empty where none is like the word."""
    from difflib import get_close_matches  # only when something was not understood

    by_plain = {normalised(name): name for name in names} | {
        token: name for name in names for token in normalised(name).split()
    }
    near = get_close_matches(normalised(word), list(by_plain), n=1, cutoff=0.6)
    return f"Did you mean {by_plain[near[0]]}?" if near else ""


def listed(names: list[str], joint: str = "and") -> str:
    """Names as a sentence has them: “a, b and c”."""
    return f" {joint} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def graded(session: Session, question: Question, words: str) -> Grade:
    """What these words are worth as an answer to the question that waits."""
    return grade(session.story, question, words, answer_order(session.story, session.state, question))

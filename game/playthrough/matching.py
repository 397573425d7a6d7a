"""Which option a step of a playthrough means here and now.

By its id, or its own part of the id; then by what it is called; then as a recorded play is understood in an edited
story (`play/recorded_steps.py`): by what the player saw, and one that is nearly called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from game.engine.rules import option_called, options
from game.engine.state import Option, State
from game.play import recorded_steps
from game.play.option_naming import option_labels
from game.record.journal import Step
from game.story.model.story import Story
from game.support import limits
from game.support.similarity import may_compare

_ESCAPED = re.compile(r"\\([*{}\[\]|\\])")
_STARS = re.compile(r"(?<!\\)\*+")
#: So many of the known words that have most in common with those sought are compared closely, if they are no longer.
_LIKELIEST, _COMPARED_CLOSELY = 8, 150


class MatchedStep(NamedTuple):
    """The option that is meant. `how` it was found: `id`, `words` or `near`. Without one, several may be meant."""

    option: Option | None
    how: str = ""
    several: tuple[Option, ...] = ()


def matched_step(story: Story, state: State, words: str, saw: str = "") -> MatchedStep:
    """The option that is meant by an id or a name, and by what the player saw (which may be empty)."""
    offered = options(story, state)
    exact = option_called(story, state, words)
    if exact is not None:
        return MatchedStep(exact, "id")
    by_id = [option for option in offered if words in option_ids(option.id)]
    if len(by_id) == 1:
        return MatchedStep(by_id[0], "id")
    named = tuple(zip(offered, option_labels(story, state), strict=True))
    for sought in (words, saw) if saw else (words,):
        for fold in (folded_words, alike_words):
            wanted = {fold(shown) for shown in as_shown(sought)}
            fitting = [option for option, name in named if fold(name) in wanted]
            if len(fitting) == 1:
                return MatchedStep(fitting[0], "words")
            if fitting:
                return MatchedStep(None, several=tuple(fitting))
    near = recorded_steps.meant(story, state, Step(do=words, saw=saw))
    found = next((option for option in offered if near is not None and option.id == near.action), None)
    return MatchedStep(found, "near") if found is not None else MatchedStep(None, several=tuple(by_id))


def option_ids(id_: str) -> tuple[str, ...]:
    """The id of an option, and its own part: `kitchen/eat_it` and `eat_it`, `go:north` and `north`."""
    own = id_.partition("/")[2] or id_.partition(":")[2]
    return (id_, own) if own else (id_,)


def as_shown(text: str) -> tuple[str, ...]:
    """A text as it was written, white space folded; and as players see it, if it has the marks of story files in it."""
    plain = folded_words(text)
    unmarked = folded_words(_ESCAPED.sub(r"\1", _STARS.sub("", text)))
    return tuple(dict.fromkeys(words for words in (plain, unmarked) if words))


def nearest_words(sought: str, known: Iterable[str], least: float = 0.5) -> str:
    """The one of the known words that is most like those sought; "" when none is."""
    from rapidfuzz import process  # only when something was not found as it is
    from rapidfuzz.distance import Indel

    short = [candidate for candidate in known if len(candidate) <= limits.ANSWER_CHARACTERS]
    if not short or len(sought) > limits.ANSWER_CHARACTERS or not may_compare(len(short) * (1 + len(sought) // 50)):
        return ""
    # As many characters as both have in common, in this order: never fewer than difflib finds, and fast.
    scorer = Indel.normalized_similarity
    likely = process.extract(
        sought.casefold(),
        [candidate.casefold() for candidate in short],
        scorer=scorer,
        score_cutoff=least,
        limit=_LIKELIEST,
    )
    scored = [(_likeness(sought.casefold(), candidate), index) for candidate, _, index in likely]
    best, index = max(scored, default=(0.0, 0))
    return short[index] if best >= least else ""


def _likeness(text: str, other: str) -> float:
    """How alike two texts are, as `difflib` has it; longer ones by what they have in common."""
    if max(len(text), len(other)) > _COMPARED_CLOSELY:
        from rapidfuzz.distance import Indel

        return Indel.normalized_similarity(text, other)
    from difflib import SequenceMatcher

    return SequenceMatcher(None, text, other, autojunk=False).ratio()


def alike_words(text: str) -> str:
    """The text in small letters, with one form of the apostrophe."""
    return text.replace("’", "'").casefold()


def folded_words(text: str) -> str:
    """The text with its white space folded."""
    return " ".join(text.split())

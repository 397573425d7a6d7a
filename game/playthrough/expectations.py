"""What is expected at one point of a play, compared with what is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from game.engine.rendering import clock_time
from game.engine.state import Option
from game.playthrough.matching import as_shown, folded_words, nearest_words, option_ids
from game.playthrough.play_conditions import compared
from game.playthrough.playthrough import Expect, Expected, PlaythroughEntry
from game.playthrough.standing import Standing
from game.playthrough.why_not import why_not
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.definition_schema import declared_keys
from game.story.schema.playthrough_definitions import ANY_EXPECTED, NONE, ExpectDef
from game.story.schema.playthrough_field_types import pattern_in
from game.support.counts import first_names
from game.support.linear_patterns import Pattern, TooLong
from game.support.similarity import may_compare, nearest

#: How many states of patterns may be looked at for one expectation: some seconds.
PATTERN_WORK = 5_000_000
_KEYS = frozenset(declared_keys(ExpectDef))


class Wrong(NamedTuple):
    """Something that is not as it was expected to be. `value` are the words of the expectation that failed, if any.

    `is_unknown`: it could never be so, because the story has nothing called so.
    """

    expected: Expected
    spot: Spot
    message: str
    fix: str = ""
    value: ScalarNode | None = None
    is_unknown: bool = False


def unmet(expect: Expect, here: Standing) -> list[Wrong]:
    """Everything in which the play is not as it is expected to be."""
    if not expect.expected:
        blank = Expected("expect", expect.spot)
        return [Wrong(blank, expect.spot, "Nothing is expected here yet.", _BLESS)]
    return [wrong for expected in expect.expected for wrong in _unmet(expected, here)]


_BLESS = "Write down what must be so, or let `eightwings test --bless` write what is so now."


def _unmet(expected: Expected, here: Standing) -> Iterator[Wrong]:
    if expected.key not in _KEYS and expected.key not in here.story.measures:
        known = [*here.story.measures, *_KEYS]
        near = nearest(expected.key, known, keys=True)
        meant = f"Did you mean `{near}`?" if near else "It is neither a measure of this story nor anything else here."
        yield Wrong(expected, expected.spot, f"There is no measure `{expected.key}`.", meant, is_unknown=True)
    elif expected.is_blank:
        yield Wrong(expected, expected.spot, f"Nothing is expected of `{expected.key}` yet.", _BLESS)
    else:
        yield from _CHECKS.get(expected.key, _measure)(expected, here)


def _sees(expected: Expected, here: Standing) -> Iterator[Wrong]:
    for words in expected.values:
        try:
            if expectation_told(words.value, here) == (expected.key == "sees"):
                continue
        except TooLong:
            fix = "Look for less: a few words, or a pattern with fewer repetitions."
            yield Wrong(expected, words.spot, "Looking for this pattern would take too long.", fix, words, True)
            continue
        if expected.key == "sees":
            yield Wrong(
                expected, words.spot, f"{_quoted(words.value)} was not told.", _nearest_told(words, here), words
            )
        else:
            line = next((told.words for told in here.told if expectation_told(words.value, here, told.words)), "")
            fix = f"In: {_quoted(line)}" if line and folded_words(line) != folded_words(words.value) else ""
            yield Wrong(expected, words.spot, f"{_quoted(words.value)} was told, and should not have been.", fix, words)


def _reads(expected: Expected, here: Standing) -> Iterator[Wrong]:
    """Whether a text stands in a line of a document, or in none."""
    for words in expected.values:
        try:
            line = next((line for line in here.read if expectation_told(words.value, here, line)), "")
        except TooLong:
            fix = "Look for less: a few words, or a pattern with fewer repetitions."
            yield Wrong(expected, words.spot, "Looking for this pattern would take too long.", fix, words, True)
            continue
        if expected.key == "reads" and not line:
            near = nearest_words(folded_words(words.value), here.read)
            fix = f"Did you mean {_quoted(near)}?" if near else f"What stands there: {_quoted(' / '.join(here.read))}"
            fix = fix if here.read else "This story has no documents, or nothing stands in them."
            yield Wrong(expected, words.spot, f"{_quoted(words.value)} stands in no document.", fix, words)
        elif expected.key == "reads_not" and line:
            message = f"{_quoted(words.value)} stands in a document, and should not."
            yield Wrong(expected, words.spot, message, f"In: {_quoted(line)}", words)


def expectation_told(sought: str, here: Standing, text: str = "") -> bool:
    """Whether a text, or a pattern, is in what was told, or in `text`. Raises TooLong."""
    pattern = pattern_in(sought)
    if pattern is not None:
        texts = (folded_words(text),) if text else (here.text, here.text_without_sources)
        work = [PATTERN_WORK]
        made = Pattern(pattern)
        return any(made.is_in(told, work) for told in dict.fromkeys(texts))
    texts = (folded_words(text),) if text else here.texts_in_one_line
    return any(words in told for told in texts for words in as_shown(sought))


def _nearest_told(words: ScalarNode, here: Standing) -> str:
    if not here.told:
        return "The last step told nothing."
    near = nearest_piece(words.value, here) if pattern_in(words.value) is None else ""
    if near:
        return f"Did you mean {_quoted(near)}?"
    whole = here.texts_in_one_line[0]
    return f"What was told: {_quoted(whole if len(whole) <= 400 else '… ' + whole[-400:], 410)}"


def nearest_piece(sought: str, here: Standing) -> str:
    """The sentence or paragraph that was told and is most like a text: alike, or with most words in common."""
    pieces = here.pieces
    near = nearest_words(folded_words(sought), pieces)
    if near or not pieces or not may_compare(len(pieces)):
        return near
    words = _words_of(sought)
    common = max(pieces, key=lambda piece: (len(words & _words_of(piece)), -len(piece)))
    return common if len(words & _words_of(common)) > max(1, len(words) // 3) else ""


@lru_cache(maxsize=4096)  # the same pieces are compared for each expectation of a step, and often told again
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


_WORD = re.compile(r"\w+")


def expects_refusal(following: tuple[PlaythroughEntry, ...]) -> bool:
    """Whether what follows a step expects that it is not possible."""
    return any(isinstance(step, Expect) and any(key.key == "refused" for key in step.expected) for step in following)


def _refused(expected: Expected, here: Standing) -> Iterator[Wrong]:
    for words in expected.values:
        if here.refusal is None:
            message = "The step before was possible, and should not have been."
            yield Wrong(expected, words.spot, message, "", words)
        elif words.value.strip() != "true" and not expectation_told(words.value, here, here.refusal):
            message = f"{_quoted(words.value)} was not told."
            yield Wrong(expected, words.spot, message, f"What was told: {_quoted(here.refusal)}", words)


def _offers(expected: Expected, here: Standing) -> Iterator[Wrong]:
    for words in expected.values:
        if is_offered(words.value, here) != (expected.key == "offers"):
            if expected.key == "offers":
                yield Wrong(expected, words.spot, *_not_offered(words.value, here), words)
            else:
                message = f"{_quoted(words.value)} is offered, and should not be."
                yield Wrong(expected, words.spot, message, "", words)


def is_offered(words: str, here: Standing) -> bool:
    """Whether an option with this id, or called so, is offered."""
    return any(_means(words, offered) for offered in here.offered)


def _means(words: str, offered: tuple[Option, str]) -> bool:
    option, called = offered
    return words in option_ids(option.id) or any(called == shown for shown in as_shown(words))


def _not_offered(words: str, here: Standing) -> tuple[str, str]:
    """That something is not offered, why as far as it is known, and what may help."""
    message, fix = why_not(here, words, "")
    return message.replace("is not possible here", "is not offered"), fix


def _offers_only(expected: Expected, here: Standing) -> Iterator[Wrong]:
    left = list(here.offered)
    nothing = [value.value for value in expected.values] == [NONE] and not is_offered(NONE, here)
    for words in () if nothing else expected.values:
        fitting = next((offered for offered in left if _means(words.value, offered)), None)
        if fitting is None:
            yield Wrong(expected, words.spot, *_not_offered(words.value, here), words)
        else:
            left.remove(fitting)
    if left:
        names = first_names([called for _, called in left], "; ")
        yield Wrong(expected, expected.spot, f"More is offered than that: {names}.")


class _Holding(NamedTuple):
    """A set of things that the player has or has not."""

    kind: str
    group: str
    slot: str
    yes: str
    no: str
    wanted: bool = True


_HOLDINGS: Mapping[str, _Holding] = {
    "has": _Holding("item", "items", "carried", "is carried", "is not carried"),
    "has_not": _Holding("item", "items", "carried", "is carried", "is not carried", False),
    "knows": _Holding("fact", "facts", "known", "is in the notebook", "is not in the notebook"),
    "knows_not": _Holding("fact", "facts", "known", "is in the notebook", "is not in the notebook", False),
    "achieved": _Holding("achievement", "achievements", "achieved", "was achieved", "was not achieved"),
}


def _holding(expected: Expected, here: Standing) -> Iterator[Wrong]:
    holding = _HOLDINGS[expected.key]
    things: Mapping[str, Any] = getattr(here.story, holding.group)
    memory = here.state.memory
    for words in expected.values:
        thing = things.get(words.value)
        if thing is None:
            yield _unknown(expected, holding.kind, words, things)
            continue
        has = bool(getattr(thing, holding.slot).get(memory))
        if has != holding.wanted:
            said = holding.yes if has else holding.no
            there = [other.id for other in things.values() if getattr(other, holding.slot).get(memory)]
            fix = f"These are: {first_names(there)}." if there and not has else "" if has else "Nothing is."
            yield Wrong(expected, words.spot, f"`{words.value}` {said}.", fix, words)


def _unknown(expected: Expected, kind: str, words: ScalarNode, known: Iterable[str]) -> Wrong:
    near = nearest(words.value, known)
    article = "an" if kind[0] in "aeiou" else "a"
    fix = f"Did you mean `{near}`?" if near else f"Write the id of {article} {kind} that there is."
    return Wrong(expected, words.spot, f"There is no {kind} `{words.value}`.", fix, words, True)


def _one(expected: Expected, here: Standing) -> Iterator[Wrong]:
    """The place, the scene, the question, the ending; how the answer was."""
    known: Mapping[str, tuple[str, Iterable[str], str, str]] = {
        "at": ("place", here.story.places, here.place, "The player stands at {}."),
        "scene": ("scene", here.story.scenes, here.scene, "The scene that is running is {}."),
        "asked": ("question", here.story.questions, here.asked, "The question that waits is {}."),
        "ending": ("ending", here.story.endings, here.ending, "The ending is {}."),
        "answered": ("", (), here.answered, "The last answer was {}."),
    }
    kind, ids, now, sentence = known[expected.key]
    for words in expected.values:
        if words.value == now or (
            expected.key == "ending" and words.value == ANY_EXPECTED and now != NONE and ANY_EXPECTED not in ids
        ):
            continue
        if kind and words.value not in (*ids, NONE, *((ANY_EXPECTED,) if expected.key == "ending" else ())):
            yield _unknown(expected, kind, words, ids)
            continue
        is_ = _NOT_THERE[expected.key] if now == NONE else sentence.format(f"`{now}`")
        yield Wrong(expected, words.spot, f"`{expected.key}` should be `{words.value}`. {is_}", "", words)


_NOT_THERE = {
    "at": "This story has no places.", "scene": "No scene is running.", "asked": "No question waits.",
    "ending": "The story is not over.", "answered": "The last step answered no question.",
}  # fmt: skip


def _in_bounds(expected: Expected, here: Standing) -> Iterator[Wrong]:
    for words in expected.values:
        measure = here.story.measures.get(words.value)
        if measure is None:
            yield _unknown(expected, "measure", words, here.story.measures)
            continue
        for edge in dict.fromkeys(here.pressed(words.value)):
            bound = measure.slot.high if edge == "most" else measure.slot.low
            message = f"The last step changed `{words.value}` beyond {bound}, its {edge}: what went beyond is lost."
            yield Wrong(expected, words.spot, message, "", words)


def _measure(expected: Expected, here: Standing) -> Iterator[Wrong]:
    wanted = expected.compared
    assert wanted is not None  # noqa: S101 - what is blank was told before
    now = here.time if expected.key == "time" else here.measure(expected.key)
    if now is None:
        yield Wrong(expected, expected.spot, "This story has no clock.", "Take `time` out, or give the pack a `clock`.")
    elif not compared(now, wanted.sign, wanted.value):
        shown = clock_time(now) if expected.key == "time" or wanted.is_time else str(now)
        message = f"`{expected.key}` should be {wanted.words.value}, and is {shown}."
        yield Wrong(expected, wanted.words.spot, message, "", wanted.words)


def _holds(expected: Expected, here: Standing) -> Iterator[Wrong]:
    for words in expected.values:
        tree, found = here.about.conditions.parsed(words)
        if tree is None:
            for finding in found:
                yield Wrong(expected, finding.spot, finding.message, finding.fix.strip(), words, True)
        elif not here.about.conditions.value(tree, here.session):
            names = "; ".join(here.about.conditions.names_in(words, here.session))
            fix = f"Now {names}." if names else ""
            yield Wrong(expected, words.spot, f"This does not hold: {folded_words(words.value)}", fix, words)


def _quoted(text: str, longest: int = 200) -> str:
    text = folded_words(text)
    return f"“{text if len(text) <= longest else text[: longest - 1] + '…'}”"


_CHECKS: Mapping[str, Callable[[Expected, Standing], Iterator[Wrong]]] = {
    "sees": _sees, "sees_not": _sees, "offers": _offers, "offers_not": _offers, "offers_only": _offers_only,
    **dict.fromkeys(_HOLDINGS, _holding), **dict.fromkeys(_NOT_THERE, _one), "time": _measure, "holds": _holds,
    "refused": _refused, "in_bounds": _in_bounds, "reads": _reads, "reads_not": _reads,
}  # fmt: skip

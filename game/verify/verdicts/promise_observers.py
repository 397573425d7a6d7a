"""What an author states about every play there can be, as marks of a system and as properties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb

from game.story.model.position_variables import PositionVariables
from game.story.model.promised import Promise, PromiseKind
from game.story.model.story import Story
from game.verify.system.demands import Demand
from game.verify.system.observers import PromiseObserver
from game.verify.verdicts.promise_monitors import MOST_WRITTEN_OUT, PromiseMonitors, lasts
from game.verify.verdicts.properties import Property, Quantifier

KIND = "statements"


def name_of(number: int) -> str:
    """The key of the statement with this number, from 0 on."""
    return f"statement {number}"


def promise_observers(story: Story) -> tuple[PromiseObserver, ...]:
    """The statements of a story as marks: told where what fulfils or breaks them is so."""
    monitors = PromiseMonitors(PositionVariables(story))
    return tuple(monitors.observer(name_of(number), promise) for number, promise in enumerate(story.promises))


def demands(story: Story) -> dict[str, Demand]:
    """By key, what the statements demand that are about what can still follow."""
    monitors = PromiseMonitors(PositionVariables(story))
    return {
        name_of(number): monitors.demand(name_of(number), promise)
        for number, promise in enumerate(story.promises)
        if promise.branches
    }


def promise_properties(story: Story) -> Iterator[Property]:
    """The statements as properties."""
    for number, promise in enumerate(story.promises):
        because = f" ({promise.because.strip().rstrip('.')})" if promise.because else ""
        yield Property(
            name_of(number), KIND, promise.source, _WANTED.get(promise.kind, "never"), "error",
            f"`{promise.words}`{because}.", f"`{promise.words}` {_denied(promise)}{because}.", promise.spot,
        )  # fmt: skip


_WANTED: dict[PromiseKind, Quantifier] = {"can": "can", "can_still": "still", "leads_to": "leads"}


def _denied(promise: Promise) -> str:
    match promise.kind:
        case "can":
            return "is promised, and can never be so"
        case "can_still":
            return f"is promised, and a play can come to where `{promise.source}` is out of reach"
        case "leads_to":
            return f"is promised, and a play can end without `{promise.source}`, or come to where it is out of reach"
        case "at_most":
            return "is promised, and it can be more"
    return "is promised, and not so in every play"


def expected_of(story: Story, key: str) -> str:
    """The condition that has to hold at the end of a play that shows or breaks the statement with this key.

    Of one that is about what can still follow, it has to hold some time later.
    """
    promise = story.promises[int(key.rpartition(" ")[2])]
    if promise.kind == "at_most":
        return _not_more(promise)
    wanted = f"not ({promise.source})" if promise.kind == "never" else promise.source
    if promise.kind == "can" or promise.branches:
        return wanted
    beyond = [f"seen.{promise.before}"] * bool(promise.before) + [f"not seen.{promise.after}"] * bool(promise.after)
    beyond += [f"not ({promise.whenever_source})"] * bool(promise.whenever_source)
    if promise.once is not None and lasts(promise.once):
        beyond.append(f"not ({promise.once_source})")
    return " or ".join((f"({wanted})", *beyond)) if beyond else wanted


def _not_more(promise: Promise) -> str:
    """That what was one too many is not so. Which of them it was, only the last moment of the play shows."""
    too_many = promise.most + 1
    if len(promise.counted) == 1:
        return f"not ({promise.counted_sources[0]})"
    counted = [f"({source})" for source in promise.counted_sources]
    if all(map(lasts, promise.counted)) and comb(len(counted), too_many) <= MOST_WRITTEN_OUT:
        together = (" and ".join(some) for some in combinations(counted, too_many))
        return f"not ({' or '.join(together)})"
    return f"not ({' or '.join(counted)})"

"""What an author states about every play there can be, as marks of a system and as properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.story.model.expressions import Expression, conjunction
from game.story.model.position_variables import PositionVariables
from game.story.model.promised import Promise
from game.story.model.story import Story
from game.verify.system.elements import Location
from game.verify.system.observers import PromiseObserver
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.verdicts.properties import Property

KIND = "statements"


def name_of(number: int) -> str:
    """The key of the statement with this number, from 0 on."""
    return f"statement {number}"


def promise_observers(story: Story) -> tuple[PromiseObserver, ...]:
    """The statements of a story as marks: told where what fulfils or breaks them is so."""
    whereabouts = PositionVariables(story)
    return tuple(
        PromiseObserver(name_of(number), _at(whereabouts, promise)) for number, promise in enumerate(story.promises)
    )  # fmt: skip


def _at(whereabouts: PositionVariables, promise: Promise) -> Callable[[Location], Expression]:
    sought = conjunction("and", list(promise.sought))

    def at(here: Location) -> Expression:
        return partially_evaluated(sought, whereabouts.at(here.key.node, here.key.place, here.key.question))

    return at


def promise_properties(story: Story) -> Iterator[Property]:
    """The statements as properties."""
    for number, promise in enumerate(story.promises):
        because = f" ({promise.because.strip().rstrip('.')})" if promise.because else ""
        denied = (
            "is promised, and can never be so" if promise.kind == "can" else "is promised, and not so in every play"
        )
        yield Property(
            name_of(number), KIND, promise.source, "can" if promise.kind == "can" else "never", "error",
            f"`{promise.words}`{because}.", f"`{promise.words}` {denied}{because}.", promise.spot,
        )  # fmt: skip


def expected_of(story: Story, key: str) -> str:
    """The condition that has to hold at the end of a play that shows or breaks the statement with this key."""
    promise = story.promises[int(key.rpartition(" ")[2])]
    wanted = f"not ({promise.source})" if promise.kind == "never" else promise.source
    if promise.kind == "can":
        return wanted
    beyond = [f"seen.{promise.before}"] * bool(promise.before) + [f"not seen.{promise.after}"] * bool(promise.after)
    return " or ".join((f"({wanted})", *beyond)) if beyond else wanted

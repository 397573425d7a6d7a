"""What an author states about every play there can be, as marks of a system and as properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.story.model.expressions import Expression
from game.story.model.position_variables import PositionVariables
from game.story.model.story import Promise, Story
from game.verify.system.elements import Location
from game.verify.system.observers import PromiseObserver
from game.verify.system.partial_evaluation import conjunction, partially_evaluated
from game.verify.verdicts.properties import Property

KIND = "statements"


def name_of(number: int) -> str:
    """The key of the statement with this number, from 0 on."""
    return f"statement {number}"


def promise_observers(story: Story) -> tuple[PromiseObserver, ...]:
    """The statements of a story as marks: told where what fulfils or breaks them is so."""
    whereabouts = PositionVariables(story)
    return tuple(
        PromiseObserver(name_of(number), _at(whereabouts, one)) for number, one in enumerate(story.promises)
    )  # fmt: skip


def _at(whereabouts: PositionVariables, one: Promise) -> Callable[[Location], Expression]:
    sought = conjunction("and", list(one.sought))

    def at(here: Location) -> Expression:
        return partially_evaluated(sought, whereabouts.at(here.key.node, here.key.place, here.key.question))

    return at


def promise_properties(story: Story) -> Iterator[Property]:
    """The statements as properties."""
    for number, one in enumerate(story.promises):
        because = f" ({one.because.strip().rstrip('.')})" if one.because else ""
        denied = "is promised, and can never be so" if one.kind == "can" else "is promised, and not so in every play"
        yield Property(
            name_of(number), KIND, one.source, "can" if one.kind == "can" else "never", "error",
            f"`{one.words}`{because}.", f"`{one.words}` {denied}{because}.", one.spot,
        )  # fmt: skip


def expected_of(story: Story, key: str) -> str:
    """The condition that has to hold at the end of a play that shows or breaks the statement with this key."""
    one = story.promises[int(key.rpartition(" ")[2])]
    wanted = f"not ({one.source})" if one.kind == "never" else one.source
    if one.kind == "can":
        return wanted
    beyond = [f"seen.{one.before}"] * bool(one.before) + [f"not seen.{one.after}"] * bool(one.after)
    return " or ".join((f"({wanted})", *beyond)) if beyond else wanted

"""What has to hold before something can be done: the one definition of it, for the rules, and for whoever asks why not.

A guard is part of a rule (see `transitions`) and can say by its name what keeps something from being offered.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.story.model.expressions import Expression, Formula, Not, VariableRead
from game.story.model.layout import Slot
from game.story.model.story import Choice, Exit, Item, Scene

GuardName: TypeAlias = Literal["due", "carried", "once", "condition"]
"""`due`: the player has just arrived; `carried`: not carried yet; `once`: not used up; `condition`: its `when`."""

Guarded: TypeAlias = Choice | Scene | Item | Exit


class Guard(NamedTuple):
    """One thing that has to hold: a variable that is set or not set, or a condition of the author's."""

    name: GuardName
    test: Slot | Formula
    is_set: bool = False

    @property
    def expression(self) -> Expression:
        """The guard as an expression of the story's variables."""
        if isinstance(self.test, Formula):
            return self.test.tree
        read = VariableRead(self.test.name)
        return read if self.is_set else Not(read)

    def holds(self, memory: int) -> bool:
        """Whether it holds in this memory."""
        if isinstance(self.test, Formula):
            return bool(self.test(memory))
        return bool(self.test.get(memory)) == self.is_set


def guards_of(thing: Guarded) -> tuple[Guard, ...]:
    """All guards, in the order in which they are looked at.

    That a fallback waits until no other choice can be taken is none of them: see `CompiledInstructions.offering`.
    """
    guards: list[Guard] = []
    if isinstance(thing, Scene) and thing.due is not None:
        guards.append(Guard("due", thing.due, is_set=True))
    if isinstance(thing, Item):
        assert thing.taken is not None  # noqa: S101 - what lies at a place can be taken
        guards += Guard("once", thing.taken), Guard("carried", thing.carried)
    elif not isinstance(thing, Exit) and (used := _used(thing)) is not None:
        guards.append(Guard("once", used))
    if thing.when is not None:
        guards.append(Guard("condition", thing.when))
    return tuple(guards)


def _used(thing: Choice | Scene) -> Slot | None:
    """What is set when it is used up; None where it never is."""
    if thing.again:
        return None
    return thing.visits if isinstance(thing, Scene) else thing.taken


def expressions(thing: Guarded) -> tuple[Expression, ...]:
    """All guards as expressions."""
    return tuple(guard.expression for guard in guards_of(thing))


def once_only(thing: Choice | Scene) -> tuple[Expression, ...]:
    """What holds as long as a choice or a scene is not used up."""
    return tuple(guard.expression for guard in guards_of(thing) if guard.name == "once")


def failed(thing: Guarded, memory: int) -> tuple[GuardName, ...]:
    """The guards that keep it from being offered now, by name; empty when it can be."""
    return tuple(guard.name for guard in guards_of(thing) if not guard.holds(memory))


def is_used_up(thing: Choice | Scene, memory: int) -> bool:
    """Whether it happens once and has happened."""
    used = _used(thing)
    return used is not None and used.get(memory) != 0

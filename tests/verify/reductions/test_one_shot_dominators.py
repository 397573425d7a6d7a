"""What is changed only behind a moment that comes once has its first value when it comes, and is put to it there."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given

from game.engine.instructions import Assign, Increment
from game.engine.instructions import Instruction as GameAct
from game.story.model.expressions import Not, VariableRead
from game.story.model.layout import Slot
from game.story.model.story import Story
from game.verify.reductions.one_shot_dominators import freshened, growing, lasting
from game.verify.reductions.reduction import Reduced
from game.verify.reductions.walk import ReducedWalk
from game.verify.system.elements import ContinueAt, Fork, Location, LocationKey, SystemInstructions, Transition
from game.verify.system.system_parts import SystemParts
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, story_from, story_of

_MOST = 1_000
"""States of a story that are looked at."""

TRUNK = """
pack: Test
disclaimer: Invented.
start: hall
measures: { nerve: { start: 0, min: 0, max: 5 }, noise: { start: 1, min: 0, max: 5 } }
places: { hall: { name: The hall, text: A hall. } }
scenes:
  trunk:
    at: hall
    text: A trunk.
    choices:
    - { choose: Open it, id: open, goto: inside }
    - { choose: Leave it, id: leave }
  inside:
    text: Inside.
    choices:
    - { choose: Rummage, id: rummage, goto: deeper }
    - { choose: Close, id: close }
  deeper:
    text: Deeper.
    choices:
    - { choose: Pull, id: pull, nerve: +1, noise: +1, stay: true }
    - { choose: Enough, id: enough }
  out: { at: hall, when: nerve >= 1 or noise >= 3, text: Out., end: out }
endings: { out: Out. }
"""


class Freshened:
    """The parts of a whole story, and the same with what is put to its first value."""

    def __init__(self, story: Story) -> None:
        system = transition_system(story)
        self.story = story
        self.start = story.layout.start
        self.slots = dict(system.slots)
        self.before = SystemParts(tuple(system.locations), dict(system.settling))
        self.growing = growing(self.before, self.slots, self.start)
        self.lasting = lasting(self.before, self.slots, self.start)
        self.parts = freshened(self.before, self.slots, self.start, self.lasting)

    def fresh(self) -> dict[str, set[str]]:
        """By variable that changes for ever, those that are put to their first value then."""
        old = {id(instruction) for effect in self.before.effects() for instruction in instructions_of(effect)}
        found: dict[str, set[str]] = {}
        for effect in self.parts.effects():
            moment = ""
            for instruction in instructions_of(effect):
                if isinstance(instruction, Assign) and id(instruction) not in old:
                    assert (
                        instruction.value
                        == self.slots[instruction.slot.name].low
                        == self.slots[instruction.slot.name].get(self.start)
                    )
                    found.setdefault(moment, set()).add(instruction.slot.name)
                elif isinstance(instruction, Increment | Assign):
                    moment = instruction.slot.name
        return found

    def walk(self, parts: SystemParts) -> ReducedWalk:
        """A walk in which nothing is forgotten."""
        everything = ((1 << len(self.slots)) - 1,) * len(parts.locations)
        whole = Reduced(*parts, self.slots, everything, self.growing, self.lasting)
        return ReducedWalk(whole, self.start)


def instructions_of(effect: SystemInstructions) -> Iterator[GameAct]:
    for instruction in effect:
        if isinstance(instruction, Fork):
            yield from instructions_of(instruction.then)
            yield from instructions_of(instruction.otherwise)
        else:
            yield instruction


def fresh(pack: str) -> dict[str, set[str]]:
    return Freshened(story_of(pack)).fresh()


def taken(*choices: str) -> set[str]:
    return {f"taken.{choice}" for choice in choices}


def test_behind_a_scene_that_opens_once_its_choices_were_not_taken() -> None:
    found = fresh(TRUNK)
    assert found["visits.trunk"] >= taken("trunk/open", "trunk/leave")


def test_behind_a_choice_that_is_taken_once_what_only_comes_then_is_new() -> None:
    found = fresh(TRUNK)
    assert found["taken.trunk/open"] >= taken("inside/rummage", "inside/close")
    assert found["taken.inside/rummage"] >= taken("deeper/pull", "deeper/enough")
    assert found["taken.deeper/pull"] >= {"measure.nerve"}


def test_only_a_variable_that_begins_with_its_lowest_value_is_put_to_it() -> None:
    assert not any("measure.noise" in names for names in fresh(TRUNK).values())


def test_behind_what_can_be_done_again_nothing_is_new() -> None:
    again = TRUNK.replace("id: open,", "id: open, again: true,").replace("  trunk:\n", "  trunk:\n    again: true\n")
    found = fresh(again)
    assert "taken.trunk/open" not in found
    assert "visits.trunk" not in found
    assert found["taken.inside/rummage"] >= taken("deeper/pull", "deeper/enough")


def test_what_something_else_can_have_changed_before_is_not_new() -> None:
    elsewhere = fresh(TRUNK.replace("id: leave }", "id: leave, nerve: +1 }"))
    assert [moment for moment, names in elsewhere.items() if "measure.nerve" in names] == ["visits.trunk"]
    around = fresh(TRUNK.replace("id: leave }", "id: leave, goto: deeper }"))
    assert not around.get("taken.inside/rummage", set()) & taken("deeper/pull", "deeper/enough")
    assert around["visits.trunk"] >= taken("deeper/pull", "deeper/enough")
    anywhere = fresh(TRUNK.replace("  out:", "  shout: { at: hall, again: true, text: Hey., nerve: +1 }\n  out:"))
    assert not any("measure.nerve" in names for names in anywhere.values())


def test_a_moment_does_not_put_back_what_it_changes_itself() -> None:
    for moment, names in fresh(TRUNK).items():
        assert moment not in names


def test_where_something_can_come_back_to_0_its_change_is_no_moment() -> None:
    thing = TRUNK.replace("pack: Test", "pack: Test\nitems: { lid: { name: A lid } }")
    once = thing.replace("id: open,", "id: open, again: true, when: not has.lid, give: lid,")
    assert fresh(once)["has.lid"] >= taken("inside/rummage", "inside/close")
    lost = once.replace("id: close }", "id: close, lose: lid }")
    assert "has.lid" not in fresh(lost)


X, Y = Slot("x", 0, 3, 0, 3), Slot("y", 2, 3, 0, 3)
NOT_YET = (Not(VariableRead("x")),)


def in_both(*effect) -> SystemParts:
    """One location, with a way that is open as long as `x` is 0 and another that is always open."""
    transitions = (
        Transition("choice", "once", "", NOT_YET, (*effect, ContinueAt(0))),
        Transition("choice", "again", "", (), (*effect, ContinueAt(0))),
    )
    return SystemParts((Location(LocationKey("offer", 0, 0, ()), transitions),), {})


def freshly(parts: SystemParts) -> SystemParts:
    return freshened(parts, {"x": X, "y": Y}, 0, frozenset("xy"))


def once_only(*effect) -> SystemParts:
    location = in_both(*effect).locations[0]
    return SystemParts((location._replace(transitions=location.transitions[:1]),), {})


def test_what_has_changed_already_in_a_effect_does_so_for_the_first_time_no_more() -> None:
    once = once_only(Increment(X, 1), Increment(Y, 1), Increment(X, 1))
    assert freshly(once).locations[0].transitions[0].effect == (
        Increment(X, 1),
        Assign(Y, 0),
        Increment(Y, 1),
        Increment(X, 1),
        ContinueAt(0),
    )
    perhaps = Fork((VariableRead("y"),), (Increment(X, 1),), ())
    assert freshly(once_only(perhaps, Increment(X, 1), Increment(Y, 1))) == once_only(
        perhaps, Increment(X, 1), Increment(Y, 1)
    )


def test_only_where_a_condition_holds_is_it_known_what_it_excludes() -> None:
    otherwise = in_both(Fork(NOT_YET, (), (Increment(X, 1), Increment(Y, 1))))
    assert freshly(otherwise) == otherwise
    then = in_both(Fork(NOT_YET, (Increment(X, 1), Increment(Y, 1)), (Increment(X, 1),)))
    for transition in freshly(then).locations[0].transitions[1:]:
        assert transition.effect[0] == Fork(
            NOT_YET, (Increment(X, 1), Assign(Y, 0), Increment(Y, 1)), (Increment(X, 1),)
        )


@DEAR
@given(PACKS)
def test_every_play_goes_as_it_went_before(written: str) -> None:
    made = Freshened(story_from(written))
    before, after = made.walk(made.before), made.walk(made.parts)
    seen, waiting = {before.start}, [before.start]
    while waiting and len(seen) < _MOST:
        location, memory = waiting.pop()
        some, others = (parts.locations[location].transitions for parts in (made.before, made.parts))
        for transition, other in zip(some, others, strict=True):
            assert transition.guards == other.guards
            if before.hold(transition.guards, memory):
                to = before.after(transition, memory)
                assert after.after(other, memory) == to
                assert after.emitted == before.emitted
                if to not in seen:
                    seen.add(to)
                    waiting.append(to)


@DEAR
@given(PACKS)
def test_what_only_grows_or_never_comes_back_does_so_in_every_play(written: str) -> None:
    made = Freshened(story_from(written))
    walk = made.walk(made.before)
    assert all(not made.slots[name].get(made.start) for name in made.lasting)
    seen, waiting = {walk.start}, [walk.start]
    while waiting and len(seen) < _MOST:
        location, memory = waiting.pop()
        for transition in walk.open_transitions(location, memory):
            to = walk.after(transition, memory)
            for name in made.growing:
                assert made.slots[name].get(to[1]) >= made.slots[name].get(memory)
            for name in made.lasting:
                assert made.slots[name].get(to[1]) or not made.slots[name].get(memory)
            if to not in seen:
                seen.add(to)
                waiting.append(to)

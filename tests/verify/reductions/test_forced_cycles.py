"""From which locations a play may go on for ever without anybody choosing."""

from __future__ import annotations

from game.story.model.expressions import VariableRead
from game.verify.reductions.forced_cycles import forced_cycles
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.system.elements import (
    ContinueAt,
    Fork,
    Location,
    LocationKey,
    LocationKind,
    SettleAt,
    SystemInstructions,
    Transition,
)
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import story_of
from tests.verify.packs import CORRIDOR, LIFT, TRAP
from tests.verify.reference import Reference

FLAG = (VariableRead("flag"),)


def system(
    *locations: tuple[LocationKind, SystemInstructions], settling: dict[int, SystemInstructions] | None = None
) -> Reduced:
    """A system of locations, each with its kind and one transition."""
    made = tuple(
        Location(LocationKey(kind, 0, number, ()), (Transition("enter", "", "", (), effect),))
        for number, (kind, effect) in enumerate(locations)
    )
    return Reduced(made, settling or {}, {}, (0,) * len(made), frozenset(), frozenset())


def test_a_location_that_leads_to_itself_is_a_cycle() -> None:
    assert forced_cycles(system(("entering", (ContinueAt(0),)))) == {0}


def test_two_locations_that_lead_to_each_other_are_a_cycle() -> None:
    assert forced_cycles(system(("entering", (ContinueAt(1),)), ("drawing", (ContinueAt(0),)))) == {0, 1}


def test_what_leads_into_a_cycle_belongs_to_it() -> None:
    leading = system(("beginning", (ContinueAt(1),)), ("entering", (ContinueAt(2),)), ("entering", (ContinueAt(2),)))
    assert forced_cycles(leading) == {0, 1, 2}


def test_what_comes_after_a_cycle_does_not_belong_to_it() -> None:
    fork = (Fork(FLAG, (ContinueAt(0),), (ContinueAt(1),)),)
    assert forced_cycles(system(("entering", fork), ("entering", (ContinueAt(2),)), ("ending", ()))) == {0}


def test_a_cycle_on_which_somebody_chooses_is_none() -> None:
    for kind in ("roaming", "offer", "question"):
        assert forced_cycles(system(("entering", (ContinueAt(1),)), (kind, (ContinueAt(0),)))) == frozenset()


def test_an_ending_ends_it() -> None:
    assert forced_cycles(system(("entering", (ContinueAt(1),)), ("ending", (ContinueAt(1),)))) == frozenset()


def test_either_side_of_a_fork_may_lead_back() -> None:
    for fork in (Fork(FLAG, (ContinueAt(0),), (ContinueAt(1),)), Fork(FLAG, (ContinueAt(1),), (ContinueAt(0),))):
        assert forced_cycles(system(("entering", (fork,)), ("ending", ()))) == {0}


def test_a_cycle_may_go_through_what_is_shared_at_a_place() -> None:
    assert forced_cycles(system(("entering", (SettleAt(5),)), settling={5: (ContinueAt(0),)})) == {0}
    assert forced_cycles(system(("entering", (SettleAt(5),)), settling={5: (SettleAt(5),)})) == {0}
    away = system(("entering", (SettleAt(5),)), ("roaming", ()), settling={5: (ContinueAt(1),)})
    assert forced_cycles(away) == frozenset()


def test_wherever_a_play_goes_on_for_ever_a_cycle_was_found() -> None:
    story = story_of(LIFT)
    whole = reduced(transition_system(story), keep=["has.red"])
    assert set(Reference(whole, story).divergences) <= forced_cycles(whole) != frozenset()


def test_in_stories_in_which_every_turn_ends_there_is_none() -> None:
    for text in (TRAP, CORRIDOR):
        assert forced_cycles(reduced(transition_system(story_of(text)))) == frozenset()

"""From everywhere an ending: what is proved by remembering little is so in every state there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from game.engine.instructions import Increment
from game.story.model.expressions import Expression, Number, Operation, VariableRead
from game.story.model.layout import Layout, Variable
from game.story.model.story import Story
from game.story.packs import load
from game.verify.abstract.control_flow_graph import ControlFlowGraph, GraphEdge, GraphNode, control_flow_graph
from game.verify.abstract.deadlocks import perhaps_closed
from game.verify.abstract.reachability_game import GameResult, prove_ending_reachable
from game.verify.abstract.trace_partitioning import TracePartitioning
from game.verify.reductions.reduction import reduced
from game.verify.system.elements import LocationKind
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import PACKS, PROFILE, story_from
from tests.verify.drawn_systems import reduced_of
from tests.verify.reference import Reference, TooMany

ROOM = """
pack: Test
start: hall
measures: {{ nerve: {{ start: 2, max: 5 }} }}
places:
  hall: {{ name: The hall, exits: {{ north: cell }} }}
  cell: {{ name: The cell, exits: {{ south: {{ to: hall, when: nerve >= 1, closed: You dare not. }} }} }}
scenes:
  rest: {{ at: hall, again: true, choices: [ {{ choose: Sit, nerve: {sitting} }}, {{ choose: Go, id: go }} ] }}
  leave: {{ at: hall, again: true, choices: [ {{ choose: Leave, end: home }}, {{ choose: Stay, id: stay }} ] }}
endings: {{ home: At home. }}
"""


def escape(story: Story) -> GameResult:
    flat = control_flow_graph(reduced(transition_system(story)), story.layout.start)
    return prove_ending_reachable(TracePartitioning(flat, lambda states: True).flat, perhaps_closed(flat), "time")


def room(tmp_path: Path, sitting: str) -> Story:
    (tmp_path / "room.yaml").write_text(ROOM.format(sitting=sitting), "utf-8")
    return load(tmp_path / "room.yaml")


def test_a_room_that_one_can_always_leave_is_proved(tmp_path: Path) -> None:
    assert escape(room(tmp_path, "+1")).proved


def test_where_one_can_be_locked_in_nothing_is_proved(tmp_path: Path) -> None:
    """Sitting down twice takes all nerve; whoever then goes into the cell never comes out."""
    assert not escape(room(tmp_path, "=0")).proved


def test_the_tutorial_story_always_comes_to_an_ending() -> None:
    found = escape(load("first-scene"))
    assert found.proved
    assert "time" in found.kept


def test_in_a_story_with_meetings_little_has_to_be_remembered() -> None:
    """Of the main adventure `eightwings check --strict hq` proves it, before every commit."""
    found = escape(load("ministerial"))
    assert found.proved
    assert len(found.kept) < 4


CLOCK = """
pack: Test
start: hall
clock: {{ start: 08:00, end: 20:00 }}
places:
  hall: {{ name: The hall }}
scenes:
  wait: {{ at: hall, again: true, minutes: {minutes}, choices: [ {{ choose: Go on, id: 'on' }} ] }}
  bus: {{ at: hall, again: true, when: time >= 18:00, choices: [ {{ choose: Board it, end: home }} ] }}
endings: {{ home: At home. }}
"""


@pytest.mark.parametrize("minutes", [1, 7])
def test_time_that_goes_by_comes_to_its_end_though_nobody_counts_it(tmp_path: Path, minutes: int) -> None:
    (tmp_path / "clock.yaml").write_text(CLOCK.format(minutes=minutes), "utf-8")
    found = escape(load(tmp_path / "clock.yaml"))
    assert found.proved
    assert found.states < 30


def test_time_that_does_not_go_by_brings_nobody_home(tmp_path: Path) -> None:
    (tmp_path / "clock.yaml").write_text(CLOCK.format(minutes=0), "utf-8")
    assert not escape(load(tmp_path / "clock.yaml")).proved


MOMENT = """
pack: Test
start: hall
clock: {{ start: 08:00, end: 09:00 }}
places:
  hall: {{ name: The hall }}
scenes:
  wait: {{ at: hall, choices: [ {{ choose: Wait, id: wait, minutes: {minutes} }} ] }}
  leave: {{ at: hall, again: true, when: {when}, choices: [ {{ choose: Leave, end: home }} ] }}
endings: {{ home: At home. }}
"""


@pytest.mark.parametrize("when", ["time != 08:20", "not (time == 08:20)", "time < 08:20 or time > 08:20"])
@pytest.mark.parametrize("minutes", [10, 20])
def test_a_single_moment_at_which_the_transition_is_closed_is_not_passed_over(
    tmp_path: Path, when: str, minutes: int
) -> None:
    """Whoever waits until 08:20 stays for ever; after ten minutes one can leave all the same."""
    (tmp_path / "moment.yaml").write_text(MOMENT.format(when=when, minutes=minutes), "utf-8")
    assert escape(load(tmp_path / "moment.yaml")).proved == (minutes == 10)


def seesaw(step: int) -> ControlFlowGraph:
    """A height that goes up by `step` and down by one, where nobody chooses; from five on there is a way out."""
    layout = Layout([Variable("height", 0, 9)])
    height = layout["height"]
    enough = (Operation(">=", VariableRead("height"), Number(5)),)

    def node(kind: LocationKind, *edges: tuple[tuple[Expression, ...], tuple[Increment, ...], int]) -> GraphNode:
        made = (GraphEdge(guards, changes, (), to, index, False) for index, (guards, changes, to) in enumerate(edges))
        return GraphNode(kind, tuple(made), (), None)

    nodes = (
        node("roaming", ((), (), 1)),
        node("deciding", ((), (Increment(height, step),), 2)),
        node("roaming", (enough, (), 3), ((), (), 4)),
        node("ending"),
        node("deciding", ((), (Increment(height, -1),), 0)),
    )
    return ControlFlowGraph(nodes, {"height": height}, layout.start, frozenset(), frozenset())


@pytest.mark.parametrize(("step", "proved"), [(1, False), (5, True)])
def test_where_nobody_chooses_nobody_can_rely_on_what_is_only_roughly_known(step: int, proved: bool) -> None:
    """Up by one and down again comes to nothing, though from below five a step may lead to five."""
    assert prove_ending_reachable(seesaw(step), ()).proved == proved


@PROFILE
@given(PACKS)
def test_what_is_proved_is_so_in_every_state(written: str) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    try:
        every = Reference(whole, story, most=2_000)
        flat = TracePartitioning(control_flow_graph(whole, story.layout.start), lambda states: True).flat
        proved = prove_ending_reachable(flat, perhaps_closed(flat), "time", lambda states: states < 30_000).proved
    except (SearchStopped, TooMany):
        return
    assert not (proved and every.soft_locks)

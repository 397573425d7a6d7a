"""What variables can be at a node, each by itself: nothing that is so in some play is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.engine.instructions import Increment
from game.story.model.expressions import Not, Number, Operation, VariableRead, free_variables
from game.story.model.layout import Slot
from game.verify.abstract.abstract_domain import AbstractDomain, AbstractValues
from game.verify.abstract.control_flow_graph import (
    ControlFlowGraph,
    GraphEdge,
    GraphNode,
    Observer,
    control_flow_graph,
    happening_of,
)
from game.verify.abstract.predicate_abstraction import cuts
from game.verify.abstract.value_analysis import AnalysisContext, Partition, Tracks, ValueAnalysis, analysed_values
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, PROFILE, story_from, story_of
from tests.verify.drawn_systems import reduced_of
from tests.verify.reference import Reference, TooMany

CELLAR = """
pack: Test
disclaimer: Invented.
start: hall
items: { lamp: { name: A lamp } }
measures: { nerve: { start: 2, max: 5 }, steps: { start: 0, max: 200 } }
places:
  hall: { name: The hall, exits: { down: { to: cellar, when: has.lamp, closed: Dark. } } }
  cellar: { name: The cellar }
scenes:
  lamp: { at: hall, choices: [ { choose: Take it, id: take, give: lamp, nerve: =4, steps: +3 } ] }
  rest: { at: cellar, again: true, choices: [ { choose: Sit, id: sit, when: not has.lamp }, { choose: Go, id: go } ] }
  run: { at: cellar, again: true, choices: [ { choose: Run, id: run, steps: +1 }, { choose: Out, id: out, end: out } ] }
endings: { out: Out. }
"""


def values(whole: Reduced, story, apart=(), lowest=frozenset()) -> ValueAnalysis:
    flat = control_flow_graph(whole, story.layout.start, None)
    return analysed_values(Tracks(flat, AbstractDomain(flat.slots, cuts(flat))), dict.fromkeys(apart), lowest=lowest)


def some_of(names: list[str], drawn: int, most: int) -> frozenset[str]:
    """So many of the names, at most."""
    return frozenset(names[(drawn >> 5 * number) % len(names)] for number in range(most)) if names else frozenset()


def test_behind_a_guarded_transition_its_condition_always_holds() -> None:
    story = story_of(CELLAR)
    found = values(reduced(transition_system(story)), story)
    asked = [
        {name for node in nodes if node is not None and node.kind == "offer" for edge in node.edges
         for tree in edge.guards for name in free_variables(tree)}
        for nodes in (found.tracks.flat.nodes, found.narrowed().tracks.flat.nodes)
    ]  # fmt: skip
    assert "has.lamp" in asked[0]
    assert "has.lamp" not in asked[1]


@DEAR
@given(PACKS)
def test_every_state_of_every_play_is_within_the_sets(written: str) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    try:
        every = Reference(whole, story, most=2_000)
    except TooMany:
        return
    found = values(whole, story)
    happening = found.happening()
    for location, memory in every.leads:
        assert found.sets[location]
        for name, field in found.fields.fields.items():
            assert field.bit(whole.slots[name].get(memory)) & found.sets[location]
    assert happening.keys() >= {(kind, event) for _, kind, event in every.events}


@PROFILE
@given(PACKS, st.integers(0, 2**16))
def test_so_it_is_with_sets_kept_apart_by_some_variables(written: str, drawn: int) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    try:
        every = Reference(whole, story, most=1_000)
    except TooMany:
        return
    names = sorted(whole.slots)
    apart = {names[(drawn >> shift) % len(names)] for shift in (0, 5, 10)} if names else set()
    found = values(whole, story, dict.fromkeys(apart))
    fields = found.fields.fields
    for location, memory in every.leads:
        bits = {name: field.bit(whole.slots[name].get(memory)) for name, field in fields.items()}
        sets = found.states[location][sum(bits[name] for name in apart)]
        assert all(bit & sets for bit in bits.values())
    assert found.happening().keys() >= {(kind, event) for _, kind, event in every.events}


# As long as some variables have their lowest value


def test_what_comes_only_after_something_is_left_out_where_it_counts_as_not_yet_so() -> None:
    story = story_of(CELLAR)
    whole = reduced(transition_system(story), forget=False)
    found = values(whole, story, lowest=frozenset(["has.lamp"]))
    cellar = {
        index
        for index, location in enumerate(whole.locations)
        if location and location.key.kind == "offer" and location.transitions[0].id.startswith(("rest/", "run/"))
    }
    assert cellar
    assert all(values(whole, story).sets[index] for index in cellar)
    assert not any(found.sets[index] for index in cellar)
    kinds = {kind for kind, _ in found.happening()}
    assert "ItemReceived" in kinds  # on the way itself on which it ceases to be so
    assert "Ended" not in kinds


@DEAR
@given(PACKS, st.integers(0, 2**15))
def test_what_can_be_done_as_long_as_variables_are_at_their_lowest_is_within_the_sets(written: str, drawn: int) -> None:
    story = story_from(written)
    whole = reduced_of(story, forget=False)
    try:
        every = Reference(whole, story, most=1_000)
    except TooMany:
        return
    lowest = some_of(sorted(whole.lasting), drawn, 2)
    apart = some_of(sorted(whole.slots), drawn >> 10, 1)
    found = values(whole, story, apart, lowest)
    fields, happening = found.fields.fields, found.happening()
    start = 0, story.layout.start & every.walk.start[1]
    reached, waiting = {start}, [start]
    while waiting:
        location, memory = waiting.pop()
        mark = found.partition.mark(memory)
        sets = found.states[location][mark]
        assert all(field.bit(field.slot.get(memory)) & sets for field in fields.values())
        for to, emitted in every.leads[location, memory].values():
            if not any(whole.slots[name].get(to[1]) for name in lowest):
                assert happening.keys() >= {happening_of(event) for event in emitted}
                if to not in reached:
                    reached.add(to)
                    waiting.append(to)
    for _, sets in found.contexts():
        for name in lowest:
            assert sets & fields[name].bits == fields[name].bit(0)


def test_sets_are_not_taken_apart_where_a_variable_is_above_its_lowest_value() -> None:
    slots = {name: Slot(name, shift, 3, 0, 3) for name, shift in (("a", 0), ("b", 2))}
    fields = AbstractDomain(slots, {})
    a, b = (fields.fields[name] for name in "ab")
    everywhere = fields.all
    partition = Partition(fields, {"b": None}, frozenset("a"))
    parts = partition.of(everywhere)
    assert [part & a.bits for _, part in parts] == [a.bit(0)] * 4
    assert [part & b.bits for _, part in parts] == [b.bit(value) for value in range(4)]
    assert not partition.of(everywhere & ~a.bit(0))
    assert [there for there, _ in parts] == [partition.mark(slots["b"].put(0, value)) for value in range(4)]


# Following them


def after(found: ValueAnalysis, context: AnalysisContext, index: int) -> list[tuple[AbstractValues, AbstractValues]]:
    """What comes of all the sets of a context by an edge, taken apart."""
    edge = found.tracks.edges(context.node)[index]
    left = edge.holding(found.states[context.node][context.predicates])
    return found.partition.of(edge.changed(left) & edge.keep | edge.lowest) if left else []


def plainly(found: ValueAnalysis) -> list[dict[AbstractValues, AbstractValues]]:
    """The sets again, with every edge followed from all that there is until nothing is new."""
    states: list[dict[AbstractValues, AbstractValues]] = [{} for _ in found.states]
    keep, lowest = found.tracks.kept[0]
    states[0] = dict(found.partition.of(found.fields.of(found.tracks.flat.start) & keep | lowest))
    again = True
    while again:
        again = False
        for node, here in enumerate(states):
            for sets in list(here.values()):
                for edge in found.tracks.edges(node):
                    left = edge.holding(sets)
                    for there, more in found.partition.of(edge.changed(left) & edge.keep | edge.lowest) if left else ():
                        now = states[edge.target].get(there, 0) | more
                        again = again or now != states[edge.target].get(there)
                        states[edge.target][there] = now
    return states


@DEAR
@given(PACKS, st.integers(0, 2**12), st.integers(0, 2))
def test_following_once_more_from_everything_brings_nothing_new(written: str, drawn: int, count: int) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    found = values(whole, story, some_of(sorted(whole.slots), drawn, count))
    for context, _ in found.contexts():
        for index, edge in enumerate(found.tracks.edges(context.node)):
            for there, sets in after(found, context, index):
                assert not sets & ~found.states[edge.target][there]


@DEAR
@given(PACKS, st.integers(0, 2**12), st.integers(0, 2))
def test_only_what_follows_from_the_beginning_is_in_the_sets(written: str, drawn: int, count: int) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    found = values(whole, story, some_of(sorted(whole.slots), drawn, count))
    if not found.tracks.long:  # what grows very far is taken further than it may come
        assert found.states == plainly(found)


def test_what_comes_later_is_held_back_by_a_condition_as_well() -> None:
    """Somebody counts on the spot; a door lets those through who have not counted far."""
    slots = {"a": Slot("a", 0, 7, 0, 5)}
    count = GraphEdge((), (Increment(slots["a"], 1),), (), 0, 0, False)
    door = GraphEdge((Operation("<", VariableRead("a"), Number(2)),), (), (), 1, 1, False)
    nodes = GraphNode("offer", (count, door), (), frozenset("a")), GraphNode("ending", (), (), frozenset("a"))
    flat = ControlFlowGraph(nodes, slots, 0, frozenset("a"), frozenset("a"))
    found = analysed_values(Tracks(flat, AbstractDomain(slots, cuts(flat))))
    assert found.sets == [found.fields.all, 1 | found.fields.fields["a"].bit(0) | found.fields.fields["a"].bit(1)]


@DEAR
@given(PACKS, st.integers(0, 2**12), st.integers(0, 2))
def test_the_origins_lead_from_the_beginning_along_edges_that_are_left(written: str, drawn: int, count: int) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    found = values(whole, story, some_of(sorted(whole.slots), drawn, count)).narrowed()
    beginning = AnalysisContext(0, found.apart_in(found.fields.of(story.layout.start) & found.tracks.kept[0][0]
                                          | found.tracks.kept[0][1])[0])  # fmt: skip
    assert beginning not in found.origins
    for reached, _ in found.contexts():
        context, seen = reached, set()
        while context != beginning:
            assert context not in seen
            seen.add(context)
            origin = found.origins[context]
            assert found.tracks.edges(origin.context.node)[origin.edge].target == context.node
            assert context.predicates in [there for there, _ in after(found, origin.context, origin.edge)]
            context = origin.context


def test_a_story_with_very_many_nodes_is_followed_to_its_end_as_long_as_nothing_is_kept_apart() -> None:
    flat = in_a_row(3)
    tracks = Tracks(flat, AbstractDomain(flat.slots, cuts(flat)))
    assert analysed_values(tracks, most=2).is_whole
    assert all(analysed_values(tracks, most=2).sets)
    assert not analysed_values(tracks, {"a": None}, most=2).is_whole


@DEAR
@given(PACKS)
def test_every_state_of_plays_that_forget_nothing_is_within_the_sets_that_remember(written: str) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    everything = ((1 << len(whole.slots)) - 1,) * len(whole.locations)
    try:
        every = Reference(whole._replace(live=everything), story, most=500)
    except TooMany:
        return
    found = values(whole, story).remembering()
    for location, memory in every.leads:
        for name, field in found.fields.fields.items():
            assert field.bit(whole.slots[name].get(memory)) & found.sets[location]


def test_where_nothing_is_forgotten_it_is_not_followed_again() -> None:
    story = story_of(CELLAR)
    everything = values(reduced(transition_system(story), forget=False), story)
    assert everything.remembering() is everything
    some = values(reduced(transition_system(story)), story)
    assert some.remembering() is not some


def in_a_row(count: int) -> ControlFlowGraph:
    """So many nodes, each of which leads to the next and the last to the first."""
    live = frozenset("a")
    nodes = [
        GraphNode("offer", (GraphEdge((), (), (), (number + 1) % count, 0, False),), (), live)
        for number in range(count)
    ]
    return ControlFlowGraph(tuple(nodes), {"a": Slot("a", 0, 1, 0, 1)}, 0, frozenset(), frozenset())


def test_what_is_left_to_watch_is_what_can_be_and_asks_only_for_what_may_be_otherwise() -> None:
    flat = in_a_row(2)._replace(slots={name: Slot(name, shift, 1, 0, 1) for shift, name in enumerate("ab")})
    found = analysed_values(Tracks(flat, AbstractDomain(flat.slots, cuts(flat))))
    a, b = found.fields.fields["a"], found.fields.fields["b"]
    sets = 1 | a.bit(0) | b.bits
    event = ("Observation", "here")
    impossible = Observer((VariableRead("a"),), event)
    always = Observer((Not(VariableRead("a")), Operation("<", VariableRead("b"), Number(2))), event)
    both = Observer((Operation("or", VariableRead("a"), VariableRead("b")), Not(VariableRead("a"))), event)
    assert found.watching((impossible, always, both), sets) == (
        Observer((), event),
        Observer((VariableRead("b"),), event),
    )

"""Plays without needless moves: what is said of them is compared with a plain search, and with plays walked plainly."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

from game.engine.instructions import Emit
from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import Happening, happening_of
from game.verify.certificates.plain_system import happening_of_key, plain_system
from game.verify.reductions.reduction import Reduced
from game.verify.reductions.walk import ReducedWalk
from game.verify.search.minimal_plays import MinimalPlay, minimal_play
from game.verify.search.move_distances import NEVER_REACHED, MoveDistances, MoveEstimates
from game.verify.search.play_replay import ENDLESS, STUCK, PlayMove, PlayReplay
from game.verify.search.random_plays import play_at_random
from game.verify.system.observers import instrumented
from game.verify.system.system_parts import SystemParts
from game.verify.system.transition_system import transition_system
from game.verify.verdicts.properties import key_of_event
from tests.drawn_packs import DEAREST, PACKS, story_from, story_of
from tests.verify.packs import LIFT
from tests.verify.reference import Reference, TooMany

_STATES, _SOUGHT, _ENOUGH = 800, 3, 10_000_000


def plain(story: Story) -> Reduced:
    """The system in which plays are replayed, with everything that it can tell."""
    system = instrumented(transition_system(story))
    parts = SystemParts(tuple(system.locations), dict(system.settling))
    keys = {key_of_event(each.event) for each in parts.instructions() if isinstance(each, Emit)}
    return plain_system(system, keys - {""})


def named(whole: Reduced, path: Sequence[tuple[int, int]]) -> tuple[PlayMove, ...]:
    """What is done and drawn on a path."""
    steps = [(whole.locations[location], number) for location, number in path]
    return tuple(
        (here.transitions[number].kind, here.transitions[number].id)
        for here, number in steps if here.is_chosen or here.key.kind == "drawing"
    )  # fmt: skip


def happens(whole: Reduced, story: Story, play: Sequence[PlayMove], sought: Happening) -> bool:
    """Whether it happens in a play from which moves were left out: what cannot be done any more is passed over.

    Where chance draws and the play does not say what, it is the first that may be drawn.
    """
    walk = ReducedWalk(whole, story.layout.start)
    (location, memory), left = walk.start, list(play)
    while True:
        here, open_ = whole.locations[location], list(walk.open_transitions(location, memory))
        if here.key.kind == "endless" or (not open_ and here.key.kind != "ending"):
            return sought == (ENDLESS if here.key.kind == "endless" else STUCK)
        if not open_:
            return False
        taken = open_[0]
        if here.is_chosen:
            while left and not any((each.kind, each.id) == left[0] for each in open_):
                del left[0]
            if not left:
                return False
            taken = next(each for each in open_ if (each.kind, each.id) == left[0])
            del left[0]
        elif here.key.kind == "drawing" and left and any((each.kind, each.id) == left[0] for each in open_):
            taken = next(each for each in open_ if (each.kind, each.id) == left[0])
            del left[0]
        location, memory = walk.after(taken, memory)
        if sought in map(happening_of, walk.emitted):
            return True


def blocks(play: Sequence[PlayMove]):
    """The play without any block of moves that follow each other, with what chance drew behind each of them."""
    starts = [number for number, move in enumerate(play) if move[0] != "draw"]
    for first, start in enumerate(starts):
        for end in [*starts[first + 1 :], len(play)]:
            yield (*play[:start], *play[end:])


def moves(play: Sequence[PlayMove]) -> int:
    return sum(kind != "draw" for kind, _ in play)


def fewest(every: Reference, sought: Happening) -> int:
    """How many moves it takes, by the plain search through everything."""
    return min(
        every.moves[state] + every._chosen(state)
        for state, leads in every.leads.items()
        for _, told in leads.values()
        if sought in map(happening_of, told)
    )


@DEAREST
@given(PACKS)
def test_nothing_can_be_left_out_of_a_play_and_it_is_only_called_shortest_where_it_is(written: str) -> None:
    story = story_from(written)
    whole = plain(story)
    found = play_at_random(story, whole, go_on=lambda taken: taken < 1_000)
    try:
        every = Reference(whole, story, most=_STATES)
    except TooMany:
        every = None
    replay, estimates = PlayReplay(whole, story.layout.start), MoveEstimates(whole, story.layout.start)
    longest = sorted(found.events.items(), key=lambda each: -len(each[1]))[:_SOUGHT]
    for sought, path in longest:
        before = named(whole, path)
        distances = estimates.distances(sought)
        for searched in (0, _ENOUGH if every is not None else 20_000):
            made = minimal_play(replay, before, sought, lambda length, to=distances: to, searched=searched)
            assert made is not None
            assert moves(made.play) <= moves(before)
            assert happens(whole, story, made.play, sought)
            assert made.is_minimal
            assert not any(happens(whole, story, less, sought) for less in blocks(made.play))
            if every is not None:
                assert distances.at_least <= fewest(every, sought) <= moves(made.play)
                assert not made.is_shortest or moves(made.play) == fewest(every, sought)
        assert every is None or made.is_shortest


@DEAREST
@given(PACKS)
def test_an_estimate_never_exceeds_the_moves_that_it_takes(written: str) -> None:
    story = story_from(written)
    whole = plain(story)
    try:
        every = Reference(whole, story, most=300)
    except TooMany:
        return
    estimates = MoveEstimates(whole, story.layout.start)
    told = {happening_of(event) for _, _, event in every.events}
    for sought in sorted(told, key=str)[:_SOUGHT]:
        distances = estimates.distances(sought)
        for state, away in _away(every, sought).items():
            assert distances.of(state[0]) <= away


def _away(every: Reference, sought: Happening) -> dict[tuple[int, int], int]:
    """From each state from which it can happen, the moves that it takes."""
    away: dict[tuple[int, int], int] = {}
    changed = True
    while changed:
        changed = False
        for state, leads in every.leads.items():
            for following, told in leads.values():
                further = 0 if sought in map(happening_of, told) else away.get(following)
                if further is not None and further + every._chosen(state) < away.get(state, NEVER_REACHED):
                    away[state] = further + every._chosen(state)
                    changed = True
    return away


#: One can walk to and fro, and to the vault by the stairs or, with a ticket, by the lift.
HOUSE = """
pack: A house
disclaimer: Invented.
start: hall
places:
  hall: { name: The hall, exits: { up: first, north: { to: vault, when: has.ticket, closed: Not without a ticket. } } }
  first: { name: The first floor, exits: { up: second } }
  second: { name: The second floor, exits: { up: third } }
  third: { name: The third floor, exits: { up: vault } }
  vault: { name: The vault }
items: { ticket: { name: A ticket, at: hall }, stone: { name: A stone, at: hall } }
scenes:
  gold: { at: vault, choices: [ { choose: Take it, id: take, end: rich } ] }
endings: { rich: Rich. }
"""
STAIRS = ["take:stone", "up", "up", "down", "down", "up", "up", "up", "up", "gold", "take"]


def walked(story: Story, words: Sequence[str], sought: Happening, **bounds) -> tuple[Reduced, MinimalPlay | None]:
    """The minimal play of one whose moves end with these words."""
    whole = plain_system(instrumented(transition_system(story), ()), {"ending rich"})
    every = {(each.kind, each.id) for here in whole.locations for each in here.transitions}
    play = tuple(next(move for move in sorted(every) if move[1].endswith(word)) for word in words)
    return whole, minimal_play(PlayReplay(whole, story.layout.start), play, sought, **bounds)


RICH = happening_of_key("ending rich")


def test_rounds_and_needless_moves_are_left_out_and_the_way_stays_where_no_other_is_looked_for() -> None:
    _, made = walked(story_of(HOUSE), STAIRS, RICH, searched=0, progress=lambda taken: False)
    assert made is not None
    assert (moves(made.play), made.is_minimal, made.is_shortest) == (6, True, False)


#: Whoever flips the switch once has to flip it a second time.
SWITCH = """
pack: A switch
disclaimer: Invented.
start: hall
measures: { flips: { start: 0, min: 0, max: 3, stops_at_bounds: true } }
items: { ticket: { name: A ticket } }
scenes:
  hall:
    text: A hall.
    choices:
      - { choose: Buy, id: buy, give: ticket, stay: true }
      - { choose: Flip, id: flip, again: true, flips: +1, stay: true }
      - { choose: Out, id: leave, when: has.ticket and (flips == 0 or flips == 2), end: rich }
endings: { rich: Out. }
"""


def test_two_moves_of_which_neither_can_be_left_out_alone_are_left_out_together() -> None:
    words = ["hall/buy", "hall/flip", "hall/flip", "hall/leave"]
    _, made = walked(story_of(SWITCH), words, RICH, searched=0, progress=lambda taken: False)
    assert made is not None
    assert [move[1] for move in made.play] == ["hall/buy", "hall/leave"]
    assert made.is_minimal


def test_a_search_from_the_beginning_finds_the_shorter_way() -> None:
    _, made = walked(story_of(HOUSE), STAIRS, RICH)
    assert made is not None
    assert (moves(made.play), made.is_minimal, made.is_shortest) == (4, True, True)


def test_one_move_takes_the_place_of_several() -> None:
    lift = HOUSE.replace("north: { to: vault, when: has.ticket, closed: Not without a ticket. }", "north: vault")
    _, made = walked(story_of(lift), STAIRS, RICH, searched=0)
    assert made is not None
    assert (moves(made.play), made.is_minimal, made.is_shortest) == (3, True, False)


def test_with_no_work_allowed_the_play_stays_one_and_nothing_is_claimed() -> None:
    whole, made = walked(story_of(HOUSE), STAIRS, RICH, most=0, searched=0)
    assert made is not None
    assert not made.is_minimal
    assert not made.is_shortest
    assert happens(whole, story_of(HOUSE), made.play, RICH)


def test_what_a_play_does_not_show_is_not_made_of_it() -> None:
    assert walked(story_of(HOUSE), STAIRS[:-1], RICH)[1] is None


def test_a_distance_that_is_as_great_as_the_play_is_long_needs_no_search() -> None:
    stairs = HOUSE.replace(", north: { to: vault, when: has.ticket, closed: Not without a ticket. }", "")
    story = story_of(stairs)
    _, without = walked(story, STAIRS, RICH, searched=0)
    _, made = walked(story, STAIRS, RICH, searched=0, distances=lambda length: MoveDistances(6, {}))
    assert without is not None
    assert not without.is_shortest
    assert made is not None
    assert made.is_shortest
    whole = plain_system(instrumented(transition_system(story), ()), {"ending rich"})
    assert MoveEstimates(whole, story.layout.start).distances(RICH).at_least == 6


#: From the pit nothing leads out.
PIT = """
pack: A pit
disclaimer: Invented.
start: hall
places:
  hall: { name: The hall, exits: { north: yard, down: { to: pit, one_way: true } } }
  yard: { name: The yard, exits: { south: hall } }
  pit: { name: The pit }
scenes:
  home: { at: yard, choices: [ { choose: Home, id: home, end: home } ] }
endings: { home: Home. }
"""


@pytest.mark.parametrize(("text", "sought"), [(PIT, STUCK), (LIFT, ENDLESS)], ids=["pit", "lift"])
def test_a_play_that_ends_without_an_ending_is_made_minimal_too(text: str, sought: Happening) -> None:
    story = story_of(text)
    whole = plain(story)
    found = play_at_random(story, whole)
    paths = [*(found.dead_ends if sought == STUCK else found.endless).values()]
    assert paths
    for path in paths:
        made = minimal_play(PlayReplay(whole, story.layout.start), named(whole, path), sought)
        assert made is not None
        assert made.is_shortest
        assert moves(made.play) <= moves(named(whole, path))
        assert happens(whole, story, made.play, sought)
        assert not any(happens(whole, story, less, sought) for less in blocks(made.play))


def test_the_way_into_the_pit_is_one_step() -> None:
    story = story_of(PIT)
    whole = plain(story)
    play = (("go", "go:north"), ("go", "go:south"), ("go", "go:down"))
    made = minimal_play(PlayReplay(whole, story.layout.start), play, STUCK)
    assert made is not None
    assert made.play == (("go", "go:down"),)

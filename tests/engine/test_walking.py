"""The way to a place further off."""

from __future__ import annotations

import pytest

from game.engine.walking import obstacle, route

PLACES = """
    places:
      gate: { name: The gate, exits: { north: hall } }
      hall:
        name: The hall
        exits:
          north: gallery
          up: { to: vault, when: has.key }
          down: { to: cellar, one_way: true }
      gallery: { name: The gallery, exits: { east: tower, west: garden } }
      tower: { name: The tower, exits: { in: vault } }
      garden: { name: The garden, exits: { out: gate } }
      vault: { name: The vault }
      cellar: { name: The cellar }
      island: { name: The island }
    items: { key: { name: a key, at: gate } }
    scenes:
      rest: { at: gate, text: You rest. }
"""


def directions_to(play, goal):
    ways = route(play.story, play.state, goal)
    return None if ways is None else tuple(way.direction for way in ways)


@pytest.mark.parametrize(
    ("goal", "directions"),
    [
        ("gate", ()),
        ("hall", ("north",)),
        ("gallery", ("north", "north")),
        ("garden", ("in",)),
        ("tower", ("north", "north", "east")),
        ("vault", ("north", "north", "east", "in")),
        ("cellar", ("north", "down")),
        ("island", None),
        ("nowhere", None),
    ],
)
def test_the_way_is_a_shortest_one_through_open_ways(play_of, goal, directions):
    assert directions_to(play_of(PLACES), goal) == directions


def test_a_way_that_opens_is_used(play_of):
    play = play_of(PLACES).take("take:key")
    assert directions_to(play, "vault") == ("north", "up")


def test_the_directions_lead_there(play_of):
    play = play_of(PLACES)
    for direction in directions_to(play, "tower"):
        play.take(f"go:{direction}")
    assert play.happened == ["(at tower for the first time)"]
    assert directions_to(play, "gate") == ("west", "south", "south")


def test_a_one_way_has_no_way_back(play_of):
    play = play_of(PLACES).take("go:north", "go:down")
    assert route(play.story, play.state, "hall") is None


@pytest.mark.parametrize(("goal", "direction"), [("vault", "up"), ("hall", None), ("gate", None), ("island", None)])
def test_the_first_closed_exit_on_the_shortest_way_is_the_obstacle(play_of, goal, direction):
    play = play_of(PLACES)
    way = obstacle(play.story, play.state, goal)
    assert (way.direction if way else None) == direction
    play.take("take:key")
    assert obstacle(play.story, play.state, goal) is None


def test_of_several_closed_doors_the_one_that_comes_first_is_the_obstacle(play_of):
    play = play_of("""
        places:
          gate: { name: The gate, exits: { north: yard } }
          yard: { name: The yard, exits: { north: { to: hall, when: has.key } } }
          hall: { name: The hall, exits: { up: { to: vault, when: has.code } } }
          vault: { name: The vault }
        items: { key: { name: a key, at: gate }, code: { name: a code, at: hall } }
        scenes: { rest: { at: gate, text: You rest. } }
    """)
    assert obstacle(play.story, play.state, "vault").direction == "north"
    assert obstacle(play.take("take:key").story, play.state, "vault").direction == "up"


def test_there_is_no_way_in_a_story_without_places(play_of):
    play = play_of("scenes: { main: { text: Here. } }")
    assert obstacle(play.story, play.state, "hall") is None
    assert route(play.story, play.state, "hall") is None

"""What players prefer where nothing is asked."""

from __future__ import annotations

from collections import Counter

from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Player, seed_of
from game.playthrough.simulation.simulating import numbered_moves
from tests.playthrough.simulation.conftest import plays_of

MENU = """
    scenes:
      menu:
        text: What will it be?
        choices:
          - choose: Soup
            again: true
            stay: true
          - choose: Fish
            again: true
            stay: true
          - choose: Cake
            again: true
            stay: true
          - choose: Nothing more
            end: full
    endings: { full: You are full. }
"""

CROSSING = """
    start: crossing
    clock: { start: 08:00, end: 12:00 }
    places:
      crossing: { name: The crossing, exits: { north: mill, east: inn, south: well, west: wood } }
      mill: { name: The mill }
      inn: { name: The inn }
      well: { name: The well }
      wood: { name: The wood }
    items:
      stone: { name: a stone, at: crossing }
    scenes:
      rest: { title: Rest, at: crossing, again: true, minutes: 10 }
      late: { on_arrival: true, when: time >= 10:00, end: evening }
    endings: { evening: It is evening. }
"""


def first_taken(story, temperament: str, plays: int = 400) -> Counter[str]:
    """What is taken first in so many plays, which are played no further."""
    moves = numbered_moves(story)
    player = Player(moves, Knowledge(), temperament)
    seeds = [seed_of(7, index) for index in range(plays)]
    begun = (player.play_on(moves.begin(seed), seed, 1, watched=False) for seed in seeds)
    return Counter(moves.all[play.taken[0]].id for play in begun)


def test_the_uniform_take_anything_alike(story_of):
    taken = first_taken(story_of(MENU), "uniform", 1_000)
    assert all(200 < times < 300 for times in taken.values())


def test_the_curious_try_what_they_have_not_tried(story_of):
    story = story_of(MENU)

    def tried(temperament: str) -> int:
        return sum(len(set(play.taken[:3])) == 3 for play in plays_of(story, 400, temperament=temperament))

    assert tried("curious") > 1.5 * tried("uniform")


def test_the_curious_see_more_places_in_as_many_steps(story_of):
    story = story_of(CROSSING)

    def seen(temperament: str) -> float:
        plays = plays_of(story, 200, most=12, temperament=temperament)
        return sum(bool(place.visits.get(play.at[0])) for play in plays for place in story.places.values()) / 200

    assert seen("curious") > seen("uniform") + 0.5


def test_the_hurried_take_the_first_choice_and_then_the_next_one(story_of):
    story = story_of(MENU)
    taken = first_taken(story, "hurried", 1_000)
    assert taken["menu/soup"] > 0.75 * 1_000
    moves = numbered_moves(story)
    second = Counter(
        moves.all[play.taken[1]].id
        for play in plays_of(story, 400, temperament="hurried")
        if moves.all[play.taken[0]].id == "menu/soup"
    )
    assert second.most_common(1)[0][0] == "menu/fish"


def test_the_hurried_open_a_scene_before_they_walk_and_walk_before_they_pick_things_up(story_of):
    taken = first_taken(story_of(CROSSING), "hurried", 1_000)
    assert taken["scene:rest"] > 700
    later = first_taken(story_of(CROSSING.replace("again: true, ", "again: true, when: been.mill, ")), "hurried", 1_000)
    assert later["take:stone"] < 100


def test_every_temperament_leaves_a_chance_to_everything(story_of):
    for temperament in ("uniform", "curious", "hurried"):
        assert len(first_taken(story_of(MENU), temperament, 1_000)) == 4
        assert len(first_taken(story_of(CROSSING), temperament, 1_000)) == 6

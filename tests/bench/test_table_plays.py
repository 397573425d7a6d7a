"""Many plays at once are the very plays of the simulated player, one by one, when they are handed the same numbers."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from table_plays import TablePlays, mixed

from game.engine.chance import mix
from game.engine.state import EndlessLoop
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Play, Player
from game.playthrough.simulation.simulating import numbered_moves
from tests.drawn_packs import CHEAP, PACKS, story_from

_PLAYS, _STEPS = 40, 30


@CHEAP
@given(PACKS)
def test_plays_in_tables_are_those_of_the_simulated_player(written: str) -> None:
    story, knowledge = story_from(written), Knowledge(0.6)
    player = Player(numbered_moves(story), knowledge)
    tables = TablePlays(story, knowledge)
    seeds = [random.Random(number).getrandbits(32) for number in range(_PLAYS)]
    streams = [random.Random(seed).random for seed in seeds]
    plays = tables.begin(seeds)
    live = tables.play_on(plays, _STEPS, lambda some: np.array([streams[play]() for play in some]))
    endings, facts = tables.endings(plays), {id_: tables.met(plays, id_) for id_ in story.facts}
    for number, seed in enumerate(seeds):
        play = _played(player, seed)
        assert (play.stop == "long") == (number in live)
        assert endings[number] == (play.where if play.stop == "end" else "")
        assert {int(question) for question in np.flatnonzero(plays.replied[number])} == {
            reply.question for reply in play.replies
        }
        if play.stop != "loop":
            assert {id_ for id_, met in facts.items() if met[number]} == {
                id_ for id_, fact in story.facts.items() if fact.known.get(play.at[0])
            }
            assert int(plays.chance[number]) == play.at[3]


def _played(player: Player, seed: int) -> Play:
    """The play with this seed, also where it goes round in circles."""
    try:
        return player.play_on(player.moves.begin(seed), seed, _STEPS, watched=False)
    except EndlessLoop:
        return player.play(seed, _STEPS)


def test_numbers_are_scattered_as_in_the_game() -> None:
    numbers = [0, 1, 2**63, 2**64 - 1, 0x9E3779B97F4A7C15]
    assert mixed(np.array(numbers, np.uint64)).tolist() == [mix(number) for number in numbers]

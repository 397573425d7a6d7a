"""Whether a play that does not end could still end."""

from __future__ import annotations

from game.playthrough.simulation.circles import ahead
from game.playthrough.simulation.simulating import numbered_moves
from tests.playthrough.simulation.conftest import CIRCLE, COIN, LONG, LOOP, plays_of


def test_where_nothing_leads_out_the_situations_are_closed(story_of):
    story = story_of(CIRCLE)
    circling = next(play for play in plays_of(story, 20) if play.stop == "circle")
    found = ahead(numbered_moves(story), circling.at)
    assert (found.verdict, len(found.situations), found.one_way) == ("closed", 1, True)


def test_several_ways_that_all_lead_back_are_closed_too(story_of):
    rooms = "start: a\nplaces: { a: { name: A, exits: { east: b, west: c } }, b: { name: B }, c: { name: C } }\n"
    story = story_of(rooms + "endings: { out: Out. }\nscenes: { never: { at: b, when: 1 > 2, end: out } }")
    moves = numbered_moves(story)
    at = moves.begin(1)
    at = moves.after(at, moves.offered(at)[0])
    found = ahead(moves, at)
    assert (found.verdict, found.one_way) == ("closed", False)


def test_a_way_out_is_found_with_its_length(story_of):
    moves = numbered_moves(story_of(COIN))
    assert ahead(moves, moves.begin(1))[::2] == ("out", 1)


def test_a_turn_in_a_circle_is_no_way_on(story_of):
    moves = numbered_moves(story_of(LOOP))
    assert ahead(moves, moves.begin(1)).verdict == "out"
    at = moves.begin(1)
    assert ahead(moves, at).steps == 2


def test_what_is_too_much_to_look_through_stays_unknown(story_of):
    moves = numbered_moves(story_of(LONG))
    assert ahead(moves, moves.begin(1), 100).verdict == "unknown"
    assert ahead(moves, moves.begin(1), 20_000).verdict == "out"


def test_where_questions_are_drawn_nothing_is_concluded_from_the_draws_of_one_play(story_of):
    story = story_of("""
        scenes:
          quiz:
            text: Again.
            ask: { from: [first, second] }
            right: { goto: quiz }
            wrong: { goto: quiz }
          out: { at: hall, end: out }
        places: { hall: { name: The hall } }
        start: quiz
        questions:
          first: { text: Which sky?, cites: sky, number: 1 }
          second: { text: Which sea?, cites: sea, number: 2 }
        endings: { out: Out. }
    """)
    moves = numbered_moves(story)
    assert ahead(moves, moves.begin(1)).verdict == "unknown"

"""What the map says of a place in words, and what plain mode says of all of them."""

from __future__ import annotations

from game.play.map_details import place_details
from game.play.map_marks import map_legend, map_marks
from game.play.reports import building
from game.play.session import Session
from game.play.surroundings import met
from game.story.model.story import Story


def details(session: Session, place: str) -> list[str]:
    """The lines on a place."""
    marks = map_marks(session.story, session.state.memory)
    return [line.words for line in place_details(session, session.story.places[place], marks, met(session))]


def roaming(story: Story) -> Session:
    """A play whose first scene is over."""
    session = Session(story, 7)
    session.do(session.options[0].id)
    return session


def test_a_place_not_yet_seen_with_somebody_who_waits(harbour: Story) -> None:
    assert details(roaming(harbour), "office") == [
        "The harbour office (The office, ground floor): not yet seen.",
        "Somebody waits: Ines Moreau, for word of the bell. 1 step from here.",
    ]


def test_only_those_whom_one_has_met_are_named(harbour: Story) -> None:
    session = roaming(harbour)
    assert "Ines" not in details(session, "office")[0]
    session.walk("office")
    session.walk("loft")
    assert details(session, "office") == [
        "The harbour office (The office, ground floor): been there. Ines Moreau.",
        "Somebody waits: Ines Moreau, for word of the bell. 1 step from here.",
    ]


def test_a_closed_way_is_told_with_its_reason(harbour: Story) -> None:
    assert details(roaming(harbour), "boat")[1] == "The way is closed: Too dark to climb down. A lamp would help."


def test_a_way_further_on_names_what_it_leads_through(harbour: Story) -> None:
    session = roaming(harbour)
    session.walk("loft")
    assert details(session, "pier")[1] == "3 steps from here, by way of the harbour office and the quay."


def test_where_one_is_the_ways_out_are_told_unless_somebody_waits_elsewhere(harbour: Story) -> None:
    session = roaming(harbour)
    assert details(session, "quay") == [
        "The quay (The shore, ground floor): you are here.",
        "Elsewhere somebody waits: Ines Moreau, for word of the bell.",
    ]
    session.walk("office")
    assert details(session, "office")[1] == "Ways out: S the quay, Up the loft."


def test_plain_mode_says_the_same_in_words(harbour: Story) -> None:
    told = [line.words for line in building(roaming(harbour))]
    assert told[-2:] == [
        "The shore: The rowing boat (basement, closed); The quay (ground floor, you are here, visited); "
        "The pier (ground floor)",
        "The office: The harbour office (ground floor, somebody waits: Ines Moreau, for word of the bell); "
        "The loft (floor 1)",
    ]


def test_the_legend_fits_the_smallest_window() -> None:
    assert len(map_legend()) <= 58
    assert "!" not in map_legend(waits=False)
    assert "stairs" in map_legend(stairs=True)

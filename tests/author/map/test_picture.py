"""What a picture shows follows from the story: where each scene leads, by which choices, and what is asked there."""

from __future__ import annotations

from collections.abc import Callable

from game.author.map.drawn_documents import DrawnWording
from game.author.map.map_words import plain
from game.author.map.picture import Asked, Picture, Source, Way, picture_of
from game.story.model.story import Story


def test_every_scene_ending_and_place_is_there(headquarters: Story, headquarters_picture: Picture) -> None:
    assert list(headquarters_picture.scenes) == list(headquarters.scenes)
    assert list(headquarters_picture.endings) == list(headquarters.endings)
    assert list(headquarters_picture.places) == list(headquarters.places)


def test_every_scene_is_listed_once(headquarters_picture: Picture, harbour_picture: Picture) -> None:
    for picture in (headquarters_picture, harbour_picture):
        listed = [id_ for _, ids in picture.groups() for id_ in ids]
        assert sorted(listed) == sorted(picture.scenes)


def test_a_way_says_by_which_choice(harbour_picture: Picture) -> None:
    tarpaulin = harbour_picture.scenes["the_tarpaulin"]
    assert tarpaulin.ways == (
        Way("goto", "homecoming", (("Ring it",),)),
        Way("end", "silence", (("Cover it again",),)),
    )
    assert harbour_picture.scenes["talk_to_ines"].ways == (
        Way("call", "handshake", (("Let her test you again", "right"),)),
    )


def test_a_question_says_where_it_is_asked(harbour_picture: Picture) -> None:
    assert harbour_picture.scenes["the_tarpaulin"].asks == (Asked(("pilot_name", "tides", "gaps"), ("Ring it",)),)


def test_an_ending_knows_what_leads_to_it(harbour_picture: Picture) -> None:
    assert harbour_picture.endings["silence"].reached_from == (
        Source("the_tarpaulin", "end", (("Cover it again",),)),
        Source("homecoming", "end", (("Let it sink",),)),
        Source("noon", "end", ((),)),
    )


def test_a_line_of_a_document_has_everything_that_can_stand_there(harbour_picture: Picture) -> None:
    bell, reward, find = harbour_picture.documents["notice"].lines
    assert bell.wordings[-1] == DrawnWording("A bell is missing.", "")
    assert reward.wordings == (
        DrawnWording(
            "{trust >= 4: A dinner|A breakfast} with the harbour master. "
            "(asked for by Ines Moreau; not agreed while trust == 3)",
            "trust >= 3",
        ),
        DrawnWording("empty: Ines has not named one yet.", ""),
    )
    assert find.wordings[-1] == DrawnWording("left out", "")


def test_what_follows_after_two_outcomes_belongs_to_the_choice_around_both(
    story_of: Callable[[str], Story],
) -> None:
    story = story_of("""
  a:
    choices:
      - choose: Deep
        choices:
          - { choose: Left, text: L, again: true, back: true }
          - { choose: Right, text: R }
      - choose: Out
        goto: b
    text: Here.
  b: { text: There., end: one }
""")
    lines = [(line.kind, line.by, line.words or line.to) for line in picture_of(story).scenes["a"].lines]
    assert lines == [
        ("text", (), "Here."),
        ("choice", (), "Deep"),
        ("choice", ("Deep",), "Left"),
        ("text", ("Deep", "Left"), "L"),
        ("choice", ("Deep",), "Right"),
        ("text", ("Deep", "Right"), "R"),
        ("choice", (), "Out"),
        ("goto", ("Out",), "b"),
    ]


def test_choices_with_the_same_words_are_told_apart_by_their_conditions(headquarters_picture: Picture) -> None:
    (source,) = headquarters_picture.endings["quiet_triumph"].reached_from
    condition = "line_spending != 6 and fog < 3 and cohesion >= 7 and lines >= 4 and credibility >= 6 and seen.the_cut"
    assert source.by == ((f"Take it, when {condition}",),)


def test_a_condition_shows_what_must_have_been_seen_and_not_what_must_not(story_of: Callable[[str], Story]) -> None:
    story = story_of("""
  a: { text: A., choices: [ { choose: Go, end: one } ] }
  b: { on_arrival: true, when: seen.a and not seen.c, text: B., end: two }
  c: { on_arrival: true, when: chose.a.go or visits.b >= 1, text: C. }
""")
    scenes = picture_of(story).scenes
    assert (scenes["b"].after, scenes["c"].after) == (("a",), ("a", "b"))
    assert (scenes["a"].before, scenes["b"].before, scenes["c"].before) == (("b", "c"), ("c",), ())


def test_a_text_is_shown_with_everything_that_it_may_say(harbour_picture: Picture) -> None:
    texts = [line.words for line in harbour_picture.scenes["talk_to_ines"].lines if line.kind == "text"]
    assert texts[0].startswith("Ines Moreau: The bell is gone. {knows.bell_weight: And it is not light.|What do you")


def test_whatever_is_invisible_is_left_out() -> None:
    assert plain("a\x1b[31m\u202eb\u2066\tc\n\ud800d\u200de") == "a[31mb cd\u200de".replace("cd", "c d")

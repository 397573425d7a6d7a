"""What a teacher types is what the player sees: only the key decides whether something is a number or a yes."""

from __future__ import annotations

import pytest

from game.engine.rendering import render, render_words
from game.story.model.story import Offer
from tests.story.inline import only_finding, question_pack, scene_pack, shown_text, story_of

WORDS = [
    "Yes", "no", "NO", "on", "Off", "true", "False", "y", "5.10", "0123", "0x1F", "0o17", "1e3", "12:30", "1:20:30",
    "1949-04-04", "2001-12-14 21:59:43", "+1", "-7", ".5", "~", "null", "NULL", ".inf", ".NaN", "1_000", "<<", "=",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_label_is_what_was_typed(word: str) -> None:
    story = story_of(scene_pack(f"choices:\n  - choose: {word}\n    id: it\n    end: e"))
    offer = next(node for node in story.nodes if isinstance(node, Offer))
    assert render_words(story, offer.choices[0].label, story.layout.start, 0) == word


@pytest.mark.parametrize("word", WORDS)
def test_a_text_is_what_was_typed(word: str) -> None:
    story = story_of(scene_pack(f"text: {word}\nend: e"))
    assert [paragraph.words for paragraph in render(story, shown_text(story), story.layout.start, 0)] == [word]


@pytest.mark.parametrize("word", WORDS)
def test_an_answer_to_choose_is_what_was_typed(word: str) -> None:
    story = story_of(question_pack(f"text: Which?\ncites: bell\nanswers:\n  - right: {word}\n  - wrong: Another"))
    assert story.questions["q"].answers[0].words == word


@pytest.mark.parametrize("word", WORDS)
def test_a_typed_answer_is_what_was_typed(word: str) -> None:
    story = story_of(question_pack(f"text: Which?\ncites: bell\nanswer: [{word}]\nnot: [Another]"))
    assert story.questions["q"].accepted == ((word,),)


@pytest.mark.parametrize("word", WORDS)
def test_parts_and_pairs_are_what_was_typed(word: str) -> None:
    ordered = story_of(question_pack(f"text: Which?\ncites: bell\norder:\n  - {word}\n  - Another"))
    assert ordered.questions["q"].parts == (word, "Another")
    matched = story_of(question_pack(f"text: Which?\ncites: bell\nmatch:\n  {word}: One\n  Another: {word}"))
    assert matched.questions["q"].parts == (word, "Another")
    assert matched.questions["q"].partners == ("One", word)


@pytest.mark.parametrize("word", WORDS)
def test_titles_and_names_are_what_was_typed(word: str) -> None:
    story = story_of(
        f"pack: {word}\nabout: {word}\nplaces:\n  hall:\n    name: {word}\nscenes:\n  a:\n    title: {word}\n"
        f"    at: hall\n    text: A.\n    end: e\nendings:\n  e:\n    title: {word}\n    text: {word}\n"
    )
    title = story.scenes["a"].title
    assert title is not None
    assert {
        story.title,
        story.about,
        story.places["hall"].name,
        story.endings["e"].title,
        render_words(story, title, story.layout.start, 0),
        render_words(story, story.endings["e"].text, story.layout.start, 0),
    } == {word}


@pytest.mark.parametrize(
    ("word", "meant"),
    [("true", True), ("yes", True), ("Yes", True), ("TRUE", True), ("false", False), ("no", False), ("NO", False)],
)
def test_a_flag_takes_the_usual_words_for_yes_and_no(word: str, meant: bool) -> None:
    assert story_of(scene_pack(f"text: A.\nagain: {word}\nend: e")).scenes["a"].again is meant


@pytest.mark.parametrize("word", ["1", "0", "y", "sometimes", "~", "null"])
def test_a_flag_takes_nothing_else(word: str) -> None:
    found = only_finding(scene_pack(f"text: A.\nagain: {word}\nend: e"))
    assert (found.code, found.spot.line, found.spot.column) == ("EW205", 5, 12)


@pytest.mark.parametrize(("word", "number"), [("5", 5), ("+5", 5), ("-5", -5), ("007", 7)])
def test_a_number_key_takes_digits(word: str, number: int) -> None:
    assert story_of(scene_pack(f"text: A.\npriority: {word}\nend: e")).scenes["a"].priority == number


@pytest.mark.parametrize("word", ["five", "5.0", "1e1", "0x5", "5_0", "true", "101"])
def test_a_number_key_takes_nothing_else(word: str) -> None:
    found = only_finding(scene_pack(f"text: A.\npriority: {word}\nend: e"))
    assert (found.code, found.spot.line, found.spot.column) == ("EW204", 5, 15)
    assert f"“{word}”" in found.message


def test_a_number_answer_keeps_its_digits() -> None:
    assert story_of(question_pack("text: How much?\ncites: bell\nnumber: 5.10")).questions["q"].accepted == (("5.10",),)


def test_words_before_a_hash_that_touches_other_words_are_warned_about() -> None:
    found = only_finding(scene_pack("text: Room #5\nend: e"))
    assert (found.code, found.spot.line, found.spot.column) == ("EW133", 4, 16)
    assert "#5" in found.message


def test_the_warning_does_not_depend_on_the_number_of_spaces_before_the_hash() -> None:
    assert only_finding(scene_pack("text: Room   #5\nend: e")).code == "EW133"


def test_a_hash_inside_a_word_or_in_quotes_is_text() -> None:
    for text in ("C#", "Room#5", '"Room #5"', "'Room #5'"):
        story = story_of(scene_pack(f"text: {text}\nend: e"))
        assert render_words(story, shown_text(story), story.layout.start, 0) == text.strip("\"'")


def test_a_comment_with_a_space_behind_the_hash_is_a_comment() -> None:
    story = story_of(scene_pack("text: Hello.   # said softly\nend: e"))
    assert render_words(story, shown_text(story), story.layout.start, 0) == "Hello."

"""Parts of an ending, told after its own text, each while its condition holds."""

from __future__ import annotations

from game.play.narration import tell
from game.play.session import Session
from game.story.model.story import Story
from tests.story.inline import codes, story_of

TWO_ENDS = """\
pack: The lamp
scenes:
  room:
    text: A room.
    choices:
      - { choose: Light the lamp, id: lamp, stay: true }
      - { choose: Go, id: go, text: You stand up., end: out }
      - { choose: Stay, id: stay, end: inside }
people: { ida: { name: Ida Bell, fictional: true } }
endings:
  out: { title: Outside, text: You go out., closing: The door falls shut. }
  inside: { title: Inside, text: You stay. }
epilogues:
  ida:
    when: chose.room.lamp
    text: |
      ida: I saw a light.

      She {chose.room.stay: never|always} slept well.
  dog: { endings: inside, text: The dog barks. }
  cat: The cat purrs.
"""


def ending(story: Story, *choices: str) -> list[str]:
    session = Session(story, 1)
    for choice in choices:
        turn = session.do(f"room/{choice}")
    return [told.words for told in tell(story, turn.state, turn.events)]


def test_they_follow_the_text_of_the_ending_in_the_order_of_the_pack_and_its_closing_comes_last() -> None:
    story = story_of(TWO_ENDS)
    assert ending(story, "lamp", "go")[-7:] == [
        "You stand up.", "Outside", "You go out.", "Ida Bell: I saw a light.", "She always slept well.",
        "The cat purrs.", "The door falls shut.",
    ]  # fmt: skip


def test_those_are_left_out_whose_condition_does_not_hold_or_that_belong_to_another_ending() -> None:
    story = story_of(TWO_ENDS)
    assert ending(story, "go")[-4:] == ["Outside", "You go out.", "The cat purrs.", "The door falls shut."]
    assert ending(story, "stay")[-4:] == ["Inside", "You stay.", "The dog barks.", "The cat purrs."]


def test_one_of_all_endings_does_not_list_them() -> None:
    """Else thousands of epilogues and endings, which a stranger's pack may have, would take millions of entries."""
    story = story_of(TWO_ENDS)
    assert [epilogue.endings for epilogue in story.epilogues.values()] == [(), ("inside",), ()]


def test_an_ending_that_there_is_not_is_reported() -> None:
    assert "EW301" in codes(TWO_ENDS.replace("endings: inside", "endings: inn"))

"""Checkpoints: moments just before scenes that the pack names, told where steps are told, and gone back to by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from game.author.proofs.logic import logic_mark
from game.localisation.messages import gettext, in_language
from game.plain import PlainClient
from game.play.checkpoints import PlayCheckpoint, checkpoints, ways_back
from game.play.command_types import DoCommand, Say, Show
from game.play.commands import understand
from game.play.opening import Opened, begin_play, continue_play
from game.play.session import Session
from game.play.story_so_far import lines, so_far_outline
from game.play.turning_back import step_to, take_back
from game.record.lazy_story import packed_pieces, unpack
from game.story.packs import load
from tests.conftest import PACKS
from tests.story.inline import codes, story_of

DAY = """\
pack: The day
places:
  hall: { name: The hall, exits: { north: yard } }
  yard: { name: The yard, exits: { north: gong_room } }
  gong_room: { name: The gong room }
start: hall
scenes:
  waking: { at: hall, on_arrival: true, checkpoint: The very beginning, text: You wake. }
  meeting:
    at: yard
    on_arrival: true
    checkpoint: Before the meeting
    text: They meet.
    choices: [ { choose: Speak, goto: vote }, { choose: Be silent, goto: vote } ]
  vote:
    checkpoint: Before the vote
    text: They vote.
    choices:
      - { choose: "Yes, please", end: agreed }
      - { choose: "No, thanks", end: open }
      - { choose: Wait, goto: talk }
  talk: { title: Talk about the vote, at: hall, text: You talk., choices: [ { choose: Vote after all, goto: vote } ] }
  bench: { title: Sit down, at: hall, again: true, checkpoint: A quiet minute, text: You sit. }
endings: { agreed: They agreed., open: Nothing was settled. }
"""
BEFORE_MEETING, BEFORE_VOTE = (
    PlayCheckpoint(0, "Before the meeting", holds=True),
    PlayCheckpoint(1, "Before the vote", holds=True),
)


@pytest.fixture
def session() -> Session:
    return Session(story_of(DAY), 1)


@pytest.fixture
def ended(session: Session) -> Session:
    for action in ("go:north", "meeting/speak", "vote/no_thanks"):
        session.do(action)
    return session


def said(session: Session, typed: str) -> str:
    command = understand(session, typed)
    assert isinstance(command, Say), command
    return " ".join(line.words for line in command.lines)


def test_a_checkpoint_is_the_moment_just_before_its_scene_began(ended: Session) -> None:
    assert checkpoints(ended) == [BEFORE_MEETING, PlayCheckpoint(0, "The very beginning", holds=True), BEFORE_VOTE]
    step_to(ended, BEFORE_VOTE.number)
    assert [option.id for option in ended.options] == ["meeting/speak", "meeting/be_silent"]


def test_a_scene_that_has_not_begun_gives_none(session: Session) -> None:
    assert [checkpoint.name for checkpoint in checkpoints(session)] == ["The very beginning"]
    assert "Before" not in "".join(so_far_outline(session))


def test_the_story_so_far_marks_the_steps(ended: Session) -> None:
    assert [(line.number, line.checkpoint) for line in lines(ended) if line.checkpoint] == [
        (0, "Before the meeting; The very beginning"), (1, "Before the vote"),
    ]  # fmt: skip
    assert "  1. North: The yard (checkpoint: Before the vote)".strip() in [
        line.strip() for line in so_far_outline(ended)
    ]


def test_checkpoints_in_branches_that_were_left_are_told_as_such(ended: Session) -> None:
    take_back(ended, 3)
    ended.do("scene:bench")
    left = [checkpoint for checkpoint in checkpoints(ended) if not checkpoint.holds]
    assert [checkpoint.name for checkpoint in left] == ["Before the vote"]
    assert "`back to 1`: Before the vote (in a branch that you left)" in said(ended, "back to")
    assert understand(ended, "back to before the vote") == Show("back", "1")
    step_to(ended, 1)
    assert ended.steps()[-1].do == "go:north"


@pytest.mark.parametrize(
    "typed",
    ["back to before the meeting", "Back to the meeting", "go back to before the meeting.", "/back to the meeting"],
)
def test_a_whole_name_leads_there(ended: Session, typed: str) -> None:
    assert understand(ended, typed) == Show("back", "0")


@pytest.mark.parametrize("typed", ["back to the very", "back to beginning", "back to the beg"])
def test_part_of_a_name_is_asked_back(ended: Session, typed: str) -> None:
    assert said(ended, typed) == "Did you mean this? `back to 0`: The very beginning"


def test_going_back_to_such_a_moment_tells_its_name(ended: Session) -> None:
    assert [line.words for line in take_back(ended).lines][:2] == ["Taken back: No, thanks", "They vote."]
    assert [line.words for line in take_back(ended).lines][:2] == ["Taken back: Speak", "Checkpoint: Before the vote"]
    step_to(ended, 3)
    assert "Checkpoint: Before the vote" in [line.words for line in step_to(ended, 1).lines]


def test_a_number_still_leads_to_a_step(ended: Session) -> None:
    assert understand(ended, "back to 2") == Show("back", "2")


def test_without_a_name_all_are_listed(session: Session, ended: Session) -> None:
    told = said(ended, "back to")
    assert told.startswith("You can go back to: `back to 0`: Before the meeting")
    assert told.endswith("`back to 1`: Before the vote")
    fresh = Session(story_of(DAY.replace("checkpoint: The very beginning, ", "")), 1)
    assert "There is no checkpoint yet in this play." in said(fresh, "back to")


@pytest.mark.parametrize(("language", "typed"), [("en", "back to"), ("de", "zurück zu"), ("pl", "wróć do")])
def test_a_story_without_any_says_so_and_takes_no_step_back(language: str, typed: str) -> None:
    without = re.sub(r" *checkpoint: [^,\n]*(,|\n)", "", DAY)
    session = Session(story_of(without), 1)
    session.do("go:north")
    with in_language(language):
        command = understand(session, typed)
        assert isinstance(command, Say)
        assert command.lines[0].words == gettext(
            "There is no checkpoint yet in this play. `back to` and a number leads to any step; `story` lists them."
        )


def test_of_several_with_the_same_name_it_is_asked_which(session: Session) -> None:
    session.do("scene:bench")
    session.do("scene:bench")
    assert said(session, "back to a quiet minute") == (
        "Which do you mean? `back to 0`: A quiet minute `back to 1`: A quiet minute"
    )
    assert [way.name for way in ways_back(session)] == [
        "A quiet minute (step 0)", "The very beginning", "A quiet minute (step 1)",
    ]  # fmt: skip


def test_of_very_many_the_latest_are_told(session: Session) -> None:
    for _ in range(30):
        session.do("scene:bench")
    assert [way.number for way in ways_back(session)] == list(range(10, 30))
    assert said(session, "back to").count("A quiet minute") == 20
    assert said(session, "back to a quiet minute").count("A quiet minute") == 20


def test_words_that_name_a_place_as_well_are_asked_back() -> None:
    session = Session(story_of(DAY.replace("Before the meeting", "Before the yard")), 1)
    session.do("go:north")
    take_back(session)
    assert said(session, "back to the yard").endswith("`back to 0`: Before the yard `go the yard` walks there.")


def test_words_that_name_only_a_place_lead_back_to_no_step(session: Session) -> None:
    session.do("go:north")
    take_back(session)
    assert not isinstance(understand(session, "go back to the yard"), Show)


def test_a_choice_that_is_called_so_comes_first() -> None:
    pack = DAY.replace("choose: Wait", "choose: Back to the meeting")
    session = Session(story_of(pack), 1)
    session.do("go:north")
    session.do("meeting/speak")
    assert understand(session, "Back to the meeting") == DoCommand("vote/back_to_the_meeting")


def test_a_story_without_checkpoints_understands_what_it_did() -> None:
    session = Session(story_of(re.sub(r"checkpoint: [\w ]+,?", "", DAY)), 1)
    assert checkpoints(session) == []
    assert not isinstance(understand(session, "back to the meeting"), Show)


def test_behind_a_slash_a_name_that_there_is_not_takes_no_step(ended: Session) -> None:
    assert said(ended, "/back to the future").startswith("No checkpoint of this play is called so. You can go back to:")


LOCKED = """\
pack: Locked
answers: locked
scenes:
  before: { text: Ready?, choices: [ { choose: Begin, goto: test } ] }
  test:
    checkpoint: Before the test
    ask: q
    right: { end: passed }
    wrong: { end: failed }
questions:
  q: { text: How many?, number: 3, cites: todo }
endings: { passed: You passed., failed: You failed. }
"""


def test_where_first_answers_stand_going_back_to_a_checkpoint_changes_none() -> None:
    session = Session(story_of(LOCKED), 1)
    session.do("before/begin")
    answer = understand(session, "4")
    assert isinstance(answer, DoCommand)
    session.do(answer.action)
    assert understand(session, "back to the test") == Show("back", "0")
    step_to(session, 0)
    session.do("before/begin")
    assert session.labels == ("Your first answer stands: 4",)


def test_a_checkpoint_during_a_question_leads_back_and_is_no_answer() -> None:
    session = Session(story_of(LOCKED), 1)
    session.do("before/begin")
    assert understand(session, "back to before the test") == Show("back", "0")
    assert isinstance(understand(session, "back to the stone age"), DoCommand)


def test_a_checkpoint_is_translated() -> None:
    assert load(PACKS / "harbour", "fr").checkpoints == {"homecoming": "Avant que la cloche sonne"}


def test_a_checkpoint_is_words_alone() -> None:
    story, renamed = story_of(DAY), story_of(DAY.replace("Before the vote", "Before all is lost"))
    without = story_of(DAY.replace("    checkpoint: Before the vote\n", ""))
    assert logic_mark(story, (), "") == logic_mark(renamed, (), "") == logic_mark(without, (), "")
    assert story.layout.bits == without.layout.bits
    assert len(story.nodes) == len(without.nodes)


def test_checkpoints_are_kept_with_the_story() -> None:
    story = story_of(DAY)
    assert unpack(packed_pieces(story)).checkpoints == story.checkpoints


@pytest.mark.parametrize(("change", "code"), [("checkpoint: [a, b]", "EW203"), ("checkpoint: ''", "EW209")])
def test_a_checkpoint_is_a_line_of_text(change: str, code: str) -> None:
    assert code in codes(DAY.replace("checkpoint: Before the vote", change))


# After the end, line by line


@pytest.fixture
def play(tmp_path: Path) -> Callable[..., str]:
    """Plays the day with these typed lines, and gives all that was said."""

    def played(*typed: str) -> str:
        opened = begin_play(story_of(DAY), tmp_path / "current.play.yaml", 1)
        out = StringIO()
        assert PlainClient(opened, tmp_path, StringIO("".join(f"{line}\n" for line in typed)), out).run() == 0
        opened.session.close()
        return out.getvalue()

    return played


TO_THE_END = ("north", "speak", "no, thanks")


def test_after_the_end_one_is_told_what_one_can_go_back_to(play: Callable[..., str]) -> None:
    told = play(*TO_THE_END)
    assert "This is one of 2 endings; you have seen 1 of them." in told
    assert "  1. Before the meeting\n  2. The very beginning\n  3. Before the vote\n> " in told


@pytest.mark.parametrize("typed", ["3", "back to the vote", "back to 1"])
def test_after_the_end_one_goes_on_from_a_checkpoint(play: Callable[..., str], typed: str) -> None:
    told = play(*TO_THE_END, typed, "be silent", "yes, please")
    assert "They agreed." in told
    assert told.count("You can go back to one of these") == 2
    assert "you have seen all of them" in told


def test_after_the_end_other_commands_still_work_and_nothing_is_told_twice(play: Callable[..., str]) -> None:
    told = play(*TO_THE_END, "9", "endings", "story", "quit")
    assert told.count("This is one of 2 endings") == 1
    assert "1 ending you have not seen yet." in told
    assert "(checkpoint: Before the vote)" in told
    assert "Your play is kept in" in told


def test_nothing_that_was_done_is_lost_by_going_back(play: Callable[..., str], tmp_path: Path) -> None:
    play(*TO_THE_END, "3", "be silent")
    opened: Opened = continue_play(story_of(DAY), tmp_path / "current.play.yaml")
    assert {line.words for line in lines(opened.session)} >= {"Speak", "No, thanks", "Be silent"}
    opened.session.close()

"""Steps of playthroughs, done: what each kind of step does, and what is said when it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.playthrough.playthrough_result import Failure
from game.playthrough.reading import read_playthrough
from game.playthrough.running import played_to_its_end, run
from game.story.model.story import Story
from game.story.packs import load
from game.support import limits
from game.support.similarity import comparisons_limited
from tests.playthrough.conftest import RunSteps, messages


def only(run_steps: RunSteps, text: str) -> Failure:
    """The one failure of these steps."""
    (failure,) = run_steps(text).failures
    return failure


@pytest.mark.parametrize(
    "words",
    [
        "scene:biscuit",
        "biscuit",
        "Look at the biscuit",
        "look at the BISCUIT",
        "Look at the *biscuit*",
        "Look at  the biscuit",
    ],
)
def test_a_scene_is_named_by_its_id_or_by_what_it_is_called(run_steps: RunSteps, words: str) -> None:
    assert run_steps(f'- do: "{words}"\n- expect: {{ scene: biscuit }}').passed


def test_a_step_in_words_alone_is_something_that_is_done(run_steps: RunSteps) -> None:
    assert run_steps("- Look at the biscuit\n- Smell it\n- expect: { pride: 2 }").passed


def test_a_step_whose_id_is_gone_is_found_by_what_the_player_saw(run_steps: RunSteps) -> None:
    result = run_steps("- do: scene:the_cookie\n  saw: Look at the biscuit\n- expect: { scene: biscuit }")
    assert result.passed
    assert result.notes == ()


def test_what_is_nearly_called_so_is_taken_and_noted(run_steps: RunSteps) -> None:
    result = run_steps("- do: Look at the bisciut\n- expect: { scene: biscuit }")
    assert result.passed
    assert result.notes == ("play.yaml:3:9: “Look at the bisciut” was taken for “Look at the biscuit”.",)


def test_a_walk_takes_as_many_steps_as_it_needs(run_steps: RunSteps) -> None:
    result = run_steps(
        "- walk: pantry\n- take:key\n- walk: cellar\n- expect: { at: cellar, sees: [The kitchen, It is dark.] }"
    )
    assert messages(result) == []
    assert len(result.turns) == 5


def test_undoing_takes_steps_back_and_tells_what_stands_then(run_steps: RunSteps) -> None:
    text = "- biscuit\n- Smell it\n- undo: 2\n- expect: { scene: none, pride: 1, sees: Rain stands }\n- undo: true"
    failure = only(run_steps, text)
    assert failure.message == "1 step cannot be taken back: there were only 0 steps."


def test_a_test_tries_one_answer_after_the_other_even_where_the_first_one_stands(
    pack: Path, write: Callable[..., Path], story: Story
) -> None:
    steps = """\
        - north
        - riddle
        - answer: 70
        - undo: 1
        - reopen: true
        - answer: 80
        - expect: { answered: right, pride: 2 }
        """
    playthrough, _ = read_playthrough(write(steps), story, pack=pack, name="play.yaml")
    assert playthrough is not None
    locked = story._replace(first_answers_stand=True)
    assert messages(run(playthrough, locked)) == []
    session, result = played_to_its_end(playthrough, locked)  # what is loaded as a game is played as one
    assert session is None
    assert "your first answer stands: “70”" in result.failures[0].message


def test_every_turn_is_kept_those_that_were_undone_too(run_steps: RunSteps) -> None:
    result = run_steps("- biscuit\n- Smell it\n- undo: 1\n- Leave it")
    assert [played.step.saw for played in result.turns if played.step] == [
        "Look at the biscuit",
        "Smell it",
        "Leave it",
    ]


def test_the_transcript_reads_like_the_play(run_steps: RunSteps) -> None:
    result = run_steps("- biscuit\n- Smell it\n- undo: 1")
    assert result.transcript == (
        "The kitchen", "Rain stands on the window [1.1].", "> Look at the biscuit", "One biscuit is left on the plate.",
        "> Smell it", "It smells of old cupboards.", "Pride +1 (now 2 of 5)", "10 minutes pass. It is 08:10.",
        "Achievement: Nose.", "> (taken back: 1 step)",
    )  # fmt: skip


def test_an_answer_is_given_in_words(run_steps: RunSteps) -> None:
    assert run_steps("- north\n- riddle\n- answer: 80 kg\n- expect: { answered: right, pride: 2 }").passed


@pytest.mark.parametrize(("how", "sees"), [("right", "pleased"), ("wrong", "sighs"), ("passed", "yawns")])
def test_a_question_is_answered_as_wanted_whatever_it_is(run_steps: RunSteps, how: str, sees: str) -> None:
    assert (
        messages(run_steps(f"- north\n- riddle\n- answers: {how}\n- expect: {{ answered: {how}, sees: {sees} }}")) == []
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_parts_in_order_are_given_in_words_whatever_the_seed(run_steps: RunSteps, seed: int) -> None:
    text = """\
        - north
        - riddle
        - answers: right
        - Stay
        - answer: [Monday, tuesday, Friday]
        - expect: { answered: right }
        """
    assert messages(run_steps(text, f"playthrough: A test\nseed: {seed}\n")) == []


def test_a_part_that_is_none_is_named_with_those_there_are(run_steps: RunSteps) -> None:
    text = "- north\n- riddle\n- answers: right\n- Stay\n- answer: [Monday, Tusday, Friday]"
    failure = only(run_steps, text)
    assert (failure.spot.line, failure.spot.column) == (7, 22)
    assert failure.message == "“Tusday” is no part of this question."
    assert failure.fix == (
        "Did you mean “Tuesday”? There are: Monday; Tuesday; Friday. "
        "The question that waits is `days` (“Put the days in order.”)."
    )


SORTED = "sort: { It rained: a fact, Monday’s rain: a forecast, I fear rain: a fear }"


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("asked", "answer", "answered"),
    [
        (SORTED, "{ It rained: a fact, I fear rain: a fear, Monday's rain: A forecast }", "right"),
        (SORTED, "{ It rained: a fear, I fear rain: a fear, Monday’s rain: a forecast }", "partly"),
        (SORTED, '"It rained: a fact; I fear rain: a fear; Monday\'s rain: a forecast"', "right"),
        ("match: { Ann’s: one, Ben: two, Cay: three }", "{ Ann's: one, Cay: three, Ben: two }", "right"),
        ("match: { Ann’s: one, Ben: two, Cay: three }", "Ann's one, Cay three, Ben two", "right"),
        ("order: [Monday’s, Tuesday, Friday]", "[Monday's, Tuesday, Friday]", "right"),
        ("order: [Monday’s, Tuesday, Friday]", "Monday's then Tuesday then Friday", "right"),
    ],
)
def test_pairs_and_parts_are_given_in_words_whatever_their_apostrophes(
    pack: Path, write: Callable[..., Path], asked: str, answer: str, answered: str, seed: int
) -> None:
    file = pack / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("order: [Monday, Tuesday, Friday]", asked), "utf-8")
    story = load(pack)
    steps = f"- north\n- riddle\n- answers: right\n- Stay\n- answer: {answer}\n- expect: {{ answered: {answered} }}"
    path = write(steps, head=f"playthrough: A test\nseed: {seed}\n")
    playthrough, findings = read_playthrough(path, story, pack=pack, name="play.yaml")
    assert playthrough is not None, findings
    assert messages(run(playthrough, story)) == []


def test_a_group_that_is_none_is_named_with_those_there_are(pack: Path, write: Callable[..., Path]) -> None:
    file = pack / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("order: [Monday, Tuesday, Friday]", SORTED), "utf-8")
    story = load(pack)
    path = write("- north\n- riddle\n- answers: right\n- Stay\n- answer: { It rained: a fakt }")
    playthrough, _ = read_playthrough(path, story, pack=pack, name="play.yaml")
    assert playthrough is not None
    (failure,) = run(playthrough, story).failures
    assert failure.message == "“a fakt” is no part of this question."
    assert failure.fix.startswith("Did you mean “a fact”? There are: a fact; a fear; a forecast.")


def test_an_answer_to_another_question_is_not_given(run_steps: RunSteps) -> None:
    failure = only(run_steps, "- north\n- riddle\n- answer: Monday\n  asked: days")
    assert failure.message == "This answers the question `days`. The question that waits is `weight`."


def test_nothing_was_asked(run_steps: RunSteps) -> None:
    assert only(run_steps, "- answer: 80").message == "Nothing was asked, so “80” answers nothing."
    assert only(run_steps, "- answers: right").message == "Nothing was asked, so “right” answers nothing."


def test_an_answer_of_the_wrong_form_is_told_as_the_game_tells_it(run_steps: RunSteps) -> None:
    assert "one number" in only(run_steps, "- north\n- riddle\n- answer: heavy").message


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("- north\n- riddle\n- answer: heavy", "one number"),
        ('- do: "East: The cellar"', "no handle on this side"),
        ("- go:east", "no handle"),
        ("- walk: cellar", "no handle on this side"),
        ("- Sing", "true"),
    ],
)
def test_what_is_refused_can_be_expected_and_costs_nothing(run_steps: RunSteps, steps: str, told: str) -> None:
    assert messages(run_steps(f"{steps}\n- expect: {{ refused: {told}, pride: 1, doubt: 0 }}\n- play: 3")) == []


def test_a_step_that_should_be_refused_and_is_not(run_steps: RunSteps) -> None:
    failure = only(run_steps, "- north\n- expect: { refused: no handle }")
    assert failure.message == "The step before was possible, and should not have been."


def test_other_words_of_a_refusal_than_expected(run_steps: RunSteps) -> None:
    failure = only(run_steps, "- go:east\n- expect: { refused: Knock first }")
    assert failure.message == "“Knock first” was not told."
    assert "There is no handle on this side." in failure.fix


def test_a_play_at_random_is_the_same_with_the_same_seed(run_steps: RunSteps) -> None:
    first, second, other = (run_steps(f"- play: {{ steps: 30, seed: {seed} }}").transcript for seed in (5, 5, 6))
    assert first == second != other


@pytest.mark.parametrize("temperament", ["uniform", "curious", "hurried"])
def test_whoever_knows_everything_answers_right_at_random_too(run_steps: RunSteps, temperament: str) -> None:
    play = f"{{ steps: 1, knowledge: 1, temperament: {temperament} }}"
    text = f"- north\n- riddle\n- play: {play}\n- expect: {{ answered: right }}"
    assert messages(run_steps(text)) == []


def test_a_play_that_is_saved_and_opened_again_stands_where_it_stood(run_steps: RunSteps) -> None:
    assert (
        messages(run_steps("- biscuit\n- Smell it\n- undo: 1\n- reopen: true\n- Smell it\n- expect: { pride: 2 }"))
        == []
    )


# ── What cannot be done ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("steps", "message", "fix"),
    [
        ("- biscuit\n- Eat it", "“Eat it” is not offered now: its condition does not hold: pride >= 3 ✗ (it is 1).",
         "Offered: Smell it; Leave it."),
        (
            "- biscuit\n- Smell it\n- biscuit/smell_it",
            "“biscuit/smell_it” is not offered now: already taken.",
            "Offered: Leave it.",
        ),
        (
            "- do: go:east\n  saw: 'East: The cellar'",
            "“East: The cellar” (`go:east`) is not offered now: its condition does not hold: has.key ✗.",
            None,
        ),
        ("- take:key", "“take:key” is not possible here: it lies at `pantry`, and the player is at `kitchen`.", None),
        (
            "- scene:riddle",
            "“scene:riddle” is not possible here: the scene waits at `pantry`, and the player is at `kitchen`.",
            None,
        ),
        (
            "- riddle/stay",
            "“riddle/stay” is not possible here: it is a choice of the scene `riddle`, and no scene is running.",
            None,
        ),
        (
            "- biscuit/throw_it",
            "“biscuit/throw_it” is no longer in the story: nothing has the id `biscuit/throw_it`.",
            None,
        ),
        ("- Look at the ceiling", "“Look at the ceiling” is not possible here.", None),
        ("- north\n- riddle\n- Eighty", "“Eighty” is not offered: a question waits for an answer in words.", None),
        ("- walk: celar", "There is no place `celar`.", "Did you mean `cellar`?"),
        ("- walk: cellar", "There is no open way to the cellar from here. There is no handle on this side.", ""),
        ("- walk: kitchen", "The player stands at `kitchen` already.", "Take this step out."),
        ("- biscuit\n- walk: pantry", "First this: you are in the middle of something.", ""),
    ],
)  # fmt: skip
def test_why_a_step_is_not_possible(run_steps: RunSteps, steps: str, message: str, fix: str | None) -> None:
    failure = only(run_steps, steps)
    assert failure.message == message
    assert fix is None or failure.fix == fix


def test_nothing_is_done_behind_a_step_that_was_not_possible(run_steps: RunSteps) -> None:
    result = run_steps("- Sing\n- biscuit\n- expect: { pride: 5 }")
    assert messages(result) == ["3:5 “Sing” is not possible here."]
    assert len(result.turns) == 1


EATEN = """\
- biscuit
- Smell it
- Leave it
- north
- riddle
- answers: right
- Go
- south
- biscuit
- Eat it
"""


def test_behind_the_end_nothing_can_be_done(run_steps: RunSteps) -> None:
    assert (
        messages(run_steps(f"{EATEN}- expect: {{ ending: crumbs, scene: none, offers_only: none }}\n- play: 5")) == []
    )
    failure = only(run_steps, f"{EATEN}- Leave it")
    assert failure.message == "The story is over before “Leave it”."


def test_a_step_that_can_mean_two_things_names_their_ids(run_steps: RunSteps) -> None:
    failure = only(run_steps, "- north\n- do: key\n- undo: 1\n- do: e")
    assert failure.message == "“e” is not possible here."


def test_a_playthrough_may_not_go_on_for_ever(run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PLAY_STEPS", 20)
    assert only(run_steps, "- play: 50").message == "This playthrough has more than 20 steps."


@pytest.mark.parametrize(
    "step", ["- do: Look at the biscuit\n- do: Leave it", "- do: nothing\n- expect: { refused: true }"]
)
def test_what_has_to_be_compared_or_explained_counts(
    run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(limits, "PLAYED_WEIGHT", 65_000)
    many = run_steps("\n".join([step] * 60))
    assert [failure.message for failure in many.failures] == [
        "So much is told, compared and remembered in this playthrough that it cannot go on."
    ]
    assert run_steps("\n".join(["- do: biscuit\n- do: biscuit/leave_it"] * 60)).passed


def test_where_thousands_of_steps_are_not_possible_the_last_are_not_explained(run_steps: RunSteps) -> None:
    with comparisons_limited([1_000]):
        assert only(run_steps, "- take:key").message.endswith("it lies at `pantry`, and the player is at `kitchen`.")
    with comparisons_limited([50]):
        failure = only(run_steps, "- take:key")
        assert failure.message == "“take:key” is not possible here."
        assert failure.fix.startswith("Offered: Look at the biscuit; ")


def test_an_endless_loop_is_a_failure(tmp_path: object, run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.engine import EndlessLoop
    from game.play.session import Session

    def loops(*_: object) -> None:
        raise EndlessLoop("biscuit")

    monkeypatch.setattr(Session, "do", loops)
    assert "leads back to itself for ever" in only(run_steps, "- biscuit").message

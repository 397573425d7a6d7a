"""What was missed comes back: when, in which form, and until it is right."""

from __future__ import annotations

import pytest

from game.engine import AnswerGiven, State, begin, choose, options
from game.engine.rules import asked_question
from game.story.model.story import Story
from tests.engine.conftest import StoryOf

HEAD = """\
places:
  hall: { name: The hall }
"""
QUESTIONS = """\
questions:
  bell: { text: How heavy is the bell?, cites: sky, number: 80, because: So it is. }
  bell_gap: { cloze: "It weighs [80|eighty] kilograms.", cites: sky, because: So it is., form_of: bell }
  who: { text: Who spoke?, cites: saying, answer: Jan Roos, because: He did. }
  year: { text: In which year?, cites: saying, year: 1921, because: It says so. }
endings: { e: The end. }
"""
SCENES = """\
scenes:
  ask_bell: { title: Bell, at: hall, again: true, text: One., ask: bell, wrong: No. }
  ask_who: { title: Who, at: hall, again: true, text: Two., ask: who }
  ask_year: { title: Year, at: hall, again: true, text: Two., ask: year }
  walk: { title: Walk, at: hall, again: true, text: You walk. }
  back: { title: Back, at: hall, again: true, when: missed.due, text: Again., ask: missed, right: Good., wrong: No. }
  out: { title: Out, at: hall, text: Out., end: e }
"""


class Play:
    """A play of a story, told by the titles of scenes and by answers."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.state: State = begin(story, 1).state

    @property
    def offered(self) -> list[str]:
        return [option.id for option in options(self.story, self.state)]

    def do(self, scene: str, answer: str = "") -> Play:
        self.state = choose(self.story, self.state, f"scene:{scene}").state
        return self.answer(answer) if answer else self

    def answer(self, words: str) -> Play:
        """Answer what is asked now, or comes back now."""
        assert self.asked
        action = words if words == "pass" else AnswerGiven(words)
        self.state = choose(self.story, self.state, action).state
        return self

    def walk(self, times: int) -> Play:
        for _ in range(times):
            self.do("walk")
        return self

    @property
    def asked(self) -> str:
        """What waits for an answer, once the scene that asks again was opened, if it is open."""
        if asked_question(self.story, self.state) is None and "scene:back" in self.offered:
            self.do("back")
        question = asked_question(self.story, self.state)
        return question.id if question is not None else ""


@pytest.fixture
def play(story_of: StoryOf) -> Play:
    return Play(story_of(HEAD + SCENES + QUESTIONS))


def test_it_comes_back_after_three_other_scenes_and_not_before(play: Play) -> None:
    play.do("ask_who", "Nobody")
    assert [play.walk(1).asked for _ in range(3)] == ["", "", "who"]


def test_what_was_right_does_not_come_back(play: Play) -> None:
    assert play.do("ask_who", "Jan Roos").walk(6).asked == ""


def test_whoever_gives_up_is_asked_again(play: Play) -> None:
    assert play.do("ask_who", "pass").walk(3).asked == "who"


def test_it_comes_back_in_the_form_that_was_not_asked_yet(play: Play) -> None:
    assert play.do("ask_bell", "70").walk(3).asked == "bell_gap"


def test_when_all_forms_were_asked_the_first_one_comes_back(play: Play) -> None:
    play.do("ask_bell", "70").walk(3).answer("70")
    assert [play.walk(1).asked for _ in range(3)] == ["", "", "bell"]


def test_right_in_one_form_is_right_in_all(play: Play) -> None:
    assert play.do("ask_bell", "70").walk(3).answer("eighty").walk(6).asked == ""


def test_several_take_turns_each_three_scenes_after_the_last(play: Play) -> None:
    play.do("ask_year", "1900").do("ask_who", "Nobody").do("ask_bell", "70").do("walk")
    came = []
    for _ in range(4):
        came.append(play.asked)
        play.answer("pass").walk(3)
    assert came == ["year", "bell_gap", "who", "year"]


def test_who_answers_right_elsewhere_is_not_asked_again_but_the_next_that_was_missed(play: Play) -> None:
    play.do("ask_year", "1900").do("ask_who", "Nobody").do("ask_year", "1921")
    assert [play.walk(1).asked for _ in range(3)] == ["", "", "who"]


def test_who_misses_it_elsewhere_waits_again(play: Play) -> None:
    play.do("ask_who", "Nobody").walk(2).do("ask_who", "Somebody")
    assert [play.walk(1).asked for _ in range(3)] == ["", "", "who"]


def test_a_question_that_was_right_and_is_missed_later_comes_back(play: Play) -> None:
    play.do("ask_who", "Jan Roos").walk(3).do("ask_who", "Nobody")
    assert play.walk(3).asked == "who"


def test_while_nothing_is_due_the_step_is_passed_over(story_of: StoryOf) -> None:
    play = Play(
        story_of(
            HEAD
            + SCENES.replace("when: missed.due, ", "").replace("again: true, text: Again.", "text: Again.")
            + QUESTIONS
        )
    )
    play.do("back")
    assert asked_question(play.story, play.state) is None
    assert "scene:walk" in play.offered


def test_open_questions_and_polls_are_never_missed(story_of: StoryOf) -> None:
    questions = QUESTIONS.replace("answer: Jan Roos", "open: Jan Roos")
    play = Play(story_of(HEAD + SCENES + questions))
    assert play.do("ask_who", "pass").walk(6).asked == ""


def test_a_scene_that_asks_again_is_no_other_scene(story_of: StoryOf) -> None:
    scenes = SCENES.replace("when: missed.due, ", "")
    play = Play(story_of(HEAD + scenes + QUESTIONS))
    play.do("ask_who", "Nobody").walk(2)
    assert [play.asked for _ in range(3)] == ["", "", ""]
    assert play.walk(1).asked == "who"


def test_partly_right_counts_as_missed_too(story_of: StoryOf) -> None:
    questions = QUESTIONS.replace('cloze: "It weighs [80|eighty] kilograms."', 'cloze: "[Jan] spoke of the [harbour]."')
    questions = questions.replace(", form_of: bell", "")
    scenes = SCENES.replace("ask: bell, wrong: No.", "ask: bell_gap, partly: Half.")
    play = Play(story_of(HEAD + scenes + questions))
    play.do("ask_bell", "Jan; bridge").walk(3)
    assert play.asked == "bell_gap"


def test_a_pack_that_asks_nothing_again_remembers_nothing_of_it(story_of: StoryOf) -> None:
    scenes = "\n".join(line for line in SCENES.splitlines() if "missed" not in line) + "\n"
    story = story_of(HEAD + scenes + QUESTIONS)
    assert story.comeback is None
    assert not {"returning", "since"} & set(story.layout.names())


def test_a_question_may_be_called_missed(story_of: StoryOf) -> None:
    questions = QUESTIONS.replace("  who:", "  missed:")
    scenes = SCENES.replace("ask: who", "ask: missed").replace("when: missed.due, ", "when: visits.walk >= 1, ")
    story = story_of(HEAD + scenes + questions)
    assert story.comeback is None
    assert Play(story).do("walk").asked == "missed"

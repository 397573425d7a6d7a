"""The tutorial pack: small, free of findings, a model of the format, and kind to every reader."""

from __future__ import annotations

import pytest

from game.engine import AnswerGiven, Event, begin, choose, events, options
from game.engine.grading import grade
from game.engine.rules import asked_question
from game.engine.state import State
from game.play.answers import right_answer
from game.story.model.story import Story
from game.story.packs import examine, load
from tests.scenes.players import Play, play

PLAYS = 200

READING = [
    "choice:nod", "scene:ivy_waits", "ask_her_about", "what_she_knows", "something_else", "leave_her", "go:north",
    "scene:the_ladles", "own_up", "scene:the_logbook", "first_page", "about_the_pot", "with_the_stains", "close",
    "go:east", "scene:bram", "ask_for_the_key", "?", "leave_them", "go:west", "go:down", "scene:the_card",
    "behind_the_barley", "open_the_jar", "ask_the_rocking", "dust_off", "go:up", "go:east", "scene:the_trees", "?",
    "take:apple", "go:west", "scene:brenda",
]  # fmt: skip
"""What an attentive reader does before cooking: parts of the ids of options; `?` answers what is asked."""

COOKING = [
    "fill_her", "?", "put_in", "?", "take_a_ladle", "?", "salt_it", "a_handful", "grate", "call_it", "noon"
]  # fmt: skip

HURRYING = ["choice:nod", "go:north", "scene:brenda", "salt_it", "the_bucket", "call_it", "noon"]
"""What somebody does who has read nothing."""


@pytest.fixture(scope="module")
def story() -> Story:
    return load("first-scene")


@pytest.fixture(scope="module")
def plays(story: Story) -> list[Play]:
    return [play(story, seed, skill) for skill in (1.0, 0.5, 0.0) for seed in range(PLAYS)]


def follow(story: Story, does: list[str], knows: bool) -> list[Event]:
    """Every event of a play in which these things are done, in which questions are answered right or not at all."""
    turn = begin(story, 1)
    state: State = turn.state
    happened = list(turn.events)
    for part in does:
        question = asked_question(story, state)
        if part == "?":
            assert question is not None
            action: str | AnswerGiven = right_answer(story, state, question) if knows else "pass"
        else:
            words = part.removeprefix("choice:")
            action = next(option.id for option in options(story, state) if words in option.id)
        turn = choose(story, state, action)
        state = turn.state
        happened.extend(turn.events)
    return happened


def ending(happened: list[Event]) -> str:
    last = happened[-1]
    assert isinstance(last, events.Ended)
    return last.ending


def test_nothing_is_wrong_with_it() -> None:
    assert examine("first-scene")[1] == ()


def test_it_is_small_enough_to_be_read_in_a_free_period(story: Story) -> None:
    assert 3 <= len(story.places) <= 5
    assert 8 <= len(story.scenes) <= 14
    assert 5 <= len(story.questions) <= 7
    assert len(story.endings) == 3


def test_every_kind_of_question_is_in_it_and_most_want_words_of_ones_own(story: Story) -> None:
    kinds = [question.kind for question in story.questions.values()]
    assert set(kinds) == {"choice", "typed", "number", "cloze", "order", "match"}
    assert kinds.count("choice") <= 0.6 * len(kinds)


def test_multiple_choice_has_three_answers_each_with_feedback_and_the_right_one_is_not_the_longest(
    story: Story,
) -> None:
    for question in story.questions.values():
        if question.kind == "choice":
            assert len(question.answers) == 3
            assert all(answer.because for answer in question.answers)
            right = next(answer for answer in question.answers if answer.right)
            assert len(right.words) <= max(len(answer.words) for answer in question.answers if not answer.right)


def test_a_reader_who_knows_everything_cooks_the_soup_of_legend(story: Story) -> None:
    assert ending(follow(story, READING + COOKING, knows=True)) == "legend"


def test_a_reader_who_knows_nothing_still_finds_the_apple_and_a_kind_ending(story: Story) -> None:
    assert ending(follow(story, READING + COOKING, knows=False)) == "seconds"


def test_nobody_is_asked_what_they_could_not_have_read(plays: list[Play]) -> None:
    story = load("first-scene")
    for played in plays:
        known: set[str] = set()
        for event in played.events:
            if isinstance(event, events.FactLearned):
                known.add(event.fact)
            if isinstance(event, events.QuestionAsked):
                assert known.issuperset(story.questions[event.question].cites)


def test_every_play_ends_and_every_ending_scene_fact_and_question_is_met_by_some_play(
    story: Story, plays: list[Play]
) -> None:
    assert all(isinstance(played.events[-1], events.Ended) for played in plays)
    happened = [event for played in plays for event in played.events]
    assert {event.ending for event in happened if isinstance(event, events.Ended)} == story.endings.keys()
    assert {event.scene for event in happened if isinstance(event, events.SceneBegan)} == story.scenes.keys()
    assert {event.fact for event in happened if isinstance(event, events.FactLearned)} == story.facts.keys()
    assert {event.question for event in happened if isinstance(event, events.QuestionAsked)} == story.questions.keys()


def test_it_has_every_text_in_french(story: Story) -> None:
    """No finding, as above, and yet there is that language: so no text is missing."""
    assert story.languages == {"fr": "Français"}
    french = load("first-scene", "fr")
    assert french.title == "La soupe du jeudi"
    assert {fact.states for fact in french.facts.values()}.isdisjoint(fact.states for fact in story.facts.values())


@pytest.mark.parametrize(
    ("does", "knows", "expected"),
    [(READING + COOKING, True, "legend"), (READING + COOKING, False, "seconds"), (HURRYING, False, "bread_and_jam")],
)
def test_in_french_the_same_choices_come_to_the_same_ending(
    story: Story, does: list[str], knows: bool, expected: str
) -> None:
    english, french = (follow(telling, does, knows) for telling in (story, load("first-scene", "fr")))
    assert ending(english) == ending(french) == expected
    assert [type(event) for event in french] == [type(event) for event in english]


@pytest.mark.parametrize(
    "typed",
    ["Duchesse d'Hiver", "duchesse d’hiver", "La Duchesse d'Hiver", "une pomme duchesse dhiver", "Duchese d'Hiver"],
)
def test_a_french_answer_is_right_with_or_without_its_article(typed: str) -> None:
    french = load("first-scene", "fr")
    assert grade(french, french.questions["which_apple"], typed, ()).right


@pytest.mark.parametrize("typed", ["Évêque d'Été", "Duc d'Hiver", "Duchesse d'Été", "Winter Duchess"])
def test_another_apple_is_wrong_in_french_too(typed: str) -> None:
    french = load("first-scene", "fr")
    assert not grade(french, french.questions["which_apple"], typed, ()).right


def test_the_french_rule_is_completed_in_french() -> None:
    french = load("first-scene", "fr")
    assert grade(french, french.questions["the_rule"], "Personne", ()).right
    assert not grade(french, french.questions["the_rule"], "nobody", ()).right

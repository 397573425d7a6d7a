"""The tutorial pack: small, free of findings, a model of the format, and kind to every reader."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from game.engine import AnswerGiven, Event, begin, choose, events, options
from game.engine.grading import grade
from game.engine.rules import asked_question
from game.engine.state import State
from game.play.sample_answers import right_answer
from game.playthrough.discovery import find_playthroughs
from game.playthrough.testing import run_found
from game.story.model.story import Story
from game.story.packs import examine, load
from tests.scenes.players import Play, play
from tests.yaml_files import content_of

PACK = Path(__file__).parents[2] / "scenes" / "first-scene"
PLAYS = 200
ALIKE = {"Edgar Finch", "Ivy", "Bram Tully", "Dill", "litres", "1974", "1979", "1988"}
"""What may be the same in another language: three names, years, a herb, a unit."""

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


@cache
def translations(code: str) -> dict[str, tuple[list[str], list[str]]]:
    """The texts of a language by their ids: the parts of the original, and those of the translation."""

    def parts(id_: str, text: object) -> list[str]:
        if isinstance(text, dict):
            return [*(text if id_ != "pack.topics" else ()), *text.values()]  # topics are called by their ids there
        return [str(part) for part in text] if isinstance(text, list) else [str(text)]

    found = {}
    for file in sorted((PACK / code).glob("*.yaml")):
        for id_, entry in content_of(file)["texts"].items():
            found[id_] = parts(id_, entry["was"]), parts(id_, entry["text"])
    return found


def test_each_of_its_languages_is_complete(story: Story) -> None:
    """No finding, as above, and yet there are these languages: so no text is missing, and none is stale."""
    assert story.languages == {"de": "Deutsch", "fr": "Français"}


@pytest.mark.parametrize(("code", "title"), [("de", "Die Donnerstagssuppe"), ("fr", "La soupe du jeudi")])
def test_a_translation_leaves_no_text_as_it_was(story: Story, code: str, title: str) -> None:
    translated = load("first-scene", code)
    assert translated.title == title
    assert {fact.states for fact in translated.facts.values()}.isdisjoint(fact.states for fact in story.facts.values())
    assert {part for was, text in translations(code).values() for part in set(was) & set(text)} <= ALIKE


@pytest.mark.parametrize("code", ["de", "fr"])
@pytest.mark.parametrize(
    "pattern",
    [
        r"\[[a-z_]+\]",
        r"\{quote: \w+\}",
        r"^(?:odile|ivy|bram):",
        r"\{[&~]?",
        r"\{[a-z_.]+ ?[<=>]* ?\d*:",
        r"\|",
        r"\d+",
    ],
    ids=["source mark", "quotation", "speaker", "variation", "condition", "alternative", "figure"],
)
def test_a_translation_keeps_every(pattern: str, code: str) -> None:
    for id_, (was, text) in translations(code).items():
        if not id_.endswith((".cloze", ".answer", ".not")):  # what is typed differs
            kept, original = (re.findall(pattern, "\n".join(parts), re.M) for parts in (text, was))
            assert kept == original, id_


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("de", "[\"'”«»]"),
        ("de", "„[^“]*(?:„|\\Z)|\\A[^„]*“"),
        ("fr", "[\"'“”]"),
        ("fr", "[^\u202f][;!?»]|«[^\u202f]"),
        ("fr", "[ \u202f]:"),
    ],
    ids=["quotation marks", "an open quotation", "straight marks", "a space that breaks", "a space before a colon"],
)
def test_a_translation_is_set_as_its_printers_set_it(code: str, fault: str) -> None:
    assert [part for _, text in translations(code).values() for part in text if re.search(fault, part)] == []


@pytest.mark.parametrize("code", ["de", "fr"])
@pytest.mark.parametrize(
    ("does", "knows", "expected"),
    [(READING + COOKING, True, "legend"), (READING + COOKING, False, "seconds"), (HURRYING, False, "bread_and_jam")],
)
def test_in_another_language_the_same_choices_come_to_the_same_ending(
    story: Story, code: str, does: list[str], knows: bool, expected: str
) -> None:
    original, translated = (follow(telling, does, knows) for telling in (story, load("first-scene", code)))
    assert ending(original) == ending(translated) == expected
    assert [type(event) for event in translated] == [type(event) for event in original]


@pytest.mark.parametrize("code", ["de", "fr"])
def test_the_playthroughs_of_a_language_pass_and_name_each_choice_by_its_words(code: str) -> None:
    for found in find_playthroughs(PACK / code):
        outcome = run_found(found)
        assert outcome.failures == ()
        assert outcome.result is not None
        assert outcome.result.notes == ()
        assert outcome.result.playthrough.language == code


@pytest.mark.parametrize(
    ("code", "question", "typed"),
    [
        ("de", "which_apple", "Winterherzogin"),
        ("de", "which_apple", "die Winterherzogin"),
        ("de", "which_apple", "eine winter-herzogin"),
        ("de", "which_apple", "Winter Herzogin"),
        ("de", "which_apple", "ein Winterherzogin-Apfel"),
        ("de", "which_apple", "Winterhertzogin"),
        ("de", "how_much_water", "neunzig"),
        ("de", "how_much_water", "90 Liter"),
        ("de", "how_much_water", "neunzig l"),
        ("de", "the_rule", "Niemanden"),
        ("de", "the_rule", "auf niemand"),
        ("de", "the_rule", "keinen"),
        ("fr", "which_apple", "Duchesse d'Hiver"),
        ("fr", "which_apple", "duchesse d’hiver"),
        ("fr", "which_apple", "La Duchesse d'Hiver"),
        ("fr", "which_apple", "une pomme duchesse dhiver"),
        ("fr", "which_apple", "Duchese d'Hiver"),
        ("fr", "which_apple", "duchesse hiver"),
        ("fr", "how_much_water", "quatre-vingt-dix"),
        ("fr", "how_much_water", "nonante litres"),
        ("fr", "the_rule", "Personne"),
        ("fr", "the_rule", "n'attend personne"),
    ],
)
def test_an_answer_is_right_as_pupils_of_the_language_write_it(code: str, question: str, typed: str) -> None:
    story = load("first-scene", code)
    assert grade(story, story.questions[question], typed, ()).right


@pytest.mark.parametrize(
    ("code", "question", "typed"),
    [
        ("de", "which_apple", "Sommerbischof"),
        ("de", "which_apple", "die Sommerherzogin"),
        ("de", "which_apple", "Winterherzog"),
        ("de", "which_apple", "Winter-Herzog"),
        ("de", "which_apple", "der Winter-Herzog"),
        ("de", "which_apple", "Winter Duchess"),
        ("de", "how_much_water", "neunzehn"),
        ("de", "the_rule", "jemanden"),
        ("de", "the_rule", "nobody"),
        ("fr", "which_apple", "Évêque d'Été"),
        ("fr", "which_apple", "Duc d'Hiver"),
        ("fr", "which_apple", "Duchesse d'Été"),
        ("fr", "which_apple", "Winter Duchess"),
        ("fr", "the_rule", "nobody"),
    ],
)
def test_another_answer_is_wrong_in_every_language(code: str, question: str, typed: str) -> None:
    story = load("first-scene", code)
    assert not grade(story, story.questions[question], typed, ()).right

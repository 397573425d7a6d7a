"""The lesson pack in German: whole, true to what the original says, and answered in German."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from game.engine import events
from game.engine.grading import grade
from game.play.command_types import DoCommand, Show
from game.play.commands import understand
from game.play.session import Session
from game.playthrough.discovery import find_playthroughs
from game.playthrough.testing import run_found
from game.story.model.story import Story
from game.story.packs import examine, load
from tests.scenes.players import play
from tests.yaml_files import content_of

GERMAN = Path(__file__).parents[2] / "scenes" / "ministerial" / "de"
PLAYS = 40
NAMES = {
    "Marta Lindqvist", "Ulrike Brandt", "Holger Fink", "Étienne Marchal", "Rūta Petrauskaitė", "Walter Briscoe",
    "Major Dana Whitlock", "Anselm Vries", "Mark Rutte", "Donald Trump", "Pete Hegseth", "Philip Breedlove",
    "Anders Fogh Rasmussen",
}  # fmt: skip
DRAFTING = {
    "how_it_came": "das Ziel wurde angehoben",
    "principle": "mit erfülltem Ausgabenziel",
    "verb": "könnte",
    "carry_threats": "Der Artikel sagt, Trump habe gedroht, Verteidigungszusagen der USA zurückzunehmen, falls "
    "Verbündete das Ausgabenziel nicht erreichten.",
}
"""The right answer to each question in which words, or notes, are to be chosen."""
SAYS_DU = re.compile(r"\b(?:du|dich|dir|dein\w*)\b", re.IGNORECASE)
SAYS_SIE = re.compile(r"\b(?:Ihnen|Ihr|Ihre[nmrs]?)\b|(?<=[a-zäöüß,;] )Sie\b")


@pytest.fixture(scope="module")
def original() -> Story:
    return load("ministerial")


@pytest.fixture(scope="module")
def german() -> Story:
    return load("ministerial", "de")


@cache
def texts() -> dict[str, tuple[list[str], list[str]]]:
    """Every text by its id: the parts of the original, and those of the translation."""
    found = {}
    for file in sorted(GERMAN.glob("*.yaml")):
        for id_, entry in content_of(file)["texts"].items():
            found[id_] = parts(id_, entry["was"]), parts(id_, entry["text"])
    return found


def parts(id_: str, text: object) -> list[str]:
    if isinstance(text, dict):
        return [*(text if id_ != "pack.topics" else ()), *text.values()]  # topics are called by their ids there
    return [str(part) for part in text] if isinstance(text, list) else [str(text)]


def paragraphs() -> list[tuple[str, str]]:
    """Every paragraph of the scenes and endings: the id of who speaks, empty for the narrator, and the words."""
    found = []
    for id_, (_, translated) in texts().items():
        if id_.startswith(("scenes.", "endings.", "places.")):
            for paragraph in "\n".join(translated).split("\n\n"):
                speaker = re.match(r"([a-z]+): ", paragraph)
                found.append((speaker[1] if speaker else "", paragraph))
    return found


def test_no_text_is_missing_and_none_is_stale(original: Story) -> None:
    assert original.languages["de"] == "Deutsch"
    assert [finding for finding in examine("ministerial")[1] if finding.severity != "remark"] == []


def test_only_names_and_years_stay_as_they_were() -> None:
    same = {part for was, translated in texts().values() for part in set(was) & set(translated)}
    assert {part for part in same if not part.isdecimal()} <= NAMES


@pytest.mark.parametrize(
    "pattern",
    [r"\[[a-z]+_[a-z0-9_]+\]", r"\{quote: \w+\}", r"^[a-z]+:", r"\{[a-z_.]+ ?[<=>]* ?\d*:", r"\|", r"\d+"],
    ids=["source mark", "quotation", "speaker", "condition", "alternative", "figure"],
)
def test_every_text_keeps_each(pattern: str) -> None:
    for id_, (was, translated) in texts().items():
        kept, before = (re.findall(pattern, "\n\n".join(text), re.MULTILINE) for text in (translated, was))
        assert sorted(kept) == sorted(before), id_


def test_what_a_real_person_said_stands_between_german_marks_and_is_called_a_translation(german: Story) -> None:
    quoted = [fact for fact in german.facts.values() if fact.quote]
    assert len(quoted) == 6
    for fact in quoted:
        assert f"„{fact.quote}“" in fact.states
        assert "(aus dem Englischen)" in fact.states


def test_no_quotation_marks_but_german_ones_are_in_it_and_each_is_closed() -> None:
    for id_, (_, translated) in texts().items():
        for part in translated:
            assert not re.search("[\"'”«»‚‘]", part), id_
            assert not re.search("[„“]", re.sub("„[^„“]*“", "", part)), id_


def test_the_narrator_and_marta_say_du_and_the_delegations_say_sie() -> None:
    told = paragraphs()
    assert {speaker for speaker, _ in told} == {
        "", "marta", "ulrike", "holger", "etienne", "ruta", "walt", "dana", "anselm"
    }  # fmt: skip
    for speaker, words in told:
        if speaker in ("", "marta"):
            assert not SAYS_SIE.search(words), words
        else:
            assert not SAYS_DU.search(words), words


def test_a_drafting_question_has_the_same_pieces_and_the_right_one_in_the_same_place(
    original: Story, german: Story
) -> None:
    for id_, right in DRAFTING.items():
        before, now = ([answer.right for answer in story.questions[id_].answers] for story in (original, german))
        assert now == before
        assert [answer.words for answer in german.questions[id_].answers if answer.right] == [right]


def test_the_line_on_article_5_says_two_things_by_its_dashes_alone(german: Story) -> None:
    """German sets the commas of a relative clause in any case, so what is said by the way stands between dashes."""
    (page,) = german.documents.values()
    line = next(line for line in page.lines if line.id == "article_5")
    wordings = {wording.id: texts()[f"documents.page/article_5/{wording.id}.text"][1][0] for wording in line.wordings}
    assert wordings["with_commas"] != wordings["brackets"]
    words = [re.findall(r"\w+", wordings[id_]) for id_ in ("with_commas", "brackets")]
    assert words[0] == words[1]


@pytest.mark.parametrize("typed", ["blatt", "das blatt", "Blatt", "page"])
def test_the_page_opens_by_its_german_name(german: Story, typed: str) -> None:
    assert understand(Session(german, 1), typed) == Show("document", "page")


@pytest.mark.parametrize("seed", range(3))
def test_every_label_can_be_typed_as_it_stands(german: Story, seed: int) -> None:
    """In a whole play, each thing that is offered is found by its own words, in small letters and without marks."""
    session = Session(german, seed)
    for action in play(german, seed, 1.0).actions:
        if session.question is None:
            for option, label in zip(session.options, session.labels, strict=True):
                typed = re.sub("[„“,–’]", "", label.partition(": ")[2] or label).casefold()
                assert understand(session, typed) == DoCommand(option.id)
        session.do(action)
    assert session.is_over


def test_every_ending_is_reached_in_german(german: Story) -> None:
    last = [play(german, seed, skill).events[-1] for skill in (1.0, 0.0) for seed in range(PLAYS)]
    assert {event.ending for event in last if isinstance(event, events.Ended)} == german.endings.keys()


def test_the_german_playthroughs_pass_and_name_each_choice_by_its_words() -> None:
    outcomes = [run_found(found) for found in find_playthroughs(GERMAN)]
    assert len(outcomes) == 4
    for outcome in outcomes:
        assert outcome.failures == ()
        assert outcome.result is not None
        assert outcome.result.notes == ()
        assert outcome.result.playthrough.language == "de"


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("wake_up", "Mark Rutte"),
        ("wake_up", "Rutte"),
        ("wake_up", "Herr Rutte"),
        ("wake_up", "mark rute"),
        ("wake_up", "der Generalsekretär"),
        ("wake_up", "Nato-Generalsekretär"),
        ("wake_up", "Generalsekretaer der NATO"),
        ("wake_up", "der Nato-Chef"),
        ("wake_up", "NATO-Chef Mark Rutte"),
        ("how_often", "1"),
        ("how_often", "einmal"),
        ("how_often", "nur einmal"),
        ("how_often", "ein einziges Mal"),
        ("how_often", "1x"),
        ("how_often", "1-mal"),
        ("how_often", "einmal, nach 9/11"),
        ("whose_fear", "falsch a"),
        ("whose_fear", "nein, a"),
        ("figure_owners", "1a 2c 3b"),
        ("verb", "Könnte"),
    ],
)
def test_an_answer_is_right_as_pupils_write_it(german: Story, question: str, typed: str) -> None:
    asked = german.questions[question]
    assert grade(german, asked, typed, tuple(range(len(asked.answers) or len(asked.parts)))).right


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("wake_up", "Donald Trump"),
        ("wake_up", "Hegseth"),
        ("wake_up", "Jens Stoltenberg"),
        ("wake_up", "der frühere Generalsekretär"),
        ("wake_up", "der Generalsekretär der UNO"),
        ("wake_up", "nicht Rutte"),
        ("how_often", "zweimal"),
        ("how_often", "nie"),
        ("how_often", "mehr als einmal"),
        ("how_often", "mindestens einmal"),
        ("whose_fear", "wahr a"),
        ("whose_fear", "falsch b"),
        ("verb", "wird"),
        ("verb", "will"),
    ],
)
def test_another_answer_is_wrong(german: Story, question: str, typed: str) -> None:
    asked = german.questions[question]
    found = grade(german, asked, typed, tuple(range(len(asked.answers) or len(asked.parts))))
    assert not found.right
    assert not found.unclear

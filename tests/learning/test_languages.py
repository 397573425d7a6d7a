"""Every verb that shows what a pack says takes the language of its texts, and grades in the one that was played."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main
from game.engine.state import AnswerGiven
from game.learning.gathering.pack_languages import InLanguages, load_if_translated
from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.play.opening import begin_play
from game.play.session import Session
from game.record.story_cache import load_story
from game.story.refusals import NoSuchLanguage
from tests.learning.conftest import answer

Begin = Callable[..., Session]
Run = Callable[..., str]

GERMAN = """\
language: de
name: Deutsch
texts:
  pack.pack: { was: A small quiz, text: Ein kleines Quiz }
  scenes.test/bell.choose: { was: Bell, text: Glocke }
  questions.bell.text: { was: "How heavy is the bell?", text: "Wie schwer ist die Glocke?" }
  questions.maker.text: { was: Who cast the bell?, text: Wer goss die Glocke? }
  questions.maker/foundry.right: { was: The foundry, text: Die Gießerei }
  questions.pilot.text: { was: "Who called it stubborn?", text: "Wer nannte ihn stur?" }
  questions.pilot.answer: { was: [Jan Roos, Roos], text: [der Lotse] }
  questions.gaps.cloze: { was: "The harbour is [small] but [stubborn|obstinate].", text: "Er ist [klein] und [stur]." }
"""


@pytest.fixture
def translated(pack: Path) -> Path:
    """The quiz with texts in German."""
    (pack / "de.yaml").write_text(GERMAN, "utf-8")
    return pack


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a verb in a folder of its own: what it prints, and what it complains of."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object, typed: str = "") -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        main([*map(str, words)])
        out, err = capsys.readouterr()
        return out + err

    return call


def test_worksheets_and_questions_are_exported_in_a_language_beside_the_others(
    translated: Path, run: Run, tmp_path: Path
) -> None:
    for words in ((), ("--language", "de")):
        run("export", translated, "--handout", *words)
        run("export", translated, "--to", "gift", *words)
    sheet = tmp_path / "small-quiz-handout" / "worksheet.md"
    german = tmp_path / "small-quiz-handout-de" / "arbeitsblatt.md"
    assert "Wer goss die Glocke?" in german.read_text("utf-8")
    assert "Die Gießerei" in german.with_name("arbeitsblatt-antworten.html").read_text("utf-8")
    assert "Who cast the bell?" in sheet.read_text("utf-8")
    assert "Wer goss die Glocke?" in (tmp_path / "small-quiz-de.gift").read_text("utf-8")
    assert "Who cast the bell?" in (tmp_path / "small-quiz.gift").read_text("utf-8")


def test_a_map_has_the_names_of_a_language(translated: Path, run: Run) -> None:
    assert "Ein kleines Quiz" in run("map", translated, "--language", "de")
    assert "A small quiz" in run("map", translated)


def played(pack: Path, language: str, file: Path, pilot: str) -> None:
    session = begin_play(load_story(str(pack), language), file, 1).session
    answer(session, "pilot", AnswerGiven(pilot))
    session.close()


def test_a_debriefing_is_in_the_language_of_the_play_unless_another_is_asked_for(
    translated: Path, run: Run, tmp_path: Path
) -> None:
    played(translated, "de", tmp_path / "de.play.yaml", "Jan Ross")
    told = run("debrief", translated, "--play", tmp_path / "de.play.yaml")
    assert "Wer nannte ihn stur?" in told
    assert "der Lotse" in told
    played(translated, "", tmp_path / "en.play.yaml", "Jan Ross")
    assert "Who called it stubborn?" in run("debrief", translated, "--play", tmp_path / "en.play.yaml")
    assert "Wer nannte ihn stur?" in run("debrief", translated, "--play", tmp_path / "en.play.yaml", "--language", "de")


def test_saved_plays_are_graded_in_their_language_and_told_in_the_one_that_is_asked_for(
    translated: Path, run: Run, tmp_path: Path
) -> None:
    plays = tmp_path / "plays"
    plays.mkdir()
    played(translated, "de", plays / "Ana.play.yaml", "der Lotse")
    played(translated, "", plays / "Ben.play.yaml", "Jan Roos")
    told = run("results", translated, "--plays", plays)
    assert "Who called it stubborn?" in told
    assert "1 of 1" in told
    assert "0 of 1" not in told
    german = run("results", translated, "--plays", plays, "--language", "de")
    assert "Wer nannte ihn stur?" in german
    assert "0 of 1" not in german
    assert "Wer nannte ihn stur?" in run("results", translated, "--plays", plays, "--language", "de", "--items")


def test_recorded_answers_are_graded_again_in_the_language_in_which_they_were_given(
    begin: Begin, translated: Path, run: Run
) -> None:
    answer(begin("Ana", story=load_story(str(translated), "de")), "pilot", AnswerGiven("der Lotse"))
    answer(begin("Ben", story=load_story(str(translated))), "pilot", AnswerGiven("Jan Roos"))
    assert "0 answers of 2 got another verdict" in run("results", translated, "--regrade")
    assert "0 answers of 2 got another verdict" in run("results", translated, "--regrade", "--language", "de")
    answers = kept_answers(record_path())
    in_languages = InLanguages(str(translated), load_story(str(translated))).of_plays(answers)
    assert {kept.pupil: in_languages[kept.play.id].language for kept in answers} == {"Ana": "de", "Ben": ""}


def test_practice_asks_and_grades_in_the_language(translated: Path, run: Run) -> None:
    asked = run("review", translated, "--language", "de", "--most", "3", typed="80\n1\nder Lotse\nquit\n")
    assert "Wie schwer ist die Glocke?" in asked
    assert "How heavy is the bell?" not in asked


def test_what_was_played_is_practised_as_it_was_written_where_there_is_no_such_language(
    begin: Begin, pack: Path, run: Run
) -> None:
    answer(begin(), "bell", AnswerGiven("70"))
    assert "Später heute: 1 Frage" in run("review", "--language", "de", typed="quit\n")
    assert load_if_translated(str(pack), "de").language == ""
    with pytest.raises(NoSuchLanguage):
        load_story(str(pack), "de")


@pytest.mark.parametrize("verb", ["export --handout", "export --to gift", "map", "review", "results --regrade"])
def test_a_language_that_the_pack_has_not_is_refused_in_a_sentence(translated: Path, run: Run, verb: str) -> None:
    name, *options = verb.split()
    told = run(name, translated, *options, "--language", "xx")
    assert "“xx”" in told
    assert "de (Deutsch)" in told

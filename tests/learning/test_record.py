"""What is kept of every answer."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine.state import AnswerGiven
from game.learning.record.answer_keeper import AnswerKeeper
from game.learning.record.answer_watch import AnswerWatch
from game.learning.record.fingerprints import question_fingerprint
from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.learning.record.wanted import is_recording, player_name, watch_for_record
from game.play.opening import begin_play, continue_play, load_play
from game.play.saved_games import save_as
from game.play.session import Session
from game.play.story_so_far import go_to
from game.story.model.story import Story
from game.story.packs import load
from tests.learning.conftest import QUIZ, Clock, answer, ask, rows

Begin = Callable[..., Session]


def test_every_answer_is_kept_with_its_verdict(begin: Begin) -> None:
    session = begin()
    answer(session, "bell", AnswerGiven("80"))
    answer(session, "bell", AnswerGiven("90 kg"))
    answer(session, "bell", "pass")
    answer(session, "maker", "answer:smith")
    answer(session, "maker", AnswerGiven("The foundry"))
    answer(session, "pilot", AnswerGiven("Roos"))
    assert rows("question, given, chosen, verdict, credit, is_first") == [
        ("bell", "80", "", "right", 1.0, 1),
        ("bell", "90 kg", "", "wrong", 0.0, 0),
        ("bell", "", "", "passed", 0.0, 0),
        ("maker", "The smith", "smith", "wrong", 0.0, 1),
        ("maker", "The foundry", "foundry", "right", 1.0, 0),
        ("pilot", "Roos", "", "right", 1.0, 1),
    ]


def test_an_answer_that_is_right_in_part_is_kept_as_such(begin: Begin) -> None:
    session = begin()
    answer(session, "gaps", AnswerGiven("small; lazy"))
    assert rows("question, verdict, credit") == [("gaps", "partly", 0.5)]


def test_an_answer_that_is_right_but_for_its_spelling_is_kept_as_such(begin: Begin) -> None:
    session = begin()
    answer(session, "gaps", AnswerGiven("small; stuborn"))
    assert rows("verdict, spelling") == [("right", 1)]


def test_an_answer_that_nobody_can_grade_is_none(begin: Begin) -> None:
    session = begin()
    ask(session, "tides")
    with pytest.raises(Exception, match="letters"):
        session.do(AnswerGiven("no idea"))
    assert not record_path().exists()


def test_nothing_is_written_before_the_first_answer(begin: Begin) -> None:
    session = begin()
    ask(session, "bell")
    session.undo()
    session.close()
    assert not record_path().exists()


def test_the_time_that_a_question_stood_is_kept(begin: Begin, clock: Clock) -> None:
    session = begin()
    clock.seconds = 100.0
    ask(session, "bell")
    clock.seconds = 112.34
    session.do("lookup")
    clock.seconds = 120.5
    session.do(AnswerGiven("80"))
    assert rows("seconds, lookups, hints, confidence") == [(20.5, 1, 0, "")]


def test_what_was_shown_is_kept_where_letters_stand_for_it(begin: Begin, quiz: Story) -> None:
    session = begin()
    answer(session, "tides", AnswerGiven("a b c"))
    answer(session, "pairs", AnswerGiven("1a 2b 3c"))
    (order, _), (parts, partners) = [[json.loads(column) for column in row] for row in rows("shown, partners")]
    assert sorted(order) == ["ebb", "flood", "slack water"]
    assert order != ["slack water", "flood", "ebb"]
    assert parts == ["Weight", "Maker", "Sound"]
    assert sorted(partners) == ["deep", "foundry", "heavy"]


def test_who_plays_what_is_kept(begin: Begin, pack: Path) -> None:
    import sqlite3

    answer(begin("Ana", seed=5), "bell", AnswerGiven("80"))
    connection = sqlite3.connect(record_path())
    ((pack_id, title, place, player, seed, occasion),) = connection.execute(
        "SELECT pack, title, place, player, seed, occasion FROM plays"
    )
    connection.close()
    assert (pack_id, title, place, player, seed, occasion) == (
        "small-quiz",
        "A small quiz",
        str(pack),
        "Ana",
        5,
        "play",
    )


@pytest.mark.parametrize(("given", "kept"), [("  Ana\tMaria ", "Ana Maria"), ("x" * 100, "x" * 80), ("", "")])
def test_a_name_is_one_line_of_bounded_length(given: str, kept: str) -> None:
    assert player_name(given).replace("→", " ") == kept


# Taken back


def test_an_answer_that_is_taken_back_stays_and_is_marked(begin: Begin) -> None:
    session = begin()
    answer(session, "bell", AnswerGiven("90"))
    session.undo(2)
    answer(session, "bell", AnswerGiven("80"))
    assert rows("given, is_first, taken_back <> ''") == [("90", 1, 1), ("80", 0, 0)]


def test_an_answer_to_which_one_goes_back_holds_again(begin: Begin) -> None:
    session = begin()
    answer(session, "bell", AnswerGiven("90"))
    session.undo(1)
    session.do(AnswerGiven("80"))
    went = go_to(session, 2)
    assert went is not None
    assert rows("given, taken_back <> ''") == [("90", 0), ("80", 1)]


def test_the_same_answer_after_taking_it_back_is_one_answer(begin: Begin) -> None:
    session = begin()
    answer(session, "bell", AnswerGiven("90"))
    session.undo(1)
    session.do(AnswerGiven("90"))
    assert rows("given, is_first, taken_back <> ''") == [("90", 1, 0)]


def test_taking_back_what_was_no_answer_leaves_the_record_alone(begin: Begin) -> None:
    session = begin()
    answer(session, "bell", AnswerGiven("90"))
    before = record_path().stat().st_mtime_ns
    ask(session, "maker")
    session.undo(1)
    assert record_path().stat().st_mtime_ns == before


# Plays that are gone on with


def test_a_play_that_is_gone_on_with_is_the_same_play(quiz: Story, pack: Path, home: Path, clock: Clock) -> None:
    def watched(session: Session) -> Session:
        session.be_watched(lambda play: AnswerWatch(play, AnswerKeeper(play, pack, ""), clock))
        return session

    path = home / "data" / "plays" / "small-quiz" / "current.play.yaml"
    session = watched(begin_play(quiz, path, 4).session)
    answer(session, "bell", AnswerGiven("90"))
    session.close()
    session = watched(continue_play(quiz, path).session)
    session.undo(1)
    session.do(AnswerGiven("80"))
    session.close()
    assert rows("given, is_first, taken_back <> ''") == [("90", 1, 1), ("80", 0, 0)]
    assert len(set(rows("play"))) == 1


def test_two_plays_with_one_seed_are_two_plays(begin: Begin) -> None:
    for _ in range(2):
        answer(begin(seed=3), "bell", AnswerGiven("80"))
    assert len(set(rows("play"))) == 2
    assert rows("is_first") == [(1,), (1,)]


def test_a_copy_of_a_saved_play_is_a_play_of_its_own(quiz: Story, pack: Path, home: Path, clock: Clock) -> None:
    def watched(session: Session, player: str = "") -> Session:
        session.be_watched(lambda play: AnswerWatch(play, AnswerKeeper(play, pack, player), clock))
        return session

    folder = home / "data" / "plays" / "small-quiz"
    first = watched(begin_play(quiz, folder / "current.play.yaml", 4).session)
    answer(first, "bell", AnswerGiven("90"))
    saved = save_as(first, folder, "ana").path
    answer(first, "maker", "pass")
    first.close()
    copy = watched(load_play(quiz, saved, folder / "copy.play.yaml").session)
    answer(copy, "maker", "pass")
    copy.close()
    resumed = watched(continue_play(quiz, folder / "current.play.yaml").session)
    resumed.undo(1)
    resumed.close()
    plays = rows("question, play, taken_back <> ''")
    assert [(question, back) for question, _, back in plays] == [("bell", 0), ("maker", 1), ("maker", 0)]
    assert plays[0][1] == plays[1][1] != plays[2][1]


def test_who_goes_on_with_the_play_of_another_is_not_taken_for_them(
    quiz: Story, pack: Path, home: Path, clock: Clock
) -> None:
    path = home / "data" / "plays" / "small-quiz" / "current.play.yaml"
    for player, question, given in (("Ana", "bell", AnswerGiven("90")), ("Ben", "maker", "pass")):
        session = (continue_play(quiz, path) if path.exists() else begin_play(quiz, path, 4)).session
        session.be_watched(lambda play, player=player: AnswerWatch(play, AnswerKeeper(play, pack, player), clock))
        answer(session, question, given)
        session.close()
    assert [kept.pupil for kept in kept_answers(record_path())] == ["Ana", "Ben"]


def test_a_play_of_an_older_version_has_no_id_and_goes_on_as_itself(
    quiz: Story, pack: Path, home: Path, clock: Clock
) -> None:
    path = home / "data" / "plays" / "small-quiz" / "current.play.yaml"
    begin_play(quiz, path, 4).session.close()
    path.write_text("".join(line for line in path.read_text().splitlines(True) if not line.startswith("id:")))
    for question, given in (("bell", AnswerGiven("90")), ("maker", "pass")):
        session = continue_play(quiz, path).session
        assert session.id == ""
        session.be_watched(lambda play: AnswerWatch(play, AnswerKeeper(play, pack, ""), clock))
        answer(session, question, given)
        session.close()
    assert len(set(rows("play"))) == 1


def test_an_answer_that_was_left_without_telling_the_record_is_marked_with_the_next(
    begin: Begin, quiz: Story, pack: Path
) -> None:
    first = begin()
    answer(first, "bell", AnswerGiven("90"))
    # An earlier copy of the play is loaded.
    copy, _ = Session.resume(quiz, first.seed, first.record[:1])
    copy.be_watched(lambda play: AnswerWatch(play, AnswerKeeper(play, pack, "")))
    copy.do(AnswerGiven("80"))
    assert rows("given, taken_back <> ''") == [("90", 1), ("80", 0)]
    assert len(set(rows("play"))) == 1


# Fingerprints


def changed(pack: Path, old: str, new: str) -> Story:
    (pack / "pack.yaml").write_text(QUIZ.replace(old, new), "utf-8")
    return load(pack)


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        ("bell", "number: 80", "number: 81"),
        ("bell", "How heavy is the bell?", "How heavy is it?"),
        ("maker", "wrong: The smith", "wrong: The tinker"),
        ("pilot", "not: [Jan Ross]", "not: [Ross]"),
        ("tides", "[slack water, flood, ebb]", "[flood, slack water, ebb]"),
        ("gaps", "[stubborn|obstinate]", "[stubborn]"),
    ],
)
def test_wording_and_key_change_a_fingerprint(quiz: Story, pack: Path, question: str, old: str, new: str) -> None:
    before = {id_: question_fingerprint(asked) for id_, asked in quiz.questions.items()}
    after = {id_: question_fingerprint(asked) for id_, asked in changed(pack, old, new).questions.items()}
    assert {id_ for id_ in before if before[id_] != after[id_]} == {question}


def test_reasons_sources_and_topics_change_no_fingerprint(quiz: Story, pack: Path) -> None:
    before = {id_: question_fingerprint(asked) for id_, asked in quiz.questions.items()}
    story = changed(pack, "because: It stands on the rim.", "topics: [makers]\n    because: On the rim.")
    assert {id_: question_fingerprint(asked) for id_, asked in story.questions.items()} == before


# Whether


@pytest.mark.parametrize(("value", "kept"), [("0", False), ("off", False), ("No", False), ("", True), ("1", True)])
def test_a_variable_of_the_environment_turns_the_record_off(value: str, kept: bool, pack: Path) -> None:
    assert is_recording({"EIGHTWINGS_RECORD": value}) is kept


def test_where_nothing_is_to_be_kept_nobody_watches(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGHTWINGS_RECORD", "0")
    assert watch_for_record(pack) is None


def test_the_record_is_for_its_user_alone(begin: Begin) -> None:
    answer(begin(), "bell", AnswerGiven("80"))
    assert not stat.S_IMODE(record_path().stat().st_mode) & 0o077


def test_who_goes_on_unsaved_is_recorded_no_more(begin: Begin) -> None:
    session = begin()
    answer(session, "bell", AnswerGiven("80"))
    session.go_on_unsaved()
    answer(session, "maker", "answer:smith")
    assert rows("question") == [("bell",)]

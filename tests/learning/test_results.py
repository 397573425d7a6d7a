"""`eightwings results`: the table, saved plays, exports, forgetting."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from game.cli import main
from game.engine.state import AnswerGiven
from game.learning.record.record_file import record_path
from game.play.opening import begin_play
from game.play.session import Session
from game.story.model.story import Story
from tests.learning.conftest import answer, ask, rows

Begin = Callable[..., Session]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], home: Path) -> Run:
    """Runs `eightwings results`: its exit code, what it prints, and what it complains of."""

    def call(*words: object) -> tuple[int, str, str]:
        code = main(["results", *map(str, words)])
        return code, *capsys.readouterr()

    return call


def lesson(begin: Begin) -> None:
    """Two pupils answer; one of them takes an answer back, one plays twice."""
    ana = begin("Ana")
    answer(ana, "bell", AnswerGiven("90"))
    ana.undo(1)
    ana.do(AnswerGiven("80"))
    answer(ana, "gaps", AnswerGiven("small; lazy"))
    answer(ana, "maker", "pass")
    answer(begin("Ben"), "bell", AnswerGiven("80"))
    answer(begin("Ben"), "bell", AnswerGiven("70"))


def test_the_table_has_the_first_answer_of_each_pupil(begin: Begin, run: Run, pack: Path) -> None:
    lesson(begin)
    code, out, _ = run(pack)
    lines = [line.split() for line in out.splitlines()]
    assert code == 0
    assert out.startswith("A small quiz (small-quiz): 2 pupils, 3 questions")
    assert ["Ana", "✗*", "–", "~", "0", "1", "1", "1", "0.5", "of", "3"] in lines
    assert ["Ben", "✓", ".", ".", "1", "0", "0", "0", "1", "of", "1"] in lines
    assert ["right,", "in", "%", "50", "0", "0"] in lines
    assert ["1", "bell:", "How", "heavy", "is", "the", "bell?"] in lines
    assert "Nobody was asked 3 other questions of the pack." in out
    assert "1 later answer is not in the table." in out


def test_a_wide_table_comes_in_pieces_that_fit(
    begin: Begin, run: Run, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "65")
    session = begin("Ana")
    for question, given in [("bell", "80"), ("pilot", "Roos"), ("gaps", "small; stubborn"), ("tides", "a b c")]:
        answer(session, question, AnswerGiven(given))
    answer(session, "maker", "answer:smith")
    answer(session, "pairs", AnswerGiven("1a 2b 3c"))
    table = run(pack)[1].split("✓ right")[0].splitlines()
    assert max(map(len, table)) <= 65
    assert sum(line.startswith("Ana") for line in table) == 2


def test_one_player_can_be_asked_for(begin: Begin, run: Run, pack: Path) -> None:
    lesson(begin)
    out = run(pack, "--player", "Ben")[1]
    assert "1 pupil," in out
    assert "Ana" not in out


def test_who_gave_no_name_is_shown_as_such(begin: Begin, run: Run) -> None:
    answer(begin(), "bell", AnswerGiven("80"))
    assert "(no name)" in run()[1]
    assert "(no name)" in run("--player", "")[1]


def test_a_pack_that_is_gone_is_known_by_its_id(begin: Begin, run: Run, pack: Path) -> None:
    lesson(begin)
    for file in pack.iterdir():
        file.unlink()
    pack.rmdir()
    code, out, _ = run("small-quiz")
    assert code == 0
    assert "A small quiz (small-quiz): 2 pupils" in out
    assert run("no-such-pack")[0] == 2


def test_where_nothing_was_recorded_that_is_said(run: Run, pack: Path) -> None:
    assert run() == (0, "No answers are recorded. They are kept when a pack is played with `eightwings play`.\n", "")
    assert not record_path().exists()


def test_a_damaged_record_is_told_of_and_left_where_it_is(run: Run) -> None:
    record_path().parent.mkdir(parents=True)
    record_path().write_bytes(b"damaged" * 1000)
    code, out, err = run()
    assert (code, out) == (3, "")
    assert err == f"{record_path()} is damaged (file is not a database).\n"
    assert record_path().read_bytes() == b"damaged" * 1000


def test_hostile_names_and_answers_do_no_harm(begin: Begin, run: Run, pack: Path) -> None:
    answer(begin("\x1b[31mAna\u202e\n"), "bell", AnswerGiven("\x1b]0;title\x07"))
    for out in (run(pack)[1], run(pack, "--json")[1]):
        assert "\x1b" not in out
        assert "\u202e" not in out


# Saved plays


def saved(folder: Path, story: Story, name: str, *given: str) -> Session:
    session = begin_play(story, folder / f"{name}.play.yaml", 3).session
    for words in given:
        answer(session, "bell", AnswerGiven(words))
    session.close()
    return session


def test_each_saved_play_is_a_pupil(run: Run, quiz: Story, pack: Path, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    saved(folder, quiz, "Ana", "90", "80")
    saved(folder, quiz, "Ben", "80")
    saved(folder, quiz, "Cem")
    code, out, err = run(pack, "--plays", folder)
    lines = [line.split() for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert ["Ana", "✗", "0", "0", "1", "0", "0", "of", "1"] in lines
    assert ["Ben", "✓", "1", "0", "0", "0", "1", "of", "1"] in lines
    assert ["Cem", ".", "0", "0", "0", "0", "0", "of", "0"] in lines
    assert not record_path().exists()


def test_what_was_taken_back_in_a_saved_play_is_marked(run: Run, quiz: Story, pack: Path, tmp_path: Path) -> None:
    session = begin_play(quiz, tmp_path / "class" / "Ana.play.yaml", 3).session
    answer(session, "bell", AnswerGiven("90"))
    session.undo(1)
    session.do(AnswerGiven("80"))
    session.close()
    kept = json.loads(run(pack, "--plays", tmp_path / "class", "--json")[1])["packs"][0]["answers"]
    assert [(row["given"], row["verdict"], row["first"], row["taken_back"]) for row in kept] == [
        ("90", "wrong", True, True), ("80", "right", False, False),
    ]  # fmt: skip


def test_saved_plays_are_graded_by_the_key_of_today(run: Run, quiz: Story, pack: Path, tmp_path: Path) -> None:
    saved(tmp_path / "class", quiz, "Ana", "90")
    file = pack / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("number: 80", "number: 90"), "utf-8")
    found = json.loads(run(pack, "--plays", tmp_path / "class", "--json")[1])["packs"][0]
    assert found["pupils"][0]["first"]["bell"]["verdict"] == "right"


def test_plays_that_cannot_be_read_are_told_of_and_the_others_count(
    run: Run, quiz: Story, harbour: Story, pack: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    saved(folder, quiz, "Ana", "80")
    begin_play(harbour, folder / "Ben.play.yaml", 3).session.close()
    (folder / "Cem.play.yaml").write_text("nothing of the kind", "utf-8")
    code, out, err = run(pack, "--plays", folder)
    assert code == 0
    assert "1 pupil" in out
    assert f"{folder / 'Ben.play.yaml'} is a play of the pack “harbour”, and is left out." in err
    assert "Cem.play.yaml" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--plays", "."], "Say of which pack the plays are"),
        (["PACK", "--plays", "nowhere"], "nowhere is no folder."),
        (["--regrade"], "Say which pack"),
        (["PACK", "--plays", ".", "--regrade"], "only the record is graded again"),
        (["--export", "results.ods"], "results.ods must end in .csv, .xlsx or .jsonl."),
    ],
)
def test_what_is_given_wrongly_is_said_in_a_sentence(run: Run, pack: Path, words: list[str], sentence: str) -> None:
    code, _, err = run(*[pack if word == "PACK" else word for word in words])
    assert code == 2
    assert sentence in err


# For programs


def test_json_has_every_question_pupil_and_answer(begin: Begin, run: Run, pack: Path) -> None:
    lesson(begin)
    shown = json.loads(run(pack, "--json")[1])
    assert (shown["version"], shown["troubles"]) == (1, [])
    (found,) = shown["packs"]
    assert [question["id"] for question in found["questions"]] == ["bell", "maker", "gaps", "pilot", "tides", "pairs"]
    assert found["questions"][0]["first_answers"] == {"right": 1, "partly": 0, "wrong": 1, "passed": 0}
    assert [(pupil["name"], pupil["score"], pupil["asked"]) for pupil in found["pupils"]] == [
        ("Ana", 0.5, 3),
        ("Ben", 1.0, 1),
    ]
    assert len(found["answers"]) == 6
    assert found["answers"][0]["given"] == "90"


HOSTILE = ("=1+2", "+1", "-1", "@sum", "=HYPERLINK(1)")


@pytest.fixture
def hostile(begin: Begin) -> None:
    """Answers that a spreadsheet would take for formulas."""
    session = begin("=Ana")
    for words in HOSTILE:
        ask(session, "pilot")
        session.do(AnswerGiven(words))


@pytest.mark.usefixtures("hostile")
def test_a_csv_holds_all_questions_and_answers_and_no_formula(run: Run, pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    code, _, err = run(pack, "--export", file)
    assert (code, err) == (0, f"Written: {file}\n")
    table = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert [row["given"] for row in table if row["pupil"]] == [f"'{words}" for words in HOSTILE]
    assert {row["pupil"] for row in table} == {"'=Ana", ""}
    assert {row["question"] for row in table} == {"bell", "maker", "pilot", "tides", "pairs", "gaps"}
    assert not [cell for row in table for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.usefixtures("hostile")
def test_a_workbook_holds_the_same_and_no_formula(run: Run, pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    assert run(pack, "--export", file)[0] == 0
    book = load_workbook(file)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {f"'{words}" for words in HOSTILE} <= {cell.value for cell in cells}
    assert [cell.value for cell in book["First answers 1"][1]] == ["pupil", "pilot", "score", "asked"]
    assert [cell.value for cell in book["First answers 1"][2]] == ["'=Ana", "wrong", 0, 1]


@pytest.mark.usefixtures("hostile")
def test_lines_of_json_hold_the_same_as_it_was(run: Run, pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    assert run(pack, "--export", file)[0] == 0
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [line["given"] for line in lines if line["pupil"]] == list(HOSTILE)
    assert {line["version"] for line in lines} == {1}


def test_a_file_that_cannot_be_written_is_told_of(begin: Begin, run: Run, tmp_path: Path) -> None:
    lesson(begin)
    code, _, err = run("--export", tmp_path / "nowhere" / "out.csv")
    assert code == 3
    assert "nowhere/out.csv cannot be written" in err


# Forgetting


def test_forgetting_asks_back_and_no_answer_is_no(
    begin: Begin, run: Run, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson(begin)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, out, _ = run("--forget")
    assert code == 0
    assert out == ("Forget 6 answers in 3 plays for good? The plays themselves stay. [y/N] \nNothing was forgotten.\n")
    assert len(rows()) == 6


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ([], 0),
        (["--player", "Ana"], 2),
        (["--player", "Nobody"], 6),
        (["PACK"], 0),
        (["PACK", "--player", "Ben"], 4),
    ],
)
def test_a_player_a_pack_or_everything_is_forgotten(
    begin: Begin, run: Run, pack: Path, words: list[str], left: int
) -> None:
    lesson(begin)
    assert run(*[pack if word == "PACK" else word for word in words], "--forget", "--yes")[0] == 0
    assert len(rows()) == left


def test_what_is_forgotten_is_nowhere_in_the_file(begin: Begin, run: Run) -> None:
    session = begin("Ana")
    answer(session, "pilot", AnswerGiven("a secret of Ana"))
    session.close()
    assert b"a secret of Ana" in record_path().read_bytes()
    run("--player", "Ana", "--forget", "--yes")
    for file in record_path().parent.iterdir():
        assert file.is_dir() or b"a secret of Ana" not in file.read_bytes()


def test_a_damaged_record_is_forgotten_with_everything(run: Run) -> None:
    record_path().parent.mkdir(parents=True)
    record_path().write_bytes(b"damaged" * 1000)
    assert run("--forget", "--yes")[0] == 0
    assert list(record_path().parent.iterdir()) == []

"""`eightwings export --to`: the questions of a pack for another program; whatever stays behind is told."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from game.cli import main
from game.engine.drawn_numbers import as_asked
from game.learning.banks.bank_formats import BANK_FORMATS, Deck, read_bank, readable, writable, written_bank
from game.learning.banks.bank_questions import NOTHING, BankAnswer, BankNotes, BankNumber, BankQuestion
from game.learning.banks.importing import ImportWishes, import_questions
from game.learning.banks.pack_reading import pack_questions
from game.story.packs import load

HARBOUR = str(Path(__file__).parents[2] / "packs" / "harbour")
PACK = "pack: Test\nscenes:\n  a:\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n"


def exported(folder: Path, question: str) -> tuple[list[BankQuestion], list[str]]:
    """The questions of a pack with one question, and what is told of it."""
    indented = "".join(f"    {line}\n" for line in question.splitlines())
    (folder / "pack.yaml").write_text(f"{PACK}questions:\n  q:\n    cites: todo\n{indented}", "utf-8")
    notes = BankNotes("pack")
    return pack_questions(load(folder), {}, notes), [note.sentence for note in notes.taken]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("text: W?\nanswers:\n  - right: a\n  - right: b\n  - wrong: c\n    because: No *way*.",
         BankQuestion("several", "W?", answers=(BankAnswer("a", Decimal(50)), BankAnswer("b", Decimal(50)),
                                                BankAnswer("c", NOTHING, "No *way*.")))),
        ("text: So?\ntrue_false: false", BankQuestion("true_false", "So?", truth=False)),
        ("text: N?\nnumber: 9.7 to 9.9\nunit: m",
         BankQuestion("number", "N?", numbers=(BankNumber(Decimal("9.7"), to=Decimal("9.9")),), unit="m")),
        ("text: N?\nnumber: 50\ntolerance: 2 %",
         BankQuestion("number", "N?", numbers=(BankNumber(Decimal(50), Decimal(1)),))),
        ("text: Why?\nopen: Because 2*3.", BankQuestion("open", "Why?", feedback="Because 2\\*3.")),
        ("text: 'A **big** \\{ bell'\nanswer: [a, b]\nnot: c",
         BankQuestion("typed", "A **big** { bell",
                      answers=(BankAnswer("a"), BankAnswer("b"), BankAnswer("c", NOTHING)))),
    ],
)  # fmt: skip
def test_each_kind_becomes_one_of_a_bank(tmp_path: Path, written: str, expected: BankQuestion) -> None:
    (question,), told = exported(tmp_path, written)
    assert question == BankQuestion(**{**vars(expected), "name": "q", "id": "q"})
    assert told == []


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("text: Y?\npoll: [Yes, No]", "“q” was left out: the kind `poll` is not exported."),
        ("text: D?\ndate: 1949-04-04", "“q”, a date, is exported as words to be typed."),
        ("text: S?\nsort: { a: x, b: y }", "is exported as pairs that belong together"),
        ("word: The bell [is|was] heavy.", "is exported as a choice of answers"),
        ("text: E?\nanswer: [a]\nexact: [accents]", "That “q” insists on accents is not carried over."),
        ("text: O?\norder: [a, b]\nshuffle: false", "stay in their order is not carried over"),
        ("text: T?\ntrue_false: true\nreasons:\n  - right: a\n  - wrong: b", "reasons to choose from"),
        ("text: '{visits.a > 0: Again|First}?'\nanswer: a", "The words of “q” change in play"),
    ],
)
def test_what_stays_behind_is_told(tmp_path: Path, written: str, word: str) -> None:
    _, told = exported(tmp_path, written)
    assert any(word in sentence for sentence in told)


@pytest.mark.parametrize("name", writable())
def test_only_moodle_xml_takes_hints_and_that_capitals_matter(tmp_path: Path, name: str) -> None:
    questions, told = exported(tmp_path, "text: E?\nanswer: [pH]\nexact: case\nhints: [Two letters.]")
    assert (questions[0].hints, questions[0].case, told) == (("Two letters.",), True, [])
    _, notes = written_bank(name, questions, Deck("pack", "Pack"))
    told = [note.sentence for note in notes]
    expected = "The hints of “q” (1) are not carried over.", "That capital letters matter in “q” is not carried over."
    assert [sentence in told for sentence in expected] == ([False] * 2 if name == "moodle" else [True] * 2)


@pytest.mark.parametrize("name", writable())
def test_every_format_takes_a_whole_pack(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"bank{BANK_FORMATS[name].ending}"
    assert main(["export", HARBOUR, "--to", name, "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert f"Written: {out}, " in said
    assert "On which facts the questions rest (`cites:`) is not carried over" in said
    if name in readable():
        content = read_bank(out.name, out.read_bytes())
        assert content.notes == ()
        assert "Who cast the bell?" in [question.text for question in content.questions]


@pytest.mark.parametrize("name", ["moodle", "csv", "xlsx"])
def test_what_went_out_comes_in_again(name: str, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK, "utf-8")
    out = tmp_path / f"bank{BANK_FORMATS[name].ending}"
    main(["export", HARBOUR, "--to", name, "--out", str(out)])
    import_questions(ImportWishes(out, str(pack)))
    before, after = load(HARBOUR).questions, load(pack).questions
    assert list(after) == list(before)
    for id_, question in before.items():
        assert after[id_].accepted == as_asked(question, 1).accepted
        assert [(answer.words, answer.right) for answer in after[id_].answers] == [
            (answer.words, answer.right) for answer in question.answers
        ]


def test_nothing_is_overwritten_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "bank.gift"
    out.write_text("mine", "utf-8")
    assert main(["export", HARBOUR, "--to", "gift", "--out", str(out)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert out.read_text("utf-8") == "mine"
    assert main(["export", HARBOUR, "--to", "gift", "--out", str(out), "--force"]) == 0


def test_a_file_says_in_which_language_the_pack_is_written(tmp_path: Path) -> None:
    question = "questions:\n  q: { text: Was?, cites: todo, answer: Nichts }\n"
    (tmp_path / "pack.yaml").write_text(f"{PACK}language: de\n{question}", "utf-8")
    out = tmp_path / "out.h5p"
    assert main(["export", str(tmp_path / "pack.yaml"), "--to", "h5p", "--out", str(out)]) == 0
    with ZipFile(out) as packed:
        assert json.loads(packed.read("h5p.json"))["language"] == "de"


def test_into_a_folder_goes_a_file_with_the_name_of_the_pack(tmp_path: Path) -> None:
    assert main(["export", HARBOUR, "--to", "gift", "--out", str(tmp_path)]) == 0
    (written,) = tmp_path.iterdir()
    assert written.suffix == ".gift"


def test_an_unknown_format_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", HARBOUR, "--to", "gfit"]) == 2
    assert "Did you mean `gift`?" in capsys.readouterr().err


def test_a_library_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "genanki", None)
    assert main(["export", HARBOUR, "--to", "anki", "--out", "never.apkg"]) == 2
    assert "pip install 'eightwings[banks]'" in capsys.readouterr().err


@pytest.mark.parametrize(("said", "language"), [("", "en"), ("language: de-AT\n", "de"), ("language: pt_BR\n", "pt")])
def test_a_question_set_says_in_which_language_the_pack_is_written(tmp_path: Path, said: str, language: str) -> None:
    question = "questions: { q: { text: Q?, because: So., cites: todo, answer: a } }\n"
    (tmp_path / "pack.yaml").write_text(f"{said}{PACK}{question}", "utf-8")
    assert main(["export", str(tmp_path), "--to", "h5p", "--out", str(tmp_path / "q.h5p")]) == 0
    with ZipFile(tmp_path / "q.h5p") as packed:
        assert json.loads(packed.read("h5p.json"))["language"] == language

"""`eightwings import`: a new file in a pack, which loads; whatever is not in it is told."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli import main
from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankError,
    BankGap,
    BankNotes,
    BankNumber,
    BankQuestion,
)
from game.learning.banks.gift_writing import write_gift
from game.learning.banks.importing import ImportedQuestions, ImportWishes, import_questions
from game.learning.banks.marked_words import words_alone
from game.learning.banks.pack_reading import pack_questions
from game.learning.banks.pack_writing import question_as_yaml
from game.story.packs import examine, load
from tests.learning.banks.drawn_questions import KINDS

PACK = "pack: Test\nscenes:\n  a:\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n"
BELL = "How heavy is the bell? {=heavy ~light}"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    return folder


def imported(pack: Path, text: str, name: str = "bank.gift", **wishes: bool) -> ImportedQuestions:
    file = pack.parent / name
    file.write_text(text, "utf-8")
    return import_questions(ImportWishes(file, str(pack), **wishes))


def test_the_file_is_what_a_teacher_would_write(pack: Path) -> None:
    done = imported(
        pack,
        "// [tag:Harbour life]\n::The bell::How *heavy* is {it}? {=heavy#Yes. ~light ~1,5 t ####So.}".replace(
            "{it}", "\\{it\\}"
        ),
    )
    assert done.path == pack / "questions/imported-bank.yaml"
    assert done.path.read_text("utf-8") == (
        "# 1 question imported from bank.gift. None is asked yet: a scene asks one with `ask:`.\n"
        "# `cites: todo` becomes the id of the fact on which a question rests, once a dossier has it.\n"
        "questions:\n"
        "  the_bell:\n"
        '    text: "How \\\\*heavy\\\\* is \\\\{it\\\\}?"\n'
        "    cites: todo\n"
        "    topics: [harbour_life]\n"
        "    answers:\n"
        "      - right: heavy\n"
        "        because: Yes.\n"
        "      - wrong: light\n"
        '      - wrong: "1,5 t"\n'
        "    because: So.\n"
    )
    story, found = examine(pack)
    assert story is not None
    assert [finding.code for finding in found if finding.severity == "error"] == []
    assert [finding.code for finding in found].count("EW320") == 1


@pytest.mark.parametrize(
    "kind", ["choice", "several", "true_false", "typed", "number", "cloze", "match", "order", "open"]
)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_imported_loads_and_says_the_same(kind: str, data: st.DataObject) -> None:
    question = data.draw(KINDS[kind])
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        pack.mkdir()
        (pack / "pack.yaml").write_text(PACK, "utf-8")
        lost = BankNotes("")
        done = imported(pack, write_gift([question], lost))
        story = load(pack)
        if not story.questions:
            assert done.path is None
            assert any("left out" in line for line in done.lines)
            return
        (back,) = pack_questions(story, {}, BankNotes(""))
        if done.lines[1].startswith("Not carried over") or lost.taken:
            return
        assert back.kind == question.kind
        assert back.feedback == question.feedback
        if kind == "cloze":
            right = [[answer.text for answer in gap.answers if answer.credit == FULL] for gap in question.gaps]
            assert [[answer.text for answer in gap.answers] for gap in back.gaps] == right
        else:
            assert back.text == question.text
            assert (back.pairs, back.parts, back.truth) == (question.pairs, question.parts, question.truth)
            assert [(number.low, number.high) for number in back.numbers] == [
                (number.low, number.high) for number in question.numbers
            ]
            expected = {answer.text: answer.credit > 0 for answer in question.answers} if kind != "true_false" else {}
            assert {answer.text: answer.credit > 0 for answer in back.answers} == expected


def test_nothing_is_ever_overwritten_and_ids_do_not_clash(pack: Path) -> None:
    imported(pack, BELL)
    again = imported(pack, BELL)
    assert again.path == pack / "questions/imported-bank-2.yaml"
    assert set(load(pack).questions) == {"how_heavy_is_the_bell", "how_heavy_is_the_bell_2"}


def test_a_dry_run_writes_nothing_and_shows_the_file(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = pack.parent / "bank.gift"
    file.write_text(BELL, "utf-8")
    assert main(["import", str(file), "--into", str(pack), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "  how_heavy_is_the_bell:\n" in said
    assert "Would be written: " in said
    assert not (pack / "questions").exists()


def test_what_is_not_carried_over_is_listed_with_its_line(pack: Path) -> None:
    text = f"{BELL}\n\nWrite. {{}}\n\nWho? {{=a\n\nWhich? {{~%50%a ~%50%b}}\n\nN? {{=a =%50%b#Nearly.}}\n\nJust words."
    said = "\n".join(imported(pack, text).lines)
    assert "bank.gift:3: “Write.” was left out: it is an essay without a model answer" in said
    assert "bank.gift:5: A `{` is never closed" in said
    assert "bank.gift:9: “N?”: The answer “b”, worth 50 %, was left out: it is not wholly right." in said
    assert "bank.gift:11: “Just words.” was left out: it asks nothing; put its words into a scene." in said


def test_a_question_that_the_loader_refuses_is_left_out_and_told(pack: Path) -> None:
    long = "x" * 41_000
    done = imported(pack, f"{BELL}\n\nLong {long} {{=a ~b}}")
    assert done.number == 1
    assert any("bank.gift:3: “Long" in line and "would not load" in line for line in done.lines)
    assert list(load(pack).questions) == ["how_heavy_is_the_bell"]


def test_no_question_at_all_writes_nothing(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = pack.parent / "bank.gift"
    file.write_text("Write. {}", "utf-8")
    assert main(["import", str(file), "--into", str(pack)]) == 1
    assert "Nothing was written: no question could be carried over." in capsys.readouterr().out
    assert not (pack / "questions").exists()


@pytest.mark.parametrize(
    ("name", "content", "pack_name", "word"),
    [
        ("bank.gift", b"", "pack", "is empty"),
        ("bank.gift", b"x" * 8_000_001, "pack", "at most 8,000,000 are read"),
        ("bank.odd", b"hello", "pack", "not clear in which format"),
        ("none.gift", None, "pack", "cannot be read: No such file"),
        ("bank.gift", b"Sure? {=a ~b}", "hq", "comes with the game"),
        ("bank.gift", b"Sure? {=a ~b}", "pack/pack.yaml", "Make it a folder"),
    ],
)
def test_what_cannot_be_imported_gets_a_sentence(
    pack: Path, name: str, content: bytes | None, pack_name: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pack.parent / name
    if content is not None:
        file.write_bytes(content)
    target = pack_name if pack_name == "hq" else str(pack.parent / pack_name)
    assert main(["import", str(file), "--into", target]) == 2
    assert word in capsys.readouterr().err


def test_a_link_in_the_pack_leads_nowhere(pack: Path) -> None:
    outside = pack.parent / "outside"
    outside.mkdir()
    (pack / "questions").symlink_to(outside)
    with pytest.raises(BankError, match="cannot be written"):
        imported(pack, BELL)
    assert list(outside.iterdir()) == []


def test_a_file_in_the_encoding_of_windows_is_read_and_told(pack: Path) -> None:
    file = pack.parent / "bank.gift"
    file.write_bytes("Größe? {=groß ~klein}".encode("cp1252"))
    done = import_questions(ImportWishes(file, str(pack)))
    assert "Größe" in done.content
    assert any("cp1252" in line for line in done.lines)


SEVERAL = BankQuestion(
    "several", "Which?", answers=(BankAnswer("a", Decimal(50)), BankAnswer("b", Decimal(50)), BankAnswer("c", NOTHING))
)
WORD = BankGap((BankAnswer("may", NOTHING), BankAnswer("has")), choices=True)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (SEVERAL, "  - right: b"),
        (BankQuestion("number", "Pi?", numbers=(BankNumber(Decimal("3.14"), Decimal("0.005")),)), "tolerance: 0.005"),
        (BankQuestion("number", "Pi?", numbers=(BankNumber(Decimal("3.1"), to=Decimal("3.2")),)), "number: 3.1 to 3.2"),
        (BankQuestion("true_false", "It is heavy.", truth=False), "true_false: false"),
        (BankQuestion("open", "Why?", feedback="So."), "open: So."),
        (BankQuestion("cloze", cloze=("It ", WORD, " eight.")), 'word: "It [has|may] eight."'),
    ],
)
def test_each_kind_has_its_key(question: BankQuestion, line: str) -> None:
    notes = BankNotes("")
    assert line in question_as_yaml(question, notes)
    assert notes.taken == []


def test_emphasis_lists_and_lines_are_kept(pack: Path) -> None:
    imported(
        pack,
        "[html]<p>marta: a <b>big</b> {one}</p><p>x<br>y</p><ul><li>a|b</li><li>c</li></ul> {=a ~b}".replace(
            "{one}", "\\{one\\}"
        ),
    )
    (back,) = pack_questions(load(pack), {}, BankNotes(""))
    assert back.text == "marta: a **big** {one}\n\nx\ny\n\n- a|b\n- c"
    assert words_alone(back.text).startswith("marta: a big")
    assert back.answers[0] == BankAnswer("a", FULL)

"""A play on disk: written step by step, readable by people, never losing what was acknowledged."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.record.journal import Header, Journal, JournalError, Step, effective, read_play, read_record
from game.support import limits

HEADER = Header("harbour", "0123abcd", 7, title="A play of The bell")


def written(path: Path, *steps: Step) -> Path:
    journal = Journal.create(path, HEADER)
    for step in steps:
        journal.append(step)
    journal.close()
    return path


def test_steps_come_back_as_they_were_written(tmp_path: Path) -> None:
    steps = (Step(do="go:north", saw="North: The “office”"), Step(answer="80 kg: heavy # no?", saw="How heavy?"))
    path = written(tmp_path / "a.play.yaml", *steps)
    assert read_play(path) == (HEADER, steps)


def test_the_file_is_yaml_that_anybody_can_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.play.yaml", Step(do="go:north", saw="North: The office"))
    content = yaml.safe_load(path.read_text("utf-8"))
    assert content == {
        "playthrough": "A play of The bell", "pack": "harbour", "fingerprint": "0123abcd", "seed": 7,
        "steps": [{"do": "go:north", "saw": "North: The office"}],
    }  # fmt: skip


def test_an_undone_step_stays_in_the_file_and_no_longer_holds(tmp_path: Path) -> None:
    path = written(tmp_path / "a.play.yaml", Step(do="one"), Step(do="two"), Step(undo=1), Step(do="three"))
    assert [step.do for step in read_play(path)[1]] == ["one", "three"]
    assert '"two"' in path.read_text("utf-8")


def test_an_undo_takes_back_as_many_steps_as_it_says_and_one_of_an_older_file_takes_one(tmp_path: Path) -> None:
    path = written(tmp_path / "a.play.yaml", *(Step(do=letter) for letter in "abcd"), Step(undo=2), Step(do="e"))
    assert [step.do for step in read_play(path)[1]] == ["a", "b", "e"]
    path.write_text("".join([HEADER.lines(), *(Step(do=letter).line() for letter in "abe"), '- {"undo": true}\n']))
    assert [step.do for step in read_play(path)[1]] == ["a", "b"]
    assert read_record(path).steps[-1] == Step(undo=1)


def test_an_undo_of_more_than_there_is_leaves_the_beginning() -> None:
    assert effective([Step(do="a"), Step(undo=5), Step(do="b")]) == [Step(do="b")]


def test_the_file_says_first_what_it_is_and_keeps_language_question_and_remarks(tmp_path: Path) -> None:
    path = tmp_path / "a.play.yaml"
    header = Header("harbour", "0123", 7, "fr", "Un essai: “vite”", "What happened:\n\n  it fell # over\nend")
    steps = (Step(answer="80", asked="bell_weight", saw="How heavy?"), Step(do="pass", asked="bell_maker"))
    Journal.create(path, header, steps).close()
    assert read_record(path) == (header, steps)
    content = yaml.safe_load(path.read_text("utf-8"))
    assert list(content) == ["playthrough", "pack", "fingerprint", "seed", "language", "about", "steps"]
    assert content["about"] == header.about + "\n"


def test_a_play_of_an_older_version_is_read_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.play.yaml"
    older = (
        "# A play of Eight Wings. `eightwings play harbour --load FILE` goes on from here.\n"
        'pack: "harbour"\nfingerprint: "0123abcd"\nseed: 7\nsteps:\n- {"do": "one", "saw": "One"}\n- {"undo": true}\n'
    )
    path.write_text(older, "utf-8")
    journal, steps = Journal.reopen(path)
    assert steps == (Step(do="one", saw="One"), Step(undo=1))
    journal.append(Step(do="two"))
    journal.close()
    assert path.read_text("utf-8") == older + '- {"do": "two"}\n'


@pytest.mark.parametrize("line", ['mood: "merry"', '- {"do": "one", "mood": "merry"}'])
def test_what_only_a_newer_version_knows_is_named(tmp_path: Path, line: str) -> None:
    path = written(tmp_path / "a.play.yaml")
    with path.open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(JournalError, match=r"line 7, has `mood`.* may be from a newer version"):
        read_play(path)


@pytest.mark.parametrize(
    "text",
    ["a\u2028b", "a\x85b", "\ud800", "\ufffe", "\x00", "\u202e", "“”", "\U0001f514"],
    ids=["line separator", "next line", "half a sign", "no sign", "null", "right to left", "quotes", "bell"],
)
def test_whatever_sign_a_label_has_the_play_can_be_read_again(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "a.play.yaml", Step(do="one", saw=text), Step(do="two"))
    assert [step.do for step in read_play(path)[1]] == ["one", "two"]
    assert [step["do"] for step in yaml.safe_load(path.read_text("utf-8"))["steps"]] == ["one", "two"]


def test_a_last_line_without_its_end_counts_when_it_is_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.play.yaml", Step(do="one"), Step(do="two"))
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    journal, steps = Journal.reopen(path)
    assert [step.do for step in steps] == ["one", "two"]
    journal.append(Step(do="three"))
    journal.close()
    assert [step.do for step in read_play(path)[1]] == ["one", "two", "three"]


def test_opening_a_play_changes_nothing_in_its_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a.play.yaml", Step(do="one"))
    for ending in (b"", b'- {"do": "tw', b'- {"do": "two"}'):
        path.write_bytes(path.read_bytes() + ending)
        before = path.read_bytes()
        Journal.reopen(path)[0].close()
        assert path.read_bytes() == before


def test_a_file_that_is_full_takes_no_more_and_stays_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PLAY_STEPS", 2)
    path = tmp_path / "a.play.yaml"
    journal = Journal.create(path, HEADER)
    journal.extend([Step(do="one"), Step(do="two")])
    with pytest.raises(JournalError, match="is full"):
        journal.append(Step(do="three"))
    journal.close()
    assert len(read_play(path)[1]) == 2


def test_a_line_cut_short_is_dropped_and_the_play_goes_on_behind_the_last_whole_one(tmp_path: Path) -> None:
    path = written(tmp_path / "a.play.yaml", Step(do="one"))
    with path.open("ab") as file:
        file.write(b'- {"do": "tw')
    journal, steps = Journal.reopen(path)
    assert [step.do for step in steps] == ["one"]
    journal.append(Step(do="two"))
    journal.close()
    assert [step.do for step in read_play(path)[1]] == ["one", "two"]


def test_a_new_play_keeps_the_old_one_beside_it(tmp_path: Path) -> None:
    path = written(tmp_path / "current.play.yaml", Step(do="old"))
    written(path, Step(do="new"))
    assert [step.do for step in read_play(path)[1]] == ["new"]
    assert [step.do for step in read_play(tmp_path / "current-1.play.yaml")[1]] == ["old"]


def test_a_play_open_elsewhere_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.play.yaml"
    journal = Journal.create(path, HEADER)
    with pytest.raises(JournalError, match="open in another window"):
        Journal.reopen(path)
    journal.close()
    Journal.reopen(path)[0].close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "does not begin with"),
        (b"\xff\xfe\n", "it is not text"),
        (b'pack: "a"\nfingerprint: "b"\nseed: 1\nsteps:\n- nonsense\n', "line 5"),
        (b'pack: "a"\nfingerprint: "b"\nseed: 1\nsteps:\n- {"code": "x"}\n', "line 5"),
        (b"title: A novel\n", "line 1"),
    ],
)
def test_a_file_that_is_no_play_is_refused_with_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "a.play.yaml"
    path.write_bytes(content)
    with pytest.raises(JournalError, match=sentence):
        read_play(path)


def test_where_files_cannot_be_locked_none_stays_open_and_plays_are_kept_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.record import journal as journals
    from game.record import locks

    monkeypatch.setattr(journals, "fcntl", None)
    monkeypatch.setattr(locks, "fcntl", None)
    monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(NotImplementedError))
    path = tmp_path / "current.play.yaml"
    journal = Journal.create(path, HEADER)
    journal.append(Step(do="one"))
    other = Journal.create(path, HEADER)
    other.append(Step(do="two"))
    journal.append(Step(do="three"))
    assert "is kept in" in journal.told()
    for opened in (journal, other):
        opened.close()
    assert [step.do for step in read_play(path)[1]] == ["two"]
    assert [step.do for step in read_play(tmp_path / "current-1.play.yaml")[1]] == ["one", "three"]


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="cannot be read: No such file"):
        read_play(tmp_path / "none.play.yaml")


def test_a_full_disk_loses_nothing_and_the_step_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.play.yaml"
    journal = Journal.create(path, HEADER)
    journal.append(Step(do="one"))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(JournalError, match="No space left"):
            journal.append(Step(do="two"))
    journal.append(Step(do="three"))
    journal.close()
    assert [step.do for step in read_play(path)[1]] == ["one", "three"]


@given(st.lists(st.booleans(), max_size=40))
def test_undo_takes_back_the_last_step_that_holds(undos: list[bool]) -> None:
    expected: list[str] = []
    steps = []
    for number, undo in enumerate(undos):
        steps.append(Step(undo=1) if undo else Step(do=str(number)))
        if undo:
            expected = expected[:-1]
        else:
            expected.append(str(number))
    assert [step.do for step in effective(steps)] == expected


def test_a_system_without_second_names_keeps_the_play_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "link")
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    path = tmp_path / "current.play.yaml"
    for _ in range(2):
        Journal.create(path, HEADER, [Step(do="one")]).close()
    assert [step.do for step in read_play(tmp_path / "current-1.play.yaml")[1]] == ["one"]

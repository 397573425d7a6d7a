"""A play on disk: written step by step, readable by people, never losing what was acknowledged."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.record.journal import Header, Journal, JournalError, Step, effective, read_play

HEADER = Header("harbour", "0123abcd", 7)


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
        "pack": "harbour", "fingerprint": "0123abcd", "seed": 7,
        "steps": [{"do": "go:north", "saw": "North: The office"}],
    }  # fmt: skip


def test_an_undone_step_stays_in_the_file_and_no_longer_holds(tmp_path: Path) -> None:
    path = written(tmp_path / "a.play.yaml", Step(do="one"), Step(do="two"), Step(undo=True), Step(do="three"))
    assert [step.do for step in read_play(path)[1]] == ["one", "three"]
    assert '"two"' in path.read_text("utf-8")


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
        steps.append(Step(undo=True) if undo else Step(do=str(number)))
        if undo:
            expected = expected[:-1]
        else:
            expected.append(str(number))
    assert [step.do for step in effective(steps)] == expected

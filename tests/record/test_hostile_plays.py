"""The file of a play can come from a stranger too: it is a play, or it is refused in a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from game.record.journal import Journal, JournalError, read_play
from game.record.locations import ENDING
from game.support import limits
from tests.story.fuzz_targets import unfit

HEAD = 'pack: "harbour"\nfingerprint: "0c2f"\nseed: 7\nsteps:\n'


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
@example(b"[" * 100_000 + b"\n")
@example(b"- " + b"[" * 100_000 + b"\n")
@example(b'- {"saw": "\\u001b[2J\\ud800"}\n')
@example(b"seed: 99999999999999999999999999\n")
@example('seed: "²"\n'.encode())
@example(b'seed: "--5"\n')
@example(b"seed: NaN\n")
def test_any_bytes_are_a_play_or_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / f"any{ENDING}"
    for content in (data, HEAD.encode() + data):
        path.write_bytes(content)
        try:
            header, steps = read_play(path)
        except JournalError as error:
            assert not unfit(str(error))
        else:
            assert not unfit(header.pack + "".join(step.saw + step.answer + step.do for step in steps))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_play_and_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / f"pipe{ENDING}"
    os.mkfifo(pipe)
    for read in (read_play, Journal.reopen):
        with pytest.raises(JournalError, match="no ordinary file"):
            read(pipe)


def test_a_play_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"long{ENDING}"
    path.write_text(HEAD + '- {"undo": true}\n' * 20)
    monkeypatch.setattr(limits, "PLAY_STEPS", 20)
    assert read_play(path)[1] == ()
    monkeypatch.setattr(limits, "PLAY_STEPS", 19)
    with pytest.raises(JournalError, match="more than 19 steps"):
        read_play(path)
    monkeypatch.setattr(limits, "PLAY_BYTES", 50)
    with pytest.raises(JournalError, match="too long for a play"):
        read_play(path)


def test_a_name_with_orders_to_the_terminal_is_told_without_them(tmp_path: Path) -> None:
    path = tmp_path / f"a\x1b[2J\n{ENDING}"
    with pytest.raises(JournalError) as raised:
        read_play(path)
    assert not unfit(str(raised.value))
    assert "\n" not in str(raised.value)

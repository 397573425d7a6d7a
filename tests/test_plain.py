"""The plain client, as transcripts of play: what is typed stands behind `> `, all else is what the client says.

Each file in `tests/transcripts` begins with the pack and the seed. After a wanted change of wording, write them anew
with `EIGHTWINGS_UPDATE_TRANSCRIPTS=1 pytest tests/test_plain.py` and read the difference.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest

from game.plain import PlainClient
from game.play.opening import open_play
from game.story.packs import load

HERE = Path(__file__).parent
TRANSCRIPTS = sorted((HERE / "transcripts").glob("*.txt"))


def play(pack: str, seed: int, typed: list[str], plays: Path) -> str:
    """Everything that the client says when these lines are typed."""
    packs = HERE / "packs" / pack
    story = load(packs if packs.exists() else pack)
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in typed))
    opened = open_play(story, plays, seed=seed)
    assert PlainClient(opened, plays, source, out).run() == 0
    opened.session.close()
    return out.getvalue().replace(str(plays), "PLAYS")


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_play_reads_as_its_transcript(path: Path, tmp_path: Path) -> None:
    head, _, expected = path.read_text("utf-8").partition("\n")
    pack, seed = re.fullmatch(r"# (\w+), seed (\d+)", head).groups()  # type: ignore[union-attr]
    typed = [line[2:] for line in expected.splitlines() if line.startswith("> ")]
    said = play(pack, int(seed), typed, tmp_path)
    if os.environ.get("EIGHTWINGS_UPDATE_TRANSCRIPTS"):
        path.write_text(f"{head}\n{said}", "utf-8")
    assert said == path.read_text("utf-8").partition("\n")[2]


def test_there_are_transcripts() -> None:
    assert {"a_morning_at_the_harbour", "words_instead_of_numbers", "lost_and_found"} <= {
        path.stem for path in TRANSCRIPTS
    }


def test_the_end_of_the_input_is_a_way_to_leave(tmp_path: Path) -> None:
    assert play("harbour", 1, [], tmp_path).endswith("Your play is kept in PLAYS/current.play.yaml.\n")


def test_a_play_goes_on_where_it_was_left(tmp_path: Path) -> None:
    play("harbour", 1, ["1", "n"], tmp_path)
    story = load(HERE / "packs" / "harbour")
    opened = open_play(story, tmp_path, seed=None)
    out = io.StringIO()
    PlainClient(opened, tmp_path, io.StringIO("quit\n"), out).run()
    opened.session.close()
    assert "You go on after 2 steps." in out.getvalue()
    assert "\n\nThe harbour office.\n" in out.getvalue()


def test_control_characters_that_are_typed_never_come_back(tmp_path: Path) -> None:
    assert "\x1b" not in play("harbour", 1, ["\x1b[31mred"], tmp_path)


# Where the story cannot go on

VAN = """
pack: The ice cream van
measures: { coins: { start: 0, max: 5 } }
scenes:
  van:
    text: The van is here.
    choices:
      - choose: Go closer
        choices:
          - { choose: Vanilla, when: coins >= 1 }
      - { choose: Go home, end: over }
start: van
endings: { over: The van drives off. }
"""
STUCK_AT_ONCE = """
pack: Stuck
places: { cell: { name: The cell, text: Four walls. } }
scenes: { a: { at: cell, when: seen.a, text: Hm., end: e } }
start: cell
endings: { e: E. }
"""


def stuck(tmp_path: Path, pack: str, *typed: str) -> tuple[int, str]:
    file = tmp_path / "pack.yaml"
    file.write_text(pack, "utf-8")
    opened = open_play(load(file), tmp_path / "plays", seed=1)
    out = io.StringIO()
    code = PlainClient(opened, tmp_path / "plays", io.StringIO("".join(f"{line}\n" for line in typed)), out).run()
    opened.session.close()
    return code, " ".join(out.getvalue().split())


def test_a_dead_end_is_told_with_the_way_back_and_is_a_failure_where_the_input_ends(tmp_path: Path) -> None:
    code, said = stuck(tmp_path, VAN, "1")
    assert code == 1
    assert "The story cannot go on here: it offers nothing to do, and this is not an ending." in said
    assert "That is a mistake in the story, not yours. “undo” takes the last step back" in said
    assert "The end" not in said


def test_one_goes_on_behind_a_dead_end(tmp_path: Path) -> None:
    code, said = stuck(tmp_path, VAN, "1", "undo", "2")
    assert code == 0
    assert "The van drives off." in said


def test_a_play_that_stands_in_a_dead_end_goes_on_there(tmp_path: Path) -> None:
    stuck(tmp_path, VAN, "1")
    file = tmp_path / "pack.yaml"
    opened = open_play(load(file), tmp_path / "plays", seed=None)
    assert len(opened.session.steps()) == 1
    assert opened.session.is_stuck
    opened.session.close()


def test_a_place_without_any_way_is_a_dead_end_at_the_beginning(tmp_path: Path) -> None:
    code, said = stuck(tmp_path, STUCK_AT_ONCE, "undo")
    assert code == 1
    assert "There is no step to take back: this is the beginning." in said


def test_a_window_of_two_columns_is_written_to_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Narrow(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "1")
    out = Narrow()
    opened = open_play(load(HERE / "packs" / "harbour"), tmp_path, seed=1)
    assert PlainClient(opened, tmp_path, io.StringIO("map\nquit\n"), out).run() == 0
    opened.session.close()
    assert max(map(len, out.getvalue().splitlines())) > 2


# What stands before what is typed


QUIZ = """
pack: Quiz
confidence: true
scenes:
  main:
    text: Hello.
    choices: [{ choose: Go on, goto: asked }]
  asked: { ask: q, end: e }
endings: { e: Over. }
questions:
  q: { cloze: "The capital of France is [Paris].", cites: todo }
"""


class Keyboard(io.StringIO):
    """Somebody who sits at a terminal: what is typed is not repeated."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_it_is_said_in_words_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "quiz.yaml").write_text(QUIZ, "utf-8")
    opened = open_play(load(tmp_path / "quiz.yaml"), tmp_path / "plays", seed=1)
    out = io.StringIO()
    PlainClient(opened, tmp_path / "plays", Keyboard("1\nParis\n3\n"), out).run()
    opened.session.close()
    said = out.getvalue()
    assert "What now: " in said
    assert "Your answer: " in said.partition("What now: ")[2]
    assert "How sure: " in said.partition("Your answer: ")[2]
    assert "> " not in said
    assert "The capital of France is blank." in said

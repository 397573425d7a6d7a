"""The ten-minute lesson, followed to the letter in a fresh folder: every file it shows, every command, every answer.

To write the answers of the commands anew: EIGHTWINGS_UPDATE_DOCS=1 pytest tests/docs/test_lesson.py
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from game.cli import main
from tests.docs.pages import ROOT, Block, blocks

LESSON = ROOT / "docs" / "lesson.md"
INSTALLING = ("python3 -m venv", "source ")
"""How the commands begin that make the command `eightwings` known; a test has it already."""


def steps() -> list[Block]:
    """The files and the commands of the page, in order."""
    return [block for block in blocks(LESSON) if block.title or block.language == "console"]


class Command(NamedTuple):
    """A line that is typed, what is typed into the program then, and what the page shows as its answer."""

    words: str
    typed: list[str]
    answer: str


def commands(block: Block) -> list[Command]:
    """The commands of a block, each with what stands below it."""
    found = []
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
        words, _, answer = part.partition("\n")
        typed = [line[2:] for line in answer.splitlines() if line.startswith("> ")]
        found.append(Command(words, typed, answer))
    return found


class Follower:
    """Somebody who does what the page says, in a folder that has the project's scenes beside it."""

    def __init__(self, project: Path) -> None:
        self.here = project
        (project / "scenes").mkdir(parents=True)
        shutil.copytree(ROOT / "scenes" / "first-scene", project / "scenes" / "first-scene")

    def save(self, name: str, text: str) -> None:
        """What the page shows under the name of a file, saved under it."""
        (self.here / name).write_text(text, "utf-8")

    def type(self, command: Command) -> str:
        """Type a command. The result is what it answers."""
        verb, *rest = command.words.split()
        match verb, rest:
            case "mkdir", [name]:
                (self.here / name).mkdir()
            case "cd", [name]:
                self.here /= name
            case "mv", [name, to]:
                (self.here / name).rename(self.here / to)
            case "cp", ["-r", name, to]:
                shutil.copytree(self.here / name, self.here / to)
            case "rm", ["-r", name]:
                shutil.rmtree(self.here / name)
            case "eightwings", _:
                return self.run(rest, command.typed)
            case _:
                pytest.fail(f"nobody has taught this test to type “{command.words}”")
        return ""

    def run(self, words: list[str], typed: list[str]) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "game", *words], cwd=self.here, input="".join(f"{line}\n" for line in typed),
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        answer = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines()).rstrip()
        shown = [line[2:] for line in answer.splitlines() if line.startswith("> ")]
        assert shown[: len(typed)] == typed, f"the play never comes to all that is typed: {answer}"
        return f"{answer}\n"


def follow(project: Path) -> str:
    """The page as it would be if each answer in it were the one that is given."""
    page = LESSON.read_text("utf-8")
    rewritten, last = "", 0
    follower = Follower(project)
    for block in steps():
        if block.title:
            follower.save(block.title, block.text)
            continue
        text = ""
        for command in commands(block):
            text += f"$ {command.words}\n"
            text += command.answer if command.words.startswith(INSTALLING) else told(follower.type(command), project)
        rewritten += page[last : block.start] + text
        last = block.end
    return rewritten + page[last:]


def told(answer: str, project: Path) -> str:
    """An answer as a page can show it: the same in every folder and on every computer."""
    home = re.escape(os.environ["EIGHTWINGS_HOME"])
    return re.sub(rf"{home}\S*?(?=/plays/)", "…", answer).replace(str(project), "…")


def test_following_the_page_gives_what_the_page_shows(tmp_path: Path) -> None:
    rewritten = follow(tmp_path / "project")
    if os.environ.get("EIGHTWINGS_UPDATE_DOCS"):
        LESSON.write_text(rewritten, "utf-8")
    assert rewritten == LESSON.read_text("utf-8")


def test_it_installs_as_the_readme_does() -> None:
    install = next(command.words for block in steps() for command in commands(block))
    assert install in (ROOT / "README.md").read_text("utf-8")


def test_the_mistake_is_one_and_the_lesson_ends_without_any() -> None:
    answers = [
        command.answer
        for block in steps()
        if not block.title
        for command in commands(block)
        if command.words.startswith("eightwings check")
    ]
    assert [("error" in answer) for answer in answers].count(True) == 1
    assert all("\nNothing is wrong.\n" in answer for answer in answers if "error" not in answer)
    assert not any("Not so:" in answer for answer in answers)


def test_the_line_that_one_is_to_try_lets_somebody_get_stuck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    stories = [block.text for block in steps() if block.title == "biscuit.yaml"]
    before = "        text: It lets you go, this time.\n"
    Path("biscuit.yaml").write_text(stories[-1].replace(before, f"{before}        courage: -1\n"), "utf-8")
    assert main(["check", "biscuit.yaml"]) == 1
    told = capsys.readouterr().out
    assert "Nothing is wrong." not in told
    assert "1 error and 1 warning." in told
    assert "no ending can be reached any more" in told
    assert "Back away slowly" in told

"""inkjs, the JavaScript runtime of ink, installed from npm into the user's cache folder and driven through Node.js."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from npm_packages import node, package_folder

VERSION = "2.4.0"
PLAYER = Path(__file__).with_name("inkjs_player.js")


class Refused(Exception):
    """The compiler of inkjs found something in a story."""


class Pace(NamedTuple):
    """What was played in a time. `seconds` are those of one core; `characters` those of passages and labels."""

    steps: int
    plays: int
    characters: int
    seconds: float

    @property
    def steps_per_second(self) -> float:
        """How fast it was."""
        return self.steps / self.seconds


def node_version() -> str:
    """The version of Node.js. Raises Missing."""
    command = [node(), "--version"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().removeprefix("v")


def installed() -> tuple[str, Path]:
    """The command for Node.js and the file of inkjs, which is installed if it is not. Raises Missing."""
    file = package_folder("inkjs", VERSION) / "dist/ink-full-es2015.js"  # none of its builds is quicker
    return node(), file


class Inkjs:
    """A story in inkjs, compiled by its own compiler, in a process of its own. Raises Missing and Refused."""

    def __init__(self, ink: Path) -> None:
        command, file = installed()
        self._process = subprocess.Popen([command, PLAYER, file, ink], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         text=True)  # fmt: skip
        problems = self._answer().get("problems")
        if problems:
            self.close()
            raise Refused("\n".join(problems))

    def play(self, seconds: float, seed: int) -> Pace:
        """Play at random for so long. What it did on other cores, or waited, is not counted against it."""
        made = self._ask({"play": seconds, "seed": seed})
        return Pace(made["steps"], made["plays"], made["characters"], min(made["wall"], made["cpu"]))

    def offered(self, seconds: float, seed: int) -> tuple[Pace, int]:
        """The same, and how many different choices were offered."""
        made = self._ask({"offered": seconds, "seed": seed})
        return Pace(made["steps"], made["plays"], made["characters"], min(made["wall"], made["cpu"])), made["offered"]

    def follow(self, labels: list[str]) -> list[tuple[str, list[str]]]:
        """Text and labels of each turn, when these are chosen from the beginning; it ends where one is not offered."""
        return [(turn["text"], turn["labels"]) for turn in self._ask({"labels": labels})["turns"]]

    def close(self) -> None:
        """End the process."""
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()
        self._process.wait()

    def __enter__(self) -> Inkjs:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, wanted: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise Refused("inkjs ended without an answer.")
        answer: dict[str, Any] = json.loads(line)
        return answer

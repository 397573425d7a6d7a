"""Support for the tests of playthroughs: a small pack on disk, and playthroughs of it written inside a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent
from typing import TypeAlias

import pytest

from game.playthrough.playthrough_result import PlaythroughResult
from game.playthrough.reading import read_playthrough
from game.playthrough.running import run
from game.story.model.story import Story
from game.story.packs import load

KITCHEN = """\
pack: The kitchen
disclaimer: Invented, after an almanac of 1921.
measures:
  pride: { start: 1, min: 0, max: 5 }
  doubt: { start: 0, min: 0, max: 3, hidden: true }
clock: { start: 08:00, end: 12:00 }
places:
  kitchen:
    name: The kitchen
    text: Rain *stands* on the window [bell].
    exits:
      north: pantry
      east: { to: cellar, when: has.key, closed: There is no handle on this side. }
  pantry: { name: The pantry, text: Shelves. }
  cellar: { name: The cellar, text: It is dark. }
items:
  key: { name: a small key, at: pantry }
  lamp: { name: a lamp }
scenes:
  biscuit:
    title: Look at the *biscuit*
    at: kitchen
    again: true
    text: One biscuit is left on the plate.
    choices:
      - choose: Smell it
        pride: +1
        minutes: 10
        text: It smells of old cupboards.
        stay: true
      - choose: Eat it
        when: pride >= 3
        end: crumbs
      - choose: Leave it
        again: true
  riddle:
    title: Hear a riddle
    at: pantry
    text: A voice asks.
    ask: weight
    right: { pride: +1, text: The voice is pleased. }
    wrong: { doubt: +1, text: The voice sighs. }
    passed: The voice yawns.
    choices:
      - { choose: Stay, ask: days, right: Well ordered., wrong: Badly ordered. }
      - { choose: Go }
questions:
  weight: { text: How heavy is the bell?, cites: bell, because: So it says., number: 80, unit: kg }
  days:
    text: Put the days in order.
    cites: bell
    because: So it is.
    order: [Monday, Tuesday, Friday]
achievements:
  nose: { title: Nose, when: chose.biscuit.smell_it }
endings:
  crumbs: { title: Crumbs, text: It was stale anyway. }
"""
ALMANAC = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  bell: { states: The bell weighs 80 kilograms., paragraph: 1, by: article, as_of: "1921", topics: [harbour] }
"""

RunSteps: TypeAlias = Callable[..., PlaythroughResult]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The folder of the pack."""
    folder = tmp_path / "kitchen"
    (folder / "playthroughs").mkdir(parents=True)
    (folder / "pack.yaml").write_text(KITCHEN, "utf-8")
    (folder / "almanac.yaml").write_text(ALMANAC, "utf-8")
    return folder


@pytest.fixture
def story(pack: Path) -> Story:
    """The story of the pack."""
    return load(pack)


@pytest.fixture
def write(pack: Path) -> Callable[..., Path]:
    """Writes a playthrough into the pack: the text of its steps, or of the whole file."""

    def write(text: str, name: str = "play", head: str = "playthrough: A test\n") -> Path:
        text = dedent(text)
        whole = text if "playthrough:" in text or text.startswith("pack:") else f"{head}steps:\n{indent(text, '  ')}"
        path = pack / "playthroughs" / f"{name}.yaml"
        path.write_text(whole, "utf-8")
        return path

    return write


@pytest.fixture
def run_steps(pack: Path, write: Callable[..., Path], story: Story) -> RunSteps:
    """Runs the steps of a playthrough. Their first line is the third of the file."""

    def run_steps(text: str, head: str = "playthrough: A test\n") -> PlaythroughResult:
        path = write(text, head=head)
        playthrough, findings = read_playthrough(path, story, pack=pack, name="play.yaml")
        assert playthrough is not None, [str(finding) for finding in findings]
        return run(playthrough, story)

    return run_steps


def messages(result: PlaythroughResult) -> list[str]:
    """What failed, with line and column."""
    return [f"{failure.spot.line}:{failure.spot.column} {failure.message}" for failure in result.failures]

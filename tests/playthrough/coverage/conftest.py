"""The packs that the tests of coverage look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SOUP = """\
pack: Soup
disclaimer: All of this is invented.
start: kitchen
places:
  kitchen:
    name: The kitchen
    text: "It smells of {seen.taste: leeks|nothing yet}."
    glance: "{Steam.|More steam.}"
    exits: { north: garden }
  garden: { name: The garden }
scenes:
  taste:
    title: Taste the soup {|again}
    at: kitchen
    again: true
    text: |
      It is hot.

      {knows.salt: You know
      that there is
      salt in it.|What is in it?}
    choices:
      - choose: Ask the cook
        learn: salt
        ask: salt
        right: { text: Right. }
        wrong:
          text: Wrong.
        stay: true
      - choose: Sit down
        choices:
          - choose: Eat
            end: fed
          - choose: Think
            back: true
      - choose: Go away
questions:
  salt:
    text: What is in the soup?
    cites: salt
    answers:
      - right: Salt
        because: "{knows.salt: You knew.|You guessed.}"
      - wrong: Sugar
        because: No.
      - wrong: Sand
        because: Not even here.
endings:
  fed: "You are fed, {right.salt: and wiser|and no wiser}."
"""
COOKBOOK = """\
dossier: cookbook
invented: true
title: The cookbook
article: cookbook.txt
as_of: "1921"
facts:
  salt: { states: There is salt in soup., paragraph: 1, by: article, as_of: "1921", topics: [food] }
"""


@pytest.fixture
def soup(tmp_path: Path) -> Path:
    """A pack in which everything is that can be reached but items and achievements."""
    folder = tmp_path / "soup"
    folder.mkdir()
    (folder / "pack.yaml").write_text(SOUP, "utf-8")
    (folder / "cookbook.yaml").write_text(COOKBOOK, "utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a pack of the YAML of its scenes; it has the endings `one` and `two`."""

    def make(scenes: str) -> Path:
        file = tmp_path / "small.yaml"
        endings = "endings:\n  one: The first.\n  two: The second.\n"
        file.write_text(f"pack: Small\nscenes:\n{scenes}\n{endings}", "utf-8")
        return file

    return make

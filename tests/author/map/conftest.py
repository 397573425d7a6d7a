"""The pictures that the tests look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from game.author.map.drawing import drawn
from game.author.map.picture import Picture, picture_of
from game.story.model.story import Story
from game.story.packs import load

HOSTILE = r"""
pack: "</title><script>alert(1)</script> & \"quoted\" \\N"
disclaimer: "]]> --> </style></svg> invented"
start: gate
places:
  gate: { name: "<b>Gate</b> \"]; evil -> graph [label=\"", exits: { north: yard } }
  yard: { name: "Yard \\" }
scenes:
  first:
    title: "<img src=x onerror=alert(1)> \\"
    at: gate
    text: "</details></article><script>alert(2)</script>"
    choices:
      - choose: "\" onclick=\"alert(3) \\"
        goto: second
  second:
    title: "javascript:alert(4) `$\\{alert(4)\\}`"
    text: "&lt;script&gt;"
    end: over
documents:
  page:
    title: "</h4><script>alert(6)</script>"
    lines:
      first:
        title: "<b>]]></b>"
        left_out: true
        wordings: { one: { when: seen.first, text: "</li></ul>\\<script>" } }
endings:
  over: { title: "'\"><script>alert(5)</script>", text: "Over." }
"""


@pytest.fixture(scope="session")
def harbour_picture(harbour: Story) -> Picture:
    return picture_of(harbour)


@pytest.fixture(scope="session")
def headquarters_picture(headquarters: Story) -> Picture:
    return picture_of(headquarters)


@pytest.fixture(scope="session")
def headquarters_drawn(headquarters: Story) -> Callable[[str], str]:
    """The main adventure drawn in a form, each form once."""
    return cache(lambda form: drawn(headquarters, form))


@pytest.fixture
def hostile(tmp_path: Path) -> Story:
    """A pack whose words try to break out of every form."""
    file = tmp_path / "hostile.yaml"
    file.write_text(HOSTILE, "utf-8")
    return load(file)


@pytest.fixture
def story_of(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Makes a story of the YAML of its scenes; it has the endings `one` and `two`."""

    def make(scenes: str) -> Story:
        file = tmp_path / "small.yaml"
        file.write_text(f"pack: Small\nscenes:\n{scenes}\nendings:\n  one: The first.\n  two: The second.\n", "utf-8")
        return load(file)

    return make

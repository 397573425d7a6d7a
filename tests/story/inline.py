"""Packs written inside a test: as YAML text, or as several files by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.story.catalogue import CATALOGUE
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.catalogue.entry import MARK, Files
from game.story.catalogue.examples import EXAMPLE_DOSSIER as DOSSIER
from game.story.catalogue.examples import question_pack, scene_pack
from game.story.model.expressions import Formula
from game.story.model.layout import Layout
from game.story.model.story import ShowText, Story
from game.story.model.text import Text
from game.story.packs import build
from game.story.source.pack_files import PackFile

EXAMPLES = {code: entry.example for code, entry in CATALOGUE.items() if entry.example is not None}
"""The examples of the catalogue, by code."""

__all__ = ["DOSSIER", "question_pack", "scene_pack"]


def examined(files: Files) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """The story of these files, if it has no errors, and all findings. Plain text is the file `pack.yaml`."""
    by_name = {"pack.yaml": files} if isinstance(files, str) else files
    read = tuple(
        PackFile(name, content if isinstance(content, bytes) else content.encode())
        for name, content in sorted(by_name.items())
    )
    return build("inline", read, Diagnostics(), "inline")


def findings(files: Files) -> list[Diagnostic]:
    """All findings, warnings too."""
    return list(examined(files)[1])


def codes(files: Files) -> list[str]:
    """The codes of all findings, in order."""
    return [finding.code for finding in findings(files)]


def only_finding(files: Files) -> Diagnostic:
    """The one finding there is."""
    found = findings(files)
    assert len(found) == 1, [str(finding) for finding in found]
    return found[0]


def story_of(files: Files) -> Story:
    """The story of files that have no errors."""
    story, found = examined(files)
    assert story is not None, [str(finding) for finding in found]
    return story


def unmarked(files: Files) -> tuple[Files, tuple[str, int, int]]:
    """The files without the mark, and the spot where it stood: file, line, column."""
    if isinstance(files, str):
        files = {"pack.yaml": files}
    marked = [name for name, content in files.items() if isinstance(content, str) and MARK in content]
    assert len(marked) == 1, "an example marks one spot"
    text = files[marked[0]]
    assert isinstance(text, str)
    assert text.count(MARK) == 1, "an example marks one spot"
    before, _, after = text.partition(MARK)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return {**files, marked[0]: before + after}, (marked[0], line, column)


def shown_text(story: Story, id_: str = "a.text") -> Text:
    """The text with this id among those that scenes show."""
    return next(node.text for node in story.nodes if isinstance(node, ShowText) and node.text.id == id_)


def comparable(value: object) -> object:
    """A value that is equal for stories that are the same, whatever objects they are made of."""
    if isinstance(value, Story):
        return {name: comparable(getattr(value, name)) for name in Story.__annotations__}
    if isinstance(value, Formula):
        return value.source, repr(value.tree), value.type
    if isinstance(value, Layout):
        return [tuple(slot) for slot in value], value.start
    if isinstance(value, Mapping):
        return [(key, comparable(part)) for key, part in value.items()]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return type(value).__name__ if hasattr(value, "_fields") else "row", [comparable(part) for part in value]
    return value

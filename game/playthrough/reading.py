"""A playthrough file, read: with all that is wrong in it, never just the first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from game.playthrough.discovery import FoundPlaythrough
from game.playthrough.playthrough import (
    AnswersStep,
    AnswerStep,
    DoStep,
    Expect,
    Expected,
    Include,
    PlayOn,
    Playthrough,
    PlaythroughEntry,
    Reopen,
    Undo,
    WalkStep,
)
from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.compile.playthrough_checking import check_step, context_of, report_no_include
from game.story.compile.playthrough_files import included, playthrough_table
from game.story.model.story import Story
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.playthrough_definitions import PLAYTHROUGH, TEMPERAMENTS, ExpectDef, PlaythroughDef, StepDef
from game.story.schema.playthrough_field_types import Compared
from game.story.source.pack_files import PackFile, read_below, shown_name
from game.support import limits
from game.support.open_folders import LeadsOutside, below

KNOWLEDGE = 0.5
"""How probably somebody who plays at random answers right, when nothing is said."""


def read_playthrough(
    path: Path,
    story: Story | None = None,
    *,
    pack: Path | None = None,
    name: str = "",
    content: bytes | None = None,
    root: Path | None = None,
) -> tuple[Playthrough | None, tuple[Diagnostic, ...]]:
    """The playthrough in a file, and everything that is wrong with it; None when something is.

    `story` tells which measures there are, `pack` the folder from which other files may be included; without it that of
    the file. `name` is how findings call the file, by default its path; `content` is read instead of what it holds.
    No link leads the path out of the folder `root`; None: the path is the user's own.
    """
    return _Reader(path, story, pack, content, root).read(name)


def playthrough_title(found: FoundPlaythrough) -> str:
    """The title of a playthrough, whatever else is wrong with its file; the name of the file when it has none."""
    try:
        content = found.content()
    except OSError:
        content = None
    name = shown_name(found.path.name)
    table = playthrough_table(PackFile(name, content), Diagnostics()) if isinstance(content, bytes) else None
    for word, node in table.entries if table is not None else ():
        if word.value == "playthrough" and isinstance(node, ScalarNode) and node.value.strip():
            return " ".join(node.value.split())
    return name


class _Reader:
    """Reads a file and those that it includes. Names of files are as seen from `root`."""

    def __init__(
        self, path: Path, story: Story | None, pack: Path | None, own: bytes | None, root: Path | None
    ) -> None:
        self.found = Diagnostics()
        self.context = context_of(story, self.found)
        self.path, self.own = path, own
        resolved, self.leads_outside = path.resolve(), False
        if root is not None:
            try:
                resolved = Path(os.path.realpath(root), *below(path, root))
            except LeadsOutside:
                self.leads_outside = True
        folder = pack.resolve() if pack is not None and pack.is_dir() else None
        self.root = folder if folder is not None and resolved.is_relative_to(folder) else resolved.parent
        self.file = resolved.relative_to(self.root).as_posix()
        self.known: dict[str, Playthrough | None] = {}
        self.shown: dict[str, str] = {}

    def read(self, name: str) -> tuple[Playthrough | None, tuple[Diagnostic, ...]]:
        self.shown[self.file] = name or shown_name(str(self.path))
        if self.leads_outside:
            self.found.report(catalogue.OUTSIDE_PACK, Spot(self.shown[self.file], 1, 1))
            return None, self.found.sorted()
        playthrough = self.playthrough(self.file, ())
        found = self.found.sorted()
        wrong = any(finding.severity == "error" for finding in found)
        return (None if wrong else playthrough), found

    def playthrough(self, file: str, way: tuple[str, ...]) -> Playthrough | None:
        """One of the files; each is read once."""
        if file not in self.known:
            self.known[file] = None
            self.known[file] = self._playthrough(file, way)
        return self.known[file]

    def _playthrough(self, file: str, way: tuple[str, ...]) -> Playthrough | None:
        content = self.content(file)
        if content is None:
            return None
        name = self.name(file)
        table = playthrough_table(PackFile(name, content), self.found)
        defined = PLAYTHROUGH.read_table(table, self.context) if table is not None else None
        if defined is None:
            return None
        items = tuple(
            item
            for step in defined.steps
            if (item := self.item(step, file, (*way, file))) is not None
            for _ in range(step.times)
        )
        return _made(defined, self.root / file if file != self.file else self.path, name, items)

    def content(self, file: str) -> bytes | None:
        """The content of a file; None after reporting why there is none."""
        if file == self.file and self.own is not None:
            return self.own
        spot = Spot(self.name(file), 1, 1)
        try:
            content = read_below(self.root / file, self.root, limits.PLAY_BYTES)
        except OSError as error:
            self.found.report(catalogue.UNREADABLE_FILE, spot, reason=error.strerror or str(error))
            return None
        if content is None:
            self.found.report(catalogue.UNREADABLE_FILE, spot, reason="it is no ordinary file")
        elif isinstance(content, int):
            size, limit = (f"{number / 1e6:.1f} MB" for number in (content, limits.PLAY_BYTES))
            self.found.report(catalogue.FILE_TOO_LARGE, spot, size=size, limit=limit)
        return content if isinstance(content, bytes) else None

    def name(self, file: str) -> str:
        """How findings call a file."""
        if file not in self.shown:
            own = self.shown[self.file]
            folder = os.path.relpath(self.root / file, (self.root / self.file).parent)
            self.shown[file] = shown_name(os.path.normpath(os.path.join(os.path.dirname(own), folder)))  # noqa: PTH118,PTH120
        return self.shown[file]

    def item(self, step: StepDef, file: str, way: tuple[str, ...]) -> PlaythroughEntry | None:
        """A step as what it says; None after reporting that it says nothing that can be done."""
        saw, asked = (scalar.value if scalar is not None else "" for scalar in (step.saw, step.asked))
        match check_step(step, self.found):
            case "do" if step.do is not None:
                return DoStep(step.do.spot, step.do.value, saw, asked)
            case "answer" if step.answer is not None:
                return _answer(
                    step.answer, _spot_of(step, "answer"), saw, asked, step.got.value if step.got is not None else ""
                )
            case "answers" if step.answers is not None:
                return AnswersStep(step.answers.spot, step.answers.value)
            case "walk" if step.walk is not None:
                return WalkStep(step.walk.spot, step.walk.value)
            case "undo" if step.undo:
                return Undo(step.spot, step.undo)
            case "expect":
                return Expect(_spot_of(step, "expect"), tuple(_expected(step.expect)) if step.expect else ())
            case "include" if step.include is not None:
                return self.include(step.include, file, way)
            case "play" if step.play is not None:
                play = step.play
                knowledge = KNOWLEDGE if play.knowledge is None else play.knowledge
                temperament = play.temperament.value if play.temperament is not None else TEMPERAMENTS[0]
                return PlayOn(step.spot, play.steps, play.seed, knowledge, temperament)
            case "reopen" if step.reopen:
                return Reopen(step.spot)
        return None

    def include(self, include: ScalarNode, file: str, way: tuple[str, ...]) -> Include | None:
        """Another playthrough, inside the folder, not in a circle, not too deep."""
        target = included(file, include.value)
        path = self.root / target
        if not target or self.is_outside(path):
            self.found.report(catalogue.INCLUDE_OUTSIDE, include.spot, name=include.value)
        elif target in way:
            circle = " includes ".join(f"`{self.name(member)}`" for member in (*way[way.index(target) :], target))
            self.found.report(catalogue.INCLUDE_CIRCLE, include.spot, way=circle)
        elif len(way) >= limits.INCLUDES:
            self.found.report(catalogue.INCLUDES_TOO_DEEP, include.spot, limit=limits.INCLUDES)
        elif not path.is_file():
            beside = [neighbour.relative_to(self.root).as_posix() for neighbour in path.parent.glob("*.yaml")]
            report_no_include(include, file, beside, self.found)
        else:
            playthrough = self.playthrough(target, way)
            return Include(include.spot, playthrough) if playthrough is not None else None
        return None

    def is_outside(self, path: Path) -> bool:
        """Whether a link leads this path out of the folder."""
        try:
            below(path, self.root)
        except LeadsOutside:
            return True
        return False


def _made(defined: PlaythroughDef, path: Path, name: str, items: tuple[PlaythroughEntry, ...]) -> Playthrough:
    pack, fingerprint, language, about = (
        scalar.value if scalar is not None else ""
        for scalar in (defined.pack, defined.fingerprint, defined.language, defined.about)
    )
    return Playthrough(
        defined.playthrough.value, path, name, pack, fingerprint, defined.seed, language, about, items,
        defined.chance.value if defined.chance is not None else None,
    )  # fmt: skip


def _answer(
    given: ScalarNode | tuple[ScalarNode | tuple[ScalarNode, ScalarNode], ...],
    spot: Spot,
    saw: str,
    asked: str,
    got: str,
) -> AnswerStep:
    if isinstance(given, ScalarNode):
        return AnswerStep(given.spot, given.value, saw, asked, got=got)
    parts = tuple(part for part in given if isinstance(part, ScalarNode))
    pairs = tuple(part for part in given if not isinstance(part, ScalarNode))
    words = "; ".join([*(part.value for part in parts), *(f"{left.value}: {right.value}" for left, right in pairs)])
    return AnswerStep(spot, words, saw, asked, parts, pairs, got)


def _spot_of(step: StepDef, key: str) -> Spot:
    return next(word.spot for word in step.written if word.value == key)


def _expected(expect: ExpectDef) -> Iterator[Expected]:
    measures = {word.value: compared for word, compared in expect.changes}
    for word in expect.written:
        value = measures[word.value] if word.value in measures else getattr(expect, word.value, None)
        if isinstance(value, Compared):
            yield Expected(word.value, word.spot, compared=value)
        else:
            values = (value,) if isinstance(value, ScalarNode) else value or ()
            yield Expected(word.value, word.spot, values)

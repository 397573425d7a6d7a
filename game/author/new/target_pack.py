"""A pack that gets something new: what it holds already, and the way into it, checked before anything is written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from game.author.new.asking import NotWritten, Pick
from game.author.new.insertion import inserted
from game.author.new.placing import command, place, replace
from game.record.atomic_files import remove_file
from game.story import catalogue
from game.story.catalogue import NO_PACK
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.compile.collecting import Definitions, gather
from game.story.model.story import Story
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.packs import build, pack_id
from game.story.refusals import PackError
from game.story.schema.field_types import Context, IdField
from game.story.source.file_findings import read_files
from game.story.source.library import find_pack
from game.story.source.pack_files import PackFile
from game.support.slugs import slug


class PackAtHand(NamedTuple):
    """A pack as it is now. `name` is how it was given on the command line, `path` its folder or its one file."""

    name: str
    path: Path
    files: tuple[PackFile, ...]
    definitions: Definitions
    story: Story | None
    findings: tuple[Diagnostic, ...]

    @property
    def is_folder(self) -> bool:
        """Whether it can hold more files."""
        return self.path.is_dir()

    @property
    def places(self) -> list[Pick]:
        """Its places."""
        return [Pick(id_, place_def.name.value) for id_, place_def in self.definitions.places.items()]

    @property
    def people(self) -> list[Pick]:
        """Its people."""
        return [
            Pick(id_, f"{person.name.value}{' (real: speaks in quotations only)' * person.real}")
            for id_, person in self.definitions.people.items()
        ]

    @property
    def facts(self) -> list[Pick]:
        """The facts of its dossiers."""
        return [
            Pick(id_, f"{id_}: {' '.join(fact.states.value.split())}") for id_, fact in self.definitions.facts.items()
        ]


def open_pack(name: str) -> PackAtHand:
    """The pack at `name`, with or without errors. Raises PackError when there is none, NotWritten for one of ours."""
    path = find_pack(name)
    if not os.path.exists(name) and path.exists():  # noqa: PTH110 - says no to a name too long for a path
        raise NotWritten(
            f"“{name}” comes with the game; what you add to it would be lost with the next version. "
            f"Begin a pack of your own: {command('eightwings', 'new', 'pack', 'my-story')}"
        )
    found = Diagnostics()
    files = read_files(path, found)
    story, findings = build(pack_id(path), files, found, str(path))
    if any(finding.code in NO_PACK for finding in findings):
        raise PackError(findings)
    return PackAtHand(name, path, files, gather(files, Diagnostics()), story, findings)


def free_id(given: str | None, title: str, taken: Iterable[str], kind: str) -> str:
    """The id for something new: the one `given`, or one made from its title. Raises NotWritten."""
    taken = set(taken)
    if given is None:
        made = slug(title)
        number = 2
        free = made
        while free in taken:
            free, number = f"{made}_{number}", number + 1
        return free
    if IdField().read("id", ScalarNode(given, Spot("", 1, 1)), Context(Diagnostics())) is None:
        raise NotWritten(f"“{given}” cannot be the id of a {kind}. How about `{slug(given)}`?")
    if given in taken:
        raise NotWritten(f"There is a {kind} `{given}` already. Choose another id, or leave it out.")
    return given


def add_files(pack: PackAtHand, new: dict[str, str], expected: frozenset[str] = frozenset()) -> list[Path]:
    """Write new files into a pack that is a folder, after checking that nothing is wrong with them.

    `new` has their content by their path inside the pack; `expected` is as in `check`. Raises NotWritten.
    """
    more = tuple(PackFile(name, content.encode()) for name, content in new.items())
    check_target(pack, tuple(sorted((*pack.files, *more))), expected)
    written: list[Path] = []
    try:
        for name, content in new.items():
            path = pack.path / name
            place(path, content, pack.path)
            written.append(path)
    except NotWritten:
        for path in written:
            remove_file(path, root=pack.path)
        raise
    return written


def add_to_section(pack: PackAtHand, section: str, content: str) -> list[Path]:
    """Insert a definition, written without indentation, into a pack that is one file. Raises NotWritten."""
    (before,) = pack.files
    after = inserted(before, section, content)
    try:
        if after is None:
            raise NotWritten("")
        check_target(pack, (PackFile(before.name, after),))
    except NotWritten as error:
        pasted = "\n".join(f"  {line}".rstrip() for line in content.splitlines())
        raise NotWritten(
            f"{pack.path} could not be added to safely, and was not touched. "
            f"Paste this into it below `{section}:` yourself:\n\n{pasted}"
        ) from error
    replace(pack.path, before.content, after, None)
    return [pack.path]


def folder_first(pack: PackAtHand, why: str, kind: str, *more: str) -> str:
    """What to do before a pack that is one file can get something that is a file of its own.

    `why` says what that is; `what` and `more` stand behind `new` in the command that adds it.
    """
    folder, move = pack.path.with_suffix(""), "move" if "\\" in str(pack.path) else "mv"
    return (
        f"{why}: a pack that is one file has no room for it. Make it a folder; nothing else changes:\n"
        f"  {command('mkdir', str(folder))}\n"
        f"  {command(move, str(pack.path), str(folder / 'pack.yaml'))}\n"
        f"  {command('eightwings', 'new', kind, str(folder), *more)}"
    )


def starts_elsewhere(pack: PackAtHand, new: dict[str, str]) -> bool:
    """Whether the story would begin with another scene if it had these files too."""
    more = tuple(PackFile(name, content.encode()) for name, content in new.items())
    story, _ = build(pack_id(pack.path), tuple(sorted((*pack.files, *more))), Diagnostics(), str(pack.path))
    return story is not None and pack.story is not None and story.start_scene != pack.story.start_scene


def check_target(pack: PackAtHand, files: tuple[PackFile, ...], expected: frozenset[str] = frozenset()) -> None:
    """See that the pack with these files has no finding that it does not have now, but for the codes `expected`.

    Raises NotWritten.
    """
    _, findings = build(pack_id(pack.path), files, Diagnostics(), str(pack.path))
    known = Counter((finding.code, finding.message) for finding in pack.findings)
    # A new question is asked by nobody yet; what to do about it is said when it is written.
    expected |= {catalogue.NEVER_ASKED.code}
    new = [
        finding for finding in findings if (finding.code, finding.message) not in known and finding.code not in expected
    ]
    if new:
        listed = "\n".join(f"  {finding.message} {finding.fix}".rstrip() for finding in new)
        raise NotWritten(f"Nothing was written, because this would be wrong with the pack:\n{listed}", code=1)

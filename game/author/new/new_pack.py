"""A new pack: a folder with a small story that can be played at once and is meant to be rewritten."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from game.author.new.asking import Asker, NotWritten
from game.author.new.pack_texts import new_pack_texts
from game.author.new.placing import command, place_folder
from game.record.atomic_files import TEMPORARY
from game.story.catalogue.diagnostics import Diagnostics
from game.story.packs import build
from game.story.source.library import pack_names
from game.story.source.pack_files import PackFile
from game.support.file_names import windows_trouble
from game.support.language_tags import DEFAULT, normalised_tag
from game.support.slugs import slug

_NAME = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*\Z")
_DEFAULT = "my-story"


class PackAnswers(NamedTuple):
    """What the pack is to be; None: to be asked."""

    title: str | None = None
    author: str | None = None
    language: str = DEFAULT


def new_pack(name: str | None, given: PackAnswers, asker: Asker) -> list[str]:
    """Write a pack. The result says what was written and what to do next. Raises NotWritten."""
    folder = Path(name if name is not None else asker.words("Name of the folder", _DEFAULT))
    id_ = folder.resolve().name
    _check_name(folder, id_)
    title = asker.words("Title of the story", re.sub("[_-]", " ", id_).capitalize(), given.title)
    author = asker.words("Your name", "", given.author)
    files = new_pack_texts(title, author, _language(given.language))
    made = tuple(PackFile(name, content.encode()) for name, content in sorted(files.items()))
    _, findings = build(id_, made, Diagnostics(), str(folder))
    if findings:
        listed = "\n".join(f"  {finding.message} {finding.fix}".rstrip() for finding in findings)
        raise NotWritten(f"Nothing was written, because this would be wrong with the pack:\n{listed}", code=1)
    _check_empty(folder, files)
    place_folder(folder, files)
    shown = str(folder)
    return [
        f"Written: {folder / 'pack.yaml'} (the story) and {folder / 'fern-card.yaml'} (its source).",
        "Next: play it, then change it with any text editor, and check it:",
        f"  {command('eightwings', 'play', shown)}",
        f"  {command('eightwings', 'check', shown)}",
        f"  {command('eightwings', 'new', 'scene', shown)}",
    ]


def _language(asked: str) -> str:
    tag = normalised_tag(asked)
    if tag is None:
        raise NotWritten(
            f"“{asked}” is no tag of a language. Write, for example, `--language es` or `--language pt-BR`."
        )
    return tag


def _check_empty(folder: Path, files: dict[str, str]) -> None:
    """See that nothing is in the folder but what is to be written: an earlier run may have been interrupted."""
    try:
        there = [path for path in folder.iterdir() if not TEMPORARY.fullmatch(path.name)] if folder.is_dir() else []
        same = all(path.name in files and path.read_bytes() == files[path.name].encode() for path in there)
    except OSError as error:
        raise NotWritten(f"{folder} cannot be read: {error.strerror}.") from error
    if there and (not same or len(there) == len(files)):
        raise NotWritten(f"The folder {folder} is not empty, and nothing in it is to be lost. Choose another name.")


def _check_name(folder: Path, id_: str) -> None:
    if folder.is_file():
        raise NotWritten(f"{folder} is a file. Give the name of a folder that does not exist yet.")
    if trouble := windows_trouble(id_):
        raise NotWritten(f"“{id_}” cannot name a pack: {trouble}. Choose another name.")
    if not _NAME.match(id_):
        better = slug(Path(id_).stem).replace("_", "-") if slug(id_) != "choice" else _DEFAULT
        raise NotWritten(
            f"“{id_}” cannot name a pack: use small letters, digits and hyphens. "
            f"How about: {command('eightwings', 'new', 'pack', str(folder.with_name(better)))}"
        )
    if id_ in pack_names():
        raise NotWritten(f"“{id_}” is the name of a pack that comes with the game. Choose another name.")

"""The texts of a pack in another language, to be filled in: those that are not there yet, each with its original."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from game.author.new.asking import Asker, NotWritten
from game.author.new.insertion import inserted
from game.author.new.placing import command, replace
from game.author.new.schema_line import new_modeline
from game.author.new.target_pack import PackAtHand, add_files, check_target, folder_first, open_pack
from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.translation import Plain, ShownText, is_stale, texts
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.refusals import PackError
from game.story.schema.field_types import Code, Context
from game.story.schema.language_definitions import TranslationDef
from game.story.source.pack_files import PackFile
from game.story.source.yaml_quoting import exactly, quoted

#: What some languages call themselves, so that their name need not be asked for.
_NAMES = {
    "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "Español",
    "et": "Eesti", "fi": "Suomi", "fr": "Français", "hu": "Magyar", "is": "Íslenska", "it": "Italiano",
    "lb": "Lëtzebuergesch", "lt": "Lietuvių", "lv": "Latviešu", "nl": "Nederlands", "no": "Norsk", "pl": "Polski",
    "pt": "Português", "ro": "Română", "sv": "Svenska", "tr": "Türkçe", "uk": "Українська",
}  # fmt: skip
_MISSING = frozenset({catalogue.MISSING_TRANSLATION.code, catalogue.NO_NAME_TO_TRANSLATE.code})
_HEAD = """\
# The texts of the story in another language. Behind `was:` stands the original; it stays as it is. The translation goes
# behind `text:`, or below it, indented by six spaces, where a | stands there. What stays empty is shown as in the
# original. Characters such as {{…}}, [some_fact], *…* and a `marta:` at the beginning mean the same in every language;
# the gaps of a question stay gaps.
language: {code}
name: {name}
texts:
"""


class _Count(NamedTuple):
    """How far a language is: the texts without an entry, and the ids of the others."""

    new: list[ShownText]
    done: list[str]
    empty: list[str]
    stale: list[str]


def new_translation(pack_name: str, code: str, name: str | None, asker: Asker) -> list[str]:
    """Write every text that has no entry in the language yet. The result says what was written and what to do next.

    Raises NotWritten, and PackError for a pack with errors: then it cannot be told which texts it has.
    """
    if Code().read("language", ScalarNode(code, Spot("", 1, 1)), Context(Diagnostics())) is None:
        raise NotWritten(
            f"“{code}” is not the code of a language. Write two or three small letters, for example `fr`; "
            "a variety follows after a `_`: `pt_br`."
        )
    pack = open_pack(pack_name)
    if not pack.is_folder:
        why = "The texts of another language stand in a file of their own"
        raise NotWritten(folder_first(pack, why, "translation", code))
    if pack.story is None:
        raise PackError(pack.findings)
    count = _count(pack, code)
    lines = []
    if count.new:
        lines.append(f"Written: {pack.path / _write(pack, code, name, count.new, asker)}")
    lines.append(
        f"{_many(len(count.new))} added; {len(count.done)} translated before, {len(count.empty)} still empty, "
        f"{len(count.stale)} stale."
    )
    if count.stale:
        lines.append("Stale (the original was changed after it was translated; nothing was done to them):")
        lines += [f"  {id_}" for id_ in count.stale]
    if not (count.new or count.empty or count.stale):
        return [*lines, f"The language is complete: {command('eightwings', 'play', pack.name, '--language', code)}"]
    return [
        *lines,
        "Next: write the translations behind `text:`. What is left to do, and how it reads:",
        f"  {command('eightwings', 'check', pack.name)}",
        f"  {command('eightwings', 'play', pack.name, '--language', code)}",
    ]


def _many(number: int) -> str:
    from game.support.counts import counted as words  # a name that means something else here

    return words(number, "text")


def _count(pack: PackAtHand, code: str) -> _Count:
    entries: dict[str, TranslationDef] = {
        id_.value: translation for file in pack.definitions.languages.get(code, ()) for id_, translation in file.texts
    }
    count = _Count([], [], [], [])
    for shown in texts(pack.definitions):
        entry = entries.get(shown.id)
        if entry is None:
            count.new.append(shown)
        elif is_stale(entry, shown.text):
            count.stale.append(shown.id)
        else:
            (count.done if entry.text is not None else count.empty).append(shown.id)
    return count


def _write(pack: PackAtHand, code: str, name: str | None, new: list[ShownText], asker: Asker) -> str:
    """Write these texts into the file of the language, or into a new one. The result is its path inside the pack."""
    there = pack.definitions.languages.get(code, [])
    names = [definition.spot.file for definition in there]
    new_file = f"{code}/texts.yaml"
    usual = [candidate for candidate in (new_file, f"{code}.yaml", *names[: len(names) == 1]) if candidate in names]
    file = (usual or [new_file])[0]
    if usual:
        _extend(pack, file, entries(new))
        return file
    known = there[0].name.value if there else _NAMES.get(code, code)
    called = known if there else asker.words("What the language calls itself", known, name)
    head = _HEAD.format(code=code, name=quoted(called))
    body = "".join(f"  {line}".rstrip() + "\n" for line in entries(new).split("\n"))
    add_files(pack, {file: f"{new_modeline(file, 'language')}\n{head}{body}"}, expected=_MISSING)
    return file


def _extend(pack: PackAtHand, file: str, content: str) -> None:
    before = next(pack_file for pack_file in pack.files if pack_file.name == file)
    after = inserted(before, "texts", content)
    if after is None:
        raise NotWritten(f"{pack.path / file} has its texts in braces. Write them below `texts:`, and try again.")
    others = [pack_file for pack_file in pack.files if pack_file is not before]
    check_target(pack, tuple(sorted([*others, PackFile(file, after)])), expected=_MISSING)
    replace(pack.path / file, before.content, after, pack.path)


def entries(new: list[ShownText]) -> str:
    """The lines for these texts, not indented: what belongs to one scene, place or question stands together."""
    groups = groupby(new, key=lambda missing: missing.id.partition("/")[0].split(".")[:2])
    return "\n\n".join("\n".join(_entry(missing.id, missing.text) for missing in group) for _, group in groups)


def _entry(id_: str, text: Plain) -> str:
    if isinstance(text, str):
        was = exactly(text, 4)
        return f"{id_}:\n  was: {was}\n  text:{' |' * was.startswith('|')}"
    if isinstance(text, list):
        was = f"[{', '.join(exactly(words) for words in text)}]"
    else:
        was = f"{{ {', '.join(f'{exactly(left)}: {exactly(right)}' for left, right in text.items())} }}"
    return f"{id_}:\n  was: {was}\n  text:"

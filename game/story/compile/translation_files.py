"""The files of a pack that hold translations: told from those of the story, and read on their own.

Whatever is wrong in one keeps nobody from playing the pack as it was written, or in its other languages. So they are
told apart by their first lines, before anybody knows whether they can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import gather_as_meant
from game.story.schema.definition_schema import declared_keys
from game.story.schema.definitions import FILE_SCHEMAS, LISTS, SECTIONS, PackDef
from game.story.schema.language_definitions import LanguageDef
from game.story.source.pack_files import PackFile
from game.support.language_names import own_name
from game.support.language_tags import normalised_tag

#: Keys that no file with translations has: where one of these stands, the file belongs to the story.
_OF_THE_STORY = frozenset((*FILE_SCHEMAS, *SECTIONS, *LISTS, *declared_keys(PackDef))) - {"language"}
_SIGNIFICANT = re.compile(r"( *)[^\s#%]")
_KEY = re.compile(r"""[ ]*["']?([A-Za-z_]+)["']?[ \t]*:(?:\s|\Z)""")
_IN_BRACES = re.compile(r"""\{\s*["']?language["']?\s*:""")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_translation(content: bytes) -> bool:
    """Whether a file holds texts in another language: by its keys, whatever else is wrong with it."""
    if b"\0" in content:  # another encoding than UTF-8, which is told when it is read
        content = content.replace(b"\0", b"")
    if b"language" not in content and b"texts" not in content:
        return False
    for mark in _BYTE_ORDER_MARKS:
        content = content.removeprefix(mark)
    text = content.decode("utf-8", "replace")
    lines = [line for line in text.split("\n") if _SIGNIFICANT.match(line) and line.rstrip() != "---"]
    if not lines:
        return False
    if lines[0].lstrip().startswith("{"):
        return _IN_BRACES.match(lines[0].lstrip()) is not None and not re.search(r"[{,\s\"']pack[\"']?\s*:", text)
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    found = (_KEY.match(line) for line in lines if len(line) - len(line.lstrip(" ")) == indent)
    keys = {key[1] for key in found if key is not None}
    return not keys.isdisjoint(("language", "texts")) and keys.isdisjoint(_OF_THE_STORY)


def translation_names(files: Iterable[PackFile], unread: Iterable[str]) -> frozenset[str]:
    """The names of the files that hold translations.

    Of the files that could not be read at all (`unread`), those in the folder of one that does are taken for such, and
    those that are named for a language, or lie in a folder that is.
    """
    names = {file.name for file in files if is_translation(file.content)}
    folders = {name.rpartition("/")[0] for name in names} - {""}
    more = {name for name in unread if name.rpartition("/")[0] in folders or _is_named_for_a_language(name)}
    return frozenset(names | more)


def _is_named_for_a_language(name: str) -> bool:
    """Whether a file, or the first folder on the way to it, is called by the tag of a language such as `fr`."""
    first = name.partition("/")[0].partition(".")[0]
    return normalised_tag(first) is not None and own_name(first) != first


def read_translations(files: tuple[PackFile, ...], found: Diagnostics) -> dict[str, list[LanguageDef]]:
    """What these files hold, by the tag of the language. What is wrong in them is reported, and excuses nothing."""
    own = found.beside()
    own.values = found.values
    defined = gather_as_meant(files, own)
    found.values = own.values
    found.take(own, {file.name for file in files})
    return defined.languages

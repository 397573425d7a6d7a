"""PO files: made by polib, and read by it after each line was looked at. A stranger's file ends in a sentence.

polib is lenient: a quotation mark that is missing costs a letter, and some characters end a line that end none for
anybody else. So what it would guess about is refused here first, with the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from game.author.new.asking import NotWritten
from game.story.source.pack_files import read_bounded
from game.support import limits
from game.support.language_tags import normalised_tag
from game.support.safe_text import safe_line
from game.support.source_lines import line_and_column

#: A keyword with words, or further words: a quotation mark at both ends, and something behind each backslash.
_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]\])?)?[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*\Z')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = frozenset('ntrvbf"\\')
#: What ends a line for Python and for nobody else, and what stands for it while polib reads: no text can hold these.
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = str.maketrans({end: chr(0xFDD0 + at) for at, end in enumerate(_LINE_ENDS)})
_SHOWN = str.maketrans({chr(0xFDD0 + at): end for at, end in enumerate(_LINE_ENDS)})
#: A text as long as one can be, if each character of it were escaped and stood in a line of its own.
_LONGEST = 3 * limits.TEXT_CHARACTERS
_CHARSET = re.compile(r"charset=([\w-]+)", re.IGNORECASE)


class PoEntry(NamedTuple):
    """One entry of a PO file: a part of a text, its original and its translation, which may be empty.

    `is_fuzzy`: the translation is that of another original, `previous`, which may be unknown. `line`: where it begins.
    """

    context: str
    original: str
    translation: str = ""
    is_fuzzy: bool = False
    previous: str = ""
    comment: str = ""
    place: tuple[str, int] | None = None
    line: int = 0


class PoContent(NamedTuple):
    """What a PO file holds. `language` is the tag in its header, or empty; `name` what that language calls itself.

    `has_plurals` are the lines of entries that have one text for each number, of which packs know none.
    """

    language: str
    name: str
    entries: tuple[PoEntry, ...]
    has_plurals: tuple[int, ...] = ()
    without_context: tuple[int, ...] = ()


def po_text(content: PoContent, header: dict[str, str], comment: str) -> str:
    """The text of a PO file."""
    import polib  # only who exchanges translations needs it

    file = polib.POFile(wrapwidth=0)
    file.header = comment
    file.metadata = {
        **header, "Language": content.language.replace("-", "_"), "X-Language-Name": content.name,
        "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
    }  # fmt: skip
    for entry in content.entries:
        file.append(
            polib.POEntry(
                msgctxt=entry.context, msgid=entry.original.translate(_HIDDEN),
                msgstr=entry.translation.translate(_HIDDEN), comment=entry.comment,
                occurrences=[(entry.place[0].replace(" ", "_"), str(entry.place[1]))] if entry.place else [],
                flags=["fuzzy"] * entry.is_fuzzy,
                previous_msgid=entry.previous.translate(_HIDDEN) if entry.previous else None,
            )
        )  # fmt: skip
    return str(file).translate(_SHOWN) + "\n"


def read_po(path: Path) -> PoContent:
    """What a PO file holds. Raises NotWritten, with the line, for one that is not as it should be."""
    shown = safe_line(str(path))
    text = _text(path, shown)
    checked = _checked_lines(text, shown)
    import polib  # as above

    try:
        file = polib.pofile(f"{checked}\n".translate(_HIDDEN), encoding="utf-8", wrapwidth=0)
    except (OSError, ValueError, IndexError, TypeError) as error:  # what it says of a file that it cannot read
        line = re.search(r"\(line (\d+)\)", str(error))
        where = f"{shown}:{line[1]}" if line else shown
        raise NotWritten(
            f"{where}: no PO file goes on like this. Each entry is `msgctxt`, `msgid` and `msgstr`, in this order."
        ) from error
    declared = _CHARSET.search(file.metadata.get("Content-Type", ""))
    if declared is not None and declared[1].casefold().replace("-", "") not in ("utf8", "ascii", "usascii", "charset"):
        raise NotWritten(
            f"{shown} says that it is in {declared[1]}. Save it as UTF-8, with `charset=UTF-8` in its header."
        )
    written = list(file)
    return PoContent(
        normalised_tag(file.metadata.get("Language", "")) or "",
        " ".join(file.metadata.get("X-Language-Name", "").split()),
        tuple(_entries(entry for entry in written if not entry.msgid_plural and entry.msgctxt)),
        tuple(entry.linenum for entry in written if entry.msgid_plural),
        tuple(entry.linenum for entry in written if not entry.msgid_plural and not entry.msgctxt),
    )


def _entries(written: Iterable[object]) -> Iterable[PoEntry]:
    for entry in written:
        original, translation, context, previous = (
            _words(getattr(entry, name) or "") for name in ("msgid", "msgstr", "msgctxt", "previous_msgid")
        )
        yield PoEntry(
            " ".join(context.split()), original, translation, bool(getattr(entry, "fuzzy", False)), previous,
            line=getattr(entry, "linenum", 0) or 1,
        )  # fmt: skip


def _words(text: str) -> str:
    """Words as they were before they were put into the file, whatever ends its lines."""
    return text.translate(_SHOWN).replace("\r\n", "\n").replace("\r", "\n")


def _text(path: Path, shown: str) -> str:
    """The text of a file. Raises NotWritten."""
    try:
        content = read_bounded(str(path), limits.FILE_BYTES)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no name of a file"
        raise NotWritten(f"{shown} cannot be read: {why}.") from error
    if content is None:
        raise NotWritten(f"{shown} is not a file with translations; a folder or a device cannot be imported.")
    if isinstance(content, int):
        raise NotWritten(f"{shown} has {content:,} bytes; at most {limits.FILE_BYTES:,} are read. Divide it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = line_and_column(before, len(before))
        raise NotWritten(
            f"{shown}:{line}:{column}: this is not UTF-8. Save the file as UTF-8, and import it again."
        ) from error
    if not text.strip():
        raise NotWritten(f"{shown} is empty.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _checked_lines(text: str, shown: str) -> str:
    """The text with no comments, each of which polib would keep; its lines stay where they are. Raises NotWritten."""
    length = 0
    lines: list[str] = []
    for number, written in enumerate(text.split("\n"), 1):
        line = written.strip(" \t")
        is_previous = line.startswith("#|")
        if not is_previous and (line.startswith("#") or not line):
            lines.append(line if line.startswith("#,") else "")
            continue
        lines.append(line)
        found = _LINE.match(line.removeprefix("#|").lstrip(" \t"))
        if found is None:
            raise NotWritten(
                f"{shown}:{number}: this is no line of a PO file. Words stand between two quotation marks, behind "
                '`msgctxt`, `msgid` or `msgstr` or alone in their line, and a quotation mark among them is written \\".'
            )
        unknown = next((sign[1] for sign in _ESCAPED.finditer(found[2]) if sign[1] not in _ESCAPES), None)
        if unknown is not None:
            raise NotWritten(
                f"{shown}:{number}: a backslash before “{safe_line(unknown)}” means nothing here. "
                "A backslash among the words is written \\\\."
            )
        length = len(found[2]) if found[1] else length + len(found[2]) + 1
        if length > _LONGEST:
            raise NotWritten(
                f"{shown}:{number}: here a text becomes longer than {limits.TEXT_CHARACTERS:,} characters, "
                "the most that a text of a pack can have."
            )
    return "\n".join(lines)

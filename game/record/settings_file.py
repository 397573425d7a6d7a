"""The file of the player's settings: plain lines, each of which stays as it is until the setting in it is changed.

    theme = "evening"     # a comment
    reduced-motion = true

    [keys]
    map = "f2,ctrl+t"

What is written here is TOML (https://toml.io); what is read is the part of TOML that has one value on each line, and
words without quotation marks too. A small reader of our own is enough: the file is read before the first frame, and
`tomllib` takes longer to import than everything else here; and no line is lost that this version knows nothing of.

A path may be a link, as programs that look after such files make it. What it leads to must be an ordinary file.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from game.localisation.messages import gettext, gettext_noop
from game.localisation.system_words import system_reason
from game.record.locations import config_folder

SETTINGS_NAME = "settings.toml"
MOST_SETTINGS_BYTES = 65_536
"""A longer file is no file of settings."""

_BEGINNING = "# The settings of Eight Wings. The game changes single lines; all else stays as you write it.\n"


class SettingsText(NamedTuple):
    """A file of settings that was read: its values by section (outside of any: ""), and the lines that say nothing.

    `problem` is why the file as a whole cannot be read, in a sentence; it has no values then.
    """

    values: Mapping[str, Mapping[str, str]]
    odd_lines: tuple[int, ...] = ()
    problem: str = ""


def settings_path() -> Path:
    """Where the file lies, or would lie."""
    return config_folder() / SETTINGS_NAME


def read_settings_file(path: Path) -> SettingsText:
    """What stands in the file. A missing one is empty, and one that cannot be read is a problem. Raises nothing."""
    try:
        return parse_settings(_content(path))
    except FileNotFoundError:
        leads_nowhere = os.path.islink(path)  # noqa: PTH114 - the functions of `os` are what a test lets fail
        problem = gettext("{file} is a link that leads nowhere.", file=SETTINGS_NAME) if leads_nowhere else ""
        return SettingsText({}, problem=problem)
    except UnicodeDecodeError:
        return SettingsText({}, problem=gettext("{file} is no text in UTF-8.", file=SETTINGS_NAME))
    except (OSError, ValueError) as error:
        # Translators: {reason} is why, such as “Permission denied”.
        problem = gettext("{file} cannot be read: {reason}.", file=SETTINGS_NAME, reason=system_reason(error))
        return SettingsText({}, problem=problem)


def parse_settings(text: str) -> SettingsText:
    """The values of a text. Of two lines for the same setting the last one counts."""
    values: dict[str, dict[str, str]] = {}
    odd: list[int] = []
    section = ""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if (heading := _heading(line)) is not None:
            section = heading
        elif (entry := _entry(line)) is not None:
            values.setdefault(section, {})[entry.key] = entry.value
        else:
            odd.append(number)
    return SettingsText(values, tuple(odd))


def changed_settings(text: str, section: str, key: str, value: str | bool | None) -> str:
    """The text with one setting changed, or taken out for None; every other line is what it was."""
    lines = text.splitlines(keepends=True)
    at, end = _found(lines, section, key)
    if value is None:
        kept = [line for number, line in enumerate(lines) if number not in at]
        return "".join(kept)
    written = str(value).lower() if isinstance(value, bool) else f'"{_escaped(value)}"'
    if at:
        line = lines[at[-1]]
        entry = _entry(line)
        assert entry is not None  # noqa: S101 - `_found` has found it
        lines[at[-1]] = f"{line[: entry.begins]}{written}{line[entry.ends :]}"
        return "".join(lines)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if end is None:
        return "".join([*lines, *(["\n"] if lines else []), f"[{section}]\n", f"{key} = {written}\n"])
    return "".join([*lines[:end], f"{key} = {written}\n", *lines[end:]])


def write_setting(path: Path, section: str, key: str, value: str | bool | None) -> None:
    """Change one setting in the file, as it stands there now; another window may have changed others. Raises OSError.

    A file that is damaged is kept under another name. What is no ordinary file is left alone.
    """
    from game.record.atomic_files import write_and_keep_old, write_file  # most plays change no setting

    try:
        text = _content(path)
    except FileNotFoundError:
        if value is None:
            return
        text = _BEGINNING
    except ValueError:
        write_and_keep_old(path, changed_settings(_BEGINNING, section, key, value))
        return
    changed = changed_settings(text, section, key, value)
    if changed != text:
        write_file(path, changed)


def _content(path: Path) -> str:
    """What the file holds. Raises OSError, ValueError when it is too long or no text."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, gettext_noop("it is no ordinary file"))
        content = b""
        while len(content) <= MOST_SETTINGS_BYTES and (piece := os.read(descriptor, MOST_SETTINGS_BYTES + 1)):
            content += piece
    finally:
        os.close(descriptor)
    if len(content) > MOST_SETTINGS_BYTES:
        raise ValueError(gettext_noop("it is too long"))
    return content.decode()


class _Entry(NamedTuple):
    """A line with a setting: from which column to which its value stands, quotation marks and all."""

    key: str
    value: str
    begins: int
    ends: int


def _heading(line: str) -> str | None:
    """The section that begins with this line, if one does. Read by hand: compiling a pattern takes longer."""
    before, bracket, after = line.strip().partition("]")
    name = before.removeprefix("[").strip()
    is_one = before.startswith("[") and bracket and _is_key(name) and _is_rest(after)
    return name if is_one else None


def _entry(line: str) -> _Entry | None:
    """The setting in this line, if one is."""
    before, equals, after = line.partition("=")
    key = before.strip()
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = key[1:-1]
    given = after.strip()
    if not equals or not given or not _is_key(key):
        return None
    begins = len(before) + 1 + after.index(given[0])
    if given[0] == "'":
        ends = line.find("'", begins + 1) + 1
        value = line[begins + 1 : ends - 1]
    elif given[0] == '"':
        ends = begins + 1
        pieces = []
        while ends < len(line) and line[ends] != '"':
            ends += line[ends] == "\\"
            pieces.append(line[ends : ends + 1])
            ends += 1
        value, ends = "".join(pieces), ends + 1 if ends < len(line) else 0
    else:
        value = given.partition("#")[0].strip()
        ends = begins + len(value) if value and not set(value) & set("\"'[]{}") else 0
    return _Entry(key, value, begins, ends) if ends and _is_rest(line[ends:]) else None


def _is_key(words: str) -> bool:
    return words.replace("-", "a").replace(".", "a").replace("_", "a").isalnum()


def _is_rest(words: str) -> bool:
    """Whether nothing stands here but a comment."""
    return not words.strip() or words.lstrip().startswith("#")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _found(lines: list[str], section: str, key: str) -> tuple[list[int], int | None]:
    """The lines of a setting; and behind which line of its section a new one goes, None where there is no section."""
    at: list[int] = []
    end: int | None = 0 if not section else None
    within = ""
    for number, line in enumerate(lines):
        if (heading := _heading(line)) is not None:
            within = heading
            end = number + 1 if within == section else end
        elif within == section:
            entry = _entry(line)
            if entry is not None and entry.key == key:
                at.append(number)
            if line.strip():
                end = number + 1
    return at, end

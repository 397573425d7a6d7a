"""The keys: every action that one does something with, its usual key, and which key a player may give it instead.

The bindings of the screens are made from this table (`bound`), so each has an id, by which Textual finds the key that
was set (`App.set_keymap`), and the settings, the help and the bar at the bottom can name it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import Keys


class KeyAction(NamedTuple):
    """Something that a key does: its name, its usual key or keys, with commas, and whether others can be set."""

    name: str
    usual: str
    settable: bool = True


KEY_ACTIONS: dict[str, KeyAction] = {
    "help": KeyAction("Help", "f1"),
    "map": KeyAction("Map", "f2"),
    "notes": KeyAction("Notebook", "f3"),
    "transcript": KeyAction("Transcript", "f4"),
    "story": KeyAction("Story so far", "f5"),
    "save": KeyAction("Save and load", "f6"),
    "documents": KeyAction("Documents", "f7"),
    "settings": KeyAction("Settings", "f9"),
    "palette": KeyAction("Find anything", "ctrl+p"),
    "about": KeyAction("What is true, and what is invented", "a", settable=False),
    "quit": KeyAction("Quit", "ctrl+q"),
    "shell": KeyAction("To the shell", "ctrl+z"),
    "close": KeyAction("Close a page, empty the line", "escape"),
    "up": KeyAction("Up", "up"),
    "down": KeyAction("Down", "down"),
    "page-up": KeyAction("Page up", "pageup"),
    "page-down": KeyAction("Page down", "pagedown"),
    "beginning": KeyAction("To the beginning", "home"),
    "end": KeyAction("To the end", "end"),
    "take": KeyAction("Choose", "enter", settable=False),
    "put-away": KeyAction("Out of the list", "delete", settable=False),
    "back": KeyAction("Value before", "left", settable=False),
    "on": KeyAction("Next value", "right", settable=False),
    "copy": KeyAction("Copy what is selected", "ctrl+c", settable=False),
    "stay": KeyAction("", "tab,shift+tab", settable=False),
}
"""By id: the names behind which other keys stand in the file of settings."""

_TYPED = "That key is for typing: take a function key, or one with Ctrl or Alt."
_LINE_KEYS = frozenset((
    "left", "right", "home", "end", "backspace", "delete", "enter", "tab", "shift+tab", "space",
    "ctrl+left", "ctrl+right", "shift+left", "shift+right", *(f"ctrl+{letter}" for letter in "acdefhijkmuvwx"),
))  # fmt: skip
"""What the line takes for itself, to move and to cut; Ctrl with H, I, J or M is another key to a terminal."""
_NAME = (  # compiled when a key is looked at: most plays have the usual ones
    r"(?:(?:ctrl|alt|shift)\+){0,3}(?:f[1-9]|f1\d|f2[0-4]|[a-z0-9]|escape|insert|pageup|pagedown|up|down|left|right|home"
    r"|end|delete|backspace|enter|tab|space)"
)
_OTHER_KEYS = frozenset(key.value for key in Keys)
_LABELS = {
    "pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "delete": "Del", "insert": "Ins", "ctrl": "Ctrl", "alt": "Alt", "shift": "Shift",
}  # fmt: skip


def bound(id_: str, action: str, *, priority: bool = False) -> Binding:
    """The binding of an action of the table. Raises KeyError when the table has none with this id."""
    known = KEY_ACTIONS[id_]
    return Binding(known.usual, action, known.name, id=id_, priority=priority)


def keys_now(keys: Mapping[str, str], id_: str) -> str:
    """The key or keys of an action, where `keys` has those that were set."""
    return keys.get(id_) or KEY_ACTIONS[id_].usual


def key_label(key: str, *, short: bool = False) -> str:
    """How a key is shown: `F2`, `Ctrl+Q`, or `^Q` where there is little room. Of several keys each, with a space."""
    if "," in key:
        return " ".join(key_label(each, short=short) for each in key.split(","))
    *held, last = key.split("+")
    if short and held == ["ctrl"] and len(last) == 1:
        return f"^{last.upper()}"
    shown = _LABELS.get(last, last.upper() if len(last) == 1 or re.fullmatch(r"f\d+", last) else last.capitalize())
    return "+".join([*(_LABELS[modifier] for modifier in held), shown])


def key_problem(id_: str, key: str, keys: Mapping[str, str]) -> str:
    """Why an action cannot have this key, in a sentence, or empty; `keys` has the keys that others were given."""
    known = KEY_ACTIONS.get(id_)
    if known is None:
        return "There is no such action."
    if key in known.usual.split(",") and (owner := _owner(id_, key, keys)) is None:
        return ""
    if not known.settable:
        return f"The key for “{known.name}” is always {key_label(known.usual)}."
    if re.fullmatch(_NAME, key) is None and key not in _OTHER_KEYS:
        return "There is no such key."
    if len(key) == 1 or (key.startswith("shift+") and len(key) == len("shift+x")):
        return _TYPED
    if key in _LINE_KEYS:
        return f"{key_label(key)} is for the line that is typed in."
    owner = _owner(id_, key, keys)
    return f"{key_label(key)} is the key for “{KEY_ACTIONS[owner].name}”." if owner is not None else ""


def _owner(id_: str, key: str, keys: Mapping[str, str]) -> str | None:
    """Which other action has this key now."""
    return next(
        (other for other in KEY_ACTIONS if other != id_ and key in keys_now(keys, other).split(",")),
        None,
    )
